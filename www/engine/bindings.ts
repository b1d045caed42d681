import type * as Atlas from "../wasm-atlas/dice_and_descent.js";
import type * as Core from "../wasm/dice_and_descent.js";

/** What the engine of the first load offers to JavaScript; the build without SIMD offers the same. */
export type Bindings = typeof Core;

/** What the whole engine offers. */
export type AtlasBindings = typeof Atlas;

/**
 * Which engine: that of the first load, which has the usual comparison, or the whole one. The first says itself, by
 * `needsWhole`, which links it leaves to the other.
 */
export type Part = "core" | "atlas";

/** A compiled engine, ready to be instantiated here or in a worker. */
export interface Engine {
  module: WebAssembly.Module;
  part: Part;
  /** Whether `module` was built with 128-bit SIMD. */
  simd: boolean;
}

/** Loads the bindings that belong to one build: their names of imports differ. */
function bindings({ part, simd }: Engine): Promise<unknown> {
  if (part === "atlas") {
    return simd ? import("../wasm-atlas/dice_and_descent.js") : import("../wasm-atlas-plain/dice_and_descent.js");
  }
  return simd ? import("../wasm/dice_and_descent.js") : import("../wasm-plain/dice_and_descent.js");
}

/** Makes an instance of the engine for this thread. */
export async function instantiate(engine: Engine): Promise<Bindings> {
  const bound = (await bindings(engine)) as Bindings;
  await bound.default({ module_or_path: engine.module });
  return bound;
}

/** Makes an instance of the larger engine for this thread. */
export async function instantiateAtlas(engine: Engine): Promise<AtlasBindings> {
  return (await instantiate(engine)) as AtlasBindings;
}
