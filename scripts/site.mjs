// What a published page has beside itself: how it is shown where its address is shared, a page for each experiment that
// has an address of its own, icons, and what a static host reads.

import { readFileSync } from "node:fs";
import { headersFile, policyOf, withPolicy } from "./policy.mjs";
import { inRoot } from "./places.mjs";
import { Failure } from "./run.mjs";

const NAME = "Dice & Descent";

/** The size of the pictures of shared links, in pixels. */
export const PREVIEW = { width: 1200, height: 630 };

/** The icons: their sizes in pixels, and whether a system may cut them to its own shape. */
export const ICONS = [
  { file: "icons/180.png", size: 180, maskable: true },
  { file: "icons/192.png", size: 192, maskable: false },
  { file: "icons/512.png", size: 512, maskable: false },
  { file: "icons/maskable.png", size: 512, maskable: true },
];

/**
 * An experiment as it is announced.
 *
 * @typedef {object} Announced
 * @property {string} key as in the link
 * @property {string} path of its own address, below that of the page
 * @property {string} title
 * @property {string} [description] the page's own unless it has one
 * @property {string} alt what its picture shows
 * @property {number} height of its figure in a frame as wide as text, in css pixels
 */

/** @type {Announced[]} */
export const ANNOUNCED = [
  {
    key: "compare",
    path: "",
    title: NAME,
    alt: "Chart of how often each function is found by gradient descent against how often by rolling dice",
    height: 1250,
  },
  {
    key: "landscape",
    path: "landscape/",
    title: `Landscape · ${NAME}`,
    description:
      "Which functions do random networks compute? Draw them by the million in your browser, and see whether the frequent ones are simple.",
    alt: "Chart of the probability of each function against its rank",
    height: 980,
  },
  {
    key: "gates",
    path: "gates/",
    title: `Gates · ${NAME}`,
    description:
      "The share of parameter space that belongs to AND, OR and every other small threshold function, beside how often random networks compute it.",
    alt: "The cube of a perceptron's parameters, cut into the regions of the gates",
    height: 970,
  },
  {
    key: "map",
    path: "map/",
    title: `Map · ${NAME}`,
    description:
      "A plane through the parameter space of a neural network: every pixel has the colour of the function that the network there computes.",
    alt: "A plane through parameter space, coloured by function",
    height: 1050,
  },
];

/** The page's colours of paper, as its style sheet has them. */
function paper() {
  const css = readFileSync(inRoot("www", "style", "page.css"), "utf8");
  const [, light = "", dark = ""] = /--paper: var\(--light, (#\w+)\) var\(--dark, (#\w+)\)/.exec(css) ?? [];
  if (!light) throw new Failure("www/style/page.css does not say what colour the page has");
  return { light, dark };
}

/**
 * The address at which a build will be found, from SITE_URL: undefined leaves out what needs it.
 *
 * @param {string | undefined} text
 */
export function siteOf(text) {
  if (!text) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    throw new Failure(
      `SITE_URL is "${text}": it must be the address of the built page, such as https://example.org/dice-and-descent/`,
    );
  }
  return url.href.replace(/\/?$/, "/");
}

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** @param {string} html */
function descriptionIn(html) {
  const [, text] = /<meta\s+name="description"\s+content="([^"]*)"/.exec(html) ?? [];
  if (!text) throw new Failure("index.html has no description");
  return text;
}

/**
 * The tags that say what a page is where its address is shared.
 *
 * @param {Announced} announced
 * @param {string} description escaped
 * @param {string | undefined} site
 */
function tags({ key, path, title, alt }, description, site) {
  // Most readers of these tags want whole addresses; the others read them from the page's.
  const base = site ?? (path ? "../" : "./");
  const { light, dark } = paper();
  /** @type {[name: string, value: string][]} */
  const open = [
    ["type", "website"],
    ["site_name", escaped(NAME)],
    ["title", escaped(title)],
    ["description", description],
    ...(site ? [/** @type {[string, string]} */ (["url", `${site}${path}`])] : []),
    ["image", `${base}previews/${key}.png`],
    ["image:width", `${PREVIEW.width}`],
    ["image:height", `${PREVIEW.height}`],
    ["image:alt", escaped(alt)],
  ];
  return [
    ...open.map(([name, value]) => `<meta property="og:${name}" content="${value}" />`),
    `<meta name="twitter:card" content="summary_large_image" />`,
    `<meta name="theme-color" media="(prefers-color-scheme: light)" content="${light}" />`,
    `<meta name="theme-color" media="(prefers-color-scheme: dark)" content="${dark}" />`,
    `<link rel="apple-touch-icon" href="${path ? "../" : "./"}${ICONS[0]?.file}" />`,
    `<link rel="manifest" href="${path ? "../" : "./"}manifest.webmanifest" />`,
    ...(site
      ? [
          `<link rel="canonical" href="${site}${path}" />`,
          `<link rel="alternate" type="application/json+oembed" href="${site}oembed/${key}.json" title="${escaped(title)}" />`,
        ]
      : []),
  ];
}

