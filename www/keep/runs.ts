import { archive } from "./archive.js";
import type { Table } from "./messages.js";
import type { Numbers, Source } from "./source.js";

/** What of a session with runs the panel needs. */
interface Runs {
  pack(): Promise<Uint32Array>;
  takeUp(hash: string, saved: Uint32Array): void;
  follow(hash: string): void;
}

/** What is said of the files of an experiment. */
export type Files = Record<Table, Pick<Numbers, "label" | "help">>;

/** The files of a run, and the ways back to it: the same for every experiment with runs. */
export function runsOf(session: Runs, files: Files): Pick<Source, "numbers" | "open" | "runs"> {
  const table = (table: Table, name: string, ending: Numbers["ending"]): Numbers => ({
    name,
    ending,
    ...files[table],
    parts: async () => archive("write", { table, saved: await session.pack() }),
  });
  return {
    numbers: [table("json", "run", "json"), table("functions", "functions", "csv"), table("numbers", "numbers", "csv")],
    open: (hash, saved) => session.takeUp(hash, saved),
    runs: {
      pack: () => session.pack(),
      follow: (hash) => session.follow(hash),
    },
  };
}
