import type { Engine, Part } from "./bindings.js";
import { knowsSimd } from "./simd.js";
import { compileEngine } from "./source.js";

/** This browser has no WebAssembly. */
export class Unsupported extends Error {}

const loading = new Map<Part, Promise<Engine>>();

/** The build that this browser can run, fetched and compiled once however often it is asked for. */
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
  if (typeof WebAssembly !== "object") throw new Unsupported();
  return compileEngine(part, knowsSimd());
}
