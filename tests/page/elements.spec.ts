// Both elements in the pages of others: whatever is said to them, whenever, and wherever they are put.

import type { Page } from "@playwright/test";
import { expect, merged, SAID, said, test } from "./hosts.js";
import { LONG, SHORT } from "./playground.js";

const FRAMED = "dice-and-descent";
const FIGURE = "dice-and-descent-figure";

const head = (
  baseURL: string | undefined,
) => `<!doctype html><title>Host</title><link rel="icon" href="data:," /><script>${SAID}</script>
  <script type="module">import "${baseURL}embed.js"; import "${baseURL}package/element.js";</script>`;

/** Numbers from 0 to 1 that are the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (;;) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    yield seed / 2 ** 32;
  }
}

/** The settings that an element has told of last. */
const settingsOf = async (page: Page, id: string): Promise<string> =>
  String((await said(page, id, "result")).at(-1)?.["settings"] ?? "");

test("attributes and properties count whenever they are set, a sandbox before anything loads", async ({
  page,
  hosts,
  baseURL,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "document" && request.url().includes("embed.html")) asked.push(request.url());
  });
  await page.goto(
    hosts.write(
      "late.html",
      `${head(baseURL)}<${FRAMED} id="before"></${FRAMED}><${FIGURE} id="early"></${FIGURE}>
    <script>
      // Before anything is known of the elements.
      early.settings = new URLSearchParams("runs=100&kept=100&seed=7&hide=all,-verdict");
      before.settings = { runs: 100, kept: 100, hidden: [4, 4], seed: undefined, hide: "all,-verdict" };
      before.sandbox = "";
    </script>`,
    ),
  );
  await expect.poll(() => settingsOf(page, "early")).toContain("seed=7&runs=100&kept=100");
  await expect.poll(() => settingsOf(page, "before")).toBe("v=2&hidden=4,4&runs=100&kept=100&hide=all,-verdict");
  expect(asked.length).toBe(1);

  await page.evaluate((framed) => {
    const element = document.createElement(framed) as HTMLElement & { settings: unknown; seed: unknown };
    element.id = "late";
    document.body.prepend(element);
    element.settings = "https://example.org/#runs=100&kept=100";
    element.seed = 9;
    element.setAttribute("sandbox", "");
    element.title = "Late";
  }, FRAMED);
  await expect.poll(() => settingsOf(page, "late")).toContain("seed=9&runs=100&kept=100");
  const frame = page.locator("#late iframe");
  await expect(frame).toHaveAttribute("sandbox", "allow-scripts allow-popups");
  await expect(frame).toHaveAttribute("title", "Late");
  const origin = () =>
    page
      .frameLocator("#late iframe")
      .locator("html")
      .evaluate(() => self.origin);
  expect(await origin()).toBe("null");
  expect(asked.length, "it has loaded once, in its sandbox").toBe(2);
  // A frame takes on another sandbox when it is loaded anew.
  await page.locator("#late").evaluate((element: HTMLElement) => {
    element.setAttribute("sandbox", "allow-scripts allow-same-origin");
    element.title = "Later";
  });
  await expect(frame).toHaveAttribute("title", "Later");
  await expect.poll(origin).toBe(new URL(baseURL ?? "").origin);

  // What is no settings changes nothing, and says so.
  for (const id of ["early", "late"]) {
    await page.locator(`#${id}`).evaluate((element: HTMLElement) => {
      for (const wrong of [7, true, new Map(), { lr: NaN }, { seed: null }, () => 0])
        (element as HTMLElement & { settings: unknown }).settings = wrong;
    });
    const errors = await said(page, id, "error");
    expect(errors).toHaveLength(6);
    for (const { text } of errors) expect(text).toMatch(/^(Settings are .*, and not|The setting "\w+" is .*, and not) [\w]+\.$/);
  }
  await expect(page.locator("#late")).toHaveAttribute("settings", "runs=100&kept=100");
});

