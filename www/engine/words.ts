// The few words of the engine, which stand inside sentences of the page.

export const words = {
  nonsense: "an answer that is none",
  noCanvas: "the browser gives no canvas to paint on",
};
