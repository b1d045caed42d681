import "../keep/panel.js";
import { runsOf } from "../keep/runs.js";
import type { Figure, Source } from "../keep/source.js";
import { words } from "../words.js";
import { shapeOf } from "./histogram.js";
import type { CompareSession } from "./session.js";
import { files } from "./keep-words.js";

/** What the comparison has to give away. */
export const sourceOf = (session: CompareSession): Source => ({
  name: "compare",
  figures: () => figures(session),
  ...runsOf(session, files),
});

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
      shape: shapeOf(analysis.histogram),
      paint: (canvas, look) => bindings.paintHistogram(canvas, analysis.histogram, look),
    },
  ];
}
