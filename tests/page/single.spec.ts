// The page in one file, opened from disk.

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { inRoot } from "../../scripts/places.mjs";
import { expect, test } from "./fixture.js";
import { Playground, SHORT } from "./playground.js";

const FILE = inRoot("dist-single", "dice-and-descent.html");

test("opened from disk it counts what the page counts, and loads nothing", async ({ page, complaints, undisturbed }) => {
  const playground = new Playground(page);
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  // A file has no host.
  complaints.own("");
  await page.goto(`${pathToFileURL(FILE).href}#${SHORT}`);
  expect(await playground.result()).toBe(await undisturbed(SHORT));
  const others = requests.filter((url) => !/^(blob|data):/.test(url));
  expect(others.map((url) => url.replace(/#.*/, ""))).toEqual([pathToFileURL(FILE).href]);

  await page.getByRole("link", { name: "Gates" }).click();
  await expect(page.locator("dd-gates-table")).toBeVisible();
  await page.getByRole("button", { name: "Embed / share" }).click();
  await expect(page.getByRole("dialog")).toContainText("is a single file");
  const size = (await readFile(FILE)).length;
  test.info().annotations.push({ type: "single file", description: `${size} bytes` });
});
