// What can be taken away: files of numbers and figures, the link, the citation.

import { expectAccessibleInEveryLook } from "./accessible.js";
import { expect, test } from "./fixture.js";
import { Keeping } from "./keeping.js";
import { LONG, Playground, SHORT } from "./playground.js";

test("the fingerprint stands on the page, and the run's file carries it with everything counted", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`${SHORT}&max_epochs=2`);
  const fingerprint = await playground.result();
  await expect(page.locator("dd-keep [data-fingerprint]")).toHaveText(fingerprint);

  const keeping = new Keeping(page);
  await keeping.openPanel();
  const { name, run } = await keeping.saveRun();
  expect(name).toBe(`compare-run-${fingerprint}.json`);
  expect(run).toMatchObject({ format: "dice-and-descent run", format_version: 1, fingerprint });
  expect(run.program).toMatch(/^dice-and-descent \d/);
  expect(run.settings["seed"]).toBe("1");
  const sum = (counts: [string, number][]) => counts.reduce((all, [, count]) => all + count, 0);
  expect(sum(run.census_dice)).toBe(run.dice["kept"]);
  expect(run.dice["drawn"]! - run.dice["kept"]!).toBe(run.dice["thrown_away"]);
  const { runs, unfit, lost, diverged } = run.descent;
  expect(unfit).toBeGreaterThan(0);
  expect(sum(run.census_descent)).toBe(runs! - unfit! - lost! - diverged!);
});

test("tables have a line for every function and every number", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SHORT);
  await playground.result();
  const keeping = new Keeping(page);
  await keeping.openPanel();
  const { run } = await keeping.saveRun();

  const functions = await keeping.download(keeping.panel.locator('[data-file="functions"]'));
  const lines = functions.bytes.toString().trimEnd().split("\n");
  expect(functions.name).toMatch(/^compare-functions-[0-9a-f]{16}\.csv$/);
  expect(lines).toHaveLength(1 + run.functions.length);
  const [header, first] = lines.map((line) => line.split(","));
  const column = (name: string) => first![header!.indexOf(name)];
  const hexadecimal = Number.parseInt(run.functions[0]!.function, 2).toString(16).padStart(4, "0");
  expect([column("function"), Number(column("dice"))]).toEqual([`'0x${hexadecimal}`, run.functions[0]!.dice]);
  expect(Number(column("p_dice_low"))).toBeLessThan(Number(column("p_dice")));

  const numbers = (await keeping.download(keeping.panel.locator('[data-file="numbers"]'))).bytes.toString();
  expect(numbers.replaceAll("'", "")).toContain(`\nfingerprint,${run.fingerprint}`);
  for (const start of ["settings.lr,0.1", "contrast.total_variation,0.", "descent.diverged,0"]) {
    expect(numbers).toContain(`\n${start}`);
  }
});

test("figures are saved for print, with their words inside", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  const playground = new Playground(page);
  await playground.open(SHORT);
  await playground.result();
  const keeping = new Keeping(page);
  await keeping.openPanel();
  for (const figure of ["functions", "test-errors"]) {
    const row = keeping.panel.locator(`[data-figure="${figure}"]`);
    const svg = (await keeping.download(row.getByRole("button", { name: "SVG" }))).bytes.toString();
    // Parsed as strictly as any XML, by the browser.
    const parsed = await page.evaluate((text) => {
      const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      const words = (tag: string) => root.querySelector(tag)?.textContent ?? "";
      const ground = root.querySelector("rect")?.getAttribute("fill") ?? "";
      return { tag: root.tagName, title: words("title"), desc: words("desc"), marks: root.children.length, ground };
    }, svg);
    expect(parsed).toMatchObject({ tag: "svg", ground: "#FDFCF9" });
    expect(parsed.desc).toContain("#v=2&runs=2000&kept=2000");
    expect(parsed.title.length).toBeGreaterThan(10);
    expect(parsed.marks).toBeGreaterThan(20);

    const png = (await keeping.download(row.getByRole("button", { name: "PNG" }))).bytes;
    expect(png.readUInt32BE(16), "6.5 inches at 300 dots each").toBe(1950);
    expect(png.includes("#v=2&runs=2000&kept=2000")).toBe(true);
    const painted = await page.evaluate(
      async (bytes) => {
        const image = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: "image/png" }));
        const context = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, image.width, image.height);
        const colours = new Set<number>();
        for (let at = 0; at < data.length; at += 4) colours.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
        return { corner: data[0]! + data[1]! + data[2]!, colours: colours.size };
      },
      [...png],
    );
    expect(painted.corner, "a light ground on a dark page").toBeGreaterThan(700);
    expect(painted.colours).toBeGreaterThan(20);
  }
});

