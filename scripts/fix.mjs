// `npm run fix`: formats everything, and mends of what the linters find what can be mended safely.

import { asScript, run } from "./run.mjs";
import { setUp } from "./setup.mjs";

await asScript(async () => {
  await setUp({ tests: false });
  await run("cargo", ["fmt", "--all"]);
  await run("biome", ["check", "--write"]);
});