test("a src that is no address of a server is refused, however it is written", async ({ page, hosts, baseURL, complaints }) => {
  await page.goto(
    hosts.write(
      "src.html",
      `${head(baseURL)}<base href="${baseURL}" /><${FRAMED} id="frame" sandbox><b>Words instead</b></${FRAMED}>`,
    ),
  );
  const frame = page.locator("#frame iframe");
  await expect(frame).toHaveAttribute("src", `${baseURL}embed.html#`);
  const random = numbers(1);
  const pick = (from: readonly string[]) => from[Math.floor(random.next().value * from.length)]!;
  const blank = () => (random.next().value < 0.3 ? pick(["\t", "\n", "\r"]) : "");
  const harmful = Array.from({ length: 60 }, () => {
    const scheme = pick(["javascript", "data", "blob", "vbscript", "file", "about", "filesystem", "view-source"]);
    const written = [...scheme].map((letter) => (random.next().value < 0.5 ? letter.toUpperCase() : letter) + blank()).join("");
    return `${pick(["", " ", "\n", "\u0001"])}${written}:${pick(["globalThis.harmed=1", "text/html,<script>top.harmed=1</script>", "//x/%0AglobalThis.harmed=1"])}`;
  });
  for (const src of [...harmful, "http://", "https://[", "http://[::"]) {
    await page.locator("#frame").evaluate((element, src) => element.setAttribute("src", src), src);
    await expect(frame, `no frame for ${JSON.stringify(src)}`).toHaveCount(0);
  }
  expect(await page.evaluate(() => "harmed" in globalThis)).toBe(false);
  const errors = await said(page, "frame", "error");
  expect(errors.length).toBe(harmful.length + 3);
  expect(errors[0]).toEqual({ text: expect.stringMatching(/embed.html, by http or https/) });
  await expect(page.getByText("Words instead")).toBeVisible();
  await page.locator("#frame").evaluate((element) => element.setAttribute("src", "./embed.html?again#x"));
  await expect(frame).toHaveAttribute("src", `${baseURL}embed.html?again#`);
  await expect(page.getByText("Words instead")).toBeHidden();

  // A frame that a policy keeps away, or that is another page, tells nothing by itself.
  complaints.allow(/frame-src|Framing/);
  await page.goto(
    hosts.write("kept-away.html", `${head(baseURL)}<${FRAMED} id="blocked"></${FRAMED}>`, {
      "Content-Security-Policy": "frame-src 'none'",
    }),
  );
  await expect
    .poll(() => said(page, "blocked", "error"))
    .toEqual([{ text: expect.stringContaining(`${baseURL}embed.html may not be reached`) }]);
  await expect(page.locator("#blocked")).toContainText("");
  await expect(page.locator("#blocked iframe")).toBeHidden();
});

/** What hosts and their frameworks set on any element. */
const FOREIGN = [
  ...[
    "accesskey",
    "autofocus",
    "class",
    "contenteditable",
    "dir",
    "draggable",
    "enterkeyhint",
    "inert",
    "inputmode",
    "is",
    "itemid",
    "itemprop",
    "itemscope",
    "lang",
  ],
  ...[
    "loading",
    "nonce",
    "part",
    "role",
    "slot",
    "spellcheck",
    "style",
    "tabindex",
    "translate",
    "width",
    "height",
    "align",
    "name",
    "key",
    "ref",
    "hidden",
  ],
  ...[
    "data-theme",
    "data-aos",
    "data-reactroot",
    "data-seed",
    "data-n",
    "data-hide",
    "aria-label",
    "aria-hidden",
    "onclick",
    "x-data",
    "v-cloak",
    "ng-app",
    "_ngcontent-c1",
  ],
];

