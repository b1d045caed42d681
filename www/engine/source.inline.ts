// In the page that is one file: the engine travels inside the script. It is the one with everything, for all parts.

import plainText from "../wasm-atlas-plain/dice_and_descent_bg.wasm?gzip";
import simdText from "../wasm-atlas/dice_and_descent_bg.wasm?gzip";
import type { Engine, Part } from "./bindings.js";

/** The engine, whatever part of it is asked for. */
export async function compileEngine(_: Part, simd: boolean): Promise<Engine> {
  const bytes = Uint8Array.from(atob(simd ? simdText : plainText), (character) => character.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const module = await WebAssembly.compile(await new Response(unpacked).arrayBuffer());
  return { module, part: "atlas", simd };
}
