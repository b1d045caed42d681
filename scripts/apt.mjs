// Installing packages of the system, where that can be done without asking.

import { ask, attempt } from "./run.mjs";

/**
 * Installs packages by apt; whoever needs them looks whether they are there.
 *
 * @param {string[]} packages
 */
export async function installByApt(packages) {
  if (!ask("which", ["apt-get"]) || process.getuid?.() !== 0) return;
  for (const command of [["update"], ["install", "-y", "--no-install-recommends", ...packages]]) {
    await attempt("apt-get", ["-o", "DPkg::Lock::Timeout=300", "-q", ...command], {
      env: { DEBIAN_FRONTEND: "noninteractive" },
      quiet: true,
    });
  }
}
