// `npm run dev`: serves the page from its sources; changes to www/ show at once, changes to src/ when
// this is started anew.

import { asScript, run } from "./run.mjs";
import { setUp } from "./setup.mjs";
import { buildWasm } from "./wasm.mjs";

await asScript(async () => {
  await setUp({ tests: false });
  await buildWasm();
  await run("vite", process.argv.slice(2));
});
