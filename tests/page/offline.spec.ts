// After the first visit: without a network, and when there is a newer version. Each test has a server of its own.

import { createHash } from "node:crypto";
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";
import { serve } from "../../scripts/hosts.mjs";
import { inRoot } from "../../scripts/places.mjs";
import { bundleServiceWorker } from "../../scripts/service-worker.mjs";
import { expect, test as base } from "./fixture.js";
import { SHORT } from "./playground.js";

interface Site {
  address: string;
  /** A directory to put versions of the page in. */
  room: string;
  /** Serves another directory from now on. */
  deploy(directory: string): void;
  /** Ends the server. */
  down(): void;
}

const test = base.extend<{ site: Site }>({
  site: async ({ complaints }, use) => {
    const room = mkdtempSync(join(tmpdir(), "versions-"));
    const current = join(room, "current");
    symlinkSync(inRoot("dist"), current);
    const { address, close } = await serve(current);
    complaints.own(new URL(address).host);
    // Pages are left and servers end here while the browser still asks whether there is a newer script.
    complaints.allow(/An unknown error occurred when fetching the script/);
    const deploy = (directory: string) => {
      unlinkSync(current);
      symlinkSync(directory, current);
    };
    await use({ address, room, deploy, down: close });
    close();
    rmSync(room, { recursive: true, force: true });
  },
});

test.use({ serviceWorkers: "allow" });

const LINKS = {
  compare: SHORT,
  // By the whole engine, which the visit itself did not need.
  methods: `${SHORT}&methods=dice,descent,descent&c.lr=0.01`,
  landscape: "v=2&experiment=landscape&n=3&draws=2000",
  gates: "v=2&experiment=gates&draws=1000",
  map: "v=2&experiment=map&resolution=64",
};

const expectEnd = (page: Page) => expect(page.locator("main")).toHaveAttribute("data-phase", "ended");

/** The first visit, until everything is kept. */
async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        navigator.serviceWorker.addEventListener("controllerchange", () => resolve());
        if (navigator.serviceWorker.controller) resolve();
      }),
  );
}

const kept = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const files = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
    return { names, files: files.flat() };
  });

test("after one visit everything works without a network, and the visit itself was no longer for it", async ({
  page,
  context,
  site,
  complaints,
}) => {
  const asked: string[] = [];
  context.on("request", (request) => asked.push(request.url()));
  await visit(page, `${site.address}#${SHORT}`);
  const [script] = asked.filter((url) => url.endsWith("/service-worker.js"));
  expect(script).toBeDefined();
  const before = asked.slice(0, asked.indexOf(script ?? ""));
  expect(before.filter((url) => url.endsWith(".wasm"))).toHaveLength(1);
  expect(before.filter((url) => url.includes("embed"))).toEqual([]);
  // Of each engine the one that this browser runs.
  const { names, files } = await kept(page);
  expect(names).toHaveLength(1);
  expect(files.filter((url) => url.endsWith(".wasm"))).toHaveLength(2);
  await expectEnd(page);
  const fingerprint = await page.locator("main").getAttribute("data-fingerprint");

  site.down();
  await context.setOffline(true);
  complaints.allow(/ERR_INTERNET_DISCONNECTED|service-worker\.js/);
  for (const place of ["", "index.html", "embed.html", "?from=elsewhere"]) {
    for (const [experiment, link] of Object.entries(LINKS)) {
      // The other spellings of the page's address need no more than one.
      if (place !== "" && place !== "embed.html" && experiment !== "compare") continue;
      await page.goto("about:blank");
      await page.goto(`${site.address}${place}#${link}`);
      await expectEnd(page);
      if (experiment === "compare") await expect(page.locator("main")).toHaveAttribute("data-fingerprint", fingerprint ?? "");
    }
  }
  // At an address of its own each experiment opens, with what else that address says.
  for (const [place, link] of [
    ["landscape/", "n=3&draws=2000"],
    ["gates/", "draws=1000"],
    ["map/index.html", "resolution=64"],
  ] as const) {
    await page.goto(`${site.address}${place}#${link}`);
    await expectEnd(page);
    expect(new URL(page.url()).hash).toBe(`#v=2&experiment=${place.split("/")[0]}&${link}`);
  }
  await page.goto(`${site.address}#${SHORT}`);
  await expectEnd(page);
  await page.getByRole("button", { name: /^Export/ }).click();
  await expect(page.locator("dd-keep-panel pre")).toContainText("@software");
  await page.getByRole("button", { name: "Embed / share" }).click();
  await expect(page.frameLocator("dd-share dice-and-descent iframe").locator("main")).toHaveAttribute("data-phase", "ended");
});

