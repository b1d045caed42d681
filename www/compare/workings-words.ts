// Words for what methods with weights tell of their working.

export const words = {
  likelihood: {
    title: "P(S), by every method that estimates it",
    number: "Likelihood of the training set.",
    reading:
      "The share of random networks that fit all training points, on a logarithmic axis. A mark is an estimate, a bar its 95% interval; a bar without a mark is a limit. Methods that are right agree, whatever way they take.",
  },
  workings: {
    title: "How these methods fared",
    reading:
      "What each method says of itself: whether it found its way, and how much its draws have in common. A warning stands on its card and in the verdict.",
    of: (method: string) => `How ${method} fared`,
  },
};
