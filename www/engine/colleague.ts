import { textOf } from "./messages.js";

/** Whoever does work for the page: a worker, or where there are none the page itself. */
export interface Colleague {
  onmessage: ((event: MessageEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: unknown, transfer?: Transferable[]): void;
  terminate(): void;
}

/** What a worker does with the messages that it gets. */
export interface Duty {
  hear(message: never): void;
  /** Ends all work. */
  close(): void;
}

/** Makes a duty that answers by `post`. */
export type Start = (post: (message: unknown, transfer?: Transferable[]) => void) => Duty;

let refused = false;
const told = new Set<() => void>();

/** Calls `tell` as soon as it is known that this browser starts no workers; gives what ends that. */
export function whenAlone(tell: () => void): () => void {
  if (refused) tell();
  told.add(tell);
  return () => told.delete(tell);
}

/** Whether the page does the work itself. */
export const isAlone = (): boolean => refused;

/**
 * Starts a worker, or where this browser does not allow it does the same work here, slowly: `duty` loads what the
 * worker would have run.
 */
export function hire(worker: () => Worker, duty: () => Promise<Start>): Colleague {
  if (refused) return new Stand(duty);
  try {
    return new Hired(worker(), duty);
  } catch {
    return alone(duty);
  }
}

function alone(duty: () => Promise<Start>): Colleague {
  const first = !refused;
  refused = true;
  if (first) for (const tell of told) tell();
  return new Stand(duty);
}

/** A worker, until it turns out that its script may not run: then somebody who stands in for it. */
class Hired implements Colleague {
  onmessage: Colleague["onmessage"] = null;
  onmessageerror: Colleague["onmessageerror"] = null;
  onerror: Colleague["onerror"] = null;
  #colleague: Colleague;
  /** What it was told before its first sign of life. */
  #told: [message: unknown, transfer: Transferable[]][] | undefined = [];

  constructor(
    private readonly worker: Worker,
    private readonly duty: () => Promise<Start>,
  ) {
    this.#colleague = worker;
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
    this.#colleague.postMessage(message, transfer);
  }

  terminate(): void {
    this.worker.onmessage = this.worker.onmessageerror = this.worker.onerror = null;
    this.#colleague.terminate();
  }

  #replace(told: [unknown, Transferable[]][]): void {
    this.worker.terminate();
    this.#told = undefined;
    const stand = alone(this.duty);
    stand.onmessage = (event) => this.onmessage?.(event);
    stand.onerror = (event) => this.onerror?.(event);
    this.#colleague = stand;
    for (const [message, transfer] of told) stand.postMessage(message, transfer);
  }
}

/** Does the work in this thread, in between everything else. */
class Stand implements Colleague {
  onmessage: Colleague["onmessage"] = null;
  onmessageerror: Colleague["onmessageerror"] = null;
  onerror: Colleague["onerror"] = null;
  // Messages are copied and come later, as those of a worker do.
  readonly #channel = new MessageChannel();
  #duty: Duty | undefined;
  #ended = false;

  constructor(duty: () => Promise<Start>) {
    this.#channel.port1.onmessage = (event) => this.onmessage?.(event);
    void this.#start(duty);
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.#channel.port1.postMessage(message, transfer);
  }

  terminate(): void {
    this.#ended = true;
    this.#duty?.close();
    this.#channel.port1.close();
    this.#channel.port2.close();
  }

  async #start(duty: () => Promise<Start>): Promise<void> {
    const { port2 } = this.#channel;
    try {
      const start = await duty();
      if (this.#ended) return;
      const began = start((message, transfer = []) => port2.postMessage(message, transfer));
      this.#duty = began;
      port2.onmessage = ({ data }) => began.hear(data as never);
    } catch (thrown) {
      this.onerror?.(Object.assign(new Event("error"), { message: textOf(thrown) }) as ErrorEvent);
    }
  }
}
