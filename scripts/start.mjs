// `npm start`: builds the page and serves it.

import { build } from "./build.mjs";
import { asScript, run } from "./run.mjs";

await asScript(async () => {
  await build();
  console.log("serving the page, until Ctrl+C");
  await run("vite", ["preview", ...process.argv.slice(2)]);
});
