import { hire, type Colleague } from "../engine/colleague.js";
import type { Craft } from "../engine/hand.js";
import type { Job, Product } from "./messages.js";

// Workers are written out: the bundler has to see them.

/** Somebody new who keeps the picture. */
export const atlasWorker = (): Colleague =>
  hire(
    () => new Worker(new URL("./atlas.worker.ts", import.meta.url), { type: "module" }),
    async () => (await import("./desk.js")).startAtlas,
  );

const isNumber = (data: unknown): boolean => typeof data === "number";

/** Making a plane, and the tiles and paths on it. */
export const PIECES: Craft<Job, Product> = {
  hire: () =>
    hire(
      () => new Worker(new URL("./hand.worker.ts", import.meta.url), { type: "module" }),
      async () => (await import("./pieces.js")).startPieces,
    ),
  same: (a, b) =>
    a.kind === b.kind &&
    (a.kind !== "tile" || b.kind !== "tile" || a.tile === b.tile) &&
    (a.kind !== "path" || b.kind !== "path" || a.run === b.run),
  isJob: (data): data is Job => {
    const { kind, tile, run } = (data ?? {}) as { kind?: unknown; tile?: unknown; run?: unknown };
    return kind === "plane" || (kind === "tile" && isNumber(tile)) || (kind === "path" && isNumber(run));
  },
  isProduct: (data) => data instanceof Uint32Array || data instanceof Float64Array,
  // Enough that a worker always has a next tile while the atlas is busy painting.
  jobsEach: 3,
};
