// What an author copies.

import { full } from "./place.js";

/** The directory of this page, where embed.html and embed.js are too. */
const here = (): string => new URL("./", location.href).href;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** The page itself, with everything on it or as the link says. */
export const pageLink = (settings: string, everything: boolean): string => `${here()}#${everything ? full(settings) : settings}`;

/** What is left where a host lets neither frames nor elements through: words with a link. */
const instead = (settings: string, title: string): string =>
  `<a href="${escaped(pageLink(settings, true))}">${escaped(title)}</a>, computed in your browser.`;

export const iframe = (settings: string, title: string, height: number): string =>
  // Beside the frame and not in it: what stands there is no markup to a parser.
  `<figure style="margin: 0">
  <iframe
    src="${escaped(`${here()}embed.html#${settings}`)}"
    title="${escaped(title)}"
    loading="lazy"
    style="width: 100%; height: ${height}px; border: 0"
  ></iframe>
  <figcaption>${instead(settings, title)}</figcaption>
</figure>`;

export function element(settings: string, title: string): string {
  const attributes = Array.from(
    new URLSearchParams(settings),
    // The hidden layers, and not what HTML means by it.
    ([key, value]) => ` ${key === "hidden" ? "data-hidden" : key}="${escaped(value)}"`,
  );
  return `<script async src="${escaped(`${here()}embed.js`)}"></script>
<dice-and-descent${attributes.join("")}>
  <p>${instead(settings, title)}</p>
</dice-and-descent>`;
}
