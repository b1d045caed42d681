// The processors are shared by all that computes on this origin: several figures of one page, each in a frame of its own
// perhaps, would otherwise take all of them several times.

const NAME = "dice-and-descent computes ";

/** How many there are, as far as the browser says. */
export const processors = (): number => globalThis.navigator?.hardwareConcurrency || 2;

/** As many workers as leave one processor to the page. */
export const usual = (): number => Math.max(1, processors() - 1);

/** Whoever computes in this document. */
const here = new Set<Share>();
/** How many compute in all documents that can be seen from here. */
let everywhere = 0;
let channel: BroadcastChannel | undefined;

/** Counts again; where a browser keeps documents from seeing one another, those of this one are all there are. */
async function count(): Promise<void> {
  try {
    const { held = [] } = await navigator.locks.query();
    everywhere = held.filter(({ name }) => name?.startsWith(NAME)).length;
  } catch {
    everywhere = 0;
  }
  for (const share of here) share.changed();
}

/** Tells all documents, this one included, that somebody has begun or ended. */
function tell(): void {
  try {
    // Nobody else can be counted without them; and outside of browsers an open channel would keep a program from ending.
    if (!globalThis.navigator?.locks || !("document" in globalThis)) return void count();
    channel ??= new BroadcastChannel(NAME);
    channel.onmessage = () => void count();
    channel.postMessage(null);
  } catch {
    // Then nobody else hears of it.
  }
  void count();
}

// So that the first to begin here knows of the others already.
void count();

/** The part of the processors that one pool of workers may take. */
export class Share {
  #active = false;
  /** Whether it is among those that are counted. */
  #counted = false;
  #release: (() => void) | undefined;

  /** `changed` is called when there may be more or fewer of them from now on. */
  constructor(readonly changed: () => void) {}

  /** Says whether the pool computes at present. */
  set(active: boolean): void {
    if (active === this.#active) return;
    this.#active = active;
    if (active) here.add(this);
    else here.delete(this);
    if (active) this.#hold();
    else this.#release?.();
    tell();
  }

  /** How many workers the pool may have of those that it wants. */
  of(wanted: number): number {
    const sharing = Math.max(1, here.size, everywhere + (this.#counted ? 0 : 1));
    // Alone, a visitor may want all of them.
    const most = sharing === 1 ? processors() : Math.max(1, Math.floor(usual() / sharing));
    return Math.min(wanted, most);
  }

  /** A lock of a name that nobody else has counts in all documents, and ends with this one. */
  #hold(): void {
    const name = NAME + Math.random();
    const held = new Promise<void>((resolve) => (this.#release = resolve));
    try {
      void navigator.locks
        .request(name, () => {
          this.#counted = true;
          tell();
          return held;
        })
        .then(tell, () => undefined)
        .finally(() => (this.#counted = false));
    } catch {
      // Not in this context.
    }
  }
}
