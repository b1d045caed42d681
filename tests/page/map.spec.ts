// The map of parameter space.

import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { expectAccessibleInEveryLook } from "./accessible.js";
import { expect, test } from "./fixture.js";
import { imageOf, Playground, still } from "./playground.js";

const SMALL = "v=2&experiment=map&resolution=128";
/** Deep networks: long enough under way for a test to come in between. */
const LONG = "v=2&experiment=map&n=5&hidden=24,24,24,24&activation=tanh&sigma_w=6&sigma_b=0.2&resolution=256";
/** A perceptron without bias: the two weights are the coordinates. */
const WEDGES = "v=2&experiment=map&n=2&hidden=none&sigma_b=0&plane=chosen&axis_v=1.1.2&target=and&resolution=128";

const main = (page: Page): Locator => page.locator("dd-map main");
const canvas = (page: Page): Locator => page.locator("dd-map-canvas canvas");
const place = (page: Page): Locator => page.locator("dd-map-place");
const row = (page: Page): Locator => page.locator("dd-map-legend tbody tr");

async function expectEnded(page: Page): Promise<void> {
  await expect(main(page)).toHaveAttribute("data-phase", "ended");
}

async function open(page: Page, hash = SMALL): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`./#${hash}`);
  await expectEnded(page);
}

interface MapFrame {
  size: number;
  /** For every pixel its colour as a number. */
  colours: number[];
  window: { u: number; v: number; half: number };
  trails: { points: [number, number][]; distances: string[]; functions: number[]; visits: { function: string }[] }[];
}

/** The picture as the workers have made it. */
async function frame(page: Page): Promise<MapFrame> {
  return page.locator("dd-map-canvas").evaluate((element) => {
    const { size, pixels, window, trails } = (element as unknown as { frame: any }).frame;
    const colours = [...new Uint32Array(pixels.buffer)];
    return { size, colours, window: { ...window }, trails };
  });
}

/** Waits until what the settings ask for is what is painted, and whole. */
async function settled(page: Page): Promise<MapFrame> {
  await expect
    .poll(() =>
      page.locator("dd-map-canvas").evaluate((element) => {
        const { frame, window } = element as unknown as { frame: any; window: any };
        return (
          frame?.progress.ended && frame.coming === 0 && ["u", "v", "half"].every((key) => frame.window[key] === window[key])
        );
      }),
    )
    .toBe(true);
  await expectEnded(page);
  return frame(page);
}

/** The middle of a pixel of the picture, on the page. */
async function pixelAt(page: Page, x: number, y: number, size: number): Promise<{ x: number; y: number }> {
  await canvas(page).scrollIntoViewIfNeeded();
  const box = (await canvas(page).boundingBox())!;
  return { x: box.x + (box.width * (x + 0.5)) / size, y: box.y + (box.height * (y + 0.5)) / size };
}

/** The truth table of the function at a pixel, as the page tells it to someone who points there. */
async function hover(page: Page, x: number, y: number, size: number): Promise<string> {
  const told = () =>
    page.locator("dd-map").evaluate((map) => {
      const root = map.shadowRoot!;
      const { probe } = root.querySelector("dd-map-canvas") as unknown as { probe: { x: number; y: number } | null };
      const place = root.querySelector("dd-map-place")!;
      return { probe, stale: place.hasAttribute("stale"), text: place.shadowRoot!.querySelector("code")?.textContent ?? "" };
    });
  let text = "";
  await expect
    .poll(async () => {
      // What is told there may move the page.
      const at = await pixelAt(page, x, y, size);
      await page.mouse.move(at.x, at.y);
      const { probe, stale, text: now } = await told();
      const there = Math.floor((probe?.x ?? -1) * size) === x && Math.floor((probe?.y ?? -1) * size) === y;
      text = there && !stale ? now : "";
      return text;
    })
    .not.toBe("");
  return text;
}

