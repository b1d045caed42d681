// How long the ledger takes to count a run of a million distinct functions.

const HEADER = 19;
const ENTRY = 5;
const SEAL = 2;

/** Truth tables as four words, the last one highest. @param {string} table */
function words(table) {
  const found = new Uint32Array(4);
  [...table].forEach((label, j) => {
    if (label === "1") found[j >> 5] |= 1 << (j & 31);
  });
  return found;
}

/** A small generator (xorshift32): the same functions in every run of the benchmark. */
function* bits(state) {
  for (;;) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    yield state >>> 0;
  }
}

/**
 * The packed counts of a chunk of `tried` draws of which `count` fit, each with a function of its own.
 *
 * @param {object} task target and training set, in words
 */
function delta(chunk, tried, count, { target, training, random }) {
  const functions = Array.from({ length: count }, () =>
    Array.from(target, (label, k) => ((label & training[k]) | (random.next().value & ~training[k])) >>> 0),
  );
  functions.sort((a, b) => a[3] - b[3] || a[2] - b[2] || a[1] - b[1] || a[0] - b[0]);
  const packed = new Uint32Array(HEADER + ENTRY * count + SEAL);
  packed.set([0, 128, chunk, 0, tried, 0, tried - count, 0]);
  packed[HEADER - 2] = count;
  functions.forEach((labels, place) => packed.set([...labels, 1], HEADER + ENTRY * place));
  seal(packed);
  return packed;
}

const LANES = 4;
const FIRST = [0x6a09e667f3bcc909n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n];
const SECOND = [0x510e527fade682d0n, 0x9b05688c2b3e6c1en, 0x1f83d9abfb41bd6an, 0x5be0cd19137e2178n];

/** Puts the checksum of all words before it at their end, as src/sample/checksum.rs does. @param {Uint32Array} packed */
function seal(packed) {
  const end = packed.length - SEAL;
  const blocks = Math.floor(end / LANES);
  const sum = packed.subarray(0, end).reduce((sum, word, place) => {
    const [block, lane] = [Math.floor(place / LANES), place % LANES];
    return sum + BigInt(word) * (FIRST[lane] + SECOND[lane] * BigInt(blocks - Math.min(block, blocks)));
  }, 0n);
  packed.set([Number(BigInt.asUintN(32, sum)), Number(BigInt.asUintN(32, sum >> 32n))], end);
}

/**
 * Milliseconds that `Ledger.accept` takes for `functions` distinct functions, all chunks together, and the
 * longest one alone.
 */
export function merge({ Ledger, Runner, readLink }, link, functions, chunks) {
  const { target, training, inputs } = readLink(link);
  if (inputs !== 128) throw new Error("the merge is measured with functions of 128 labels");
  const task = { target: words(target), training: words(training), random: bits(2463534242) };
  const runner = new Runner(link);
  runner.begin(0, 0);
  while (!runner.advance(100_000));
  const tried = runner.take()[4];
  const count = Math.ceil(functions / chunks);
  if (count > tried) throw new Error(`a chunk has only ${tried} draws`);

  // Made before anything is timed: making them leaves much garbage, whose collection is no part of counting.
  const deltas = Array.from({ length: chunks }, (_, chunk) => delta(chunk, tried, count, task));
  // With the budget of the link the run would end too soon.
  const ledger = new Ledger(`${link}&kept=100000000&draws=1000000000000`);
  const times = deltas.map((packed, chunk) => {
    for (let given; !(given?.method === 0 && Number(given.chunk) === chunk); ) {
      given = ledger.assign();
      if (!given) throw new Error(`chunk ${chunk} is not handed out`);
    }
    const start = performance.now();
    ledger.accept(packed);
    return performance.now() - start;
  });
  return { functions: count * chunks, total: times.reduce((a, b) => a + b, 0), longest: Math.max(...times) };
}