for (const name of [FRAMED, FIGURE]) {
  test(`${name}: what a host says of something else leaves a run, and a visitor's choice, as they are`, async ({
    page,
    hosts,
    baseURL,
  }) => {
    await page.goto(
      hosts.write(
        `foreign-${name}.html`,
        `${head(baseURL)}<${name} id="it" data-theme="dark" data-aos="fade" width="7" loading="lazy" settings="${SHORT}&hide=none"></${name}>`,
      ),
    );
    const inside = name === FRAMED ? page.frameLocator("#it iframe").locator("main") : page.locator("#it main");
    await expect(inside).toHaveAttribute("data-phase", "ended");
    await expect(inside.locator("dd-notices li")).toHaveCount(0);
    // The visitor chooses another seed.
    const first = await settingsOf(page, "it");
    await inside.locator("[data-does=seed]").first().click();
    await expect.poll(() => settingsOf(page, "it")).not.toBe(first);
    const chosen = await settingsOf(page, "it");
    const seed = new URLSearchParams(chosen).get("seed");
    const before = (await said(page, "it", "progress")).length;
    const random = numbers(2);
    for (const attribute of FOREIGN) {
      await page
        .locator("#it")
        .evaluate(
          (element, [key, value]) => element.setAttribute(key ?? "", value ?? ""),
          [attribute, ["", "1", "dark", "xor"][Math.floor(random.next().value * 4)]],
        );
    }
    await page.locator("#it").evaluate((element, keys) => keys.forEach((key) => element.removeAttribute(key)), FOREIGN);
    // Setting what is set already is no change either, and one that is shown only does not begin again.
    await page.locator("#it").evaluate((element) => {
      element.setAttribute("settings", element.getAttribute("settings")!);
      element.setAttribute("theme", "dark");
    });
    await expect.poll(() => settingsOf(page, "it")).toBe(`${chosen}&theme=dark`);
    expect((await said(page, "it", "progress")).length, "nothing was counted again").toBe(before);
    await expect(inside.locator("dd-notices li")).toHaveCount(0);
    // A change that counts leaves the visitor the rest.
    await page.locator("#it").evaluate((element) => element.setAttribute("lr", "0.2"));
    await expect.poll(() => settingsOf(page, "it")).toContain("lr=0.2");
    expect(new URLSearchParams(await settingsOf(page, "it")).get("seed")).toBe(seed);
    // So does one in the words of another version, with its meaning there: this target was another one.
    await page.locator("#it").evaluate((element) => {
      element.setAttribute("v", "1");
      element.setAttribute("target", "balanced");
    });
    await expect.poll(() => settingsOf(page, "it")).toMatch(/target=(0x[0-9a-f]{4}|[01]{16})&/);
    const { lr, theme, ...others } = Object.fromEntries(new URLSearchParams(await settingsOf(page, "it")));
    expect({ lr, theme, seed: others["seed"], v: others["v"] }).toEqual({ lr: "0.2", theme: "dark", seed, v: "2" });
  });
}

