/** A file for the visitor. */
export interface SavedFile {
  name: string;
  type: string;
  parts: BlobPart[];
}

/** Gives the visitor a file. */
export function saveFile({ name, type, parts }: SavedFile): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  // The download has its own hold on the data by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Whether files arrive for certain: in a frame only if its host allows that, which no frame is told. */
export const isKnown = (): boolean => window === parent;
