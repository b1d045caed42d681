import { instantiateAtlas, type AtlasBindings } from "../engine/bindings.js";
import type { MessageHandler, Start } from "../engine/worker-port.js";
import { textOf } from "../engine/messages.js";
import { Pace } from "../engine/pace.js";
import { Slices } from "../engine/slices.js";
import type { Atlas } from "../wasm-atlas/dice_and_descent.js";
import type { FromAtlas, Job, Painting, Product, Spot, ToAtlas } from "./messages.js";

const LINES_AT_ONCE = 512;

const paintingOf = (atlas: Atlas, dark: boolean): Painting => ({
  pixels: atlas.paint(dark) as Uint8ClampedArray<ArrayBuffer>,
  summary: atlas.summary(dark) ?? null,
  trails: atlas.trails(dark),
});

/** Where the picture is kept: hands its tiles and paths out, takes them in, paints and counts. */
class AtlasHandler implements MessageHandler {
  #boot: Promise<AtlasBindings> | undefined;
  #atlas: Atlas | undefined;
  #generation = 0;
  #hash = "";
  #dark = false;
  #wanted = 0;
  #alone = false;
  #size = 0;
  /** Tiles that are being done. */
  #out = new Set<number>();
  /** Paths that are in the atlas, that are being done, and that are shown. */
  #taken = new Set<number>();
  #walking = new Set<number>();
  #paths = 0;
  #done = 0;
  #probed: Spot | null = null;
  #marked: string | null = null;
  #file: string[] | undefined;

  readonly #publish = new Pace(() => this.#guard((atlas) => this.#print(atlas)), 80, 0.35);

