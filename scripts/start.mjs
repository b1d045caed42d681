// `npm start [-- --host 0.0.0.0] [-- --port 8000]`: builds the page and serves it; with --built what is built already.

import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { inRoot } from "./places.mjs";
import { headersOf } from "./policy.mjs";
import { asScript } from "./run.mjs";
import { filesOf, serveFiles } from "./serve.mjs";

await asScript(async () => {
  const { values } = parseArgs({
    options: {
      host: { type: "string", default: "127.0.0.1" },
      port: { type: "string", default: "4173" },
      built: { type: "boolean", default: false },
    },
  });
  if (!values.built) await build();
  const { address } = await serveFiles(filesOf(inRoot("dist")), {
    host: values.host,
    port: Number(values.port),
    headers: headersOf,
  });
  console.log(`the page is at ${address}, until Ctrl+C`);
});
