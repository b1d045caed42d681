// Pages of other people: on a port of their own, with the figures of the page under test.

import type { FrameLocator, Page } from "@playwright/test";
import { inRoot } from "../../scripts/places.mjs";
import { serve, type Extra } from "../../scripts/hosts.mjs";
import { test as base } from "./fixture.js";

export interface Hosts {
  /** Where the pages of examples/hosts are. */
  address: string;
  /** Puts a page of one's own there, and gives its address. */
  write(name: string, html: string, headers?: Record<string, string>): string;
}

export const test = base.extend<{ hosts: Hosts }>({
  hosts: async ({ baseURL, complaints }, use) => {
    const extra: Extra = {};
    const page = baseURL ?? "";
    const { address, close } = await serve(inRoot("examples", "hosts"), { page, extra });
    complaints.own(new URL(address).host);
    await use({
      address,
      write(name, html, headers = {}) {
        extra[`/${name}`] = { html, headers };
        return `${address}${name}`;
      },
    });
    close();
  },
});

/** What a host hears of its figures, as the text of messages and events. */
export async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    addEventListener("message", ({ data }) => heard.push(data));
  });
}

interface Heard {
  type: string;
  height?: number;
  detail?: { fingerprint?: string; text?: string; share?: number };
}

/** Those of one type, in order. */
export const heard = (page: Page, type: string): Promise<Heard[]> =>
  page.evaluate((type) => (globalThis as unknown as { heard: Heard[] }).heard.filter((one) => one?.type === type), type);

/** What the events of elements say, kept by a script in the page of the host: from the first one on. */
export const SAID = `
  globalThis.said = [];
  for (const type of ["progress", "result", "error"]) {
    addEventListener(type, ({ target, detail }) => detail && said.push({ id: target.id, type, detail }), true);
  }`;

interface Said {
  id: string;
  type: string;
  detail: Record<string, unknown>;
}

/** What the element with this id has said in events of one type, in order. */
export const said = (page: Page, id: string, type: string): Promise<Said["detail"][]> =>
  page.evaluate(
    ([id, type]) => {
      const all = (globalThis as unknown as { said: Said[] }).said;
      return all.filter((one) => one.id === id && one.type === type).map(({ detail }) => detail);
    },
    [id, type],
  );

/** How many chunks a figure has counted. */
export const merged = async (figure: FrameLocator): Promise<number> =>
  Number(await figure.locator("main").getAttribute("data-merged"));

export { expect } from "./fixture.js";
