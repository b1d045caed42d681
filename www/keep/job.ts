import { instantiateAtlas, type AtlasBindings } from "../engine/bindings.js";
import type { Start } from "../engine/worker-port.js";
import { textOf } from "../engine/messages.js";
import type { SavedRun } from "../wasm-atlas/dice_and_descent.js";
import type { FromArchive, Jobs, Kind, Saved, ToArchive } from "./messages.js";
import { words } from "./words.js";

async function runOf({ SavedRun, checkFileSize }: AtlasBindings, saved: Saved): Promise<SavedRun> {
  if (saved instanceof Uint32Array) return SavedRun.fromWords(saved);
  // Before any of it is read.
  checkFileSize(saved.size);
  return SavedRun.fromFile(new Uint8Array(await saved.arrayBuffer()));
}

async function work(bound: AtlasBindings, message: ToArchive): Promise<Jobs[Kind]["answer"]> {
  switch (message.kind) {
    case "write": {
      const run = await runOf(bound, message.ask.saved);
      return run[message.ask.table]();
    }
    case "open": {
      const run = await runOf(bound, message.ask.saved);
      return {
        experiment: run.experiment(),
        hash: run.hash(),
        fingerprint: run.fingerprint(),
        note: run.note() ?? null,
        saved: run.pack(),
      };
    }
    case "beside": {
      const [a, b] = message.ask.saved;
      return (await runOf(bound, a)).beside(await runOf(bound, b));
    }
    case "longer": {
      const { hash, saved } = message.ask;
      const note = (await runOf(bound, saved)).note();
      if (note) throw new Error(note);
      return bound.longerBudget(hash);
    }
    case "svg": {
      const { chart, width, height, caption } = message.ask;
      return bound.chartSvg(chart, width, height, caption.title, caption.text, caption.link);
    }
    case "png": {
      const { png, caption, density } = message.ask;
      return bound.stampPng(png, caption.title, caption.text, caption.link, density);
    }
    case "cite": {
      const { page, hash, fingerprint, day } = message.ask;
      return bound.citation(page, hash, fingerprint ?? undefined, day);
    }
  }
}

/** Does one job with saved runs, charts or words, and is done: whatever a file brings dies with its worker. */
export const startArchive: Start = (post) => ({
  async hear(message: ToArchive): Promise<void> {
    let answer: FromArchive;
    try {
      answer = { answer: await work(await instantiateAtlas(message.engine), message) };
    } catch (thrown) {
      // What traps says "unreachable", and what finds no room for a file's bytes names an array.
      const trapped = thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError;
      answer = { error: trapped ? words.runs.trapped : textOf(thrown) };
    }
    post(answer);
  },
  close: () => undefined,
});
