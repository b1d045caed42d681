// `dice-and-descent`: every experiment as a function.

export { run } from "./run.js";
export type { RunOptions, RunProgress } from "./options.js";
export type { Records, RunResult, Settings, SettingsByExperiment } from "./run.js";
export type { CompareSettings, GatesSettings, LandscapeSettings, MapSettings, SettingAttributes } from "./settings.js";
export type { GatesRecord, LandscapeRecord, MapRecord, RunRecord } from "./record.js";
