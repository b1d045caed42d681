import type { ReactiveController, ReactiveControllerHost } from "lit";

/** So far from what is seen, the rest is loaded already. */
const AHEAD = "600px";

/** Loads what an element needs when somebody comes near it. */
export class Near implements ReactiveController {
  readonly #sight: IntersectionObserver;

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    load: () => Promise<unknown>,
  ) {
    this.#sight = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        this.#sight.disconnect();
        // Without it what is there already stays readable; the next visit tries again.
        load().catch(() => {});
      },
      { rootMargin: AHEAD },
    );
    host.addController(this);
  }

  hostConnected(): void {
    this.#sight.observe(this.host);
  }

  hostDisconnected(): void {
    this.#sight.disconnect();
  }
}
