import { instantiateAtlas, type AtlasBindings } from "../engine/bindings.js";
import type { Duty, Start } from "../engine/colleague.js";
import { textOf } from "../engine/messages.js";
import { Slices } from "../engine/slices.js";
import type { MapPlane, MapRunner } from "../wasm-atlas/dice_and_descent.js";
import type { FromHand, Job, Product, ToHand } from "./messages.js";

/** Makes planes, and does tiles and paths on them, in slices short enough that every message is heard at once. */
class Pieces implements Duty {
  #boot: Promise<AtlasBindings> | undefined;
  #runner: MapRunner | undefined;
  #maker: MapPlane | undefined;
  /** What has to be made before the first piece of work. */
  #start: (() => void) | undefined;
  #generation = 0;
  #queue: Job[] = [];
  #begun = false;
  #held = false;

  readonly #slices = new Slices((work) => {
    const job = this.#queue[0];
    if (!job || this.#held) return false;
    try {
      // Not earlier: while a visitor drags, most starts are followed by another at once.
      this.#start?.();
      this.#start = undefined;
      const product = this.#advance(job, work);
      if (product) {
        this.#queue.shift();
        this.#begun = false;
        this.post({ type: "done", generation: this.#generation, job, product }, [product.buffer]);
      }
      return true;
    } catch (thrown) {
      this.#fail(thrown);
      return false;
    }
  });

  constructor(private readonly post: (message: FromHand, transfer?: Transferable[]) => void) {}

  async hear(message: ToHand): Promise<void> {
    try {
      if (message.type === "boot") {
        this.#boot = instantiateAtlas(message.engine);
        await this.#boot;
        this.post({ type: "ready" });
      } else if (this.#boot) {
        this.#handle(message, await this.#boot);
      }
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  close(): void {
    this.#queue = [];
    this.#start = this.#runner = this.#maker = undefined;
  }

  #fail(thrown: unknown): void {
    // After a trap the instance is in no defined state: only the page can go on, with a new worker.
    this.close();
    this.post({ type: "failed", text: textOf(thrown) });
  }

  /** Goes on with the job; what comes of it, once it is done. */
  #advance(job: Job, work: number): Product | undefined {
    if (job.kind === "plane") return this.#maker?.advance(work) ? this.#maker.take() : undefined;
    const runner = this.#runner;
    if (!runner) return undefined;
    if (job.kind === "tile") {
      if (!this.#begun) runner.begin(job.tile);
      this.#begun = true;
      return runner.advance(work) ? runner.take() : undefined;
    }
    if (!this.#begun) runner.beginPath(job.run);
    this.#begun = true;
    return runner.advancePath(work) ? runner.takePath() : undefined;
  }

  #handle(message: Exclude<ToHand, { type: "boot" }>, { MapPlane, MapRunner }: AtlasBindings): void {
    switch (message.type) {
      case "start": {
        const { hash, plane } = message;
        this.#generation = message.generation;
        this.#held = message.held;
        this.#queue = [];
        this.#begun = false;
        this.#start = () => {
          this.#maker?.free();
          this.#runner?.free();
          this.#maker = this.#runner = undefined;
          if (plane) this.#runner = new MapRunner(hash, plane);
          else this.#maker = new MapPlane(hash);
        };
        break;
      }
      case "work":
        if (message.generation === this.#generation) this.#queue.push(message.job);
        break;
      case "hold":
        this.#held = message.held;
        break;
      case "ping":
        this.post({ type: "pong" });
    }
    this.#slices.start();
  }
}

export const startPieces: Start = (post) => new Pieces(post);
