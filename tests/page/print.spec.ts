// The page on paper.

import type { Page } from "@playwright/test";
import { meddle, tamper } from "./faults.js";
import { expect, test } from "./hosts.js";
import { SHORT } from "./playground.js";

/** A4 between its margins, in css pixels. */
const PAPER = { width: 680, height: 1009 };

const EXPERIMENTS = {
  compare: SHORT,
  landscape: "v=2&experiment=landscape&n=4&hidden=8&draws=2000",
  gates: "v=2&experiment=gates&draws=1000&hidden=none",
  map: "v=2&experiment=map&n=3&hidden=4&resolution=64&paths=1",
};

/** All canvases that can be seen: how light their upper left corner is, 0 to 765, and how wide they are. */
const canvases = (page: Page) =>
  page.evaluate(() => {
    const found: { corner: number; width: number; right: number }[] = [];
    const look = (root: ParentNode): void => {
      for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (!(element instanceof HTMLCanvasElement)) continue;
        // A copy, since reading the canvas itself would change how the browser draws it.
        const copy = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
        copy.drawImage(element, -2, -2);
        const [red = 0, green = 0, blue = 0, opacity = 0] = copy.getImageData(0, 0, 1, 1).data;
        const { right } = element.getBoundingClientRect();
        found.push({ corner: opacity === 0 ? 765 : red + green + blue, width: element.width, right });
      }
    };
    look(document);
    return found;
  });

test.use({ colorScheme: "dark", contextOptions: { reducedMotion: "reduce" } });

for (const [experiment, link] of Object.entries(EXPERIMENTS)) {
  test(`the ${experiment} is printed light, whole, with its settings and without its controls`, async ({ page }) => {
    await page.goto(`./#${link}`);
    const main = page.locator("main");
    await expect(main).toHaveAttribute("data-phase", "ended");
    const fingerprint = await main.getAttribute("data-fingerprint");
    await expect(page.locator(".printed")).toHaveCount(0);

    await page.setViewportSize(PAPER);
    await page.emulateMedia({ media: "print" });
    const printed = page.locator(".printed");
    await expect(page.locator(".stamp")).toContainText(fingerprint ?? "none");
    await expect(page.locator(".stamp")).toContainText("/#v=2&");
    await expect(printed.locator("dt", { hasText: "Hidden layers" })).toBeVisible();
    // Buttons that head a table or stand in a row of one are content.
    await expect(
      page.locator("select, input, nav, summary, .bar > button, header > button").filter({ visible: true }),
    ).toHaveCount(0);
    const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect.poll(over).toBeLessThanOrEqual(0);
    await expect.poll(async () => (await canvases(page)).every(({ width }) => width === 1950)).toBe(true);
    for (const { corner, right } of await canvases(page)) {
      if (experiment !== "map") expect(corner).toBeGreaterThan(700);
      expect(right).toBeLessThanOrEqual(PAPER.width);
    }

    await page.emulateMedia({ media: "screen" });
    await expect(printed).toHaveCount(0);
    if (experiment === "compare") await expect.poll(async () => (await canvases(page))[0]?.corner).toBeLessThan(200);
  });
}

test("what is to be printed is ready before the print begins, be the picture half done", async ({ page }) => {
  // The plane comes in, and of more than twenty tiles the first five.
  await tamper(page, "hand", meddle('if (count > 6 && message.type === "done") return;'));
  await page.goto("./#v=2&experiment=map&n=3&hidden=4&resolution=256&workers=1");
  const swatch = page.locator("dd-map-legend .swatch").first();
  await expect(page.locator("main")).toHaveAttribute("data-merged", "5");
  await expect(page.locator("main")).toHaveAttribute("data-phase", "running");
  const dark = (await swatch.getAttribute("style")) ?? "";
  const seen = await page.evaluate(async () => {
    dispatchEvent(new Event("beforeprint"));
    const root = document.querySelector("dd-map")!.shadowRoot!;
    const map = root.querySelector("dd-map-canvas") as HTMLElement & { updateComplete: Promise<boolean> };
    await Promise.resolve();
    await map.updateComplete;
    const canvas = map.shadowRoot!.querySelector("canvas")!;
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true })!;
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set<string>();
    for (let at = 0; at < data.length; at += 4) colours.add(`${data[at]}, ${data[at + 1]}, ${data[at + 2]}`);
    const swatch = root.querySelector("dd-map-legend")!.shadowRoot!.querySelector<HTMLElement>(".swatch")!;
    return {
      printed: root.querySelector(".printed") !== null,
      scheme: getComputedStyle(root.querySelector("main")!).getPropertyValue("--scheme").trim(),
      width: canvas.width,
      painted: colours.has(/\d+, \d+, \d+/.exec(swatch.style.background)?.[0] ?? ""),
    };
  });
  expect(seen).toEqual({ printed: true, scheme: "light", width: 1950, painted: true });
  expect(await swatch.getAttribute("style"), "the colours are those for light paper").not.toBe(dark);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect(page.locator(".printed")).toHaveCount(0);
  await expect(swatch).toHaveAttribute("style", dark);
  expect((await page.pdf()).length).toBeGreaterThan(10_000);
});

