// `npm run bench`: how fast the shipped engine is in Chromium; with `-- --json` for machines.
//
// The score is free of units: items a second, times the floating-point operations that an item would take if it
// were computed densely, over the peak of the machine's vectors of four, measured in the same worker in turn.

import { availableParallelism, cpus, loadavg } from "node:os";
import { bundlePage } from "./build.mjs";
import { openBench, withBrowser } from "./bench-browser.mjs";
import { buildBench } from "./bench-build.mjs";
import { pageRate } from "./bench-page.mjs";
import { profile } from "./bench-profile.mjs";
import { median, spread } from "./bench-statistics.mjs";
import { asScript, Failure } from "./run.mjs";
import { setUp } from "./setup.mjs";

const ROUNDS = 9;
const ROUND_MS = 150;
const WARM_UP_MS = 600;
const WORKERS = Math.min(4, availableParallelism());
const SHARED_ROUNDS = 5;
const SHARED_MS = 1000;
const MERGE = { name: "R3", functions: 1_000_000, chunks: 100 };
const ON_THE_PAGE = "R2";

/** @typedef {{ name: string, link: string, method: number, flops: number, steps: number, over: string | null }} Job */
/** @typedef {{ items: number, epochs: number, seconds: number }} Found */
/** @typedef {Awaited<ReturnType<typeof openBench>>["ask"]} Ask */
/** @typedef {Awaited<ReturnType<typeof profile>>[number]} Profile */

/** What one workload is worth. @param {Job} job @param {Found} found */
const flopsOf = (job, { items, epochs }) => job.flops * (job.method === 0 ? items : epochs);

/**
 * Rates and scores of all workloads; scores and ratios by round, so that both sides had the same machine.
 *
 * @param {Ask} ask
 * @param {Job[]} jobs
 */
async function measure(ask, jobs) {
  const names = jobs.map(({ name }) => name);
  /** @type {{ peak: number, loads: { simd: Found, plain: Found }[] }[]} */
  const rounds = await ask(0, "measure", { names, rounds: ROUNDS, ms: ROUND_MS, warmUpMs: WARM_UP_MS });
  const workloads = jobs.map((job, index) => {
    const other = names.indexOf(job.over ?? "");
    const found = rounds.flatMap(({ peak, loads }) => {
      const load = loads[index];
      return load ? [{ peak, ...load }] : [];
    });
    /** @param {Found} load */
    const rateOf = ({ items, seconds }) => items / seconds;
    const rates = found.map(({ simd }) => rateOf(simd));
    const rate = median(rates);
    const overs = rounds.flatMap(({ loads }) => {
      const [load, before] = [loads[index], loads[other]];
      return load && before ? [rateOf(load.simd) / rateOf(before.simd)] : [];
    });
    const steps = median(found.map(({ simd }) => (simd.epochs * job.steps) / simd.seconds));
    return {
      name: job.name,
      link: job.link,
      rate,
      spread: spread(rates),
      score: median(found.map(({ peak, simd }) => flopsOf(job, simd) / simd.seconds / peak)),
      ratePerPeakGigaflops: median(found.map(({ peak, simd }) => rateOf(simd) / (peak / 1e9))),
      overPlain: median(found.map(({ simd, plain }) => rateOf(simd) / rateOf(plain))),
      ...(job.over ? { over: { name: job.over, ratio: median(overs), spread: spread(overs) } } : {}),
      ...(job.steps > 0 ? { stepsPerSecond: steps } : {}),
    };
  });
  const peaks = rounds.map(({ peak }) => peak);
  return { peak: median(peaks), peakSpread: spread(peaks), workloads };
}

/**
 * What several workers do together, over what one does alone, in turn: of a workload, and of the loop that measures
 * the peak, which shares nothing but the machine.
 *
 * @param {Ask} ask
 * @param {string} name
 */
async function scaling(ask, name) {
  const all = Array.from({ length: WORKERS }, (_, worker) => worker);
  const options = { name, stride: WORKERS, warmUpMs: WARM_UP_MS };
  await Promise.all(all.map((worker) => ask(worker, "prepare", { ...options, chunk: worker })));
  /** @param {number[]} workers */
  const rate = async (workers) => {
    /** @type {Found[]} */
    const found = await Promise.all(workers.map((worker) => ask(worker, "run", { ms: SHARED_MS })));
    return found.reduce((sum, { items, seconds }) => sum + items / seconds, 0);
  };
  /** @param {number[]} workers */
  const peak = async (workers) => {
    /** @type {number[]} */
    const found = await Promise.all(workers.map((worker) => ask(worker, "peak", { ms: SHARED_MS })));
    return found.reduce((sum, peak) => sum + peak, 0);
  };
  const ratios = [];
  const ofPeak = [];
  for (let round = 0; round < SHARED_ROUNDS; round += 1) {
    const alone = await rate([0]);
    ratios.push((await rate(all)) / alone);
    const alonePeak = await peak([0]);
    ofPeak.push((await peak(all)) / alonePeak);
  }
  return { name, ratio: median(ratios), spread: spread(ratios), ofPeak: median(ofPeak) };
}

