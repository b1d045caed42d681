import "../keep/panel.js";
import { archive } from "../keep/archive.js";
import type { Table } from "../keep/messages.js";
import type { Figure, Numbers, Source } from "../keep/source.js";
import { words } from "../words.js";
import type { CompareSession } from "./session.js";
import { files } from "./keep-words.js";

/** What the comparison has to give away. */
export function sourceOf(session: CompareSession): Source {
  const table = (table: Table, name: string, ending: Numbers["ending"]): Numbers => ({
    name,
    ending,
    ...files[table],
    parts: async () => archive("write", { table, saved: await session.pack() }),
  });
  return {
    name: "compare",
    figures: () => figures(session),
    numbers: [
      table("json", "run", "json"),
      table("functions", "functions", "csv"),
      table("numbers", "numbers", "csv"),
    ],
    runs: {
      pack: () => session.pack(),
      open: (hash, saved) => session.takeUp(hash, saved),
      follow: (hash) => session.follow(hash),
    },
  };
}

function figures({ bindings, view }: CompareSession): Figure[] {
  const { analysis } = view;
  if (!bindings || !analysis) return [];
  return [
    {
      name: "functions",
      title: words.scatter.title,
      text: analysis.scatterCaption,
      chart: { kind: "scatter", data: analysis.scatter },
      shape: 0.9,
      paint: (canvas, look) => bindings.paintScatter(canvas, analysis.scatter, look).free(),
    },
    {
      name: "test-errors",
      title: words.histogram.title,
      text: analysis.histogramCaption,
      chart: { kind: "histogram", data: analysis.histogram },
      shape: 0.55,
      paint: (canvas, look) => bindings.paintHistogram(canvas, analysis.histogram, look),
    },
  ];
}