test("in somebody's page a figure on paper begins with what checks it, and one that nobody has seen says what it is", async ({
  page,
  hosts,
  baseURL,
}) => {
  const settings = `${EXPERIMENTS.compare}&sigma_w=1.25&train=0x1234&seed=4294967295&hide=all,-chart,-ranking,-captions`;
  const escaped = settings.replaceAll("&", "&amp;");
  const both = `<iframe src="${baseURL}embed.html#${escaped}" style="width: 20rem; height: 12rem; border: 0"></iframe>
    <dice-and-descent-figure style="width: 20rem" settings="${escaped}"></dice-and-descent-figure>`;
  await page.goto(
    hosts.write(
      "paper.html",
      `<!doctype html><link rel="icon" href="data:," />${both}<div style="height: 500vh"></div>${both}
      <div style="height: 2000vh"></div><dice-and-descent settings="${escaped}" title="A far figure"></dice-and-descent>
      <script type="module" src="${baseURL}package/element.js"></script><script async src="${baseURL}embed.js"></script>`,
    ),
  );
  const far = page.locator("dice-and-descent");
  await expect(far.locator("iframe")).toHaveCount(1);
  await expect(far.locator("p")).toHaveCount(0);
  const inside = (place: number) => [page.frameLocator("iframe").nth(place), page.locator("dice-and-descent-figure").nth(place)];
  for (const figure of inside(0)) {
    await expect(figure.locator("main")).toHaveAttribute("data-phase", "ended");
    await expect(figure.locator("main")).toHaveAttribute("data-fingerprint", /./);
  }
  for (const figure of inside(1)) await expect(figure.locator(".paper")).toBeHidden();
  await page.emulateMedia({ media: "print" });
  for (const figure of inside(0)) {
    const fingerprint = await figure.locator("main").getAttribute("data-fingerprint");
    const stamp = figure.locator(".stamp");
    await expect(stamp).toContainText(fingerprint ?? "none");
    await expect(stamp).toContainText("seed=4294967295");
    const main = (await figure.locator("main").boundingBox())!;
    const box = (await stamp.boundingBox())!;
    expect(box.y - main.y, "nothing stands above it").toBeLessThan(8);
    expect(box.height).toBeLessThan(180);
    for (const code of await stamp.locator("code").all()) {
      const { x, width } = (await code.boundingBox())!;
      expect(x + width).toBeLessThanOrEqual(main.x + main.width + 1);
    }
    await expect(figure.locator(".paper")).toBeHidden();
  }
  for (const figure of inside(1)) {
    await expect(figure.locator(".paper")).toBeVisible();
    await expect(figure.locator(".paper")).toContainText("Compare");
    await expect(figure.locator(".paper")).toContainText("seed=4294967295");
  }
  // The frame of this one has not loaded, and says nothing.
  await expect(far.locator("p")).toContainText("A far figure: a figure that computes when it is looked at");
  await expect(far.locator("p")).toContainText(`${baseURL}#`);
  await expect(far.locator("p")).toContainText("seed=4294967295");
  await expect(far.locator("iframe")).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await expect(far.locator("p")).toHaveCount(0);
  await far.scrollIntoViewIfNeeded();
  await expect(page.frameLocator("dice-and-descent iframe").locator("main")).toHaveAttribute("data-phase", "ended");
});