test("where the server has no service worker any more, the one of before goes with all that it kept", async ({
  page,
  site,
  complaints,
}) => {
  await visit(page, `${site.address}#${SHORT}`);
  expect((await kept(page)).names).toHaveLength(1);
  const without = join(site.room, "without");
  cpSync(inRoot("dist"), without, { recursive: true });
  rmSync(join(without, "service-worker.js"));
  complaints.allow(/404/);
  site.deploy(without);
  await page.reload();
  await expectEnd(page);
  const registrations = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  await expect.poll(async () => [await registrations(), (await kept(page)).names.length]).toEqual([0, 0]);
});

/** Another version of the built page: every file has another name, and one text has changed. */
async function newer(room: string, name: string): Promise<string> {
  const directory = join(room, name);
  cpSync(inRoot("dist"), directory, { recursive: true });
  const renamed = (text: string) => text.replace(/(-[\w-]{8})(\.(?:js|css|wasm)\b)/g, `$1${name}$2`);
  for (const file of readdirSync(join(directory, "assets"))) {
    renameSync(join(directory, "assets", file), join(directory, "assets", renamed(file)));
  }
  for (const file of ["index.html", "embed.html", ...readdirSync(join(directory, "assets")).map((file) => `assets/${file}`)]) {
    if (file.endsWith(".wasm")) continue;
    const path = join(directory, file);
    writeFileSync(path, renamed(readFileSync(path, "utf8")).replaceAll("Embed / share", `Embed / share, ${name}`));
  }
  await bundleServiceWorker(directory);
  return directory;
}

/** A page shows the words of a version, and all that it has loaded is of that version. */
async function expectVersion(page: Page, name: "" | "two" | "three"): Promise<void> {
  const said = name === "" ? "Embed / share" : `Embed / share, ${name}`;
  // A browser lets a waiting version take over when the one before has nothing more to do, or has been idle for half a minute or more.
  await expect(page.getByRole("button", { name: said, exact: true })).toBeVisible({ timeout: 150_000 });
  let assets: string[] = [];
  await expect
    .poll(async () => {
      const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name));
      assets = loaded.filter((url) => url.includes("/assets/"));
      return assets.length;
    })
    .toBeGreaterThan(3);
  expect(assets.filter((url) => (/(two|three)?\.\w+$/.exec(url)?.[1] ?? "") !== name)).toEqual([]);
}

/** Waits for a page of a version, opened when no other is. */
const expectNext = (context: BrowserContext, site: Site, name: string) =>
  expect(async () => {
    for (const page of context.pages()) await page.close();
    const page = await context.newPage();
    await page.goto(`${site.address}#${SHORT}`);
    const header = page.locator("dice-descent > header");
    await expect(header).toContainText("Embed / share");
    expect(await header.innerText()).toContain(`Embed / share, ${name}`);
  }).toPass();

test("a newer version waits until it is accepted, and no page ever has files of both", async ({ page, context, site }) => {
  test.setTimeout(480_000);
  await visit(page, `${site.address}#${SHORT}`);
  site.deploy(await newer(site.room, "two"));
  const settings = SHORT.replace("v=2", "v=2&seed=7");
  await page.goto("about:blank");
  await page.goto(`${site.address}#${settings}`);
  const note = page.locator("dd-update");
  await expect(note).toContainText("newer version");
  await expectVersion(page, "");
  // What it loads only now is of its own version: the server has no other file of that name any more.
  await page.getByRole("link", { name: "Gates" }).click();
  await expect(page.locator("dd-gates-table")).toBeVisible();
  await expectVersion(page, "");
  await page.getByRole("link", { name: "Compare" }).click();

  // Another tab is not disturbed when this one goes on.
  const other = await context.newPage();
  await other.goto(`${site.address}#${SHORT}`);
  await expectVersion(other, "");
  await expectEnd(other);
  await page.bringToFront();
  const { violations } = await new AxeBuilder({ page }).include("dd-update").analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await note.getByRole("button", { name: "Reload" }).click();
  await expectVersion(page, "two");
  await expect(page).toHaveURL(new RegExp(`#${settings}$`));
  await expectEnd(page);
  await expect(note).toHaveCount(0);
  await expectVersion(other, "");
  await other.bringToFront();
  await other.getByRole("link", { name: "Map" }).click();
  await expect(other.locator("dd-map main")).toHaveAttribute("data-phase", /running|ended/);
  await expectVersion(other, "");

  // One that is not accepted comes when no page is open any more, and takes the place of the others.
  site.deploy(await newer(site.room, "three"));
  await page.bringToFront();
  await page.goto("about:blank");
  await page.goto(`${site.address}#${settings}`);
  await expect(note).toContainText("newer version");
  await note.getByRole("button", { name: "Later" }).click();
  await expect(note).toHaveCount(0);
  await expectVersion(page, "two");
  await expectNext(context, site, "three");
  // A page that is still being closed counts as open: what it came from goes at the next visit then.
  const [last] = context.pages();
  await expect(async () => {
    await last!.reload();
    await expectEnd(last!);
    expect((await kept(last!)).names).toHaveLength(1);
  }).toPass();
});

