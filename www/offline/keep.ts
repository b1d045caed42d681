import type { ExperimentElement } from "../elements/experiment.js";

// The first chunks come first: nothing that is only kept for later may be in their way.
const REST_MS = 2000;

let begun = false;

/** Has the page kept for later visits, once an experiment is under way. */
export function keepOffline(element: ExperimentElement): void {
  // One file needs no other; and what stands in a frame stores nothing.
  if (import.meta.env.MODE === "single" || import.meta.env.DEV || self !== top || begun) return;
  const look = (): void => {
    const { phase } = element.view;
    if (phase === "loading" || phase === "failed") return;
    element.removeEventListener("view", look);
    if (begun) return;
    begun = true;
    setTimeout(() => {
      // It may not be there any more.
      import("./register.js").then(({ register }) => register()).catch(() => undefined);
    }, REST_MS);
  };
  element.addEventListener("view", look);
}
