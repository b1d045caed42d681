// How large a canvas is, and how many pixels of the screen it covers: a page around it may be zoomed, or scale it.

/** Beyond this, more pixels of a canvas only cost time. */
const MOST = 4;

/** Width and height of an element in its own css pixels, whatever scales it. */
export function sizeOf(element: Element): { width: number; height: number } {
  const { width, height } = getComputedStyle(element);
  return { width: Number.parseFloat(width) || 0, height: Number.parseFloat(height) || 0 };
}

/** Pixels of the screen for one of an element's own; where it is shrunk, as many as where it is not. */
export function densityOf(element: HTMLElement): number {
  const scale = element.getBoundingClientRect().width / element.offsetWidth || 1;
  return devicePixelRatio * Math.min(MOST, Math.max(1, scale));
}

/** Says when an element may have another size or density from now on, until what is returned is called. */
export function watchPixels(element: HTMLElement, changed: () => void): () => void {
  let density = 0;
  let screen: MediaQueryList | undefined;
  // A scale is no change of size: it is looked at when it may have come to an end.
  const look = (): void => {
    const before = density;
    density = densityOf(element);
    if (before !== density) changed();
  };
  const watchScreen = (): void => {
    screen?.removeEventListener("change", watchScreen);
    screen = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    screen.addEventListener("change", watchScreen);
    look();
  };
  const ends = ["transitionend", "animationend", "fullscreenchange"];
  const resized = new ResizeObserver(changed);
  resized.observe(element);
  watchScreen();
  element.addEventListener("pointerenter", look);
  for (const end of ends) document.addEventListener(end, look, true);
  return () => {
    resized.disconnect();
    screen?.removeEventListener("change", watchScreen);
    element.removeEventListener("pointerenter", look);
    for (const end of ends) document.removeEventListener(end, look, true);
  };
}
