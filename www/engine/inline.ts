// Workers that travel inside the script that starts them: see scripts/inline-workers.mjs.

const addresses = new Map<string, string>();

/** Starts a worker whose script is `text`. */
export function startInline(text: string): Worker {
  const address = addresses.get(text) ?? URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  addresses.set(text, address);
  return new Worker(address);
}