async function shares(page: Page): Promise<Record<string, string>[]> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the shares as CSV" }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trimEnd().split("\n");
  const names = lines[0]!.split(",");
  return lines.slice(1).map((line) => {
    // Only descriptions may have commas, and those are in quotes.
    const fields = [...line.matchAll(/"((?:[^"]|"")*)"|([^,]*)(?:,|$)/g)].map((match) => match[1] ?? match[2] ?? "");
    // An apostrophe keeps readers from taking a truth table for a number.
    return Object.fromEntries(names.map((name, place) => [name, (fields[place] ?? "").replace(/^'/, "")]));
  });
}

/** The truth table that a file writes in hexadecimal digits. */
const labels = (digits: string): string =>
  BigInt(digits)
    .toString(2)
    .padStart(4 * (digits.length - 2), "0");

const rgb = (colour: number): string =>
  `#${[colour & 255, (colour >> 8) & 255, (colour >> 16) & 255].map((part) => part.toString(16).padStart(2, "0")).join("")}`;

test("the map opens by itself, names the largest functions and says what is seen", async ({ page }) => {
  await page.goto("./");
  await page.getByRole("link", { name: "Map" }).click();
  await expectEnded(page);
  await expect(page).toHaveURL(/experiment=map/);
  await expect(row(page)).toHaveCount(10);
  await expect(row(page).first().locator(".share")).toContainText(/% within /);
  await expect(page.locator("dd-map figcaption")).toContainText(/\d+ functions seen in a window 6.00 standard deviations wide/);
  await expect(page.locator("dd-map-legend .together")).toContainText(/The 10 largest functions fill \d/);
});

test("one function has one colour, that of the list", async ({ page }) => {
  await open(page, `${SMALL}&lines=off`);
  const { size, colours } = await frame(page);
  const list = new Map((await shares(page)).map((line) => [labels(line["function"]!), line["colour"]!]));
  expect(new Set(colours.map(rgb))).toEqual(new Set(list.values()));
  for (let place = 0; place < 24; place += 1) {
    const [x, y] = [(37 * place + 11) % size, (53 * place + 29) % size];
    expect(rgb(colours[y * size + x]!)).toBe(list.get(await hover(page, x, y, size)));
  }
});

test("whatever is told while the pointer moves is of where it is, and so while the window moves", async ({ page }) => {
  await open(page, `${SMALL}&lines=off`);
  const { size, colours } = await frame(page);
  const list = new Map((await shares(page)).map((line) => [labels(line["function"]!), line["colour"]!]));
  await canvas(page).scrollIntoViewIfNeeded();
  // Every time that something is shown: what, and of which pixel of which window.
  await page.locator("dd-map").evaluate((map) => {
    const seen: { x: number; y: number; moved: boolean; text: string }[] = [];
    Object.assign(globalThis, { seen });
    const look = (): void => {
      const root = map.shadowRoot!;
      const { probe, window, frame } = root.querySelector("dd-map-canvas") as any;
      const place = root.querySelector("dd-map-place")!;
      const text = place.shadowRoot!.querySelector("code")?.textContent;
      if (!probe || !text || place.hasAttribute("stale")) return;
      seen.push({ ...probe, moved: window.u !== frame.window.u, text });
    };
    const place = map.shadowRoot!.querySelector("dd-map-place")!;
    new MutationObserver(look).observe(place.shadowRoot!, { subtree: true, childList: true, characterData: true });
    new MutationObserver(look).observe(place, { attributes: true });
  });
  const box = (await canvas(page).boundingBox())!;
  for (let step = 0; step < 40; step += 1) {
    await page.mouse.move(box.x + box.width * ((0.37 * step + 0.11) % 1), box.y + box.height * ((0.53 * step + 0.29) % 1));
  }
  await expect(place(page)).not.toHaveAttribute("stale");
  const seen = () => page.evaluate(() => (globalThis as any).seen as { x: number; y: number; moved: boolean; text: string }[]);
  const still = await seen();
  expect(still.length).toBeGreaterThan(5);
  for (const { x, y, text } of still) {
    const pixel = Math.floor(y * size) * size + Math.floor(x * size);
    expect(list.get(text), `at ${x}, ${y}`).toBe(rgb(colours[pixel]!));
  }
  await canvas(page).focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page).toHaveURL(/centre=0\.75/);
  await settled(page);
  await expect(place(page)).not.toHaveAttribute("stale");
  expect(
    (await seen()).filter(({ moved }) => moved),
    "of a window that is not painted yet nothing is told",
  ).toEqual([]);
});

test("what is pointed at is what the network there computes", async ({ page }) => {
  await open(page, WEDGES);
  const { size, window } = await frame(page);
  for (const [x, y] of [
    [100, 20],
    [100, 90],
    [20, 90],
    [20, 40],
    [70, 3],
    [3, 70],
  ] as const) {
    const [u, v] = [window.u + window.half * ((2 * x + 1) / size - 1), window.v - window.half * ((2 * y + 1) / size - 1)];
    // Inputs 00, 01, 10, 11 as -1 and +1; both weights have the same standard deviation.
    const table = [
      [-1, -1],
      [-1, 1],
      [1, -1],
      [1, 1],
    ]
      .map(([a, b]) => (u * a! + v * b! > 0 ? "1" : "0"))
      .join("");
    expect(await hover(page, x, y, size)).toBe(table);
  }
});

test("conditioning fades exactly what does not fit", async ({ page }) => {
  await open(page, `${SMALL}&lines=off&n=3&train_size=3&plane_seed=5`);
  const before = await frame(page);
  const list = await shares(page);
  await page.getByRole("button", { name: "Only those that fit" }).click();
  await expect(page).toHaveURL(/condition=on/);
  await expect.poll(async () => (await frame(page)).colours.join()).not.toBe(before.colours.join());
  const after = await frame(page);
  const fits = new Map(list.map(({ colour, fits }) => [colour, fits === "1"]));
  expect(fits.size, "every function has a colour of its own here").toBe(list.length);
  expect(new Set(fits.values()).size).toBe(2);
  const same = (pixel: number) => after.colours[pixel] === before.colours[pixel];
  expect(before.colours.filter((colour, pixel) => same(pixel) !== fits.get(rgb(colour)))).toEqual([]);
  for (const fitting of await row(page).all()) await expect(fitting).toContainText("fits");
  await expect(page.getByText("The largest functions that fit")).toBeVisible();
});

test("changing the training set changes what remains, not the plane", async ({ page }) => {
  await open(page, `${SMALL}&condition=on&n=3&train_size=3`);
  const before = await frame(page);
  const input = page.locator("dd-task .training").first();
  await input.click();
  await expect(page).toHaveURL(/target=0x/);
  await expect.poll(async () => (await frame(page)).colours.join()).not.toBe(before.colours.join());
  expect((await settled(page)).window).toEqual(before.window);
});

test("dragging, wheel, buttons and keys move the window and the link", async ({ page }) => {
  await open(page);
  const whole = await frame(page);
  const at = await pixelAt(page, 64, 64, 128);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 80, at.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/centre=-/);
  const moved = await settled(page);
  expect(moved.window.u).toBeLessThan(0);
  expect(moved.window.v).toBeGreaterThan(0);
  expect(moved.window.half).toBe(3);

  const before = await page.evaluate(() => scrollY);
  await page.mouse.wheel(0, -120);
  await expect.poll(async () => (await settled(page)).window.half).toBeLessThan(3);
  expect(await page.evaluate(() => scrollY)).toBe(before);
  await expect(page).toHaveURL(/zoom=1\.\d/);

  await canvas(page).focus();
  await page.keyboard.press("Home");
  await expect(page).not.toHaveURL(/zoom|centre/);
  expect((await settled(page)).colours).toEqual(whole.colours);
  await page.getByRole("button", { name: "Zoom in" }).click();
  await expect(page).toHaveURL(/zoom=2/);
  await page.getByRole("button", { name: "Zoom out" }).click();
  expect((await settled(page)).colours).toEqual(whole.colours);
  await page.keyboard.press("Tab");
  await canvas(page).focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page).toHaveURL(/centre=0\.75/);
  await page.keyboard.press("+");
  await expect(page).toHaveURL(/zoom=1\.414/);
  await page.getByRole("button", { name: "Whole plane" }).click();
  expect((await settled(page)).colours).toEqual(whole.colours);
});

