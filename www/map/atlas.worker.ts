// Keeps the picture: hands its tiles and paths out, takes them in, paints and counts.

import type { Atlas } from "../wasm-atlas/dice_and_descent.js";
import { instantiateAtlas, type AtlasBindings } from "../engine/bindings.js";
import { textOf } from "../engine/messages.js";
import { Pace } from "../engine/pace.js";
import { Slices } from "../engine/slices.js";
import type { FromAtlas, Job, Product, Spot, ToAtlas } from "./messages.js";

const LINES_AT_ONCE = 512;

let boot: Promise<AtlasBindings>;
let atlas: Atlas | undefined;
let generation = 0;
let hash = "";
let dark = false;
let wanted = 0;
let alone = false;
let size = 0;
/** Tiles that are being done. */
let out = new Set<number>();
/** Paths that are in the atlas, that are being done, and that are shown. */
let taken = new Set<number>();
let walking = new Set<number>();
let paths = 0;
let done = 0;
let probed: Spot | null = null;
let file: string[] | undefined;

const send = (message: FromAtlas, transfer: Transferable[] = []): void => postMessage(message, { transfer });
const fail = (thrown: unknown): void => send({ type: "failed", text: textOf(thrown) });

function guarded(task: (atlas: Atlas) => void): () => void {
  return () => {
    try {
      if (atlas) task(atlas);
    } catch (thrown) {
      fail(thrown);
    }
  };
}

const publish = new Pace(
  guarded((atlas) => {
    const progress = atlas.progress();
    const pixels = atlas.paint(dark) as Uint8ClampedArray<ArrayBuffer>;
    const ranks = atlas.indices();
    const summary = atlas.summary(dark) ?? null;
    const trails = atlas.trails(dark);
    const coming = paths - taken.size;
    const fingerprint = progress.ended && coming === 0 ? atlas.fingerprint() : null;
    const print = { generation, size, pixels, ranks, progress, done, summary, trails, fingerprint, coming, hash, dark };
    send({ type: "print", print }, [pixels.buffer, ranks.buffer]);
    answer();
  }),
  80,
  0.35,
);

function answer(): void {
  if (!atlas || !probed) return;
  send({ type: "pixel", generation, spot: probed, pixel: atlas.pixel(probed.x, probed.y, dark) ?? null });
}

const writing = new Slices(() => {
  let more = false;
  guarded((atlas) => {
    if (!file) return;
    const from = file.length * LINES_AT_ONCE;
    file.push(atlas.csv(from, LINES_AT_ONCE));
    more = from + LINES_AT_ONCE < atlas.csvLines();
    if (more) return;
    send({ type: "csv", generation, parts: file });
    file = undefined;
  })();
  return more;
});

function nextPath(): Job | undefined {
  for (let run = 0; run < paths; run += 1) {
    if (taken.has(run) || walking.has(run)) continue;
    walking.add(run);
    return { kind: "path", run };
  }
  return undefined;
}

function nextTile(): Job | undefined {
  const tile = atlas?.assign();
  if (tile === undefined) return undefined;
  out.add(tile);
  return { kind: "tile", tile };
}

/** Tiles first; where there is more than one worker, one of them walks the paths as soon as there is a picture. */
function next(): Job | undefined {
  const early = !alone && walking.size === 0 && (atlas?.progress().share ?? 0) > 0.1;
  return (early ? nextPath() : undefined) ?? nextTile() ?? nextPath();
}

/** Hands out what can be handed out; the rest stays wanted. */
function serve(): void {
  const jobs: Job[] = [];
  while (atlas && wanted > 0) {
    const job = next();
    if (!job) break;
    jobs.push(job);
    wanted -= 1;
  }
  if (jobs.length > 0) send({ type: "jobs", generation, jobs });
}

function giveBack(job: Job): void {
  if (job.kind === "path") walking.delete(job.run);
  if (job.kind === "tile" && out.delete(job.tile)) atlas?.giveBack(job.tile);
}

function accept(job: Job, product: Product): void {
  try {
    if (product instanceof Uint32Array) atlas?.accept(product);
    else atlas?.acceptPath(product);
    done += 1;
    if (job.kind === "tile") out.delete(job.tile);
    if (job.kind === "path") {
      walking.delete(job.run);
      taken.add(job.run);
    }
  } catch (thrown) {
    giveBack(job);
    send({ type: "refused", generation, text: textOf(thrown) });
  }
}

/** Goes to another window, training set or number of runs, and keeps what is still true. */
function look(next: string, { mapConsequences }: AtlasBindings): void {
  // What the workers were at, they have dropped.
  for (const tile of out) atlas?.giveBack(tile);
  out = new Set();
  walking = new Set();
  if (mapConsequences(hash, next).paths) taken = new Set();
  atlas?.look(next);
}

function handle(message: Exclude<ToAtlas, { type: "boot" }>, bound: AtlasBindings): void {
  if (message.type === "start") {
    ({ generation, dark } = message);
    wanted = 0;
    done = 0;
    file = undefined;
    probed = null;
    if (message.plane) {
      atlas?.free();
      atlas = new bound.Atlas(message.hash, message.plane);
      [out, taken, walking] = [new Set(), new Set(), new Set()];
    } else {
      look(message.hash, bound);
    }
    const state = bound.mapReadLink(message.hash);
    ({ hash, resolution: size } = state);
    paths = Number(state.paths);
    if (atlas?.progress().ended) publish.flush();
    return;
  }
  if (message.generation !== generation) return;
  switch (message.type) {
    case "want":
      wanted += message.count;
      ({ alone } = message);
      break;
    case "product":
      accept(message.job, message.product);
      if (out.size === 0 && atlas?.progress().ended) publish.flush();
      else publish.touch();
      break;
    case "give-back":
      giveBack(message.job);
      break;
    case "repaint":
      ({ hash, dark } = message);
      atlas?.look(hash);
      publish.flush();
      return;
    case "probe":
      probed = message.spot;
      answer();
      return;
    case "csv":
      file = [];
      writing.start();
      return;
  }
  serve();
}

addEventListener("message", async ({ data }: MessageEvent<ToAtlas>) => {
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
