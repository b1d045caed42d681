// `embed.js`: the element for authors who may use scripts. It is a shell around the iframe of embed.html, which it
// sizes; attributes are settings, and what happens inside comes out as events.

import { FROM_EMBED, happened, HEIGHT_LIMIT, type FromEmbed, type ToEmbed } from "./protocol.js";
import { define, SettingsElement } from "./settings-element.js";

/** After the frame has loaded its page is heard at once, unless it is not ours. */
const PATIENCE_MS = 3000;

/** Where this script is: a classic one knows it while it runs, and of a module its place in the code does. */
const own = (globalThis.document?.currentScript as HTMLScriptElement | null)?.src || new Error().stack;
/** The page for frames beside it, and so one level up of the package's. */
const beside = own?.match(/(https?:\/\/[^\s()@]*?\/)(package\/)?embed\.js/)?.[1];

const PRINTING = ["beforeprint", "afterprint"] as const;

/** A message from the page inside, or anything else. */
type Said = Partial<Record<keyof Extract<FromEmbed, { type: "height" }> | "detail", unknown>>;

class DiceAndDescent extends SettingsElement {
  #frame: HTMLIFrameElement | undefined;
  /** What the author has put inside the element, or what is wrong. */
  #instead: HTMLSlotElement | undefined;
  /** Address and sandbox of the frame. */
  #made: string | undefined;
  /** The settings of the attributes, as last taken in, and those with which the frame was opened. */
  #settings = "";
  #opened = "";
  /** What is shown inside, which visitors may have changed. */
  #shown: string | undefined;
  /** Whether the page inside listens. */
  #ready = false;
  #height = "24rem";
  #window: Window | null = null;
  /** Changes when the page is printed; and what then stands in the place of a frame that has not loaded. */
  #media: MediaQueryList | undefined;
  #paper: HTMLElement | undefined;
  #wait: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    this.#window = this.ownerDocument.defaultView;
    this.#window?.addEventListener("message", this.#hear);
    for (const type of PRINTING) this.#window?.addEventListener(type, this.#print);
    this.#media = this.#window?.matchMedia("print");
    this.#media?.addEventListener("change", this.#print);
    super.connectedCallback();
  }

  disconnectedCallback(): void {
    this.#window?.removeEventListener("message", this.#hear);
    for (const type of PRINTING) this.#window?.removeEventListener(type, this.#print);
    this.#media?.removeEventListener("change", this.#print);
    // Browsers load a frame that is moved anew: it begins again with what it has shown last.
    this.#close();
  }

  protected override update(): void {
    if (getComputedStyle(this).display === "inline") this.style.display = "block";
    const settings = this.read();
    const before = this.#settings;
    this.#settings = settings;
    const made = `${this.getAttribute("src")} ${this.getAttribute("sandbox")}`;
    if (!this.#frame || made !== this.#made) {
      if (settings !== before || made !== this.#made) this.#shown = undefined;
      this.#made = made;
      this.#open();
    } else if (settings !== before) {
      if (this.#ready) {
        this.#send({ type: "settings", settings, before });
      } else {
        this.#shown = undefined;
        this.#open();
      }
    }
    if (this.#frame) this.#frame.title = this.title || "Dice & Descent";
  }

  #open(): void {
    this.#close();
    const address = this.#address();
    if (!address) {
      const { src } = this;
      const why = src === null ? "it has to be said by src" : `"${src}" is none`;
      this.#fail(`There is no figure without the address of its page, embed.html, by http or https: ${why}.`);
      return;
    }
    const frame = document.createElement("iframe");
    // Not by a style element: the host's Content-Security-Policy may forbid it.
    frame.style.cssText = `display:block;width:100%;height:${this.#height};border:0`;
    frame.loading = "lazy";
    frame.referrerPolicy = "no-referrer";
    const { sandbox } = this;
    if (sandbox !== null) frame.setAttribute("sandbox", sandbox || "allow-scripts allow-popups");
    this.#opened = this.#settings;
    frame.src = `${address}#${this.#shown ?? this.#settings}`;
    frame.onload = () => {
      clearTimeout(this.#wait);
      if (this.#ready) return;
      this.#wait = setTimeout(
        () =>
          this.#fail(
            `The figure did not load: ${address} may not be reached, or this page or that one does not allow the frame.`,
          ),
        PATIENCE_MS,
      );
    };
    this.#frame = frame;
    // Last of all, so that nothing loads that is not wanted.
    this.#root.append(frame);
  }

  #close(): void {
    clearTimeout(this.#wait);
    this.#ready = false;
    this.#frame?.remove();
    this.#instead?.remove();
    this.#paper?.remove();
    this.#frame = this.#instead = this.#paper = undefined;
  }

  /** On paper a frame that nobody has scrolled to would be a blank. */
  readonly #print = (event: Event): void => {
    this.#paper?.remove();
    this.#paper = undefined;
    const frame = this.#frame;
    if (!frame || this.#ready || this.#instead) return;
    const printed = event.type === "beforeprint" || (event.type === "change" && this.#media?.matches);
    frame.style.display = printed ? "none" : "block";
    if (!printed) return;
    this.#paper = document.createElement("p");
    this.#paper.style.overflowWrap = "anywhere";
    const address = new URL(`./#${this.#shown ?? this.#settings}`, frame.src).href;
    this.#paper.textContent = `${frame.title}: a figure that computes when it is looked at, and had not been by the time of printing: ${address}`;
    this.#root.append(this.#paper);
  };

  get #root(): ShadowRoot {
    return this.shadowRoot ?? this.attachShadow({ mode: "open" });
  }

  /** Of the page for the frame, if it is one of a server: another kind of address could be a script of the host. */
  #address(): string | undefined {
    try {
      const { src } = this;
      const url = new URL(src ?? `${beside}embed.html`, src === null ? undefined : this.baseURI);
      url.hash = "";
      return /^https?:$/.test(url.protocol) ? url.href : undefined;
    } catch {
      return undefined;
    }
  }

  /** Shows what stands inside the element, or what is wrong. */
  #fail(text: string): void {
    if (this.#frame) this.#frame.style.display = "none";
    this.#instead = document.createElement("slot");
    this.#instead.textContent = text;
    this.#root.append(this.#instead);
    this.tell("error", { text });
  }

  #send(message: ToEmbed): void {
    // Where a sandbox hides the origin, none can be named; there is nothing secret in it.
    this.#frame?.contentWindow?.postMessage(message, "*");
  }

  readonly #hear = ({ source, data }: MessageEvent<Said | null>): void => {
    const frame = this.#frame;
    if (!frame || source !== frame.contentWindow || data?.from !== FROM_EMBED) return;
    const { type, height } = data;
    if (type === "ready") {
      clearTimeout(this.#wait);
      this.#instead?.remove();
      this.#paper?.remove();
      frame.style.display = "block";
      this.#ready = true;
      // It may have loaded itself again.
      if (this.#settings !== this.#opened) this.#send({ type: "settings", settings: this.#settings });
    } else if (type === "height") {
      if (typeof height !== "number" || !(height > 0 && height <= HEIGHT_LIMIT)) return;
      frame.style.height = this.#height = `${height}px`;
    } else {
      const event = happened(type, data.detail);
      if (!event) return;
      if ("settings" in event.detail) this.#shown = event.detail.settings;
      this.tell(event.type, event.detail);
    }
  };
}

export type { FigureElement, FigureEventMap } from "./typed.js";

define("dice-and-descent", DiceAndDescent);