test("a figure that is moved goes on, in another document too; a framed one where the browser moves frames", async ({
  page,
  hosts,
  baseURL,
}) => {
  const links = {
    compare: LONG,
    landscape: "experiment=landscape",
    gates: "experiment=gates&hide=none",
    map: "experiment=map&resolution=64",
  };
  const figures = Object.entries(links).map(([id, link]) => `<${FIGURE} id="${id}" settings="${link}" workers="1"></${FIGURE}>`);
  await page.goto(
    hosts.write(
      "moved.html",
      `${head(baseURL)}<div id="a" style="width: 700px">${figures.join("")}<${FRAMED} id="framed" settings="${LONG}"></${FRAMED}></div>
      <div id="b" style="width: 600px"></div><iframe id="other" srcdoc="<!doctype html><title>Other</title><body></body>" width="800" height="3000"></iframe>`,
    ),
  );
  const main = page.locator("#compare main");
  const counted = async () => Number(await main.getAttribute("data-merged"));
  await expect.poll(counted).toBeGreaterThan(0);
  const shares = async (id: string) => (await said(page, id, "progress")).map(({ share }) => Number(share));
  let before = await counted();
  await page.evaluate(() => document.querySelector("#b")!.append(document.querySelector("#compare")!));
  expect(await counted(), "what was counted is still there").toBeGreaterThanOrEqual(before);
  // A figure sleeps while nobody sees it, and a move may lead out of sight.
  const look = (id: string) => page.locator(`#${id}`).scrollIntoViewIfNeeded();
  await look("compare");
  await expect.poll(counted).toBeGreaterThan(before);
  // Taken out, kept for a while, and put back.
  before = await counted();
  await page.evaluate(async () => {
    const figure = document.querySelector("#compare")!;
    figure.remove();
    await new Promise((resolve) => setTimeout(resolve, 50));
    document.querySelector("#a")!.prepend(figure);
  });
  await look("compare");
  await expect.poll(counted).toBeGreaterThan(before);

  const framed = page.frameLocator("#framed iframe");
  await look("framed");
  await expect.poll(() => merged(framed)).toBeGreaterThan(0);
  before = await merged(framed);
  const moves = await page.evaluate(() => {
    const target = document.querySelector("#b")! as Element & { moveBefore?(node: Node, before: null): void };
    target.moveBefore?.(document.querySelector("#framed")!, null);
    return "moveBefore" in target;
  });
  expect(moves).toBe(true);
  await look("framed");
  await expect.poll(() => merged(framed)).toBeGreaterThan(before);
  // Moved otherwise, its frame is loaded anew: with what its visitor has chosen.
  await framed.locator("main").evaluate(() => undefined);
  await page.evaluate(() => document.querySelector("#a")!.append(document.querySelector("#framed")!));
  await look("framed");
  await expect.poll(() => merged(framed)).toBeGreaterThan(0);

  // Into the document of a frame, where style sheets have to be others.
  const other = page.frameLocator("#other");
  for (const id of Object.keys(links)) {
    await look(id);
    await expect.poll(async () => (await shares(id)).length).toBeGreaterThan(0);
    await page.evaluate((id) => {
      const frame = document.querySelector<HTMLIFrameElement>("#other")!;
      const element = document.querySelector(`#${id}`)!;
      // Its events are heard in this document only.
      frame.contentDocument!.body.append(element);
    }, id);
    await expect(other.locator(`#${id} main`)).toBeVisible();
    expect(await other.locator(`#${id} main`).evaluate((main) => getComputedStyle(main).fontFamily), "in its own type").toContain(
      "serif",
    );
  }
  // What is shown there first has its style as well.
  await other.locator("#gates").evaluate((element) => element.setAttribute("experiment", "compare"));
  await other.locator("#gates").scrollIntoViewIfNeeded();
  await expect(other.locator("#gates dd-scatter canvas")).toBeVisible();
  expect(await other.locator("#gates dd-scatter canvas").evaluate((canvas) => getComputedStyle(canvas).display)).toBe("block");
});

test("of a flood of settings the last one counts, and of messages those that are what they should be", async ({
  page,
  hosts,
  baseURL,
}) => {
  hosts.write(
    "liar.html",
    `<!doctype html><title>Liar</title><link rel="icon" href="data:," /><script>
    const tell = (message) => parent.postMessage({ from: "dice-and-descent", ...message }, "*");
    tell({ type: "ready" });
    for (const height of [[300], 300n, true, "300", { valueOf: 300 }, NaN, -1, 1e9, null]) tell({ type: "height", height });
    for (const type of [["progress"], "constructor", "toString", "__proto__", 7]) tell({ type, detail: { settings: "", phase: "", share: 0, text: "" } });
    for (const detail of [null, 7, "x", { text: 7 }, { text: ["x"] }, {}]) tell({ type: "error", detail });
    tell({ type: "progress", detail: { settings: "", phase: "", share: "1" } });
    tell({ type: "result", detail: { settings: "", fingerprint: "f", text: 7n } });
    tell({ type: "height", height: 321 });
    tell({ type: "error", detail: { text: "The last word", more: 1 } });
  </script>`,
  );
  await page.goto(
    hosts.write(
      "flood.html",
      `${head(baseURL)}<iframe id="frame" src="${baseURL}embed.html#${SHORT}" width="700" height="900"></iframe>
      <${FRAMED} id="liar" src="liar.html"></${FRAMED}>`,
    ),
  );
  await expect.poll(() => said(page, "liar", "error")).toEqual([{ text: "The last word" }]);
  expect(await said(page, "liar", "progress")).toEqual([]);
  expect(await said(page, "liar", "result")).toEqual([]);
  expect(await page.locator("#liar iframe").evaluate((frame) => (frame as HTMLIFrameElement).style.height)).toBe("321px");

  const main = page.frameLocator("#frame").locator("main");
  await expect(main).toHaveAttribute("data-phase", "ended");
  await page.evaluate((short) => {
    const told = new Set<string>();
    Object.assign(globalThis, { told });
    addEventListener("message", ({ data }) => {
      if (data?.type === "progress" || data?.type === "result") told.add(data.detail.settings);
    });
    const figure = document.querySelector<HTMLIFrameElement>("#frame")!.contentWindow!;
    for (let seed = 1; seed <= 20_000; seed++) figure.postMessage({ type: "settings", settings: `${short}&seed=${seed}` }, "*");
  }, SHORT);
  const told = () => page.evaluate(() => [...(globalThis as unknown as { told: Set<string> }).told]);
  await expect.poll(async () => (await told()).at(-1)).toContain("seed=20000&");
  await expect(main).toHaveAttribute("data-phase", "ended");
  expect((await told()).length, "most of them were never shown").toBeLessThan(400);
});

