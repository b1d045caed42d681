// What comes back: saved runs are shown as they were, gone on with, compared; and wrong files change nothing.

import { expect, test } from "./fixture.js";
import { Keeping } from "./keeping.js";
import { Playground, SHORT } from "./playground.js";

const OTHER = "v=2&target=xor&runs=500&kept=500";

test("an exported run is shown as it was", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SHORT);
  const fingerprint = await playground.result();
  const keeping = new Keeping(page);
  await keeping.openPanel();
  const saved = await keeping.saveRun();
  const verdict = await page.locator(".verdict").innerText();

  await playground.open(OTHER);
  expect(await playground.result()).not.toBe(fingerprint);
  await keeping.openPanel();
  await keeping.open(saved.name, saved.bytes);
  await expect(keeping.part("runs")).toContainText(`its fingerprint is ${fingerprint}`);
  expect(await playground.result()).toBe(fingerprint);
  await expect(page).toHaveURL(/#v=2&runs=2000&kept=2000$/);
  await expect(page.locator(".verdict")).toHaveText(verdict);
  expect((await keeping.saveRun()).bytes.equals(saved.bytes)).toBe(true);
  // What was there before it is one step back.
  await page.goBack();
  await expect(page).toHaveURL(`./#${OTHER}`);
  await expect(playground.setting("target").locator("input")).toHaveValue("xor");
});

test("a saved run that is gone on with counts what an uninterrupted one counts", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open("v=2&runs=4000&kept=4000&draws=2000000000");
  const uninterrupted = await playground.result();
  await playground.open(SHORT);
  await playground.result();
  const keeping = new Keeping(page);
  await keeping.openPanel();
  const saved = await keeping.saveRun();

  await playground.open(OTHER);
  await playground.result();
  await keeping.openPanel();
  await keeping.open(saved.name, saved.bytes);
  await expect(playground.main).toHaveAttribute("data-fingerprint", saved.run.fingerprint);
  await keeping.panel.getByRole("button", { name: "Go on to twice as much" }).click();
  await expect(page).toHaveURL(/runs=4000&kept=4000/);
  await expect(playground.main).toHaveAttribute("data-fingerprint", uninterrupted);
});

test("a run saved in its middle waits, and goes on to the same end", async ({ page }) => {
  const link = "v=2&runs=20000&kept=20000";
  const playground = new Playground(page);
  await playground.openPaused(link);
  const keeping = new Keeping(page);
  await keeping.openPanel();
  const saved = await keeping.saveRun();
  await playground.button("▶ Continue").click();
  const uninterrupted = await playground.result();

  await playground.open(OTHER);
  await playground.result();
  await keeping.openPanel();
  await keeping.open(saved.name, saved.bytes);
  await playground.expectPhase("paused");
  expect(await playground.fingerprint()).toBe(saved.run.fingerprint);
  await playground.button("▶ Continue").click();
  expect(await playground.result()).toBe(uninterrupted);
});