/** Names of caches with what each holds at which address: an answer that is to do harm, or the right one. */
type Poison = { name: string; url: string; body: string; status: number }[];

const HARM = ["throw new Error('poisoned')", "", "<!doctype html><script>throw new Error('poisoned')</script>"];

/** For every file of the page, and in each of the caches, something that it is not. */
const poison = (address: string, caches: string[]): Poison =>
  filesOfPage().flatMap((path, file) =>
    caches.flatMap((name, cache) => {
      const body = HARM[(file + cache) % HARM.length] ?? "";
      const url = `${address}${path}`;
      // The same file by another spelling, as a cache would find it when it is asked loosely.
      return [url, ...(file % 3 === 0 ? [`${url}?x`] : [])].map((url) => ({
        name,
        url,
        body,
        status: (file + cache) % 4 === 0 ? 404 : 200,
      }));
    }),
  );

/** Experiments with addresses of their own. */
const OPENING = ["landscape/", "gates/", "map/"];

const filesOfPage = (): string[] => [
  "",
  "embed.html",
  "opening.js",
  ...OPENING,
  ...readdirSync(inRoot("dist", "assets")).map((name) => `assets/${name}`),
];

const spread = (page: Page, poison: Poison): Promise<void> =>
  page.evaluate(async (poison) => {
    for (const { name, url, body, status } of poison) {
      const cache = await caches.open(name);
      await cache.put(
        url,
        new Response(body, { status, headers: { "Content-Type": url.includes(".js") ? "text/javascript" : "text/html" } }),
      );
    }
  }, poison);

/** Files of the cache that differ from those which were built. */
const spoilt = async (page: Page, address: string, name: string): Promise<string[]> => {
  const kept = await page.evaluate(async (name) => {
    const cache = await caches.open(name);
    const read = async ({ url }: Request) =>
      [url, [...new Uint8Array(await crypto.subtle.digest("SHA-256", await (await cache.match(url))!.arrayBuffer()))]] as const;
    return Promise.all((await cache.keys()).map(read));
  }, name);
  const right = (url: string, hash: readonly number[]): boolean => {
    const path = url.slice(address.length);
    if (!filesOfPage().includes(path)) return false;
    return createHash("sha256")
      .update(readFileSync(inRoot("dist", path.endsWith("/") || !path ? `${path}index.html` : path)))
      .digest()
      .equals(Buffer.from(hash));
  };
  return kept.filter(([url, hash]) => !right(url, hash)).map(([url]) => url);
};

