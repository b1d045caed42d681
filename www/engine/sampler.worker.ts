// Draws and trains, chunk by chunk, in slices short enough that every message is heard at once.

import type { Assignment, Runner } from "../wasm/dice_and_descent.js";
import { instantiate, type Bindings } from "./bindings.js";
import { textOf, type FromSampler, type ToSampler } from "./messages.js";
import { Slices } from "./slices.js";

let boot: Promise<Bindings>;
let runner: Runner | undefined;
let generation = 0;
let queue: Assignment[] = [];
let begun = false;
let held = false;

const send = (message: FromSampler, transfer: Transferable[] = []): void =>
  postMessage(message, { transfer });

function fail(thrown: unknown): void {
  // After a trap the instance is in no defined state: only the page can go on, with a new worker.
  queue = [];
  send({ type: "failed", text: textOf(thrown) });
}

const slices = new Slices((work) => {
  const assignment = queue[0];
  if (!runner || !assignment || held) return false;
  try {
    if (!begun) runner.begin(assignment.method, assignment.chunk);
    begun = true;
    if (runner.advance(work)) {
      const delta = runner.take();
      queue.shift();
      begun = false;
      send({ type: "done", generation, assignment, delta }, [delta.buffer]);
    }
    return true;
  } catch (thrown) {
    fail(thrown);
    return false;
  }
});

function handle(message: Exclude<ToSampler, { type: "boot" }>, { Runner }: Bindings): void {
  switch (message.type) {
    case "start":
      runner?.free();
      runner = new Runner(message.hash);
      ({ generation, held } = message);
      queue = [];
      begun = false;
      break;
    case "work":
      if (message.generation === generation) queue.push(message.assignment);
      break;
    case "hold":
      held = true;
      break;
    case "go":
      held = false;
      break;
    case "ping":
      send({ type: "pong" });
  }
  slices.start();
}

addEventListener("message", async ({ data }: MessageEvent<ToSampler>) => {
  try {
    if (data.type === "boot") {
      boot = instantiate(data.engine);
      await boot;
      send({ type: "ready" });
    } else {
      handle(data, await boot);
    }
  } catch (thrown) {
    fail(thrown);
  }
});
