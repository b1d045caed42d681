const DOTS_PER_INCH = 300;
const CSS_PER_INCH = 96;

/** A figure on paper: as wide as a column of text, 6.5 inches, in css pixels; and as fine as a printer is. */
export const PRINT = { width: 624, ratio: DOTS_PER_INCH / CSS_PER_INCH, dotsPerInch: DOTS_PER_INCH };

/** The colours of a figure in a file: those of the light page, whatever the page is. */
export const LIGHT = { ink: "#23211d", paper: "#fdfcf9", sunk: "#f4f1ea", path: "#2a6db5", font: "system-ui, sans-serif" };
