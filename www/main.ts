const PROBE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
);
const simd = WebAssembly.validate(PROBE);
const { default: init } = await (simd
  ? import("./wasm/dice_and_descent.js")
  : import("./wasm-plain/dice_and_descent.js"));
const url = simd
  ? new URL("./wasm/dice_and_descent_bg.wasm", import.meta.url)
  : new URL("./wasm-plain/dice_and_descent_bg.wasm", import.meta.url);
await init({ module_or_path: await WebAssembly.compileStreaming(fetch(url)) });
const line = document.getElementById("engine");
if (line) line.textContent = simd ? "The engine runs, with SIMD." : "The engine runs, without SIMD.";
