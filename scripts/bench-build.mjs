// What the benchmark builds beside the engine as it is shipped.

import { inRoot } from "./places.mjs";
import { together } from "./run.mjs";
import { buildOne, buildWasm } from "./wasm.mjs";

/** Where the peak loop and the list of workloads go. */
export const KIT = inRoot("target", "bench-kit");

/** Where the engine goes whose functions have names, with random numbers and counting set apart. */
export const SEAMS = inRoot("target", "bench-seams");

/** Builds all that is measured: the shipped engine in its two builds, the kit, the engine with seams. */
export async function buildBench() {
  await together([
    buildWasm(),
    buildOne({
      out: KIT,
      target: "bench",
      crate: ["--example", "browser_bench"],
      product: "examples/browser_bench",
      // The peak loop is one function; the engine, which is in there too, is not used.
      env: { CARGO_PROFILE_RELEASE_LTO: "off", CARGO_PROFILE_RELEASE_CODEGEN_UNITS: "16" },
    }),
    buildOne({
      out: SEAMS,
      target: "bench-named",
      crate: ["--lib"],
      flags: ["--cfg", "seams"],
      env: { CARGO_PROFILE_RELEASE_STRIP: "none" },
    }),
  ]);
}
