// The words of the embedded page, and of the panel that builds links to it.

export const words = {
  name: "Dice & Descent",
  waiting: "Starts when it is scrolled into view.",
  loading: "Loading.",
  unseen: (experiment: string, address: string) =>
    `A figure of Dice & Descent (${experiment}), which computes when it is looked at, and had not been by the time of printing: ${address}`,
  again: "Try again",
  full: "Open in full",
  shortcuts: "Keyboard shortcuts",
  share: {
    title: "Embed or share",
    lead: "The same settings and seed give the same numbers wherever they are opened. Choose what an embedded figure shows; the preview is what its readers will see.",
    close: "Close",
    shown: "What is shown",
    theme: "Colours",
    themes: { auto: "As each reader prefers", light: "Light", dark: "Dark" },
    kinds: { figure: "Figures", text: "Texts", control: "Controls", setting: "Settings" },
    settings: (shown: number, all: number) => `Settings: ${shown === 0 ? "none" : `${shown} of ${all}`}`,
    all: "All",
    none: "None",
    preview: "Preview",
    width: "Width",
    widths: { 360: "360 px, phone", 680: "680 px, column of text" } as Record<number, string>,
    copy: "Copy",
    copied: "Copied",
    noCopy: "This browser does not let the page copy. The text is selected: copy it by the keyboard or the menu.",
    copies: {
      link: { label: "Link to this page", help: "With everything on it." },
      part: { label: "Link to the page with only these parts", help: "For a class, say." },
      iframe: { label: "Frame", help: "For a blog or a page that takes HTML. Any host will do." },
      element: {
        label: "Element",
        help: "For a page that may run scripts: it finds its height by itself, and tells of its results.",
      },
    },
    single:
      "This copy of the page is a single file. What can be embedded is the page with all its files, on a web server: build that one, or open a copy that is already on the web.",
  },
  failed: (what: string) => `${what} could not be loaded. Check the connection and load the page again.`,
};