test("a wrong file is named, and nothing on the page changes", async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(SHORT);
  const fingerprint = await playground.result();
  const url = page.url();
  const keeping = new Keeping(page);
  await keeping.openPanel();
  const { bytes } = await keeping.saveRun();
  const text = bytes.toString();
  const changed = (from: string | RegExp, to: string) => text.replace(from, to);
  for (const [file, sentence] of [
    ["", "it is empty"],
    ["<html></html>", "it is not JSON; what stands in line 1"],
    ["{}", "not a run that this page"],
    [text.slice(0, text.length / 2), "it ends too early"],
    [changed('"format_version": 1', '"format_version": 99'), "form 99"],
    [changed('"experiment": "compare"', '"experiment": "moon"'), "experiment “moon”, which this page does not have"],
    [changed('"experiment": "compare"', '"experiment": "gates"'), "missing field"],
    [changed(/"drawn": \d+/, '"drawn": -1'), "integer `-1`"],
    [changed(/"drawn": \d+/, '"drawn": NaN'), "it is not JSON"],
    [changed(/"kept": (\d+),/, '"kept": 1$1,'), "kept draws, but its counts give"],
    [changed(/"fingerprint": "[0-9a-f]{4}/, '"fingerprint": "0000'), "one of them was changed"],
    [changed('"lr": "0.1"', '"lr": "0.2"'), "disagree about lr"],
  ] as const) {
    await keeping.open("wrong.json", file);
    await expect(keeping.part("runs").getByRole("alert")).toContainText(sentence);
    await expect(keeping.part("runs").getByRole("alert")).toContainText("The file is not used");
  }
  expect(page.url()).toBe(url);
  await expect(playground.main).toHaveAttribute("data-fingerprint", fingerprint);
  await expect(playground.main).toHaveAttribute("data-phase", "ended");
});

test("two saved runs are compared, method by method", async ({ page }) => {
  const playground = new Playground(page);
  const keeping = new Keeping(page);
  const save = async (link: string) => {
    await playground.open(link);
    await playground.result();
    await keeping.openPanel();
    return keeping.saveRun();
  };
  const one = await save(`${SHORT}&seed=5`);
  const faster = await save(`${SHORT}&seed=6&lr=1`);

  await playground.open(OTHER);
  await playground.result();
  await keeping.openPanel();
  await keeping.choose("a", one.name, one.bytes);
  await keeping.choose("b", faster.name, faster.bytes);
  await keeping.panel.getByRole("button", { name: "Compare" }).click();
  const result = keeping.panel.locator("[data-result]");
  await expect(result.locator("tr[data-setting]")).toHaveCount(2);
  await expect(result.locator('tr[data-setting="lr"]')).toHaveText(/Learning rate\s*0\.1\s*1/);
  await expect(result).toContainText(one.run.fingerprint);
  await expect(result).toContainText(faster.run.fingerprint);
  const dice = keeping.panel.locator('[data-method="dice"]');
  const descent = keeping.panel.locator('[data-method="descent"]');
  await expect(dice).not.toHaveAttribute("data-kind", "differ");
  await expect(descent).toHaveAttribute("data-kind", "differ");
  await expect(descent.locator('[data-statement="total-variation"]')).toContainText("would show");

  await keeping.choose("b", "wrong.json", Buffer.from("{"));
  await keeping.panel.getByRole("button", { name: "Compare" }).click();
  await expect(keeping.part("beside").getByRole("alert")).toContainText("it ends too early");
  await expect(result).toHaveCount(0);
});

for (const [experiment, link, other] of [
  ["landscape", "v=2&experiment=landscape&n=5&hidden=10&draws=400000", "v=2&experiment=gates&draws=1000"],
  ["gates", "v=2&experiment=gates&n=3&draws=400000", "v=2&experiment=map&resolution=32"],
] as const) {
  test(`a saved run of the ${experiment} is opened from elsewhere, gone on with, and compared`, async ({ page }) => {
    const playground = new Playground(page);
    const keeping = new Keeping(page);
    await playground.open(link.replace("400000", "800000"));
    const uninterrupted = await playground.result();
    await playground.open(link);
    const fingerprint = await playground.result();
    await keeping.openPanel();
    const saved = await keeping.saveRun();
    expect(saved.run.fingerprint).toBe(fingerprint);

    await playground.open(other);
    await playground.result();
    await keeping.openPanel();
    await keeping.open(saved.name, saved.bytes);
    await expect(page).toHaveURL(`./#${link}`);
    await expect(keeping.part("runs")).toContainText(`its fingerprint is ${fingerprint}`);
    expect(await playground.result()).toBe(fingerprint);
    expect((await keeping.saveRun()).bytes.equals(saved.bytes)).toBe(true);

    // The same counts are what two runs with one seed share: said, and no difference found.
    await keeping.choose("b", saved.name, saved.bytes);
    await keeping.panel.getByRole("button", { name: "Compare" }).click();
    await expect(keeping.part("beside")).toContainText("Both runs have seed 1");
    await expect(keeping.panel.locator("[data-method]").first()).toHaveAttribute("data-kind", "same");
    await expect(keeping.panel.locator("[data-most-frequent] tbody tr").first()).not.toBeEmpty();

    await keeping.panel.getByRole("button", { name: "Go on to twice as much" }).click();
    await expect(playground.main).toHaveAttribute("data-fingerprint", uninterrupted);

    await keeping.open("wrong.json", saved.bytes.toString().replace(/("drawn": \d+)/, "$10"));
    await expect(keeping.part("runs").getByRole("alert")).toContainText("The file is not used");
    await expect(playground.main).toHaveAttribute("data-fingerprint", uninterrupted);

    await page.goBack();
    await expect(page).toHaveURL(new RegExp(`#${other}`));
    await playground.expectPhase("ended");
  });
}

test("a saved view of the map is shown again, and must come to the same picture", async ({ page }) => {
  const playground = new Playground(page);
  const keeping = new Keeping(page);
  const link = "v=2&experiment=map&plane_seed=3&zoom=2&resolution=64&paths=1";
  await playground.open(link);
  const fingerprint = await playground.result();
  await keeping.openPanel();
  const view = await keeping.download(keeping.panel.locator('[data-file="view"]'));
  expect(view.name).toBe(`map-view-${fingerprint}.json`);

  await playground.open("v=2&experiment=map&resolution=32");
  await playground.result();
  await keeping.openPanel();
  await keeping.open(view.name, view.bytes);
  await expect(keeping.part("runs")).toContainText(`must come to the fingerprint ${fingerprint}`);
  await expect(playground.main).toHaveAttribute("data-fingerprint", fingerprint);
  await expect(page).toHaveURL(`./#${link}`);
});
