import { startWorker, type WorkerPort } from "../engine/worker-port.js";
import type { JobKind } from "../engine/worker-handle.js";
import type { Job, Product } from "./messages.js";

// Workers are written out: the bundler has to see them.

/** Starts the worker that keeps the picture. */
export const atlasWorker = (): WorkerPort =>
  startWorker(
    () => new Worker(new URL("./atlas.worker.ts", import.meta.url), { type: "module" }),
    async () => (await import("./atlas-handler.js")).startAtlas,
  );

const isNumber = (data: unknown): boolean => typeof data === "number";

/** Making a plane, and the tiles and paths on it. */
export const PIECES: JobKind<Job, Product> = {
  startWorker: () =>
    startWorker(
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
