import { KEYS } from "./keys.js";
import { settingsText, type GivenSettings } from "./settings-text.js";
import type { FigureBase } from "./typed.js";

/** The attribute of a setting: `hidden` means something to HTML. */
const attributeOf = (key: string): string => (key === "hidden" ? "data-hidden" : key);

/** Attributes that are no settings of their own, and properties of the same names. */
const OTHERS = ["settings", "src", "sandbox"];

// Where there is no document there are no elements either, and importing them does nothing.
const Base = (globalThis.HTMLElement ?? class {}) as FigureBase & { prototype: object };

/** Whether two values have to do with each other is not for the elements to know: they tell what their attributes say. */
export abstract class SettingsElement extends Base {
  static readonly observedAttributes = [...OTHERS, "title", ...KEYS.map(attributeOf)];

  declare src: string | null;
  declare sandbox: string | null;
  #due = false;

  /** A whole link, beside which attributes count more. Whatever else settings can be given as is kept as its text. */
  get settings(): string | null {
    return this.getAttribute("settings");
  }

  set settings(given: GivenSettings | null | undefined) {
    try {
      this.put("settings", given === null || given === undefined ? given : settingsText(given));
    } catch (thrown) {
      this.tell("error", { text: (thrown as Error).message });
    }
  }

  connectedCallback(): void {
    // What was set before the element was known lies before its own properties.
    const own = this as Record<string, unknown>;
    for (const key of [...OTHERS, ...KEYS]) {
      if (!Object.hasOwn(own, key)) continue;
      const value = own[key];
      delete own[key];
      own[key] = value;
    }
    this.attributeChangedCallback();
  }

  /** Its being there keeps the element as it is while it is moved by `moveBefore`. */
  connectedMoveCallback(): void {}

  attributeChangedCallback(): void {
    if (this.#due) return;
    this.#due = true;
    // Several are often set one after the other: none counts before the others.
    queueMicrotask(() => {
      this.#due = false;
      if (this.isConnected) this.update();
    });
  }

  /** What its attributes say may be something else than before. */
  protected abstract update(): void;

  /** Its settings, as behind the `#` of a link: attributes that are none are the business of others. */
  protected read(): string {
    const settings = new URLSearchParams(settingsText(this.getAttribute("settings") ?? ""));
    for (const key of KEYS) {
      const text = this.getAttribute(attributeOf(key));
      if (text !== null) settings.set(key, text);
    }
    return settings.toString();
  }

  protected tell(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Keeps a property as an attribute. */
  put(key: string, value: unknown): void {
    if (value === null || value === undefined) this.removeAttribute(key);
    else this.setAttribute(key, String(value));
  }
}

for (const key of [...OTHERS.slice(1), ...KEYS]) {
  // What every element has keeps its meaning.
  if (key in Base.prototype) continue;
  Object.defineProperty(SettingsElement.prototype, key, {
    get(this: SettingsElement) {
      return this.getAttribute(key);
    },
    set(this: SettingsElement, value: unknown) {
      this.put(key, value);
    },
  });
}

/** Makes an element known, where there are elements and it is not. */
export function define(name: string, element: CustomElementConstructor): void {
  if (globalThis.customElements && !customElements.get(name)) customElements.define(name, element);
}
