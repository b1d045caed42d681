const DOTS_PER_INCH = 300;
const CSS_PER_INCH = 96;

/** A figure on paper: as wide as a column of text, 6.5 inches, in css pixels; and as fine as a printer is. */
export const PRINT = { width: 624, ratio: DOTS_PER_INCH / CSS_PER_INCH, dotsPerInch: DOTS_PER_INCH };
