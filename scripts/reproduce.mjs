// `npm run reproduce [engine ...]`: builds everything twice, in two folders that have cargo's files in two places, and
// compares every byte. With names of engines (wasm, wasm-atlas ...) only those are built and compared. What was downloaded
// for the project is copied, so it takes no network, but twice the time of a build that begins with nothing.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { ENGINES } from "./notices.mjs";
import { CARGO_HOME, ENVIRONMENT, inRoot, NODE_MODULES, TOOLS } from "./places.mjs";
import { ask, asScript, Failure } from "./run.mjs";

const PLACE = inRoot("target", "reproduce");

/** Two folders of different depth, and where cargo keeps its files beside each. */
const BUILDS = [
  { root: join(PLACE, "one", "source"), cargo: join(PLACE, "one", "cargo") },
  { root: join(PLACE, "the-other", "further", "down", "dice-and-descent"), cargo: join(PLACE, "the-other", "home", ".cargo") },
];

/** A copy of the project as it is now, without what is built. @param {{ root: string, cargo: string }} build */
function copy({ root, cargo }) {
  const files = ask("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"])?.split("\0").filter(Boolean);
  if (!files) throw new Failure("git does not say which files belong to the project");
  for (const file of files.filter((file) => existsSync(inRoot(file)))) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(inRoot(file), join(root, file));
  }
  cpSync(NODE_MODULES, join(root, "node_modules"), { recursive: true, verbatimSymlinks: true });
  // Not the unpacked crates: each build unpacks its own.
  for (const part of ["index", "cache"])
    cpSync(join(CARGO_HOME, "registry", part), join(cargo, "registry", part), { recursive: true });
  for (const file of ["config.toml", "config"])
    if (existsSync(join(CARGO_HOME, file))) cpSync(join(CARGO_HOME, file), join(cargo, file));
}

/** What is run in each copy. @param {string[]} engines */
const script = (engines) => `
  const { buildEngine, buildWasm } = await import("./scripts/wasm.mjs");
  const { bundleAll } = await import("./scripts/build.mjs");
  const engines = ${JSON.stringify(engines)};
  if (engines.length > 0) await Promise.all(engines.map(buildEngine));
  else await buildWasm().then(bundleAll);
`;

/** @param {{ root: string, cargo: string }} build @param {string[]} engines */
function make({ root, cargo }, engines) {
  const { status } = spawnSync(process.execPath, ["--input-type=module", "--eval", script(engines)], {
    cwd: root,
    stdio: "inherit",
    env: { ...ENVIRONMENT, CARGO_HOME: cargo, CARGO_NET_OFFLINE: "true", PATH: `${join(TOOLS, "bin")}:${ENVIRONMENT.PATH}` },
  });
  if (status !== 0) throw new Failure(`the build in ${root} failed`);
}

/** Every file below a directory with a hash of its content. @param {string} directory @param {string} [below] @returns {[string, string][]} */
function sums(directory, below = "") {
  return readdirSync(join(directory, below))
    .sort()
    .flatMap((name) => {
      const path = join(below, name);
      if (statSync(join(directory, path)).isDirectory()) return sums(directory, path);
      return [
        /** @type {[string, string]} */ ([
          path,
          createHash("sha256")
            .update(readFileSync(join(directory, path)))
            .digest("hex"),
        ]),
      ];
    });
}

await asScript(async () => {
  const engines = process.argv.slice(2);
  const unknown = engines.filter((engine) => !ENGINES.includes(engine));
  if (unknown.length > 0) throw new Failure(`no engine is called ${unknown.join(", ")}: there are ${ENGINES.join(", ")}`);
  rmSync(PLACE, { recursive: true, force: true });
  const results = BUILDS.map((build, place) => {
    console.log(`build ${place + 1} of ${BUILDS.length}: ${build.root}`);
    copy(build);
    make(build, engines);
    const folders = engines.length > 0 ? engines.map((engine) => join("www", engine)) : ["dist", "dist-single"];
    return new Map(folders.flatMap((folder) => sums(join(build.root, folder)).map(([path, sum]) => [join(folder, path), sum])));
  });
  const [one, other] = /** @type {[Map<string, string>, Map<string, string>]} */ (results);
  const different = [...new Set([...one.keys(), ...other.keys()])].sort().filter((path) => one.get(path) !== other.get(path));
  if (different.length > 0)
    throw new Failure(`${different.length} of ${one.size} files are not the same:\n${different.join("\n")}`);
  console.log(`all ${one.size} files are the same, to the byte`);
});
