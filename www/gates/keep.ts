import "../keep/panel.js";
import { runsOf } from "../keep/runs.js";
import type { Figure, Source } from "../keep/source.js";
import { SvgPen } from "../keep/svg-pen.js";
import { LIGHT } from "../style/print.js";
import type { GateScene } from "../wasm-atlas/dice_and_descent.js";
import { begin, draw } from "./draw.js";
import type { GatesSession } from "./session.js";
import { words } from "./words.js";

/** What the gates have to give away; `scene` is what is seen of the regions. */
export const sourceOf = (session: GatesSession, scene: () => GateScene | undefined): Source => ({
  name: "gates",
  figures: () => [...regions(scene), ...charts(session)],
  ...runsOf(session, words.files),
});

/** The body as it is seen when the file is asked for: it may have been turned since. */
function regions(scene: () => GateScene | undefined): Figure[] {
  if (!scene()?.polygons.length) return [];
  const manner = (width: number) => ({ ...LIGHT, width, marked: null });
  return [
    {
      name: "regions",
      title: words.picture.title,
      get text() {
        return `${scene()?.alt ?? ""} ${words.picture.reading}`;
      },
      chart: (width, caption) => {
        const pen = new SvgPen(width, LIGHT.paper, caption);
        const seen = scene();
        if (seen) draw(pen, seen, manner(width));
        return `${pen}`;
      },
      shape: 1,
      paint: (canvas, { width, ratio }) => {
        const pen = begin(canvas, width, ratio);
        const seen = scene();
        if (!pen || !seen) return;
        pen.fillStyle = LIGHT.paper;
        pen.fillRect(0, 0, width, width);
        draw(pen, seen, manner(width));
      },
    },
  ];
}

function charts({ bindings, view: { volumes } }: GatesSession): Figure[] {
  if (!bindings || !volumes) return [];
  return [
    {
      name: "volumes",
      title: words.volumes.title,
      text: volumes.caption,
      chart: { kind: "volumes", data: volumes.data },
      shape: 0.75,
      paint: (canvas, look) => bindings.paintVolumes(canvas, volumes.data, look).free(),
    },
  ];
}