test("a wheel that is meant for the page scrolls the page", async ({ page }) => {
  await open(page);
  const at = await pixelAt(page, 64, 64, 128);
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await expect(page).not.toHaveURL(/zoom/);
});

test("the keyboard walks over the map and hears what is there", async ({ page }) => {
  await open(page);
  const { size } = await frame(page);
  await canvas(page).focus();
  await page.keyboard.press("ArrowRight");
  await expect(place(page).locator("code")).toHaveText(/^[01]{16}$/);
  // From the middle, by a 64th of the width each.
  const table = await hover(page, 64 + 2, 64 - 6, size);
  await page.mouse.move(0, 0);
  for (const key of ["Escape", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowLeft"]) {
    await page.keyboard.press(key);
  }
  await expect(place(page).locator("code")).toHaveText(table);
  await expect(place(page).locator("[aria-live]")).toContainText(/of the window/);
  await page.keyboard.press("Escape");
  await expect(place(page).locator("code")).toHaveCount(0);
});

test("a row of the legend marks its regions, by mouse and by keyboard", async ({ page }) => {
  await open(page);
  const image = () => imageOf(canvas(page));
  const plain = await image();
  await row(page).nth(2).hover();
  await expect(row(page).nth(2)).toHaveClass("marked");
  await expect.poll(image).not.toBe(plain);
  await page.mouse.move(0, 0);
  await expect.poll(image).toBe(plain);
  await row(page).nth(1).getByRole("button").focus();
  await expect(row(page).nth(1)).toHaveClass("marked");
  await expect.poll(image).not.toBe(plain);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.mouse.move(0, 0);
  await expect(row(page).nth(2)).toHaveClass("marked");
});

test("one worker and three paint the same picture", async ({ page }) => {
  await open(page, `${SMALL}&workers=1&paths=2`);
  const alone = await frame(page);
  await open(page, `${SMALL}&workers=3&paths=2`);
  const three = await frame(page);
  expect(three.colours).toEqual(alone.colours);
  expect(three.trails).toEqual(alone.trails);
  await page.getByRole("button", { name: "New plane" }).click();
  await expect(page).toHaveURL(/plane_seed=\d+/);
  await expect.poll(async () => (await settled(page)).colours.join() === alone.colours.join()).toBe(false);
});

test("workers killed in mid-picture are replaced, and the picture is the same", async ({ page, complaints }) => {
  complaints.allow(/killed by the test/);
  await open(page, `${LONG}&workers=2`);
  const undisturbed = await frame(page);
  await new Playground(page).openPaused(`${LONG}&workers=2`);
  const [first, second] = page.workers().filter((worker) => worker.url().includes("hand"));
  // One fails aloud, the other is simply gone.
  await first?.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error("killed by the test");
      }),
  );
  await expect(page.getByText("killed by the test")).toBeVisible();
  await second?.evaluate(() => self.close()).catch(() => undefined);
  await page.getByRole("button", { name: "Continue" }).click();
  await expectEnded(page);
  expect((await frame(page)).colours).toEqual(undisturbed.colours);
});