test("what a frame cannot know it does not say, and offers what works", async ({ page, context, hosts, baseURL, complaints }) => {
  complaints.allow(/Download is disallowed/);
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  const short = SHORT.replace("v=2&", "");
  await page.goto(
    hosts.write(
      "asked.html",
      `${head(baseURL)}<dialog style="width: 800px"><${FIGURE} id="figure" settings="${short}&hide=all,-keep"></${FIGURE}></dialog>
      <iframe id="frame" sandbox="allow-scripts allow-popups" src="${baseURL}embed.html#${SHORT}&hide=all,-keep" width="800" height="1400"></iframe>
      <iframe id="gates" sandbox="allow-scripts" src="${baseURL}embed.html#v=2&experiment=gates&draws=1000&hide=all,-file" width="800" height="600"></iframe>`,
    ),
  );
  const frame = page.frameLocator("#frame");
  await expect(frame.locator("main")).toHaveAttribute("data-fingerprint", /^[0-9a-f]{16}$/);
  await frame.getByRole("button", { name: "Export, cite, open a saved run" }).click();
  await frame.locator("[data-file=run]").click();
  await expect(frame.getByText(/The browser was asked to save compare-run-[0-9a-f]+.json. This is a frame/)).toBeVisible();
  await expect(frame.getByRole("link", { name: "Open it in full" })).toHaveAttribute("href", `${baseURL}#${SHORT}`);
  await frame.getByText("Take the text from here instead").click();
  const text = await frame.locator("dd-saved textarea").inputValue();
  expect((JSON.parse(text) as { fingerprint: string }).fingerprint).toBe(
    await frame.locator("main").getAttribute("data-fingerprint"),
  );
  await page.locator("#gates").scrollIntoViewIfNeeded();
  const gates = page.frameLocator("#gates");
  await gates.locator("[data-does=file]").click();
  await expect(gates.getByText(/The browser was asked to save gates-.*\.csv/)).toBeVisible();

  // In a dialog all else is inert: what is copied is copied for certain.
  await page.evaluate(() => document.querySelector("dialog")!.showModal());
  const figure = page.locator("#figure");
  await expect(figure.locator("main")).toHaveAttribute("data-fingerprint", /^[0-9a-f]{16}$/);
  await figure.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(figure.getByRole("button", { name: "Copied" })).toBeVisible();
  await context.grantPermissions(["clipboard-read"]);
  const reader = await context.newPage();
  await reader.goto(`${baseURL}embed.html`);
  await reader.bringToFront();
  const fingerprint = await figure.locator("main").getAttribute("data-fingerprint");
  expect(await reader.evaluate(() => navigator.clipboard.readText())).toBe(fingerprint);
});
