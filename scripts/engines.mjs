// `npm run engines [-- --install]`: whether the page counts the same in every browser engine that this machine has:
// Chromium, Firefox and WebKitGTK. The page must have been built. With --install those that are missing are installed.

import { readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { installByApt } from "./apt.mjs";
import { openChromium, openFirefox, openWebKit } from "./drivers.mjs";
import { serve } from "./hosts.mjs";
import { inRoot } from "./places.mjs";
import { headersOf } from "./policy.mjs";
import { asScript, Failure } from "./run.mjs";
import { filesOf, serveFiles } from "./serve.mjs";

/** @typedef {import("./drivers.mjs").Driven} Driven */

const PATIENCE_MS = 300_000;
const EMBEDDED = "v=1&target=xor&runs=2000&kept=2000";

/** The elements stand in one another's shadow. */
const DEEP = `const deep = (selector, root = document) => {
  const found = root.querySelector(selector);
  if (found) return found;
  for (const { shadowRoot } of root.querySelectorAll("*")) {
    const inside = shadowRoot && deep(selector, shadowRoot);
    if (inside) return inside;
  }
  return null;
};`;

const FINGERPRINT = `${DEEP} return deep('main[data-phase="ended"]')?.getAttribute("data-fingerprint");`;

/** A page of somebody else: a frame, and a run by the package. @param {string} page */
const host = (page) => `<!doctype html><meta charset="utf-8" /><link rel="icon" href="data:," /><title>host</title>
<script>
  addEventListener("message", ({ data }) => { if (data?.type === "result") document.body.dataset.framed = data.detail.fingerprint; });
  addEventListener("unhandledrejection", ({ reason }) => { document.body.dataset.wrong = String(reason); });
</script>
<iframe src="${page}embed.html#${EMBEDDED}" style="width: 60rem; height: 40rem"></iframe>
<script type="module">
  import { run } from "${page}package/index.js";
  const { fingerprint, record } = await run("${EMBEDDED}");
  globalThis.saved = JSON.stringify(record);
  document.body.dataset.ran = fingerprint;
</script>`;

/** Asks until there is an answer. @param {Driven} driven @param {string} body of a function @returns {Promise<any>} */
async function until(driven, body) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const answer = await driven.evaluate(body);
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Failure(`nothing came of it within ${PATIENCE_MS / 1000} s`);
}

/** The stored links that are run, and what they count. @returns {{ link: string, counts: string }[]} */
function stored() {
  const texts = readdirSync(inRoot("tests", "links")).map((name) => readFileSync(inRoot("tests", "links", name), "utf8"));
  return texts
    .flatMap((text) => text.split("\n\n"))
    .map((entry) => ({ link: /^link: ?#?(.*)$/m.exec(entry)?.[1] ?? "", counts: /^counts: (.*)$/m.exec(entry)?.[1] ?? "" }))
    .filter(({ counts }) => counts !== "");
}

/**
 * Everything that is tried in one engine: what was done, and what it came to beside what it should have.
 *
 * @param {Driven} driven
 * @param {string} page
 * @param {string} hosts
 * @returns {AsyncGenerator<{ what: string, found: string, wanted: string }>}
 */
async function* tried(driven, page, hosts) {
  for (const { link, counts } of stored()) {
    await driven.goto("about:blank");
    await driven.goto(`${page}#${link}`);
    yield { what: link, found: await until(driven, FINGERPRINT), wanted: counts };
  }
  await driven.goto(hosts);
  const wrong = "if (document.body.dataset.wrong) throw new Error(document.body.dataset.wrong);";
  const ran = await until(driven, `${wrong} return document.body.dataset.ran;`);
  yield {
    what: "an embedded figure, and the package",
    found: await until(driven, "return document.body.dataset.framed;"),
    wanted: ran,
  };
  const saved = await driven.evaluate("return globalThis.saved;");
  await driven.goto(`${page}#v=1&seed=5&runs=1000&kept=1000`);
  await until(driven, FINGERPRINT);
  // The button opens what the file is chosen in.
  await driven.evaluate(
    `${DEEP} [...deep("dd-keep").shadowRoot.querySelectorAll("button")].find(({ textContent }) => /saved run/.test(textContent)).click();`,
  );
  await until(driven, `${DEEP} return deep('dd-keep-panel [data-part="runs"] input, [data-part="runs"] input') !== null;`);
  await driven.evaluate(`${DEEP}
    const input = deep('[data-part="runs"] input[type="file"]');
    const files = new DataTransfer();
    files.items.add(new File([${JSON.stringify(saved)}], "saved.json", { type: "application/json" }));
    input.files = files.files;
    input.dispatchEvent(new Event("change"));`);
  const opened = `${DEEP} const { fingerprint } = deep("main").dataset; return fingerprint === ${JSON.stringify(ran)} && fingerprint;`;
  yield { what: "a saved run, read back", found: await until(driven, opened), wanted: ran };
}

await asScript(async () => {
  const { values } = parseArgs({ options: { install: { type: "boolean", default: false } } });
  if (values.install) await installByApt(["chromium", "firefox-esr", "webkit2gtk-driver", "xvfb"]);
  const served = await serveFiles(filesOf(inRoot("dist")), { headers: headersOf });
  const { address } = served;
  const hosts = await serve(inRoot("examples", "hosts"), { extra: { "/engines.html": { html: host(address), headers: {} } } });
  let wrong = 0;
  for (const [name, open] of Object.entries({ Chromium: openChromium, Firefox: openFirefox, WebKitGTK: openWebKit })) {
    /** @type {Driven | undefined} */
    let driven;
    try {
      driven = await open();
      console.log(driven ? `${name} ${driven.version}` : `${name} is not there: npm run engines -- --install`);
      if (!driven) continue;
      for await (const { what, found, wanted } of tried(driven, address, `${hosts.address}engines.html`)) {
        if (found !== wanted) wrong += 1;
        console.log(`  ${found === wanted ? "ok" : `WRONG, not ${wanted}:`} ${found} ${what.slice(0, 100)}`);
      }
    } catch (error) {
      wrong += 1;
      console.log(`  ${name} FAILED: ${error instanceof Error ? error.message : error}`);
    } finally {
      await driven?.close();
    }
  }
  for (const { close } of [served, hosts]) close();
  if (wrong > 0) throw new Failure(`${wrong} did not come out as they should`);
});
// A browser that is killed may leave a connection open.
process.exit();