test("a pause holds the picture, and another window is heard at once", async ({ page }) => {
  const playground = new Playground(page);
  await playground.openPaused(`${LONG}&workers=1`);
  const merged = () => playground.merged();
  // A tile may have been on its way.
  let held = -1;
  await expect
    .poll(
      async () => {
        const before = held;
        held = await merged();
        return held - before;
      },
      { intervals: [500] },
    )
    .toBe(0);
  await expect(main(page)).toHaveAttribute("data-phase", "paused");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect.poll(merged).toBeGreaterThan(held);
});

test("a path ends where its run's function is", async ({ page }) => {
  await open(page, "v=2&experiment=map&resolution=256&plane=path&train=0xa437&lr=0.02&paths=2");
  await expect(page.locator("dd-map-runs li")).toHaveCount(2);
  const { size, trails } = await frame(page);
  // Run 0 spans the plane: both its ends lie on it.
  const { points, distances, functions, visits } = trails[0]!;
  for (const end of [0, points.length - 1]) {
    expect(distances[end]).toBe("0");
    const [x, y] = points[end]!.map((share) => Math.floor(share * size)) as [number, number];
    expect(await hover(page, x, y, size)).toBe(visits[functions[end]!]!.function);
  }
  await expect(page.locator("dd-map-runs .now")).toHaveAttribute("data-now", visits[functions.at(-1)!]!.function);
  await expect(page.locator("dd-map-runs li").first()).toContainText("ends on it");
  await page.getByRole("slider", { name: "Along the path" }).fill("0");
  await expect(page.locator("dd-map-runs .now")).toHaveAttribute("data-now", visits[functions[0]!]!.function);
  await page.getByRole("button", { name: "Run 1" }).click();
  await expect(page.locator("dd-map-runs li.chosen")).toContainText("Run 1");
  await page.getByRole("button", { name: "Replay" }).click();
  await expect(page.getByRole("slider", { name: "Along the path" })).toHaveValue("1000");
});

test("a preset opens its map, and unfit runs say so", async ({ page }) => {
  await open(page);
  const watch = page.locator(".watch");
  await expect(watch).toHaveCount(0);
  await page.getByLabel("Show me").selectOption("large-steps");
  await expect(watch).toContainText("What to watch");
  await expect(page.locator("dd-map-runs li")).toHaveCount(4);
  await expect(page.locator("dd-map-runs li").nth(1)).toContainText("from it");
});

