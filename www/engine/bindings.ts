import type * as Simd from "../wasm/dice_and_descent.js";

/** What the engine offers to JavaScript; both builds offer the same. */
export type Bindings = typeof Simd;

/** A compiled engine, ready to be instantiated here or in a worker. */
export interface Engine {
  module: WebAssembly.Module;
  /** Whether `module` was built with 128-bit SIMD. */
  simd: boolean;
}

/** Loads the bindings that belong to one build: their names of imports differ. */
export async function bindings(simd: boolean): Promise<Bindings> {
  return simd
    ? import("../wasm/dice_and_descent.js")
    : ((await import("../wasm-plain/dice_and_descent.js")) as Bindings);
}

/** Makes an instance of the engine for this thread. */
export async function instantiate(engine: Engine): Promise<Bindings> {
  const bound = await bindings(engine.simd);
  await bound.default({ module_or_path: engine.module });
  return bound;
}
