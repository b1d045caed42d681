// What the files of the comparison hold.

import type { Table } from "../keep/messages.js";

export const files: Record<Table, { label: string; help: string }> = {
  json: {
    label: "The whole run (JSON)",
    help: "settings, totals, intervals, contrast and every function; this page and the native program open it again",
  },
  functions: { label: "Functions (CSV)", help: "one line for each function, with both counts and intervals" },
  numbers: { label: "Settings, totals and contrast (CSV)", help: "one line for each number, with its interval" },
};
