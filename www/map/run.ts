import type { AtlasBindings, Engine } from "../engine/bindings.js";
import type { WorkerPort } from "../engine/worker-port.js";
import { Pool } from "../engine/pool.js";
import { Watch } from "../engine/watch.js";
import type { MapLens } from "../wasm-atlas/dice_and_descent.js";
import type { FromAtlas, Job, MapFile, Order, Print, Product, Spot, ToAtlas, Told, Highlight } from "./messages.js";
import { atlasWorker, PIECES } from "./worker.js";

export interface RunEvents {
  /** The plane is there, and with it windows onto it. */
  plane(lens: MapLens): void;
  print(print: Print): void;
  highlight(highlight: Highlight): void;
  pixel(told: Told): void;
  file(file: MapFile, parts: string[]): void;
  /** A worker died (its text, if it left one), or what it did arrived damaged; the work is done again. */
  mended(text: string): void;
  /** The worker with the picture failed, and the picture with it. */
  lost(text: string): void;
  /** The work cannot go on; what was last published stays. */
  stopped(text: string): void;
  /** Tiles take long here: so many seconds each. */
  slow(seconds: number): void;
}

// Painting a large picture may take a while on a slow machine.
const PATIENCE = 3;

/** One map under way: a worker with the atlas, a pool of workers that compute, and the messages between them. */
export class MapRun {
  #atlas: WorkerPort | undefined;
  readonly #pool: Pool<Order, Job, Product>;
  #generation = 0;
  #hash = "";
  #workers = 1;
  #plane: Float64Array | null = null;
  #lens: MapLens | undefined;
  #held = false;
  #idle = true;
  #done = 0;
  readonly #watch = new Watch({
    busy: () => !this.#idle && !this.#held,
    patience: () => PATIENCE,
    ask: () => this.#tell({ type: "ping" }),
    lost: () => this.#lose(""),
  });

  constructor(
    private readonly engine: Engine,
    private readonly bound: () => AtlasBindings | undefined,
    private dark: boolean,
    private readonly events: RunEvents,
  ) {
    this.#pool = new Pool(engine, PIECES, {
      want: (count, alone) => this.#tell({ type: "want", generation: this.#generation, count, alone }),
      done: (job, product) => this.#take(job, product),
      giveBack: (job) => this.#giveBack(job),
      died: (text, replaced) => (replaced ? events.mended(text) : this.#stop(text)),
      slow: (seconds) => events.slow(seconds),
    });
  }

  /** From nothing: the plane first. */
  start(hash: string, running: boolean, workers: number): void {
    this.#generation += 1;
    this.#hash = hash;
    this.#workers = workers;
    this.#plane = null;
    this.#held = !running;
    this.#order(workers);
    this.#pool.give([{ kind: "plane" }]);
  }

  /** Another window, training set or number of runs on the same plane. */
  look(hash: string): void {
    this.#hash = hash;
    this.#begin(null);
  }

  /** The same picture, painted another way. */
  repaint(hash: string, dark: boolean): void {
    this.#hash = hash;
    this.dark = dark;
    this.#tell({ type: "repaint", generation: this.#generation, hash, dark });
  }

  setWorkers(workers: number): void {
    if (workers !== this.#workers) this.#pool.resize((this.#workers = workers));
  }

  probe(spot: Spot | null): void {
    this.#tell({ type: "probe", generation: this.#generation, spot });
  }

  mark(marked: string | null): void {
    this.#tell({ type: "mark", generation: this.#generation, marked });
  }

  setRunning(running: boolean): void {
    this.#held = !running;
    this.#pool.hold(!running);
    this.#watch.wake();
  }

  askForFile(file: MapFile): void {
    this.#tell({ type: "file", generation: this.#generation, file });
  }

  /** Ends all workers, for good. */
  close(): void {
    this.#dismiss();
    this.#pool.close();
    this.#lens?.free();
    this.#lens = undefined;
  }

  /** Sets to work on the picture; with a new plane, from nothing. */
  #begin(plane: Float64Array | null): void {
    this.#generation += 1;
    this.#atlas ??= this.#open();
    this.#idle = false;
    this.#done = 0;
    this.#watch.wake();
    this.#tell({ type: "start", generation: this.#generation, hash: this.#hash, plane, dark: this.dark });
    this.#order(this.#workers);
  }

  #order(workers: number): void {
    const order = { hash: this.#hash, plane: this.#plane };
    this.#pool.start(this.#generation, order, this.#held, workers);
  }

  #take(job: Job, product: Product): void {
    if (job.kind === "plane" && product instanceof Float64Array) {
      this.#plane = product;
      const bound = this.bound();
      if (!bound) return;
      this.#lens?.free();
      this.#lens = new bound.MapLens(this.#hash, product);
      this.#begin(product);
      this.events.plane(this.#lens);
      return;
    }
    this.#tell({ type: "product", generation: this.#generation, job, product }, [product.buffer]);
  }

  #giveBack(job: Job): void {
    // Not at once: the pool is about to replace the worker that is gone.
    if (job.kind === "plane") queueMicrotask(() => this.#pool.give([job]));
    else this.#tell({ type: "give-back", generation: this.#generation, job });
  }

  #dismiss(): void {
    this.#idle = true;
    this.#watch.close();
    const atlas = this.#atlas;
    this.#atlas = undefined;
    if (!atlas) return;
    atlas.onmessage = atlas.onmessageerror = atlas.onerror = null;
    atlas.terminate();
  }

  #open(): WorkerPort {
    const atlas = atlasWorker();
    atlas.onmessageerror = () => this.#lose("");
    atlas.onmessage = ({ data }: MessageEvent<FromAtlas>) => this.#hear(data);
    atlas.onerror = (event) => {
      event.preventDefault();
      this.#lose(event.message ?? "");
    };
    const boot: ToAtlas = { type: "boot", engine: this.engine };
    atlas.postMessage(boot);
    return atlas;
  }

  #tell(message: ToAtlas, transfer: Transferable[] = []): void {
    this.#atlas?.postMessage(message, transfer);
  }

  #lose(text: string): void {
    this.#drop();
    this.events.lost(text);
  }

  #stop(text: string): void {
    this.#drop();
    this.events.stopped(text);
  }

  #drop(): void {
    // After a trap its instance is in no defined state: the next start makes a new one.
    this.#dismiss();
    this.#plane = null;
    this.#generation += 1;
    this.#order(0);
  }

  #hear(message: FromAtlas): void {
    this.#watch.heard();
    if (message.type === "failed") return this.#lose(message.text);
    if (message.type === "pong") return;
    if (generationOf(message) !== this.#generation) return;
    switch (message.type) {
      case "jobs":
        return this.#pool.give(message.jobs);
      case "print":
        if (message.print.done > this.#done) this.#pool.proven();
        this.#done = message.print.done;
        this.#idle = message.print.fingerprint !== null;
        this.#pool.active(!this.#idle);
        return this.events.print(message.print);
      case "highlight":
        return this.events.highlight(message.highlight);
      case "pixel":
        return this.events.pixel(message);
      case "file":
        return this.events.file(message.file, message.parts);
      case "refused":
        this.events.mended(message.text);
        return this.#pool.distrust(message.job, message.text);
    }
  }
}

function generationOf(message: Exclude<FromAtlas, { type: "failed" | "pong" }>): number {
  if (message.type === "print") return message.print.generation;
  return message.type === "highlight" ? message.highlight.generation : message.generation;
}
