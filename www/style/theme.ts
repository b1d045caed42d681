// Light or dark, and what is painted to go with it: the style sheet decides, and whoever paints asks it.

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** On what ground something is painted. */
export interface Ground {
  dark: boolean;
  /** Whether it is to stand out as far as it can. */
  contrast: boolean;
}

/** Says that the ground may be another. */
const CHANGED = "dd-ground";
const CAUSES = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)", "print"];

/** By the element with the style sheet's variables: how it should be. */
const themes = new Map<HTMLElement, Theme>();
let printing = false;

/** The theme of a link, with or without its `#`. */
export const themeOf = (hash: string): Theme => {
  const named = new URLSearchParams(hash.replace(/^#/, "")).get("theme");
  return THEMES.find((theme) => theme === named) ?? "auto";
};

/** Makes what is in `root` light or dark, until another theme is set or, by null, none any more. */
export function setTheme(root: HTMLElement, theme: Theme | null): void {
  if ((themes.get(root) ?? null) === theme) return;
  if (theme) themes.set(root, theme);
  else themes.delete(root);
  show();
}

/** Whether what is painted now goes to paper. */
export const forPrint = (): boolean => printing || matchMedia("print").matches;

export function groundOf(element: Element): Ground {
  const style = getComputedStyle(element);
  const is = (name: string, value: string) => style.getPropertyValue(name).trim() === value;
  return { dark: is("--scheme", "dark"), contrast: is("--contrast", "more") };
}

/** Calls whenever the ground may be another, also just before and after printing. */
export function watchGround(heard: () => void): () => void {
  const causes = CAUSES.map((query) => matchMedia(query));
  for (const cause of causes) cause.addEventListener("change", heard);
  addEventListener(CHANGED, heard);
  return () => {
    for (const cause of causes) cause.removeEventListener("change", heard);
    removeEventListener(CHANGED, heard);
  };
}

function show(): void {
  for (const [root, theme] of themes) root.setAttribute("dd-theme", printing ? "light" : theme);
  dispatchEvent(new Event(CHANGED));
}

function print(starts: boolean): void {
  printing = starts;
  // Canvases are painted before the style sheet's rules for paper hold.
  show();
}

// Where there is no page, as on a server that imports the elements, nothing is printed.
globalThis.addEventListener?.("beforeprint", () => print(true));
globalThis.addEventListener?.("afterprint", () => print(false));
