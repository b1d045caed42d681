// Makes planes, and does tiles and paths on them, in slices short enough that every message is heard at once.

import type { MapPlane, MapRunner } from "../wasm-atlas/dice_and_descent.js";
import { instantiateAtlas, type AtlasBindings } from "../engine/bindings.js";
import { textOf } from "../engine/messages.js";
import { Slices } from "../engine/slices.js";
import type { FromHand, Job, Product, ToHand } from "./messages.js";

let boot: Promise<AtlasBindings>;
let runner: MapRunner | undefined;
let maker: MapPlane | undefined;
let start: (() => void) | undefined;
let generation = 0;
let queue: Job[] = [];
let begun = false;
let held = false;

const send = (message: FromHand, transfer: Transferable[] = []): void => postMessage(message, { transfer });

function fail(thrown: unknown): void {
  // After a trap the instance is in no defined state: only the page can go on, with a new worker.
  queue = [];
  send({ type: "failed", text: textOf(thrown) });
}

/** Goes on with the job; what comes of it, once it is done. */
function advance(job: Job, work: number): Product | undefined {
  if (job.kind === "plane") return maker?.advance(work) ? maker.take() : undefined;
  if (!runner) return undefined;
  if (job.kind === "tile") {
    if (!begun) runner.begin(job.tile);
    begun = true;
    return runner.advance(work) ? runner.take() : undefined;
  }
  if (!begun) runner.beginPath(job.run);
  begun = true;
  return runner.advancePath(work) ? runner.takePath() : undefined;
}

const slices = new Slices((work) => {
  const job = queue[0];
  if (!job || held) return false;
  try {
    // Made at the first piece of work: while a visitor drags, most starts are followed by another at once.
    start?.();
    start = undefined;
    const product = advance(job, work);
    if (product) {
      queue.shift();
      begun = false;
      send({ type: "done", generation, job, product }, [product.buffer]);
    }
    return true;
  } catch (thrown) {
    fail(thrown);
    return false;
  }
});

function handle(message: Exclude<ToHand, { type: "boot" }>, { MapPlane, MapRunner }: AtlasBindings): void {
  switch (message.type) {
    case "start": {
      const { hash, plane } = message;
      ({ generation, held } = message);
      queue = [];
      begun = false;
      start = () => {
        maker?.free();
        runner?.free();
        maker = runner = undefined;
        if (plane) runner = new MapRunner(hash, plane);
        else maker = new MapPlane(hash);
      };
      break;
    }
    case "work":
      if (message.generation === generation) queue.push(message.job);
      break;
    case "hold":
      held = message.held;
      break;
    case "ping":
      send({ type: "pong" });
  }
  slices.start();
}

addEventListener("message", async ({ data }: MessageEvent<ToHand>) => {
  try {
    if (data.type === "boot") {
      boot = instantiateAtlas(data.engine);
      await boot;
      send({ type: "ready" });
    } else {
      handle(data, await boot);
    }
  } catch (thrown) {
    fail(thrown);
  }
});
