// What somebody else's page does with the package: bundled by tests/page/package.spec.ts.

import { run, type RunResult } from "dice-and-descent";
import { DiceAndDescentFigure } from "dice-and-descent/element";

const show = (key: string, value: string): void => {
  document.body.dataset[key] = value;
};

let progress = 0;
const result: RunResult = await run(
  { target: "xor", runs: 500, kept: 500, hidden: "8" },
  { workers: 2, onProgress: ({ share }) => (progress = Math.max(progress, share)) },
);
show("settings", result.settings);
show("fingerprint", result.fingerprint);
show("progress", String(progress));
show("drawn", String(result.record.dice?.drawn));
show("distance", String(result.record.contrast.total_variation?.value));

const stop = new AbortController();
const stopped = run("v=2&runs=100000000&kept=100000000", { signal: stop.signal, workers: 1 });
setTimeout(() => stop.abort(new Error("enough")), 300);
show(
  "stopped",
  await stopped.then(
    () => "ran to its end",
    (error: unknown) => String(error),
  ),
);

const landscape = await run({ experiment: "landscape", n: 5, draws: 20000 }, { workers: 2 });
show("landscape", `${landscape.experiment} ${landscape.fingerprint} ${landscape.record.drawn >= 20000}`);
const gates = await run({ experiment: "gates", draws: 1000 }, { onProgress: ({ text }) => show("gatesProgress", text) });
show("gates", `${gates.experiment} ${gates.fingerprint} ${gates.record.functions.length}`);
const map = await run<"map">("v=2&experiment=map&resolution=64&paths=1", { workers: 2 });
show("map", `${map.experiment} ${map.fingerprint} ${map.record.pixels} ${map.record.paths.length}`);

const figure = new DiceAndDescentFigure();
figure.setAttribute("experiment", "gates");
figure.setAttribute("draws", "1000");
figure.setAttribute("hide", "all,-table");
figure.addEventListener("result", (event) => show("figure", (event as CustomEvent<{ fingerprint: string }>).detail.fingerprint));
document.body.append(figure);
