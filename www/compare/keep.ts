import type { AtlasBindings } from "../engine/bindings.js";
import "../keep/panel.js";
import { runsOf } from "../keep/runs.js";
import type { Figure, Source } from "../keep/source.js";
import type { Analysis, ChartStyle } from "../wasm-atlas/dice_and_descent.js";
import { words } from "../words.js";
import { shapeOf } from "./histogram.js";
import { likelihoodShape } from "./workings.js";
import { words as workingWords } from "./workings-words.js";
import type { CompareSession } from "./session.js";
import { files } from "./keep-words.js";

/** What the comparison has to give away. */
export const sourceOf = (session: CompareSession): Source => ({
  name: "compare",
  figures: () => figures(session),
  ...runsOf(session, files),
});

function figures({ bindings: bound, view }: CompareSession): Figure[] {
  const bindings = bound as AtlasBindings | undefined;
  const analysis = view.analysis as Analysis | null;
  if (!bindings || !analysis) return [];
  const { likelihood, workings } = analysis;
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
    ...(likelihood?.rows.length
      ? [
          {
            name: "likelihood",
            title: workingWords.likelihood.title,
            text: analysis.likelihoodAlt,
            chart: { kind: "likelihood" as const, data: likelihood },
            shape: likelihoodShape(likelihood.rows.length),
            paint: (canvas: HTMLCanvasElement, look: ChartStyle) => bindings.paintLikelihood(canvas, likelihood, look),
          },
        ]
      : []),
    ...(workings ?? []).flatMap(({ label, figures: pictures }) =>
      pictures.map(({ figure, alt }, place) => ({
        name: `method-${label.place + 1}-${place + 1}`,
        title: `${label.title}: ${figure.title}`,
        text: alt,
        chart: { kind: "lines" as const, data: figure },
        shape: 0.5,
        paint: (canvas: HTMLCanvasElement, look: ChartStyle) => bindings.paintLines(canvas, figure, look),
      })),
    ),
  ];
}
