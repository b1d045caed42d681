// Builds the engine twice: with 128-bit SIMD into www/wasm, and without it, for browsers that lack it,
// into www/wasm-plain.

import { rmSync } from "node:fs";
import { inRoot } from "./places.mjs";
import { run, together } from "./run.mjs";

const TARGET = "wasm32-unknown-unknown";
const NAME = "dice_and_descent";

/**
 * @param {string} directory where the bindings go
 * @param {string} targetDirectory a directory for each set of flags, else each build would undo the other's
 * @param {Record<string, string>} env
 */
async function build(directory, targetDirectory, env) {
  const target = inRoot("target", targetDirectory);
  await run(
    "cargo",
    ["build", "--lib", "--release", "--target", TARGET, "--target-dir", target, ...lockedInCi()],
    { env, quiet: true },
  );
  rmSync(inRoot("www", directory), { recursive: true, force: true });
  await run("wasm-bindgen", [
    `${target}/${TARGET}/release/${NAME}.wasm`,
    ...["--target", "web", "--out-dir", inRoot("www", directory)],
    // The page says where the module is; a default would make the bundler ship it a second time.
    "--omit-default-module-path",
  ]);
}

/** Where nobody is there to commit a changed Cargo.lock, it must be right as it stands. */
export const lockedInCi = () => (process.env.CI ? ["--locked"] : []);

/** Builds both. */
export async function buildWasm() {
  // One after the other would leave most cores idle: optimising at link time uses one.
  await together([
    build("wasm", "page", {}),
    build("wasm-plain", "page-plain", { RUSTFLAGS: "-C target-feature=-simd128" }),
  ]);
}
