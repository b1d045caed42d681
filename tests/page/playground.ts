// The page as a visitor uses it.

import { expect, type Locator, type Page } from "@playwright/test";

/** A run that ends soon. */
export const SHORT = "v=2&runs=2000&kept=2000";
/** A run that does not end while a test looks at it. */
export const LONG = "v=2&runs=50000000&kept=50000000";

/** Once everything has been painted that what came before has asked for. */
export const painted = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));

/** Once the page has come to rest after it was scrolled: what a finger has pushed goes on for a while. */
export async function still(page: Page): Promise<void> {
  let last = Number.NaN;
  const moved = async (): Promise<number> => {
    const before = last;
    await painted(page);
    last = await page.evaluate(() => scrollY);
    return last - before;
  };
  await expect.poll(moved, { intervals: [100] }).toBe(0);
}

/** A canvas as it is once it has been painted. */
export async function imageOf(canvas: Locator): Promise<string> {
  await painted(canvas.page());
  return canvas.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
}

export class Playground {
  readonly main: Locator;
  readonly chart: Locator;
  readonly detail: Locator;

  constructor(readonly page: Page) {
    this.main = page.locator("main");
    this.chart = page.locator("dd-scatter canvas");
    this.detail = page.locator("dd-detail");
  }

  async open(hash = ""): Promise<void> {
    // From one link to another of the same page would be a jump, not a load.
    await this.page.goto("about:blank");
    await this.page.goto(hash === "" ? "./" : `./#${hash}`);
  }

  /** Opens any experiment, whose run pauses by itself as soon as it has counted: no test comes too late for that. */
  async openPaused(hash: string): Promise<void> {
    await this.#openUntilCounted(hash, "pause");
    await this.expectPhase("paused");
  }

  /** Opens any experiment, which nobody sees any more as soon as it has counted. */
  async openHidden(hash: string): Promise<void> {
    await this.#openUntilCounted(hash, "hide");
    await expect.poll(() => this.page.evaluate(() => document.hidden)).toBe(true);
  }

  async #openUntilCounted(hash: string, act: "pause" | "hide"): Promise<void> {
    const acting = await this.page.addInitScript((act) => {
      interface Experiment extends Element {
        view?: { status: { merged: number } | null };
        pause(): void;
      }
      const look = ({ target }: Event): void => {
        const experiment = target as Experiment;
        if (!experiment.view?.status?.merged) return;
        document.removeEventListener("view", look, true);
        if (act === "pause") {
          experiment.pause();
        } else {
          Object.defineProperty(document, "hidden", { value: true, configurable: true });
          Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }
      };
      document.addEventListener("view", look, true);
    }, act);
    await this.open(hash);
    await acting.dispose();
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  input(input: number): Locator {
    return this.page.locator(`dd-task [data-input="${input}"]`);
  }

  setting(key: string): Locator {
    return this.page.locator(`dd-setting[data-key="${key}"]`);
  }

  async openGroup(id: string): Promise<void> {
    await this.page.locator(`details[data-group="${id}"] summary`).click();
  }

  async expectPhase(phase: "running" | "paused" | "ended"): Promise<void> {
    await expect(this.main).toHaveAttribute("data-phase", phase);
  }

  /** How many chunks are counted. */
  async merged(): Promise<number> {
    return Number(await this.main.getAttribute("data-merged"));
  }

  /** Waits for the counts to settle, and gives the hash of settings and counts. */
  async fingerprint(): Promise<string> {
    await expect(this.main).toHaveAttribute("data-fingerprint", /^[0-9a-f]{16}$/);
    return (await this.main.getAttribute("data-fingerprint")) ?? "";
  }

  /** Waits for the end of the run, and gives its fingerprint. */
  async result(): Promise<string> {
    await this.expectPhase("ended");
    return this.fingerprint();
  }

  async expectSomeCounted(): Promise<void> {
    await expect.poll(() => this.merged()).toBeGreaterThan(0);
  }

  /**
   * How light the corner of the chart is, 0 to 765, and where the chart shows the colour of a mark:
   * pixels of saturated purple or pink below the legend, from top to bottom.
   */
  async lookAtChart(): Promise<{ corner: number; marks: { x: number; y: number }[] }> {
    await painted(this.page);
    return this.chart.evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      const { width, height } = canvas;
      // A copy, since reading the chart itself again and again would change how the browser draws it.
      const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true })!;
      copy.drawImage(canvas, 0, 0);
      const { data } = copy.getImageData(0, 0, width, height);
      const ratio = width / canvas.clientWidth;
      const channel = (pixel: number, which: 0 | 1 | 2) => data[4 * pixel + which] ?? 0;
      const marks = [];
      for (let pixel = Math.ceil(80 * ratio) * width; pixel < width * height; pixel += 1) {
        const green = channel(pixel, 1);
        if (channel(pixel, 0) - green > 40 && channel(pixel, 2) - green > 40) {
          marks.push({ x: (pixel % width) / ratio, y: Math.floor(pixel / width) / ratio });
        }
      }
      return { corner: channel(0, 0) + channel(0, 1) + channel(0, 2), marks };
    });
  }
}