/**
 * What the page says it does with one worker, over what a worker of the benchmark does right before and after.
 *
 * @param {import("@playwright/test").Browser} browser
 * @param {string} origin
 * @param {Ask} ask
 * @param {Job} job
 */
async function onThePage(browser, origin, ask, job) {
  await ask(0, "prepare", { name: job.name, chunk: 0, stride: 1, warmUpMs: WARM_UP_MS });
  const bench = async () => {
    /** @type {Found} */
    const { items, seconds } = await ask(0, "run", { ms: 2 * SHARED_MS });
    return items / seconds;
  };
  const before = await bench();
  const rates = await pageRate(browser, origin, job.link);
  const after = await bench();
  const rate = median(rates);
  return { name: job.name, rate, spread: spread(rates), before, after, ratio: (2 * rate) / (before + after) };
}

/** @param {number} share */
const percent = (share) => `${(100 * share).toFixed(1)}%`;

/** @param {(string | number)[]} cells */
const row = (...cells) =>
  console.log(cells.map((cell, place) => (place === 0 ? String(cell).padEnd(34) : String(cell).padStart(12))).join(""));

/** @param {Awaited<ReturnType<typeof bench>>} report */
function print({ machine, cores, browser, date, load, peak, peakSpread, workloads, profiles, shared, merge, page }) {
  console.log(`${machine}, ${cores} cores, load ${load.toFixed(1)}; Chromium ${browser}; ${date}`);
  console.log(`peak of vectors of four: ${(peak / 1e9).toFixed(1)} GFLOP/s ± ${percent(peakSpread)}\n`);
  row("one worker", "items/s", "±", "score", "/s/GFLOP/s", "over plain", "steps/s");
  for (const { name, rate, spread, score, ratePerPeakGigaflops, overPlain, stepsPerSecond } of workloads) {
    row(
      name,
      rate.toExponential(2),
      percent(spread),
      score.toFixed(2),
      ratePerPeakGigaflops.toPrecision(3),
      overPlain.toFixed(2),
      stepsPerSecond?.toExponential(2) ?? "",
    );
  }
  for (const { name, over } of workloads) {
    if (over) console.log(`${name} over ${over.name}, round by round: ${over.ratio.toFixed(3)} ± ${percent(over.spread)}`);
  }
  console.log("");
  row("share of time, with seams", "random", "arithmetic", "counting", "samples", "speed");
  for (const { name, speed, samples, random, arithmetic, counting } of profiles) {
    row(name, percent(random), percent(arithmetic), percent(counting), samples, percent(speed));
  }
  console.log("");
  for (const { name, ratio, spread, ofPeak } of shared) {
    console.log(
      `${WORKERS} workers over one, ${name}: ${ratio.toFixed(2)} ± ${percent(spread)}; the peak loop, in turn: ${ofPeak.toFixed(2)}`,
    );
  }
  console.log(
    `counting ${merge.functions} distinct functions: ${merge.total.toFixed(0)} ms in ${MERGE.chunks} chunks, the longest ${merge.longest.toFixed(1)} ms`,
  );
  console.log(
    `the page, one worker, ${page.name}: ${page.rate.toExponential(2)}/s ± ${percent(page.spread)}, ${page.ratio.toFixed(3)} of the benchmark before (${page.before.toExponential(2)}/s) and after (${page.after.toExponential(2)}/s)`,
  );
}

async function bench() {
  return withBrowser(async (browser, origin) => {
    const { ask } = await openBench(browser, origin);
    /** @type {Job[]} */
    const jobs = await ask(0, "jobs");
    const load = loadavg()[0] ?? NaN;
    const { peak, peakSpread, workloads } = await measure(ask, jobs);
    const shared = [];
    for (const job of jobs.filter(({ name, method }) => name === ON_THE_PAGE || method === 1)) {
      shared.push(await scaling(ask, job.name));
    }
    const merge = await ask(0, "merge", MERGE);
    const job = jobs.find(({ name }) => name === ON_THE_PAGE);
    if (!job) throw new Failure(`no workload is called ${ON_THE_PAGE}`);
    const page = await onThePage(browser, origin, ask, job);
    const profiles = await profile(jobs, 4 * ROUND_MS);
    return {
      machine: cpus()[0]?.model ?? "unknown processor",
      cores: availableParallelism(),
      browser: browser.version(),
      date: new Date().toISOString().slice(0, 10),
      load,
      peak,
      peakSpread,
      workloads,
      profiles,
      shared,
      merge,
      page,
    };
  });
}

await asScript(async () => {
  const json = process.argv.includes("--json");
  // Whoever reads JSON reads nothing else.
  if (json) console.log = console.error;
  await setUp({ tests: true });
  console.log("building what is measured");
  await buildBench();
  await bundlePage();
  const report = await bench();
  if (json) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else print(report);
});
