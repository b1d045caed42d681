import type { Engine, Part } from "./bindings.js";
import { Checker } from "./checker.js";
import { knowsSimd } from "./simd.js";
import { compileEngine } from "./source.js";
import { words } from "./words.js";

/** The engine cannot run here; the message is for the visitor. */
export class Unsupported extends Error {}

const loading = new Map<Part, Promise<Engine>>();

/**
 * The build that this browser runs rightly, fetched, compiled and checked once however often it is asked for: workers
 * are given the same module.
 */
export async function loadEngine(part: Part): Promise<Engine> {
  const engine = loading.get(part) ?? load(part);
  loading.set(part, engine);
  try {
    return await engine;
  } catch (thrown) {
    loading.delete(part);
    throw thrown;
  }
}

async function load(part: Part): Promise<Engine> {
  if (!runsWasm()) throw new Unsupported(words.noWasm);
  const checker = new Checker();
  try {
    for (const simd of knowsSimd() ? [true, false] : [false]) {
      const engine = await compileEngine(part, simd);
      if (await checker.computesRight(engine.module)) return engine;
    }
  } finally {
    checker.close();
  }
  throw new Unsupported(words.wrong);
}

function runsWasm(): boolean {
  try {
    // The smallest module there is.
    new WebAssembly.Module(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00));
    return true;
  } catch {
    return false;
  }
}
