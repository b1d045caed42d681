// Keeps the one ledger of the run: hands chunks out, counts what comes back, and analyses it.

import type { Assignment, Ledger } from "../wasm/dice_and_descent.js";
import { instantiate, type Bindings } from "./bindings.js";
import { textOf, type FromLedger, type ToLedger } from "./messages.js";
import { Pace } from "./pace.js";
import { Stopwatch } from "./stopwatch.js";

let boot: Promise<Bindings>;
let ledger: Ledger | undefined;
let generation = 0;
let wanted = 0;
let rows = 20;
let selected: string | null = null;
let running = false;
let stepping = false;
let ended = false;
let stopwatch = new Stopwatch();

const send = (message: FromLedger): void => postMessage(message);
const fail = (thrown: unknown): void => send({ type: "failed", text: textOf(thrown) });

function guarded(task: () => void): () => void {
  return () => {
    try {
      task();
    } catch (thrown) {
      fail(thrown);
    }
  };
}

const publishStatus = new Pace(
  guarded(() => {
    if (!ledger) return;
    const status = ledger.status(stopwatch.read());
    ({ ended, stepping } = status);
    stopwatch.run(running && !ended);
    const settled = ended || (!running && !stepping);
    send({ type: "status", generation, status, fingerprint: settled ? ledger.fingerprint() : null });
  }),
  200,
  0.1,
);

const publishAnalysis = new Pace(
  guarded(() => {
    if (!ledger) return;
    send({ type: "analysis", generation, analysis: ledger.analyse(rows) });
    publishDetail();
  }),
  333,
  0.3,
);

function publishDetail(): void {
  if (ledger && selected !== null) send({ type: "detail", generation, detail: ledger.detail(selected) });
}

/** Hands out what can be handed out; the rest stays wanted. */
function serve(): void {
  const assignments: Assignment[] = [];
  while (ledger && wanted > 0) {
    const assignment = ledger.assign();
    if (!assignment) break;
    assignments.push(assignment);
    wanted -= 1;
  }
  if (assignments.length > 0) send({ type: "assignments", generation, assignments });
}

function start(hash: string, { Ledger }: Bindings): void {
  ledger?.free();
  ledger = new Ledger(hash);
  wanted = 0;
  selected = null;
  stepping = false;
  ended = false;
  stopwatch = new Stopwatch();
  if (!running) ledger.hold();
  publishStatus.flush();
  publishAnalysis.flush();
}

function accept(delta: Uint32Array, assignment: Assignment): void {
  try {
    ledger?.accept(delta);
  } catch (thrown) {
    ledger?.giveBack(assignment.method, assignment.chunk);
    send({ type: "refused", generation, text: textOf(thrown) });
  }
}

function handle(message: Exclude<ToLedger, { type: "boot" }>, bound: Bindings): void {
  if (message.type === "start") {
    ({ generation, running } = message);
    start(message.hash, bound);
    return;
  }
  if ("generation" in message && message.generation !== generation) return;
  switch (message.type) {
    case "want":
      wanted += message.count;
      break;
    case "delta":
      accept(message.delta, message.assignment);
      // The page waits for the end of a step to hold the samplers again.
      if (stepping) publishStatus.flush();
      else publishStatus.touch();
      publishAnalysis.touch();
      break;
    case "give-back":
      ledger?.giveBack(message.assignment.method, message.assignment.chunk);
      break;
    case "step":
      ledger?.step();
      publishStatus.flush();
      publishAnalysis.touch();
      break;
    case "extend":
      ledger?.extend(message.hash);
      publishStatus.flush();
      publishAnalysis.touch();
      break;
    case "running":
      running = message.running;
      if (running) ledger?.release();
      else ledger?.hold();
      publishStatus.flush();
      publishAnalysis.touch();
      break;
    case "rows":
      rows = message.rows;
      publishAnalysis.touch();
      return;
    case "select":
      selected = message.function;
      publishDetail();
      return;
  }
  serve();
}

addEventListener("message", async ({ data }: MessageEvent<ToLedger>) => {
  try {
    if (data.type === "boot") {
      boot = instantiate(data.engine);
      await boot;
    } else {
      handle(data, await boot);
    }
  } catch (thrown) {
    fail(thrown);
  }
});
