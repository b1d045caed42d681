import "../keep/panel.js";
import type { Figure, Source } from "../keep/source.js";
import type { GatesSession } from "./session.js";
import { words } from "./words.js";

/** What the gates have to give away, beside the table, whose file stands above it. */
export function sourceOf(session: GatesSession): Source {
  return { name: "gates", figures: () => figures(session), numbers: [] };
}

function figures({ bindings, view: { volumes } }: GatesSession): Figure[] {
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
