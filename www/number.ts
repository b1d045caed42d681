// A whole number as people read it. All other numbers of the page are texts of the core, whose `count` this is.

export const whole = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
