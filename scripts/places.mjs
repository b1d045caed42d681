// Where things are, and the environment in which all commands run.

import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { byAnotherName } from "./toolchain.mjs";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));
export const TOOLS = join(ROOT, "target", "tools");
export const NODE_MODULES = join(ROOT, "node_modules");
/** Where cargo keeps what it loads, and rustup puts cargo. */
export const CARGO_HOME = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
export const PAGE_RESULTS = join(ROOT, "tests", "page", ".results");

/** A path in the project. @param {string[]} parts */
export const inRoot = (...parts) => join(ROOT, ...parts);

/**
 * The environment of every command: the project's own tools come first in the search path.
 *
 * @type {Record<string, string | undefined>}
 */
export const ENVIRONMENT = {
  ...process.env,
  PATH: [
    join(TOOLS, "bin"),
    join(NODE_MODULES, ".bin"),
    // For a shell that has not been started anew since rustup was installed.
    join(CARGO_HOME, "bin"),
    process.env.PATH,
  ].join(delimiter),
  // The pages are tested in the system's browser; nothing is to be fetched for it.
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1",
};
ENVIRONMENT.RUSTUP_TOOLCHAIN ??= byAnotherName();
// Would take the place of the flags in .cargo/config.toml, and with them of SIMD.
delete ENVIRONMENT.RUSTFLAGS;
delete ENVIRONMENT.CARGO_ENCODED_RUSTFLAGS;
// The browser's test runner takes backtraces for failures' texts.
delete ENVIRONMENT.RUST_BACKTRACE;