  readonly #writing = new Slices(() => {
    let more = false;
    this.#guard((atlas) => {
      if (!this.#file) return;
      const from = this.#file.length * LINES_AT_ONCE;
      this.#file.push(atlas.csv(from, LINES_AT_ONCE));
      more = from + LINES_AT_ONCE < atlas.csvLines();
      if (more) return;
      this.post({ type: "file", generation: this.#generation, file: "csv", parts: this.#file });
      this.#file = undefined;
    });
    return more;
  });

  constructor(private readonly post: (message: FromAtlas, transfer?: Transferable[]) => void) {}

  async hear(message: ToAtlas): Promise<void> {
    try {
      if (message.type === "boot") {
        this.#boot = instantiateAtlas(message.engine);
        await this.#boot;
      } else if (this.#boot !== undefined) {
        this.#handle(message, await this.#boot);
      }
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  close(): void {
    this.#publish.cancel();
    this.#atlas = undefined;
  }

  #fail(thrown: unknown): void {
    // After a trap the instance is in no defined state: nothing more may be said of its picture.
    this.close();
    this.post({ type: "failed", text: textOf(thrown) });
  }

  #guard(task: (atlas: Atlas) => void): void {
    try {
      if (this.#atlas) task(this.#atlas);
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  #print(atlas: Atlas): void {
    const progress = atlas.progress();
    const coming = this.#paths - this.#taken.size;
    const whole = progress.ended && coming === 0;
    const painting = paintingOf(atlas, this.#dark);
    // Whoever prints does not wait: what paper needs must be there already.
    const light = this.#dark ? paintingOf(atlas, false) : null;
    const print = {
      ...painting,
      light,
      generation: this.#generation,
      size: this.#size,
      progress,
      done: this.#done,
      fingerprint: whole ? atlas.fingerprint() : null,
      coming,
      hash: this.#hash,
      dark: this.#dark,
    };
    this.post({ type: "print", print }, [painting.pixels.buffer, ...(light ? [light.pixels.buffer] : [])]);
    this.#answer(atlas);
    this.#lay(atlas);
  }

  #answer(atlas: Atlas): void {
    const spot = this.#probed;
    if (!spot) return;
    const pixel = atlas.pixel(spot.x, spot.y, this.#dark) ?? null;
    this.post({ type: "pixel", generation: this.#generation, spot, hash: this.#hash, pixel });
  }

  /** What marks the regions of one function, to be laid over the picture. */
  #lay(atlas: Atlas): void {
    const marked = this.#marked;
    if (marked === null) return;
    const pixels = atlas.highlight(marked, this.#dark) as Uint8ClampedArray<ArrayBuffer>;
    this.post({ type: "highlight", highlight: { generation: this.#generation, marked, size: this.#size, pixels } }, [
      pixels.buffer,
    ]);
  }

  #handle(message: Exclude<ToAtlas, { type: "boot" }>, bound: AtlasBindings): void {
    if (message.type === "start") {
      this.#start(message, bound);
      return;
    }
    if (message.type === "ping") {
      this.post({ type: "pong" });
      return;
    }
    const atlas = this.#atlas;
    if (!atlas || message.generation !== this.#generation) return;
    switch (message.type) {
      case "want":
        this.#wanted += message.count;
        this.#alone = message.alone;
        break;
      case "product":
        this.#accept(atlas, message.job, message.product);
        if (this.#out.size === 0 && atlas.progress().ended) this.#publish.flush();
        else this.#publish.touch();
        break;
      case "give-back":
        this.#giveBack(atlas, message.job);
        break;
      case "repaint":
        this.#hash = message.hash;
        this.#dark = message.dark;
        atlas.look(this.#hash);
        this.#publish.flush();
        return;
      case "probe":
        this.#probed = message.spot;
        this.#answer(atlas);
        return;
      case "mark":
        this.#marked = message.marked;
        this.#lay(atlas);
        return;
      case "file":
        if (message.file === "json") {
          this.post({ type: "file", generation: this.#generation, file: "json", parts: atlas.json() });
          return;
        }
        this.#file = [];
        this.#writing.start();
        return;
    }
    this.#serve(atlas);
  }

  #start(message: Extract<ToAtlas, { type: "start" }>, bound: AtlasBindings): void {
    this.#generation = message.generation;
    this.#dark = message.dark;
    this.#wanted = 0;
    this.#done = 0;
    this.#file = undefined;
    this.#probed = null;
    if (message.plane) {
      this.#atlas?.free();
      this.#atlas = undefined;
      this.#atlas = new bound.Atlas(message.hash, message.plane);
      [this.#out, this.#taken, this.#walking] = [new Set(), new Set(), new Set()];
      this.#marked = null;
    } else {
      this.#look(message.hash, bound);
    }
    const state = bound.mapReadLink(message.hash);
    this.#hash = state.hash;
    this.#size = state.resolution;
    this.#paths = Number(state.paths);
    if (this.#atlas?.progress().ended) this.#publish.flush();
  }

  /** Goes to another window, training set or number of runs, and keeps what is still true. */
  #look(next: string, { mapConsequences }: AtlasBindings): void {
    // What the workers were at, they have dropped.
    for (const tile of this.#out) this.#atlas?.giveBack(tile);
    this.#out = new Set();
    this.#walking = new Set();
    if (mapConsequences(this.#hash, next).paths) this.#taken = new Set();
    this.#atlas?.look(next);
  }

  #nextPath(): Job | undefined {
    for (let run = 0; run < this.#paths; run += 1) {
      if (this.#taken.has(run) || this.#walking.has(run)) continue;
      this.#walking.add(run);
      return { kind: "path", run };
    }
    return undefined;
  }

  #nextTile(atlas: Atlas): Job | undefined {
    const tile = atlas.assign();
    if (tile === undefined) return undefined;
    this.#out.add(tile);
    return { kind: "tile", tile };
  }

  /** Tiles first; where there is more than one worker, one of them walks the paths as soon as there is a picture. */
  #next(atlas: Atlas): Job | undefined {
    const early = !this.#alone && this.#walking.size === 0 && atlas.progress().share > 0.1;
    return (early ? this.#nextPath() : undefined) ?? this.#nextTile(atlas) ?? this.#nextPath();
  }

  /** Hands out what can be handed out; the rest stays wanted. */
  #serve(atlas: Atlas): void {
    const jobs: Job[] = [];
    while (this.#wanted > 0) {
      const job = this.#next(atlas);
      if (!job) break;
      jobs.push(job);
      this.#wanted -= 1;
    }
    if (jobs.length > 0) this.post({ type: "jobs", generation: this.#generation, jobs });
  }

  #giveBack(atlas: Atlas, job: Job): void {
    if (job.kind === "path") this.#walking.delete(job.run);
    if (job.kind === "tile" && this.#out.delete(job.tile)) atlas.giveBack(job.tile);
  }

  #accept(atlas: Atlas, job: Job, product: Product): void {
    try {
      if (product instanceof Uint32Array) atlas.accept(product);
      else atlas.acceptPath(product);
    } catch (thrown) {
      // The core refuses with a plain error; anything else is a trap.
      if (!(thrown instanceof Error) || thrown.constructor !== Error) throw thrown;
      this.#giveBack(atlas, job);
      this.post({ type: "refused", generation: this.#generation, job, text: textOf(thrown) });
      return;
    }
    this.#done += 1;
    if (job.kind === "tile") this.#out.delete(job.tile);
    if (job.kind === "path") {
      this.#walking.delete(job.run);
      this.#taken.add(job.run);
    }
  }
}

export const startAtlas: Start = (post) => new AtlasHandler(post);
