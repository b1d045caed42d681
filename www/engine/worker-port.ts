import { textOf } from "./messages.js";

/** Whoever does work for the page: a worker, or where there are none the page itself. */
export interface WorkerPort {
  onmessage: ((event: MessageEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: unknown, transfer?: Transferable[]): void;
  terminate(): void;
}

/** What a worker does with the messages that it gets. */
export interface MessageHandler {
  hear(message: never): void;
  /** Ends all work. */
  close(): void;
}

/** Makes a handler that answers by `post`. */
export type Start = (post: (message: unknown, transfer?: Transferable[]) => void) => MessageHandler;

let refused = false;
const told = new Set<() => void>();

/** Calls `tell` as soon as it is known that this browser starts no workers; gives what ends that. */
export function whenWithoutWorkers(tell: () => void): () => void {
  if (refused) tell();
  told.add(tell);
  return () => told.delete(tell);
}

/** Whether the page does the work itself. */
export const isWithoutWorkers = (): boolean => refused;

/**
 * Starts a worker, or where this browser does not allow it does the same work here, slowly: `handler` loads what the
 * worker would have run.
 */
export function startWorker(worker: () => Worker, handler: () => Promise<Start>): WorkerPort {
  if (refused) return new InlineWorker(handler);
  try {
    return new ReplaceableWorker(worker(), handler);
  } catch {
    return withoutWorkers(handler);
  }
}

function withoutWorkers(handler: () => Promise<Start>): WorkerPort {
  const first = !refused;
  refused = true;
  if (first) for (const tell of told) tell();
  return new InlineWorker(handler);
}

/** A worker, until it turns out that its script may not run: then an inline worker in its place. */
class ReplaceableWorker implements WorkerPort {
  onmessage: WorkerPort["onmessage"] = null;
  onmessageerror: WorkerPort["onmessageerror"] = null;
  onerror: WorkerPort["onerror"] = null;
  #port: WorkerPort;
  /** What it was told before its first sign of life. */
  #told: [message: unknown, transfer: Transferable[]][] | undefined = [];

  constructor(
    private readonly worker: Worker,
    private readonly handler: () => Promise<Start>,
  ) {
    this.#port = worker;
    worker.onmessage = (event) => {
      this.#told = undefined;
      this.onmessage?.(event);
    };
    worker.onmessageerror = (event) => this.onmessageerror?.(event);
    worker.onerror = (event) => {
      // A script that throws has a message; one that may not be loaded has none.
      if (this.#told && !event.message) this.#replace(this.#told);
      else this.onerror?.(event);
    };
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#told?.push([message, transfer]);
    this.#port.postMessage(message, transfer);
  }

  terminate(): void {
    this.worker.onmessage = this.worker.onmessageerror = this.worker.onerror = null;
    this.#port.terminate();
  }

  #replace(told: [unknown, Transferable[]][]): void {
    this.worker.terminate();
    this.#told = undefined;
    const inline = withoutWorkers(this.handler);
    inline.onmessage = (event) => this.onmessage?.(event);
    inline.onerror = (event) => this.onerror?.(event);
    this.#port = inline;
    for (const [message, transfer] of told) inline.postMessage(message, transfer);
  }
}

/** Does the work in this thread, in between everything else. */
class InlineWorker implements WorkerPort {
  onmessage: WorkerPort["onmessage"] = null;
  onmessageerror: WorkerPort["onmessageerror"] = null;
  onerror: WorkerPort["onerror"] = null;
  // Messages are copied and come later, as those of a worker do.
  readonly #channel = new MessageChannel();
  #handler: MessageHandler | undefined;
  #ended = false;

  constructor(handler: () => Promise<Start>) {
    this.#channel.port1.onmessage = (event) => this.onmessage?.(event);
    void this.#start(handler);
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#channel.port1.postMessage(message, transfer);
  }

  terminate(): void {
    this.#ended = true;
    this.#handler?.close();
    this.#channel.port1.close();
    this.#channel.port2.close();
  }

  async #start(handler: () => Promise<Start>): Promise<void> {
    const { port2 } = this.#channel;
    try {
      const start = await handler();
      if (this.#ended) return;
      const began = start((message, transfer = []) => port2.postMessage(message, transfer));
      this.#handler = began;
      port2.onmessage = ({ data }) => began.hear(data as never);
    } catch (thrown) {
      this.onerror?.(Object.assign(new Event("error"), { message: textOf(thrown) }) as ErrorEvent);
    }
  }
}
