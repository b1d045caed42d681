// The Content-Security-Policy and the other headers: that they are there, that they hold, and that nothing on the pages
// runs into them. Every other page test fails on a violation too.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import { inRoot } from "../../scripts/places.mjs";
import { headersOf } from "../../scripts/policy.mjs";
import { expect, test } from "./hosts.js";
import { Keeping } from "./keeping.js";
import { SHORT } from "./playground.js";

const BLOCKED = /Content Security Policy|against the policy/;

test("every page carries a policy without eval and without inline scripts, and docs/hosting.md says what is sent", async ({
  request,
}) => {
  for (const file of ["dist/index.html", "dist/embed.html", "dist-single/dice-and-descent.html"]) {
    const html = await readFile(inRoot(file), "utf8");
    const [, policy] =
      /<meta charset="utf-8" \/>\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    expect(policy, file).toMatch(/^default-src 'none'; script-src '(self|sha256-[\w+/=]+)' 'wasm-unsafe-eval'; /);
    if (file.startsWith("dist/")) expect(html, file).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=/);
  }

  const said = await readFile(inRoot("docs", "hosting.md"), "utf8");
  const common = headersOf("/embed.js");
  const own = (path: string) =>
    Object.entries(headersOf(path)).filter(([name, value]) => path === "/embed.js" || common[name] !== value);
  for (const path of ["/", "/embed.html", "/embed.js"]) {
    const sent = (await request.get(`.${path}`)).headers();
    expect(sent).toMatchObject(
      Object.fromEntries(Object.entries(headersOf(path)).map(([name, value]) => [name.toLowerCase(), value])),
    );
    expect(said).toContain(
      `\`\`\`http\n${own(path)
        .map((header) => header.join(": "))
        .join("\n")}\n\`\`\``,
    );
  }
  expect(said).toContain(`\`${own("/assets/engine.wasm")[0]!.join(": ")}\``);
});

/** Tries what a page must not do, each under the directive that is to be in the way; gives those that were not. */
const transgress = (page: Page, worker: string) =>
  page.evaluate(async (worker) => {
    const add = <Name extends "script" | "iframe" | "form">(name: Name) =>
      document.body.appendChild(document.createElement(name));
    const elsewhere = "https://example.org/";
    const attempts: Record<string, () => unknown> = {
      "script-src": () => Reflect.get(globalThis, "eval")("1"),
      "script-src-elem": () => (add("script").textContent = "1"),
      "connect-src": () => fetch(elsewhere),
      "img-src": () => (new Image().src = elsewhere),
      "frame-src": () => (add("iframe").src = elsewhere),
      "worker-src": () => new Worker(worker || URL.createObjectURL(new Blob())),
      "form-action": () => Object.assign(add("form"), { action: elsewhere }).submit(),
    };
    const open: string[] = [];
    for (const [directive, attempt] of Object.entries(attempts)) {
      const stopped = new Promise<boolean>((resolve) => {
        addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
          if (effectiveDirective === directive) resolve(true);
        });
        setTimeout(() => resolve(false), 20_000);
      });
      // Not from here: what a test evaluates may do anything. What is thrown is said by the event too.
      setTimeout(
        () =>
          void Promise.resolve()
            .then(attempt)
            .catch(() => undefined),
      );
      if (!(await stopped)) open.push(directive);
    }
    return open;
  }, worker);

test("the policy holds, and only the slim page can be framed elsewhere", async ({ page, hosts, baseURL, complaints }) => {
  complaints.allow(BLOCKED);
  complaints.allow(/request to another host: https:\/\/example\.org/);
  // The page's workers are files, and those of the slim page are not.
  for (const [address, worker] of [
    ["./#hide=all", ""],
    ["./embed.html#hide=all", "./embed.js"],
  ] as const) {
    await page.goto(address);
    await expect(page.locator("main")).toHaveCount(1);
    expect(await transgress(page, worker), address).toEqual([]);
  }
  await page.goto(
    hosts.write(
      "frames.html",
      `<!doctype html><link rel="icon" href="data:," /><iframe src="${baseURL}"></iframe><iframe src="${baseURL}embed.html#${SHORT}"></iframe>`,
    ),
  );
  await expect(page.frameLocator("iframe >> nth=1").locator("main")).toHaveAttribute("data-phase", "ended");
  await expect(page.frameLocator("iframe >> nth=0").locator("dice-descent")).toHaveCount(0);
});

