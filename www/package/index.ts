// `dice-and-descent`: the comparison as a function.

export { run } from "./run.js";
export type { RunOptions, RunProgress, RunResult, Settings } from "./run.js";
export type { RunRecord } from "./record.js";
