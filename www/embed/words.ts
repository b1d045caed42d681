// The words of the embedded page, and of the panel that builds links to it.

export const words = {
  name: "Dice & Descent",
  waiting: "Starts when it is scrolled into view.",
  full: "Open in full",
  failed: (what: string) => `${what} could not be loaded. Check the connection and load the page again.`,
};
