/** A file, compressed and in base64: see scripts/one-file.mjs. */
declare module "*?gzip" {
  const text: string;
  export default text;
}
