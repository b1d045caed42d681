/** Attributes that mean something else than a setting. */
const OTHER = /^(src|settings|sandbox|class|id|style|title|lang|dir|hidden|slot|part|is|role|nonce|tabindex|on[a-z]+)$/;
const KEY = /^[a-z][a-z0-9_]*$/;

/** The settings that an element's attributes mean, as behind the `#` of a link; later ones count. */
export function settingsOf(element: Element): string {
  const settings = new URLSearchParams((element.getAttribute("settings") ?? "").replace(/^.*#/, ""));
  for (const { name, value } of element.attributes) {
    // `hidden` means something to HTML, so the hidden layers are data-hidden; and so may be any other setting.
    const key = name.replace(/^data-/, "");
    if (KEY.test(key) && (key !== name || !OTHER.test(name))) settings.set(key, value);
  }
  return settings.toString();
}