test("link and citation are shown and copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const playground = new Playground(page);
  await playground.open(`${SHORT}&target=xor`);
  const fingerprint = await playground.result();
  const keeping = new Keeping(page);
  await keeping.openPanel();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());

  await keeping.part("link").getByRole("button").click();
  await expect(keeping.part("link")).toContainText("Copied");
  expect(await clipboard()).toBe(page.url());
  expect(page.url()).toContain("target=xor");

  await expect(keeping.part("cite").locator("pre")).toContainText(fingerprint);
  await keeping.part("cite").getByRole("button").click();
  await expect(keeping.part("cite")).toContainText("Copied");
  const entry = await clipboard();
  expect(entry).toContain("@software{dice-and-descent,");
  expect(entry).toContain(page.url());
  expect(entry).toContain(`census fingerprint ${fingerprint}`);

  await page.locator("dd-keep").getByRole("button", { name: "Copy", exact: true }).click();
  await expect.poll(clipboard).toBe(fingerprint);
});

test("a run is saved while it goes on, and goes on", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(LONG);
  await playground.expectSomeCounted();
  const keeping = new Keeping(page);
  await keeping.openPanel();
  const { run } = await keeping.saveRun();
  expect(run.descent["runs"]).toBeGreaterThan(0);
  const merged = await playground.merged();
  await expect.poll(() => playground.merged()).toBeGreaterThan(merged);
});

for (const [experiment, figures] of [
  ["gates", ["regions", "volumes"]],
  ["landscape", ["rank", "complexity", "ones", "distribution"]],
] as const) {
  test(`the figures of the ${experiment} are saved, and the experiment is cited`, async ({ page }) => {
    const playground = new Playground(page);
    await playground.open(`v=2&experiment=${experiment}&draws=20000`);
    const fingerprint = await playground.result();
    await expect(page.locator("dd-keep [data-fingerprint]")).toHaveText(fingerprint);
    const keeping = new Keeping(page);
    await page.getByRole("button", { name: "Export, cite, open a saved run" }).click();
    await expect(keeping.part("cite").locator("pre")).toContainText(
      `Experiment ${experiment}, census fingerprint ${fingerprint}`,
    );
    for (const figure of figures) {
      const row = keeping.panel.locator(`[data-figure="${figure}"]`);
      const svg = await keeping.download(row.getByRole("button", { name: "SVG" }));
      expect(svg.name).toBe(`${experiment}-${figure}-${fingerprint}.svg`);
      expect(svg.bytes.toString()).toMatch(/^<svg [^>]*role="img">\n<title>[^<]{5,}<\/title>\n<desc>[^<]*#v=2&amp;experiment=/);
      const png = await keeping.download(row.getByRole("button", { name: "PNG" }));
      expect(png.bytes.readUInt32BE(16)).toBe(1950);
    }
  });
}

test("narrow and wide, light and dark: everybody can use the open panel", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SHORT);
  await playground.result();
  const keeping = new Keeping(page);
  await keeping.openPanel();
  const { bytes } = await keeping.saveRun();
  await keeping.choose("b", "a-rather-long-name-of-a-file-that-somebody-has-chosen.json", bytes);
  await keeping.panel.getByRole("button", { name: "Compare" }).click();
  await expect(keeping.panel.locator("[data-result]")).toBeVisible();
  await expectAccessibleInEveryLook(page);
});
