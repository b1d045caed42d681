/** By document: the style sheets that were constructed for it, by their text. No other document may use them. */
const sheets = new WeakMap<Document, Map<string, CSSStyleSheet>>();

/** A style sheet that may be adopted in a document, which must be one of a window. */
export function sheetFor(document: Document, text: string): CSSStyleSheet {
  const known = sheets.get(document) ?? new Map<string, CSSStyleSheet>();
  sheets.set(document, known);
  let sheet = known.get(text);
  if (!sheet) {
    sheet = new (document.defaultView ?? window).CSSStyleSheet();
    sheet.replaceSync(text);
    known.set(text, sheet);
  }
  return sheet;
}
