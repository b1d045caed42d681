// Shortcuts of one key. A control says by `data-shortcut` which key presses it, so what is hidden, disabled or of another
// experiment has none.

// Whatever else is on this server has the same storage.
const KEPT = "dice-and-descent.shortcuts";

let on = kept() !== "off";

/** Whether keys without Ctrl or Alt do anything: who speaks to the machine may press them unawares. */
export const shortcutsOn = (): boolean => on;

/** Switches them, and keeps that for the next visit; but inside another page nothing is stored. */
export function switchShortcuts(wanted: boolean): void {
  on = wanted;
  if (parent !== window) return;
  try {
    if (wanted) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, "off");
  } catch {
    // Where the browser lets the page keep nothing it holds until the page is left.
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** The control that has a key, in `root` or in an element inside it. */
export function controlOf(root: ParentNode, key: string): HTMLElement | undefined {
  for (const element of root.querySelectorAll<HTMLElement>("*")) {
    if (element.dataset["shortcut"] === key) return element;
    const found = element.shadowRoot && controlOf(element.shadowRoot, key);
    if (found) return found;
  }
  return undefined;
}

/** Hears the keys of the page. A dialog has `root` to itself. */
export function listenToKeys(root: ParentNode): () => void {
  const press = (event: KeyboardEvent): void => {
    if (!on || event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key.length !== 1 || event.key === " ") return;
    if (isField(event.composedPath()[0]) || root.querySelector("[data-dialog]")) return;
    const control = controlOf(root, event.key.toLowerCase());
    if (!control || control.matches(":disabled, [aria-current]")) return;
    event.preventDefault();
    control.click();
    // What it opens may be far down the page.
    if (control.hasAttribute("aria-expanded")) control.focus();
  };
  addEventListener("keydown", press);
  return () => removeEventListener("keydown", press);
}

const isField = (target: EventTarget | undefined): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("select, textarea, input:not([type='checkbox'], [type='radio'])"));
