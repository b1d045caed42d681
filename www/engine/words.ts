// The few words of the engine: parts of the page's sentences, and why it cannot run.

export const words = {
  noWasm:
    "This browser runs no WebAssembly here, which does all the computing. Browsers since late 2022 do, unless a strict security mode forbids it. The link keeps every setting: open it in another browser or on another device, and it shows the same numbers.",
  wrong:
    "This browser computes wrongly: the engine tried itself on networks whose functions are known, and got others. So nothing was counted. Update the browser, or open the link in another one or on another device, where the numbers are right.",
  nonsense: "an answer that is none",
  noCanvas: "the browser gives no canvas to paint on",
};
