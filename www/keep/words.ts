// The words of the panel that is loaded when something is to be taken away or brought back.

export const words = {
  link: {
    title: "The settings",
    label: "Link that repeats this run",
    help: "It carries every setting, the seed included: whoever opens it gets the same counts.",
    bare: "Every setting, the seed included: behind the address of any copy of the full page this gives the same counts.",
    copy: "Copy the link",
    copied: "Copied.",
    noCopy: "This browser does not let the page copy. Select the text and copy it yourself.",
  },

  saved: {
    saved: (name: string) => `Saved as ${name}.`,
    asked: (name: string) =>
      `The browser was asked to save ${name}. This is a frame in another page: if that page does not allow frames to save files, nothing arrives, and no frame is told.`,
    full: "Open it in full, where files can be saved",
    text: "Take the text from here instead",
    copy: "Copy the text",
  },

  cite: {
    title: "Cite it",
    help: "BibTeX, with the version, the settings and the fingerprint of what they gave.",
    label: "BibTeX entry",
    copy: "Copy the entry",
  },

  numbers: {
    title: "The numbers",
    working: "Writing …",
  },

  figures: {
    title: "The figures",
    help: "Light, 6.5 inches wide, the link and the caption inside the file. SVG stays sharp at any size; PNG has 300 dots an inch.",
    svg: "SVG",
    png: "PNG",
    none: "There is nothing in the figures yet.",
    as: (title: string, kind: string) => `${title} as ${kind}`,
  },

  runs: {
    title: "A saved run",
    help: "Opens a JSON file that this page or a native program has written, of whichever experiment: it is shown as it was, and goes on counting if its budget is raised.",
    open: "Open a file …",
    reading: "Reading …",
    opened: (file: string, fingerprint: string) => `${file} is shown as it was saved; its fingerprint is ${fingerprint}.`,
    shown: (file: string, fingerprint: string, note: string) =>
      `${file} is open${fingerprint === "" ? "" : `; its fingerprint is ${fingerprint}`}. ${note}`,
    trapped:
      "The worker for files stopped in the middle, most likely for want of memory. Nothing that is on the page is lost. Close other tabs or programs and try again, or open the file on another device.",
    drawn: (file: string, fingerprint: string) =>
      fingerprint === ""
        ? `${file} is shown: the picture is computed anew from its settings.`
        : `${file} is shown: the picture is computed anew from its settings, and must come to the fingerprint ${fingerprint}.`,
    elsewhere: (experiment: string) =>
      `The file is a run of the experiment “${experiment}”, and only one experiment is shown here. Open it on the full page.`,
    longer: "Go on to twice as much",
    longerHelp: "The counts will be those of a run that had been twice as long from the start.",
  },

  beside: {
    title: "Two runs side by side",
    help: "How far what was found in the one is from what was found in the other, beside what chance would show.",
    here: "the run on this page",
    choose: "Choose a file …",
    useHere: "Use the run on this page",
    a: "A",
    b: "B",
    compare: "Compare",
    working: "Comparing …",
    setting: "Setting",
    same: (count: number) => (count === 1 ? "One other setting is the same." : `The other ${count} settings are the same.`),
    allSame: "All settings are the same.",
    both: (name: string) => `${name} in A and in B`,
    counts: (kept: string[], distinct: string[], shared: string) =>
      `${kept[0]} and ${kept[1]} counted; ${distinct[0]} and ${distinct[1]} functions, ${shared} of them in both.`,
    mostFrequent: "The most frequent functions, with 95% intervals",
    function: "Function",
    fingerprints: "Fingerprints",
  },
};
