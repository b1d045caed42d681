import { html, nothing } from "lit";
import { words } from "./words.js";

/** Where the notices of other people's code are to be read. */
function notices(): string | undefined {
  // In the package they are a file beside its scripts, of which a bundler leaves nothing that could be linked to.
  if (import.meta.env.MODE === "package") return undefined;
  if (import.meta.env.MODE !== "single") return "THIRD-PARTY.txt";
  // In the page that is one file they are in it: see scripts/one-file.mjs.
  const text = document.querySelector<HTMLTemplateElement>("#notices")?.content.textContent ?? "";
  return URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
}

let address: string | undefined;

/** The link to them, at the end of what a page says of itself. */
export const licences = () =>
  (address ??= notices()) ? html`<p class="sources"><a href=${address}>${words.licences}</a></p>` : nothing;
