// Runs one sampler after the other against the clock, in slices as the page's workers do.

const SLICE_MS = 10;

/** What the packed counts of a chunk say of the whole chunk. @param {Uint32Array} words */
function totals(words) {
  const number = (index) => words[2 + 2 * index] + words[3 + 2 * index] * 2 ** 32;
  return { items: number(1), unfit: number(2), epochs: number(5) };
}

/** A workload on one build of the engine. */
export class Load {
  #runner;
  #job;
  #chunk;
  #stride;
  #work = 1000;

  /** Chunks `chunk`, `chunk + stride`, ... of what `job` means. */
  constructor({ Runner }, job, chunk = 0, stride = 1) {
    this.#runner = new Runner(job.link);
    this.#job = job;
    this.#chunk = chunk;
    this.#stride = stride;
  }

  /** Does whole chunks for at least `ms` milliseconds. */
  run(ms) {
    const start = performance.now();
    let items = 0;
    let epochs = 0;
    while (performance.now() - start < ms) {
      const found = totals(this.#counts());
      if (this.#job.training === 0 && found.unfit > 0) {
        throw new Error(`${this.#job.name} is drawn from the prior, but some draws do not fit`);
      }
      items += found.items;
      epochs += found.epochs;
    }
    return { items, epochs, seconds: (performance.now() - start) / 1000 };
  }

  #counts() {
    this.#runner.begin(this.#job.method, this.#chunk);
    this.#chunk += this.#stride;
    for (let done = false; !done; ) {
      const start = performance.now();
      done = this.#runner.advance(this.#work);
      const spent = performance.now() - start;
      if (!done) {
        const factor = Math.min(2, Math.max(0.5, SLICE_MS / Math.max(spent, 0.1)));
        this.#work = Math.min(1e8, Math.max(1, Math.round(this.#work * factor)));
      }
    }
    return this.#runner.take();
  }
}

/** Operations a second of the peak loop, over `ms` milliseconds. */
export function peak({ peakWork, peakFlops }, ms) {
  const start = performance.now();
  let calls = 0;
  while (performance.now() - start < ms) {
    peakWork(10);
    calls += 10;
  }
  return (calls * peakFlops()) / ((performance.now() - start) / 1000);
}