test("whatever others put into caches of the same origin, the page gets its own files", async ({
  page,
  context,
  site,
  complaints,
}) => {
  // A script of the page, opened as a text, is of the same origin and starts nothing.
  const quiet = `${site.address}embed.js`;
  complaints.allow(/favicon/);
  await page.goto(quiet);
  const others = ["a", "dice-and-descent", `dice-and-descent ${site.address}x/ 0123456789abcdef`, "zzz"];
  await spread(page, poison(site.address, others));
  await visit(page, `${site.address}#${SHORT}`);
  await expectEnd(page);
  const fingerprint = await page.locator("main").getAttribute("data-fingerprint");
  const { names } = await kept(page);
  const [own = ""] = names.filter((name) => !others.includes(name));
  expect(names).toEqual([...others, own]);
  expect(await spoilt(page, site.address, own)).toEqual([]);

  // What an earlier attempt left under the right name, and an older version: begun anew.
  const works = async () => {
    await page.goto("about:blank");
    await page.goto(`${site.address}#${SHORT}`);
    await expectEnd(page);
    await expect(page.locator("main")).toHaveAttribute("data-fingerprint", fingerprint ?? "");
  };
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.unregister());
  await page.goto(quiet);
  await spread(page, poison(site.address, [own, own.replace(/\w+$/, "0123456789abcdef")]));
  await visit(page, `${site.address}#${SHORT}`);
  expect(await spoilt(page, site.address, own)).toEqual([]);
  await works();

  // And what was spoilt later comes from the network, and is kept once more.
  await page.goto(quiet);
  await spread(page, poison(site.address, [own]));
  await works();
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  expect(loaded.filter((url) => url.includes("/assets/")).length).toBeGreaterThan(5);
  const again = new Set([site.address, ...loaded]);
  await expect.poll(async () => (await spoilt(page, site.address, own)).filter((url) => again.has(url))).toEqual([]);
  await page.goto(quiet);
  site.down();
  await context.setOffline(true);
  complaints.allow(/ERR_INTERNET_DISCONNECTED|service-worker\.js/);
  await works();
});

/** What no complaint is like. */
const NONE = /^$/;

/** Keeps what a page's attempt to register comes to. */
const watchRegistering = (page: Page) =>
  page.addInitScript(() => {
    // A blank page has none.
    if (!("ServiceWorkerContainer" in globalThis)) return;
    const { register } = ServiceWorkerContainer.prototype;
    ServiceWorkerContainer.prototype.register = function (...given) {
      return Object.assign(globalThis, { attempt: register.apply(this, given) }).attempt;
    };
  });

/** Waits until a page has tried to register, and nothing is being installed any more. */
async function registered(page: Page): Promise<void> {
  await page.waitForFunction(() => "attempt" in globalThis);
  await page.evaluate(() => Promise.allSettled([Reflect.get(globalThis, "attempt")]).then(() => undefined));
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.installing ?? null))
    .toBeNull();
}

for (const [what, breaking, complaint] of [
  [
    "that is not there",
    (page: Page) => page.context().route("**/service-worker.js", (route) => route.fulfill({ status: 404 })),
    /404|bad HTTP response/,
  ],
  [
    "that throws",
    (page: Page) =>
      page
        .context()
        .route("**/service-worker.js", (route) =>
          route.fulfill({ contentType: "text/javascript", body: "throw new Error('broken')" }),
        ),
    /broken/,
  ],
  [
    "that finds a file of another version",
    (page: Page) => page.context().route("**/embed.html", (route) => route.fulfill({ contentType: "text/html", body: "" })),
    /integrity/,
  ],
  [
    "that may not be asked for",
    (page: Page) =>
      page.addInitScript(() => {
        Object.defineProperty(navigator, "serviceWorker", {
          get: () => {
            throw new DOMException("sandboxed", "SecurityError");
          },
        });
      }),
    NONE,
  ],
] as const) {
  test(`a service worker ${what} does no harm`, async ({ page, site, complaints }) => {
    complaints.allow(complaint);
    await watchRegistering(page);
    await breaking(page);
    for (let time = 0; time < 2; time += 1) {
      const asked = page.waitForRequest(/\/assets\/register-[\w-]+\.js$/);
      await page.goto("about:blank");
      await page.goto(`${site.address}#${SHORT}`);
      await expectEnd(page);
      await asked;
      await expect(page.locator("dd-update, dd-notices .box")).toHaveCount(0);
      // Whoever leaves a page that still registers cuts a fetch short, and the browser complains of that instead.
      if (complaint !== NONE) await registered(page);
    }
  });
}

test("only the page itself asks to be kept: no embedded figure, no package, no single file", async () => {
  const scripts = (directory: string): string[] =>
    readdirSync(directory, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(js|html)$/.test(name))
      .filter((name) => /serviceWorker\b/.test(readFileSync(join(directory, name), "utf8")));
  expect(scripts(inRoot("dist-single"))).toEqual([]);
  expect(scripts(inRoot("dist"))).toEqual([expect.stringMatching(/^assets\/register-[\w-]+\.js$/)]);
});
