import { instantiateAtlas } from "../engine/bindings.js";
import { loadEngine } from "../engine/load.js";
import { MapRun } from "../map/run.js";
import { MOST_LOSSES } from "../session/losses.js";
import { outcome, workersOf, type Done, type RunOptions } from "./options.js";

/** Computes the map of a link: its picture and its paths. */
export async function draw(link: string, options: RunOptions): Promise<Done> {
  const engine = await loadEngine("atlas");
  const bound = await instantiateAtlas(engine);
  const { hash, notices } = bound.mapReadLink(link);
  const { fingerprint, json } = await outcome<{ fingerprint: string; json: string }>(options, (resolve, reject, tell) => {
    let losses = 0;
    let whole: string | undefined;
    const begin = (): void => {
      whole = undefined;
      work.start(hash, true, workersOf(options));
    };
    const work = new MapRun(engine, () => bound, false, {
      plane: () => {},
      highlight: () => {},
      pixel: () => {},
      mended: () => {},
      slow: () => {},
      print: ({ progress, fingerprint }) => {
        tell({ share: progress.share, text: progress.text });
        if (fingerprint === null || whole) return;
        whole = fingerprint;
        work.askForFile("json");
      },
      file: (_, parts) => {
        if (whole) resolve({ fingerprint: whole, json: parts.join("") });
      },
      lost: (text) => {
        losses += 1;
        if (losses > MOST_LOSSES) reject(new Error(text || "the worker with the picture failed again and again"));
        else begin();
      },
      stopped: (text) => reject(new Error(text || "the workers failed again and again")),
    });
    begin();
    return work;
  });
  return { settings: hash, fingerprint, notices, json };
}
