import { hire, type Colleague } from "../engine/colleague.js";

// Written out: the bundler has to see both.

/** Somebody new who keeps the picture. */
export const atlasWorker = (): Colleague =>
  hire(
    () => new Worker(new URL("./atlas.worker.ts", import.meta.url), { type: "module" }),
    async () => (await import("./desk.js")).startAtlas,
  );

/** Somebody new who computes pieces of it. */
export const handWorker = (): Colleague =>
  hire(
    () => new Worker(new URL("./hand.worker.ts", import.meta.url), { type: "module" }),
    async () => (await import("./pieces.js")).startPieces,
  );
