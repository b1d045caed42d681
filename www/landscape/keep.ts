import "../keep/panel.js";
import { runsOf } from "../keep/runs.js";
import type { Figure, Source } from "../keep/source.js";
import type { LandscapeSession } from "./session.js";
import { words } from "./words.js";

/** What the landscape has to give away. */
export const sourceOf = (session: LandscapeSession): Source => ({
  name: "landscape",
  figures: () => figures(session),
  ...runsOf(session, words.files),
});

function figures({ bindings, view: { analysis } }: LandscapeSession): Figure[] {
  if (!bindings || !analysis) return [];
  const { tabs } = words.figures;
  const { rank, complexity, ones, distribution } = analysis;
  const shape = 2 / 3;
  return [
    {
      name: "rank",
      title: tabs.rank,
      text: analysis.rankCaption,
      chart: { kind: "rank", data: rank },
      shape,
      paint: (canvas, look) => bindings.paintRank(canvas, rank, look).free(),
    },
    {
      name: "complexity",
      title: tabs.complexity,
      text: analysis.complexityCaption,
      chart: { kind: "complexity", data: complexity },
      shape,
      paint: (canvas, look) => bindings.paintComplexity(canvas, complexity, look).free(),
    },
    {
      name: "ones",
      title: tabs.ones,
      text: analysis.onesCaption,
      chart: { kind: "ones", data: ones },
      shape,
      paint: (canvas, look) => bindings.paintOnes(canvas, ones, look).free(),
    },
    {
      name: "distribution",
      title: tabs.distribution,
      text: analysis.distributionCaption,
      chart: { kind: "distribution", data: distribution },
      shape,
      paint: (canvas, look) => bindings.paintDistribution(canvas, distribution, look).free(),
    },
  ];
}
