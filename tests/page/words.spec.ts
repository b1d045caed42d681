// Every sentence of the page stands where the others do: in words.ts, in an experiment's words, or in the core.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { whole } from "../../www/number.js";

const ROOT = fileURLToPath(new URL("../../www", import.meta.url));

const sources = (readdirSync(ROOT, { recursive: true }) as string[])
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts") && !/words\.ts$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));

/** Stands for whatever a template takes from elsewhere. */
const TAKEN = "\u0000";

/** What a template says by itself, from the character behind its first backtick on; nested ones are found by themselves. */
function literal(text: string, start: number): string {
  let said = "";
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const here = text[at]!;
    if (depth === 0 && here === "`") return said;
    if (depth === 0 && text.startsWith("${", at)) {
      said += TAKEN;
      depth = 1;
      at += 1;
    } else if (depth === 0) said += here;
    else if (here === "`") at = behind(text, at + 1);
    else if (here === "{") depth += 1;
    else if (here === "}") depth -= 1;
  }
  throw new Error("a template without an end");
}

/** Where the template ends whose first character is at `start`: the place of its last backtick. */
function behind(text: string, start: number): number {
  for (let at = start, depth = 0; at < text.length; at += 1) {
    if (depth === 0 && text[at] === "`") return at;
    if (text.startsWith("${", at)) depth += 1;
    else if (depth > 0 && text[at] === "`") at = behind(text, at + 1);
    else if (depth > 0 && text[at] === "}") depth -= 1;
  }
  throw new Error("a template without an end");
}

/** Words that a template shows or has read out. */
function words(template: string): string[] {
  const read = Array.from(template.matchAll(/(?:aria-label|title|placeholder|alt)="([^"]*)"/g), ([, words = ""]) => words);
  const shown = template.replace(/<[^<>]*>/g, TAKEN).split(TAKEN);
  return [...read.flatMap((words) => words.split(TAKEN)), ...shown]
    .map((text) => text.trim())
    .filter((text) => /\p{L}{2}/u.test(text));
}

test("no template has words of its own", () => {
  expect(words(literal('<p title="A title">${a ? html`<b>no</b>` : b} seen <i>${c}</i></p>`', 0))).toEqual(["A title", "seen"]);
  expect(sources.length).toBeGreaterThan(80);
  const found = sources.flatMap(({ path, text }) =>
    Array.from(text.matchAll(/(?<![.\w])html`/g), ({ index }) => words(literal(text, index + 5))).flatMap((all) =>
      all.map((said) => `${path}: ${said}`),
    ),
  );
  expect(found).toEqual([]);
});

test("no text is set that is not from there", () => {
  const set = /(?:textContent|innerText|ariaLabel|\.title) = "[^"]*\p{L}{2}[^"]*"|new Error\(\s*"[^"]+"/gu;
  // What programs are told is not read by visitors.
  const read = sources.filter(({ path }) => !/^(package|service-worker)\b/.test(path));
  const found = read.flatMap(({ path, text }) => Array.from(text.matchAll(set), ([said]) => `${path}: ${said}`));
  expect(found).toEqual([]);
});

test("a number that is read is a text of the core, or a whole number written as the core writes one", () => {
  const digits = (number: number): string => {
    const text = `${number}`;
    return text.length <= 3 ? text : `${digits(Number(text.slice(0, -3)))},${text.slice(-3)}`;
  };
  for (const number of [0, 7, 999, 1000, 65_536, 999_999, 1_000_000, 4_294_967_295, 10 ** 15]) {
    expect(whole(number)).toBe(digits(number));
  }
  expect([whole(65_536), whole(1_000_000)]).toEqual(["65,536", "1,000,000"]);
  // Lengths of style and of drawings are read by nobody.
  const lengths = ["elements/function-list.ts", "landscape/measures.ts", "keep/svg-pen.ts"];
  const all = (readdirSync(ROOT, { recursive: true }) as string[])
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts") && !lengths.includes(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
  expect(all.length).toBeGreaterThan(80);
  const own = /toLocaleString|\bIntl\b|toFixed|toPrecision|toExponential/g;
  const found = all.flatMap(({ path, text }) => Array.from(text.matchAll(own), ([said]) => `${path}: ${said}`));
  expect(found).toEqual([]);
});
