import type { Engine, Part } from "./bindings.js";
import { compileEngine } from "./source.js";

/** This browser has no WebAssembly. */
export class Unsupported extends Error {}

// A module with one function that makes a vector: valid only where 128-bit SIMD is known.
const SIMD_PROBE = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x0a, 0x08, 0x01, 0x06, 0x00, 0x41, 0x00, 0xfd, 0x0f, 0x0b],
);

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
  const simd = WebAssembly.validate(SIMD_PROBE);
  return compileEngine(part, simd);
}
