/** What a page tells the service worker. */
export type ToServiceWorker =
  /** The visitor wants the version that waits. */
  | { type: "accept" }
  /** The page has been loaded, with this script. */
  | { type: "loaded"; script: string };
