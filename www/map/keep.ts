import "../keep/panel.js";
import type { Source } from "../keep/source.js";
import type { MapSession } from "./session.js";
import { words as page } from "../words.js";
import { words } from "./words.js";

/** What the map has to give away, beside its picture. */
export const sourceOf = (session: MapSession): Source => ({
  name: "map",
  numbers: (["json", "csv"] as const).map((file) => ({
    name: file === "json" ? "view" : "shares",
    ending: file,
    ...words.files[file],
    parts: async () => {
      if (!session.view.frame?.summary) throw new Error(page.trouble.nothing);
      return session.file(file);
    },
  })),
  open: (hash) => session.takeUp(hash),
});
