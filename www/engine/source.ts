// Where the compiled engine comes from: files beside the scripts, compiled while they load.

import type { Engine, Part } from "./bindings.js";

/** The engine of a part, for browsers with 128-bit SIMD or without. */
export async function compileEngine(part: Part, simd: boolean): Promise<Engine> {
  return { module: await compile(address(part, simd)), part, simd };
}

/** Written out: the bundler has to see each address. */
function address(part: Part, simd: boolean): URL {
  if (part === "atlas") {
    return simd
      ? new URL("../wasm-atlas/dice_and_descent_bg.wasm", import.meta.url)
      : new URL("../wasm-atlas-plain/dice_and_descent_bg.wasm", import.meta.url);
  }
  return simd
    ? new URL("../wasm/dice_and_descent_bg.wasm", import.meta.url)
    : new URL("../wasm-plain/dice_and_descent_bg.wasm", import.meta.url);
}

async function compile(url: URL): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
  // Streaming refuses anything that the server does not call application/wasm, and many servers do not.
  const streams = response.headers.get("Content-Type")?.startsWith("application/wasm") ?? false;
  return streams
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
