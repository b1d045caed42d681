// Makes the exact table of the gates, keeps the counts of the draws, and writes the table and the file.

import type { Assignment, GatesLedger } from "../wasm-atlas/dice_and_descent.js";
import { instantiateAtlas, type AtlasBindings } from "../engine/bindings.js";
import { textOf } from "../engine/messages.js";
import { Pace } from "../engine/pace.js";
import { Slices } from "../engine/slices.js";
import { Stopwatch } from "../engine/stopwatch.js";
import type { FromGates, ToGates, Wanted } from "./messages.js";

const LINES_AT_ONCE = 256;

let boot: Promise<AtlasBindings>;
let ledger: GatesLedger | undefined;
let generation = 0;
let chunksWanted = 0;
let shown: Wanted = { rows: 0, open: [] };
let running = false;
let stopwatch = new Stopwatch();
let file: string[] | undefined;

const send = (message: FromGates): void => postMessage(message);
const fail = (thrown: unknown): void => send({ type: "failed", text: textOf(thrown) });

function guarded(task: (ledger: GatesLedger) => void): () => void {
  return () => {
    try {
      if (ledger) task(ledger);
    } catch (thrown) {
      fail(thrown);
    }
  };
}

const publishStatus = new Pace(
  guarded((ledger) => {
    const status = ledger.status(stopwatch.read());
    stopwatch.run(running && !status.ended);
    send({ type: "status", generation, status });
  }),
  200,
  0.1,
);

const publishTable = new Pace(
  guarded((ledger) => {
    const table = ledger.table(shown.rows, shown.open);
    if (table) send({ type: "table", generation, table });
  }),
  400,
  0.3,
);

/** One class of the exact table after the other, with messages in between. */
const making = new Slices(() => {
  let more = false;
  guarded((ledger) => {
    more = ledger.make();
    publishStatus.touch();
    if (!more) publishTable.flush();
  })();
  return more;
});

const writing = new Slices(() => {
  let more = false;
  guarded((ledger) => {
    if (!file) return;
    const from = file.length * LINES_AT_ONCE;
    file.push(ledger.csv(from, LINES_AT_ONCE));
    more = from + LINES_AT_ONCE < ledger.csvLines();
    if (more) return;
    send({ type: "csv", generation, parts: file });
    file = undefined;
  })();
  return more;
});

/** Hands out what can be handed out; the rest stays wanted. */
function serve(): void {
  const assignments: Assignment[] = [];
  while (ledger && chunksWanted > 0) {
    const assignment = ledger.assign();
    if (!assignment) break;
    assignments.push(assignment);
    chunksWanted -= 1;
  }
  if (assignments.length > 0) send({ type: "assignments", generation, assignments });
}

function accept(delta: Uint32Array, assignment: Assignment): void {
  try {
    ledger?.accept(assignment.method, delta);
  } catch (thrown) {
    ledger?.giveBack(assignment.method, assignment.chunk);
    send({ type: "refused", generation, text: textOf(thrown) });
  }
}

function handle(message: Exclude<ToGates, { type: "boot" }>, { GatesLedger }: AtlasBindings): void {
  if (message.type === "start") {
    ({ generation, running, wanted: shown } = message);
    ledger?.free();
    ledger = new GatesLedger(message.hash);
    chunksWanted = 0;
    file = undefined;
    stopwatch = new Stopwatch();
    publishStatus.flush();
    making.start();
    return;
  }
  if (message.generation !== generation) return;
  switch (message.type) {
    case "want":
      chunksWanted += message.count;
      break;
    case "delta":
      accept(message.delta, message.assignment);
      publishStatus.touch();
      publishTable.touch();
      break;
    case "give-back":
      ledger?.giveBack(message.assignment.method, message.assignment.chunk);
      break;
    case "adopt":
      ledger?.adopt(message.hash);
      publishStatus.flush();
      publishTable.flush();
      break;
    case "running":
      running = message.running;
      publishStatus.flush();
      break;
    case "wanted":
      shown = message.wanted;
      publishTable.flush();
      return;
    case "csv":
      file = [];
      writing.start();
      return;
  }
  serve();
}

addEventListener("message", async ({ data }: MessageEvent<ToGates>) => {
  try {
    if (data.type === "boot") {
      boot = instantiateAtlas(data.engine);
      await boot;
    } else {
      handle(data, await boot);
    }
  } catch (thrown) {
    fail(thrown);
  }
});
