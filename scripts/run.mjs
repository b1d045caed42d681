// Running commands.

import { spawn, spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { ENVIRONMENT, ROOT } from "./places.mjs";

/** Something that went wrong and whose message says all: it needs no stack. */
export class Failure extends Error {}

/**
 * Runs a command to its end. With `capture` its output is shown and returned as well.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, cwd?: string, capture?: boolean, quiet?: boolean }} [options]
 * `quiet`: the output is shown only if the command fails.
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function attempt(command, args, { env = {}, cwd = ROOT, capture = false, quiet = false } = {}) {
  const piped = capture || quiet;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...ENVIRONMENT, ...env },
      stdio: ["ignore", piped ? "pipe" : "inherit", piped ? "pipe" : "inherit"],
    });
    let output = "";
    for (const [from, to] of /** @type {const} */ ([
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ])) {
      from?.setEncoding("utf8").on("data", (text) => {
        output += text;
        if (!quiet) to.write(text);
      });
    }
    child.on("error", (error) => {
      reject(new Failure(`${command} cannot be run: ${error.message}`));
    });
    child.on("close", (code) => {
      if (quiet && code !== 0) process.stderr.write(output);
      resolve({ ok: code === 0, output });
    });
  });
}

/**
 * Runs a command that must succeed.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {Parameters<typeof attempt>[2]} [options]
 */
export async function run(command, args, options) {
  const { ok } = await attempt(command, args, options);
  if (!ok) throw new Failure(`failed: ${[command, ...args].join(" ")}`);
}

/**
 * What a command prints, or undefined when it cannot be run or fails.
 *
 * @param {string} command
 * @param {string[]} args
 */
export function ask(command, args) {
  const { status, stdout } = spawnSync(command, args, { cwd: ROOT, env: ENVIRONMENT, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * Waits until all work has ended, and only then fails if some of it did: nothing runs on unseen.
 *
 * @param {Promise<void>[]} work
 */
export async function together(work) {
  const reasons = (await Promise.allSettled(work)).flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
  const unexpected = reasons.find((reason) => !(reason instanceof Failure));
  if (unexpected) throw unexpected;
  if (reasons.length > 0) throw new Failure(reasons.map(({ message }) => message).join("\n\n"));
}

/** Seconds since `start` (of `performance.now()`), as text. @param {number} start */
export const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/**
 * Runs the main function of a script; a failure ends the process with its message.
 *
 * @param {() => Promise<unknown>} main
 */
export async function asScript(main) {
  try {
    await main();
  } catch (error) {
    console.error("");
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}

/** Whether the module at `url` is the script that node was told to run. @param {string} url */
export const isMain = (url) => process.argv[1] !== undefined && url === pathToFileURL(realpathSync(process.argv[1])).href;
