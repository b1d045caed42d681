import { instantiateAtlas, type AtlasBindings } from "../engine/bindings.js";
import type { Start } from "../engine/worker-port.js";
import { JobRunner } from "../engine/job-runner.js";
import type { MapPlane, MapRunner } from "../wasm-atlas/dice_and_descent.js";
import type { Job, Order, Product } from "./messages.js";

/** Makes planes, and does tiles and paths on them. */
class Pieces extends JobRunner<AtlasBindings, Order, Job, Product> {
  #runner: MapRunner | undefined;
  #maker: MapPlane | undefined;

  protected override order({ MapPlane, MapRunner }: AtlasBindings, { hash, plane }: Order): void {
    this.#maker?.free();
    this.#runner?.free();
    this.drop();
    if (plane) this.#runner = new MapRunner(hash, plane);
    else this.#maker = new MapPlane(hash);
  }

  protected override begin(job: Job): void {
    if (job.kind === "tile") this.#runner?.begin(job.tile);
    if (job.kind === "path") this.#runner?.beginPath(job.run);
  }

  protected override advance(job: Job, work: number): Product | undefined {
    if (job.kind === "plane") return this.#maker?.advance(work) ? this.#maker.take() : undefined;
    const runner = this.#runner;
    if (job.kind === "tile") return runner?.advance(work) ? runner.take() : undefined;
    return runner?.advancePath(work) ? runner.takePath() : undefined;
  }

  protected override drop(): void {
    this.#runner = this.#maker = undefined;
  }
}

export const startPieces: Start = (post) => new Pieces(post, instantiateAtlas);
