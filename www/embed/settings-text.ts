/** Settings, as somebody may give them: a link or what stands behind its `#`, or values by key. */
export type GivenSettings = string | URL | URLSearchParams | Readonly<Record<string, GivenValue>>;
/** One value; what is undefined is left out. */
export type GivenValue = string | number | readonly (string | number)[] | undefined;

const isValue = (value: unknown): value is string | number =>
  typeof value === "string" || (typeof value === "number" && !Number.isNaN(value));

/**
 * The settings as behind the `#` of a link.
 *
 * @throws TypeError, with a sentence for whoever has written them, if they are of no such kind
 */
export function settingsText(given: unknown): string {
  if (typeof given === "string") return given.slice(given.indexOf("#") + 1);
  // By its kind, not by its class: it may come from another frame.
  switch (Object.prototype.toString.call(given)) {
    case "[object URLSearchParams]":
      return String(given);
    case "[object URL]":
      return (given as URL).hash.slice(1);
    case "[object Object]":
      return textOf(given as object);
  }
  throw new TypeError(
    `Settings are a link or its text, a URLSearchParams, or an object like { target: "xor", runs: 2000 }, and not ${named(given)}.`,
  );
}

function textOf(settings: object): string {
  const text = new URLSearchParams();
  for (const [key, value] of Object.entries(settings) as [string, unknown][]) {
    if (value === undefined) continue;
    const values = Array.isArray(value) ? (value as unknown[]) : [value];
    if (!values.every(isValue)) {
      throw new TypeError(`The setting "${key}" is a text or a number (or several, for layers), and not ${named(value)}.`);
    }
    text.set(key, values.join());
  }
  return text.toString();
}

/** What something is, for a sentence. */
export function named(value: unknown): string {
  if (value === null || value === undefined || /^[nb]/.test(typeof value)) return String(value);
  return Object.prototype.toString.call(value).slice(8, -1);
}
