// What every page test demands, whatever else it looks at: nothing on the console, no error, no request to another host,
// nothing that the Content-Security-Policy forbids.

import { test as base, expect, type ConsoleMessage, type Page, type Request } from "@playwright/test";

/** What the pages of one test did that no page should. */
export class Complaints {
  readonly #found: string[] = [];
  readonly #allowed: RegExp[] = [];
  readonly #hosts: string[] = [];

  add(text: string): void {
    this.#found.push(text);
  }

  /** Lets complaints pass that match: for tests that break something on purpose. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  /** Lets requests to one more host pass: for pages that are somewhere else. */
  own(host: string): void {
    this.#hosts.push(host);
  }

  /** Whether requests to a host are the page's own. */
  owns(host: string): boolean {
    return this.#hosts.includes(host);
  }

  /** Those not allowed. */
  get list(): string[] {
    return this.#found.filter((text) => !this.#allowed.some((pattern) => pattern.test(text)));
  }
}

/** Opens a link of any experiment, and gives the fingerprint at the end of its run. */
async function fingerprintAt(page: Page, url: string): Promise<string> {
  await page.goto(url);
  const main = page.locator("main[data-phase]");
  await expect(main).toHaveAttribute("data-phase", "ended");
  await expect(main).toHaveAttribute("data-fingerprint", /^[0-9a-f]{16}$/);
  return (await main.getAttribute("data-fingerprint")) ?? "";
}

/** The scripts that a page loads from now on: those that have arrived, once they are asked for. */
export function scriptsOf(page: Page): () => Promise<string[]> {
  const scripts: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.url().endsWith(".js")) scripts.push(response.text().catch(() => ""));
  });
  return () => Promise.all(scripts);
}

/** The fingerprint that a link's run ends with when nothing disturbs it. */
export type Undisturbed = (link: string) => Promise<string>;

export const test = base.extend<{ complaints: Complaints }, { undisturbed: Undisturbed }>({
  // Each link runs once for all tests of a process: what many tests compare with need not be counted by each.
  undisturbed: [
    async ({ browser }, use, { project }) => {
      const known = new Map<string, Promise<string>>();
      const run = async (link: string) => {
        const page = await browser.newPage();
        const fingerprint = await fingerprintAt(page, `${project.use.baseURL ?? ""}#${link}`);
        await page.close();
        return fingerprint;
      };
      await use((link) => {
        const fingerprint = known.get(link) ?? run(link);
        known.set(link, fingerprint);
        return fingerprint;
      });
    },
    { scope: "worker" },
  ],

  complaints: [
    async ({ context, baseURL }, use) => {
      const complaints = new Complaints();
      complaints.own(new URL(baseURL ?? "").host);
      complaints.allow(/Service Worker registration blocked by Playwright/);
      context.on("console", (message: ConsoleMessage) => {
        if (["error", "warning"].includes(message.type())) {
          complaints.add(`console ${message.type()}: ${message.text()} (${message.location().url})`);
        }
      });
      await context.addInitScript(() => {
        addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
          console.error(`against the policy: ${effectiveDirective} ${blockedURI}`);
        });
      });
      context.on("weberror", (error) => complaints.add(`uncaught: ${error.error().stack ?? error.error()}`));
      context.on("request", (request: Request) => {
        const { protocol, host } = new URL(request.url());
        if (!["data:", "blob:"].includes(protocol) && !complaints.owns(host)) {
          complaints.add(`request to another host: ${request.url()}`);
        }
      });
      await use(complaints);
      // A request that is still held up by a test needs no answer any more.
      await context.unrouteAll({ behavior: "ignoreErrors" });
      base.expect(complaints.list, "the page must raise no complaint").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