test("pages from disk, from data and in a sandbox can frame the slim page", async ({ page, hosts, baseURL, complaints }) => {
  const html = `<!doctype html><link rel="icon" href="data:," /><iframe src="${baseURL}embed.html#${SHORT}"></iframe>`;
  const folder = await mkdtemp(join(tmpdir(), "slides-"));
  await writeFile(join(folder, "slides.html"), html);
  complaints.own("");
  // Browsers let no page of data alone reach a server of the machine itself: it stands in a page of such a server here.
  const data = `<!doctype html><link rel="icon" href="data:," /><iframe src="data:text/html,${encodeURIComponent(html)}"></iframe>`;
  for (const [address, depth] of [
    [pathToFileURL(join(folder, "slides.html")).href, 1],
    [hosts.write("data-host.html", data), 2],
    [hosts.write("sandboxed-host.html", html, { "Content-Security-Policy": "sandbox allow-scripts" }), 1],
  ] as const) {
    await page.goto(address);
    const framed = page.frameLocator("iframe");
    const main = (depth === 1 ? framed : framed.frameLocator("iframe")).locator("main");
    await expect(main, address).toHaveAttribute("data-phase", "ended");
    await expect(main, address).toHaveAttribute("data-fingerprint", /^[0-9a-f]{16}$/);
  }
  await rm(folder, { recursive: true });
});

test("a worker of the page loads from its own server, and asks nobody else", async ({ page, complaints }) => {
  complaints.allow(BLOCKED);
  // Its own bindings and engine have been loaded by then.
  for (const [link, workers] of [
    [SHORT, ["ledger", "sampler"]],
    ["v=2&experiment=map&resolution=64", ["atlas", "hand"]],
  ] as const) {
    await page.goto("about:blank");
    await page.goto(`./#${link}&workers=1`);
    await expect(page.locator("main")).toHaveAttribute("data-phase", "ended");
    for (const name of workers) {
      const worker = page.workers().find((worker) => worker.url().includes(`/${name}.worker-`));
      const refused = await worker?.evaluate(async () => {
        const held: string[] = [];
        addEventListener("securitypolicyviolation", (event) =>
          held.push((event as SecurityPolicyViolationEvent).effectiveDirective),
        );
        // Not from here: what a test evaluates may do anything.
        const tried = async (attempt: () => Promise<unknown>): Promise<boolean> =>
          new Promise((resolve) =>
            setTimeout(
              () =>
                void attempt().then(
                  () => resolve(true),
                  () => resolve(false),
                ),
            ),
          );
        const script: string = "data:text/javascript,1";
        const elsewhere = [await tried(() => fetch("https://example.org/")), await tried(() => import(script))];
        return { elsewhere, home: await tried(() => fetch(location.href)), held };
      });
      expect(refused, name).toEqual({ elsewhere: [false, false], home: true, held: ["connect-src", "script-src-elem"] });
    }
  }
});

const EXPERIMENTS = {
  compare: SHORT,
  landscape: "v=2&experiment=landscape&n=3&draws=2000",
  gates: "v=2&experiment=gates&draws=1000",
  map: "v=2&experiment=map&resolution=64&paths=1",
};

for (const [experiment, link] of Object.entries(EXPERIMENTS)) {
  test(`the ${experiment}, its files and the panel for embedding need nothing that is forbidden`, async ({ page }) => {
    const main = page.locator(`dd-${experiment} main`);
    await page.goto(`./#${link}`);
    await expect(main).toHaveAttribute("data-phase", "ended");
    await page.getByRole("button", { name: /^Export/ }).click();
    const keeping = new Keeping(page);
    await expect(keeping.panel.locator("pre")).toContainText("@software");
    await keeping.download(keeping.panel.locator("[data-file]").first());
    // The map's picture is taken away from its place above.
    await expect.poll(async () => (await keeping.panel.locator("[data-figure]").count()) > 0).toBe(experiment !== "map");
    for (const figure of (await keeping.panel.locator("[data-figure]").all()).slice(0, 1)) {
      for (const name of ["SVG", "PNG"]) await keeping.download(figure.getByRole("button", { name }));
    }
    await page.getByRole("button", { name: "Embed / share" }).click();
    const preview = page.frameLocator("dd-share dice-and-descent iframe").locator("main");
    await expect(preview).toHaveAttribute("data-phase", "ended");
    // What is refused is said on the console, and fails this test.
  });
}

