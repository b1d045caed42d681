import { computesRight } from "./self-check.js";

/** It waits for no more than its script, which is small, and a few milliseconds. */
const PATIENCE_MS = 5000;

/**
 * Has engines try themselves in a worker: browsers compile each function when it is first called, and what the check calls
 * takes them longer than a page may stand still. What they compile there serves every other thread too.
 */
export class Checker {
  #worker: Worker | undefined;
  #answer: ((said: unknown) => void) | undefined;

  constructor() {
    try {
      // At once: its script comes while the engine does. Written out: the bundler has to see it.
      this.#worker = new Worker(new URL("./self-check.worker.ts", import.meta.url), { type: "module" });
      this.#worker.onmessage = ({ data }) => this.#answer?.(data);
      this.#worker.onerror = (event) => {
        event.preventDefault();
        this.close();
      };
    } catch {
      // Not in this context.
    }
  }

  /** Whether a module computes right; where no worker says so it is asked here. */
  async computesRight(module: WebAssembly.Module): Promise<boolean> {
    let patience: ReturnType<typeof setTimeout> | undefined;
    const said = await new Promise<unknown>((resolve) => {
      this.#answer = resolve;
      if (!this.#worker) resolve(undefined);
      patience = setTimeout(resolve, PATIENCE_MS);
      this.#worker?.postMessage(module);
    });
    clearTimeout(patience);
    return typeof said === "boolean" ? said : computesRight(module);
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#answer?.(undefined);
  }
}
