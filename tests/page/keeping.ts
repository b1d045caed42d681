// The part of the page that gives runs away and takes them back.

import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixture.js";

/** A saved run, as far as the tests look into it. */
export interface RunFile {
  format: string;
  format_version: number;
  program: string;
  link: string;
  settings: Record<string, string>;
  fingerprint: string;
  dice: Record<string, number>;
  descent: Record<string, number>;
  functions: { function: string; dice: number; descent: number }[];
  census_dice: [string, number][];
  census_descent: [string, number][];
}

export class Keeping {
  readonly panel: Locator;

  constructor(readonly page: Page) {
    this.panel = page.locator("dd-keep-panel");
  }

  async openPanel(): Promise<void> {
    await this.page.getByRole("button", { name: "Export, cite, open a saved run" }).click();
    await expect(this.panel.locator("pre")).toContainText("@software");
  }

  part(name: string): Locator {
    return this.panel.locator(`[data-part="${name}"]`);
  }

  /** Clicks, and gives name and content of the file that comes of it. */
  async download(button: Locator): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), button.click()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  async saveRun(): Promise<{ name: string; bytes: Buffer; run: RunFile }> {
    const file = await this.download(this.panel.locator('[data-file="run"]'));
    return { ...file, run: JSON.parse(file.bytes.toString()) as RunFile };
  }

  async open(name: string, bytes: Buffer | string): Promise<void> {
    const buffer = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
    await this.part("runs").locator("input").setInputFiles({ name, mimeType: "application/json", buffer });
  }

  async choose(slot: "a" | "b", name: string, buffer: Buffer): Promise<void> {
    await this.panel.locator(`[data-slot="${slot}"] input`).setInputFiles({ name, mimeType: "application/json", buffer });
  }
}