test("the picture is saved large enough for print", async ({ page }) => {
  await open(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the picture as PNG" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("map-n4-plane1-seed1.png");
  const bytes = await readFile(await file.path());
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], "6.5 inches at 300 dots each").toEqual([1950, 1950]);
  expect(bytes.includes("experiment=map")).toBe(true);
});

test("a link that cannot be used as it is says so", async ({ page }) => {
  await open(page, `${SMALL}&axis_u=9.9.9&plane=chosen`);
  await expect(page.locator('dd-notices li[data-key="axis_u"]')).toContainText("no weight or bias");
});

test("whatever a link hides is not there", async ({ page }) => {
  const places: Record<string, string> = {
    title: "h1",
    lead: "header.top p.lead",
    map: "dd-map-canvas",
    place: "dd-map-place",
    legend: "dd-map-legend",
    runs: "dd-map-runs",
    reseed: "[data-does=plane]",
    closer: ".sign >> nth=0",
    pause: "[data-does=pause]",
    presets: ".preset",
    fitting: ".switch",
    truth: "dd-task",
    file: "[data-does=file]",
    plane: 'dd-setting[data-key="plane"]',
  };
  const keys = Object.keys(places);
  const there = async () => {
    const counts = await Promise.all(keys.map((key) => page.locator(`main ${places[key]}`).count()));
    return keys.filter((_, place) => counts[place] !== 0);
  };
  await open(page);
  expect(await there()).toEqual(keys);
  const { colours } = await frame(page);
  for (const key of keys) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `${SMALL}&hide=all,-${key}`);
    await expect.poll(there, { message: `only ${key} is shown` }).toEqual([key]);
  }
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `${SMALL}&hide=all,-map`);
  await expect.poll(there).toEqual(["map"]);
  expect((await frame(page)).colours).toEqual(colours);
});

test.describe("by finger", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 800 } });

  test("the page scrolls over the map until it is tapped; then fingers drag and pinch", async ({ page }) => {
    await open(page);
    await canvas(page).scrollIntoViewIfNeeded();
    let middle = await pixelAt(page, 64, 64, 128);
    const hand = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...points: [number, number][]) =>
      hand.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: points.map(([dx, dy], id) => ({ x: middle.x + dx, y: middle.y + dy, id })),
      });
    const before = await page.evaluate(() => scrollY);
    await touch("touchStart", [0, 0]);
    for (let step = 1; step <= 8; step += 1) await touch("touchMove", [0, -15 * step]);
    await touch("touchEnd");
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before);
    await still(page);
    await expect(page).not.toHaveURL(/centre/);

    middle = await pixelAt(page, 64, 64, 128);
    await page.touchscreen.tap(middle.x, middle.y);
    await expect(place(page).locator("code")).toHaveText(/^[01]{16}$/);
    await touch("touchStart", [0, 0]);
    for (let step = 1; step <= 5; step += 1) await touch("touchMove", [12 * step, -8 * step]);
    await touch("touchEnd");
    await expect(page).toHaveURL(/centre=-/);
    await expect(page).not.toHaveURL(/zoom/);
    const { window } = await settled(page);
    expect(window.u).toBeLessThan(-0.5);
    expect(window.v).toBeLessThan(-0.3);

    await touch("touchStart", [-20, 0], [20, 0]);
    for (let step = 1; step <= 5; step += 1) await touch("touchMove", [-20 - 8 * step, 0], [20 + 8 * step, 0]);
    await touch("touchEnd");
    await expect(page).toHaveURL(/zoom=/);
    expect((await settled(page)).window.half).toBeLessThan(1.5);
  });
});

test("dark mode repaints the map", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await open(page);
  const light = (await frame(page)).colours.join();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(async () => (await frame(page)).colours.join()).not.toBe(light);
});

for (const link of [`${SMALL}&plane=path&paths=2`, `${SMALL}&n=7`]) {
  test(`narrow and wide, light and dark: everybody can use ${link}`, async ({ page }) => {
    await open(page, link);
    await canvas(page).focus();
    await page.keyboard.press("ArrowRight");
    await expect(place(page).locator("code")).toBeVisible();
    for (const group of ["map", "task", "network", "descent"]) {
      await page.locator(`details[data-group="${group}"] summary`).click();
    }
    await expectAccessibleInEveryLook(page);
  });
}
