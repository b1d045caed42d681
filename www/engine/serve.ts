import type { Start } from "./worker-port.js";

/** Does a duty in this worker, for the page that has started it. */
export function serve(start: Start): void {
  const duty = start((message, transfer = []) => postMessage(message, { transfer }));
  addEventListener("message", ({ data }) => duty.hear(data as never));
}
