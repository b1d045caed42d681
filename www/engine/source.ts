// Where the compiled engine comes from: files beside the scripts, compiled while they load.

import type { Engine, Part } from "./bindings.js";

/** Where the engines are, if it is not where these scripts know them. */
let elsewhere: URL | undefined;

/** From now on loads engines from a directory: that of the package's `wasm/`. */
export function loadFrom(directory: string | URL): void {
  const base = globalThis.document?.baseURI ?? import.meta.url;
  elsewhere = new URL(String(directory).replace(/\/?$/, "/"), base);
}

/** The engine of a part, for browsers with 128-bit SIMD or without. */
export async function compileEngine(part: Part, simd: boolean): Promise<Engine> {
  // As vite.config.ts names them.
  const url = elsewhere ? new URL(`${part}${simd ? "" : "-plain"}.wasm`, elsewhere) : address(part, simd);
  return { module: await compile(url), part, simd };
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
  if (url.protocol === "file:") return WebAssembly.compile(await bytesOf(url));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText} ${url.href}`);
  // Streaming refuses anything that the server does not call application/wasm, and many servers do not.
  const streams = response.headers.get("Content-Type")?.startsWith("application/wasm") ?? false;
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** A file's content, in a program that has files: a page may not fetch them either. */
async function bytesOf(url: URL): Promise<BufferSource> {
  // Not by an import, which bundlers for pages would follow.
  const { process } = globalThis as {
    process?: { getBuiltinModule?(name: string): { readFile(url: URL): Promise<Uint8Array<ArrayBuffer>> } };
  };
  const files = process?.getBuiltinModule?.("node:fs/promises");
  if (!files) throw new Error(`${url.href} cannot be read: it takes a page from a server, or Node 20.16, 22.3 or later`);
  return files.readFile(url);
}
