// Engines that compute wrongly: a compiled module in which one kind of vector instruction does what another one does.

/** What the immediates of an instruction are. */
type Immediates = (reader: Reader) => void;

class Reader {
  constructor(
    readonly bytes: Uint8Array,
    public at: number,
  ) {}

  byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new Error("the module ends too early");
    this.at += 1;
    return byte;
  }

  /** An integer of variable length; signed ones are as long, and only skipped. */
  leb(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte % 128) * scale;
      if (byte < 128) return value;
    }
  }

  skip(bytes: number): void {
    this.at += bytes;
  }
}

const one: Immediates = (reader) => void reader.leb();
const two: Immediates = (reader) => {
  reader.leb();
  reader.leb();
};
const list: Immediates = (reader) => {
  for (let left = reader.leb(); left > 0; left -= 1) reader.leb();
};

/** The immediates by opcode, where there are any. */
const IMMEDIATES = new Map<number, Immediates>([
  ...[0x02, 0x03, 0x04, 0x0c, 0x0d, 0x10, 0x12, 0x3f, 0x40, 0x41, 0x42, 0xd0, 0xd2].map((code) => [code, one] as const),
  ...Array.from({ length: 7 }, (_, place) => [0x20 + place, one] as const),
  ...[0x11, 0x13].map((code) => [code, two] as const),
  ...Array.from({ length: 0x3f - 0x28 }, (_, place) => [0x28 + place, two] as const),
  [
    0x0e,
    (reader) => {
      list(reader);
      reader.leb();
    },
  ],
  [0x1c, list],
  [0x43, (reader) => reader.skip(4)],
  [0x44, (reader) => reader.skip(8)],
  [
    0xfc,
    (reader) => {
      const code = reader.leb();
      if (code >= 8) reader.leb();
      if ([8, 10, 12, 14].includes(code)) reader.leb();
    },
  ],
]);

/** A vector instruction: its number behind the prefix, and where that is. */
export interface Vector {
  code: number;
  at: number;
}

/** All vector instructions of a module. */
export function vectors(bytes: Uint8Array): Vector[] {
  const found: Vector[] = [];
  const reader = new Reader(bytes, 8);
  while (reader.at < bytes.length) {
    const section = reader.byte();
    const end = reader.leb() + reader.at;
    if (section === 10) {
      for (let left = reader.leb(); left > 0; left -= 1) {
        const over = reader.leb() + reader.at;
        for (let locals = reader.leb(); locals > 0; locals -= 1) two(reader);
        while (reader.at < over) readOne(reader, found);
      }
    }
    reader.at = end;
  }
  return found;
}

function readOne(reader: Reader, found: Vector[]): void {
  const opcode = reader.byte();
  if (opcode !== 0xfd) {
    IMMEDIATES.get(opcode)?.(reader);
    return;
  }
  const { at } = reader;
  const code = reader.leb();
  found.push({ code, at });
  if (code <= 11 || code === 92 || code === 93) two(reader);
  else if (code === 12 || code === 13) reader.skip(16);
  else if (code >= 21 && code <= 34) reader.skip(1);
  else if (code >= 84 && code <= 91) {
    two(reader);
    reader.skip(1);
  }
}

/** Instructions that take and give values of the same types, and whose numbers are as long as one another. */
const ALIKE = [
  // f32x4 lt, gt, le, ge.
  [67, 68, 69, 70],
  // and, or, xor.
  [78, 80, 81],
  // i32x4 all_true, bitmask.
  [163, 164],
  // i32x4 shl, shr_s, shr_u.
  [171, 172, 173],
  // i32x4 add, sub.
  [174, 177],
  // f32x4 abs, neg, sqrt, convert_i32x4_s.
  [224, 225, 227, 250],
  // f32x4 add, sub, mul, div.
  [228, 229, 230, 231],
];

/** The same module in which every instruction of a kind does what the next of its like does. */
export function wrong(bytes: Uint8Array, code: number, instructions = vectors(bytes)): Uint8Array<ArrayBuffer> {
  const alike = ALIKE.find((codes) => codes.includes(code));
  if (!alike) throw new Error(`there is nothing like ${code}`);
  const other = alike[(alike.indexOf(code) + 1) % alike.length]!;
  const copy = Uint8Array.from(bytes);
  for (const { at } of instructions.filter((instruction) => instruction.code === code)) {
    copy[at] = other < 128 ? other : (other % 128) + 128;
    if (other >= 128) copy[at + 1] = other >> 7;
  }
  return copy;
}
