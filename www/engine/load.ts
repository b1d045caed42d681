import type { Engine, Part } from "./bindings.js";
import { knowsSimd } from "./simd.js";
import { compileEngine } from "./source.js";

/** This browser has no WebAssembly, or does not allow it. */
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
  if (!runsWasm()) throw new Unsupported();
  return compileEngine(part, knowsSimd());
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