test("figures look the same where the host's policy allows no style", async ({ page, hosts, baseURL }) => {
  const { origin } = new URL(baseURL ?? "");
  const policy = `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}; worker-src blob:; frame-src ${origin}; img-src data:`;
  const figures = Object.values(EXPERIMENTS).flatMap((link) => {
    const settings = `${link}&hide=none`.replaceAll("&", "&amp;");
    return [
      `<dice-and-descent-figure settings="${settings}"></dice-and-descent-figure>`,
      `<dice-and-descent settings="${settings}"></dice-and-descent>`,
    ];
  });
  const scripts = `<script type="module" src="${baseURL}package/element.js"></script><script async src="${baseURL}embed.js"></script>`;
  const write = (name: string, head: string) =>
    hosts.write(name, `<!doctype html>${head}<link rel="icon" href="data:," />${figures.join("\n")}${scripts}`);
  /** How wide every bar is of what its track is, and the colours of swatches, in every figure without a frame. */
  const looks = async (address: string) => {
    await page.goto(address);
    const seen: Record<string, { bars: number[]; swatches: string[]; across: number[] }> = {};
    for (const [place, experiment] of Object.keys(EXPERIMENTS).entries()) {
      const figure = page.locator("dice-and-descent-figure").nth(place);
      // Those above it grow, and out of sight it would rest.
      const phase = async () => {
        await figure.scrollIntoViewIfNeeded();
        return figure
          .locator("main")
          .getAttribute("data-phase", { timeout: 5000 })
          .catch(() => null);
      };
      await expect.poll(phase).toBe("ended");
      await expect(figure.locator("main")).toHaveAttribute("data-fingerprint", /./);
      const widths = (elements: Element[]) =>
        elements.map((bar) =>
          Math.round((100 * bar.getBoundingClientRect().width) / bar.parentElement!.getBoundingClientRect().width),
        );
      seen[experiment] = {
        bars: await figure.locator(".track > :first-child").evaluateAll(widths),
        swatches: await figure.locator(".swatch").evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor)),
        across: await figure
          .locator("dd-inputs .table")
          .evaluateAll((all) => all.map((one) => getComputedStyle(one).gridTemplateColumns.split(" ").length)),
      };
    }
    for (const frame of await page.locator("dice-and-descent iframe").all()) {
      const phase = async () => {
        await frame.scrollIntoViewIfNeeded();
        return frame
          .contentFrame()
          .locator("main")
          .getAttribute("data-phase", { timeout: 5000 })
          .catch(() => null);
      };
      await expect.poll(phase).toBe("ended");
    }
    return seen;
  };
  const strict = await looks(write("no-style.html", `<meta http-equiv="Content-Security-Policy" content="${policy}" />`));
  expect(strict["compare"]?.across).toContain(8);
  expect(strict["map"]?.swatches.length).toBeGreaterThan(5);
  expect(strict).toEqual(await looks(write("any-style.html", "")));
});

test("a host with a policy and one that is isolated can have figures, as docs/embedding.md says", async ({
  page,
  hosts,
  baseURL,
}) => {
  const { origin } = new URL(baseURL ?? "");
  const policy = `default-src 'none'; img-src data:; frame-src ${origin}; script-src ${origin} 'unsafe-inline' 'wasm-unsafe-eval'; connect-src ${origin}; worker-src blob:`;
  const address = hosts.write(
    "strict.html",
    `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}" /><link rel="icon" href="data:," />
    <iframe src="${baseURL}embed.html#${SHORT}"></iframe>
    <script async src="${baseURL}embed.js"></script><dice-and-descent settings="${SHORT}"></dice-and-descent>
    <script type="module">
      import { run } from "${baseURL}package/index.js";
      document.body.dataset.fingerprint = (await run({ runs: 2000, kept: 2000 })).fingerprint;
    </script>`,
    { "Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin" },
  );
  await page.goto(address);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expect(page.locator("body")).toHaveAttribute("data-fingerprint", /^[0-9a-f]{16}$/);
  for (const frame of ["body > iframe", "dice-and-descent iframe"]) {
    await page.locator(frame).scrollIntoViewIfNeeded();
    await expect(page.frameLocator(frame).locator("main")).toHaveAttribute("data-phase", "ended");
  }
});