/** Adds tags at the end of a page's head. @param {string} html @param {string[]} lines */
const inHead = (html, lines) => html.replace("  </head>", () => `${lines.map((line) => `    ${line}\n`).join("")}  </head>`);

/** What stands behind the `#` of an experiment's link. @param {Announced} announced */
const linkOf = ({ key, path }) => (path ? `v=2&experiment=${key}` : "v=2");

/** Leads from an experiment's own address to the page, with whatever stands behind the address's own `#`. */
const OPENING = `const { opens } = document.currentScript.dataset;
const own = location.hash.slice(1);
location.replace(own ? \`\${opens}&\${own}\` : opens);
`;

/** The page at an experiment's own address: it is there to be shared, and opens the experiment. @param {Announced} announced @param {string | undefined} site */
function opening(announced, site) {
  const address = escaped(`../#${linkOf(announced)}`);
  const description = escaped(announced.description ?? "");
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="description" content="${description}" />
    <title>${escaped(announced.title)}</title>
    <link rel="icon" href="data:," />
    <script src="../opening.js" data-opens="${address}"></script>
    <noscript><meta http-equiv="refresh" content="0; url=${address}" /></noscript>
  </head>
  <body>
    <p>${description} <a href="${address}">${escaped(announced.title)}</a></p>
  </body>
</html>
`;
  return withPolicy(inHead(html, tags(announced, description, site)), policyOf("page"));
}

/** What is shown where there is nothing. @param {string | undefined} site */
const notFound = (site) =>
  withPolicy(
    `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="robots" content="noindex" />
    <title>Nothing here · ${escaped(NAME)}</title>
    <link rel="icon" href="data:," />
  </head>
  <body>
    <h1>There is nothing at this address.</h1>
    <p>It may have been copied without its end, or what was here has another name now.</p>
    <p><a href="${site ?? "./"}">${escaped(NAME)}</a></p>
  </body>
</html>
`,
    policyOf("plain"),
  );

/** What a system installs. */
function manifest() {
  const { light } = paper();
  return {
    name: NAME,
    short_name: NAME,
    start_url: "./",
    scope: "./",
    display: "standalone",
    background_color: light,
    theme_color: light,
    icons: ICONS.map(({ file, size, maskable }) => ({
      src: file,
      sizes: `${size}x${size}`,
      type: "image/png",
      purpose: maskable ? "maskable" : "any",
    })),
  };
}

/** How a place that takes only an address shows the experiment at it. @param {Announced} announced @param {string} site */
function oembed(announced, site) {
  const { key, title, height } = announced;
  const width = 680;
  const frame = escaped(`${site}embed.html#${linkOf(announced)}`);
  return {
    version: "1.0",
    type: "rich",
    title,
    provider_name: NAME,
    provider_url: site,
    width,
    height,
    html: `<iframe src="${frame}" title="${escaped(title)}" width="${width}" height="${height}" loading="lazy" style="width: 100%; border: 0"></iframe>`,
    thumbnail_url: `${site}previews/${key}.png`,
    thumbnail_width: PREVIEW.width,
    thumbnail_height: PREVIEW.height,
  };
}

/**
 * The page with its tags.
 *
 * @param {string} html
 * @param {string | undefined} site
 */
export function announced(html, site) {
  const [first] = ANNOUNCED;
  if (!first) throw new Error("there is no experiment");
  return inHead(html, tags(first, descriptionIn(html), site));
}

/**
 * All that is written beside the page, by path.
 *
 * @param {string | undefined} site
 * @returns {Record<string, string | Uint8Array>}
 */
export function beside(site) {
  /** @param {object} data */
  const json = (data) => `${JSON.stringify(data, null, 2)}\n`;
  const pictures = [...ANNOUNCED.map(({ key }) => `previews/${key}.png`), ...ICONS.map(({ file }) => file)];
  return {
    ...Object.fromEntries(ANNOUNCED.filter(({ path }) => path).map((page) => [`${page.path}index.html`, opening(page, site)])),
    ...Object.fromEntries(pictures.map((file) => [file, readFileSync(inRoot("www", "site", file))])),
    ...(site ? Object.fromEntries(ANNOUNCED.map((page) => [`oembed/${page.key}.json`, json(oembed(page, site))])) : {}),
    "404.html": notFound(site),
    "opening.js": OPENING,
    "manifest.webmanifest": json(manifest()),
    _headers: headersFile([
      "/",
      "/index.html",
      ...ANNOUNCED.flatMap(({ path }) => (path ? [`/${path}`, `/${path}index.html`] : [])),
    ]),
  };
}

/** Vite plugin: a built page has all of it. @returns {import("vite").Plugin} */
export function site() {
  const address = siteOf(process.env.SITE_URL);
  return {
    name: "site",
    apply: "build",
    transformIndexHtml: { order: "post", handler: (html) => announced(html, address) },
    generateBundle() {
      for (const [fileName, source] of Object.entries(beside(address))) this.emitFile({ type: "asset", fileName, source });
    },
  };
}
