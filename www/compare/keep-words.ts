// What the files of the comparison hold.

import type { Files } from "../keep/runs.js";

export const files: Files = {
  json: {
    label: "The whole run (JSON)",
    help: "settings, totals, intervals, contrast and every function; this page and the native program open it again",
  },
  functions: { label: "Functions (CSV)", help: "one line for each function, with both counts and intervals" },
  numbers: { label: "Settings, totals and contrast (CSV)", help: "one line for each number, with its interval" },
};
