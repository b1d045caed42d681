/** Puts a text on the clipboard, for an element; false where the browser does not allow it. */
export async function copyText(text: string, near: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // In a frame or on an insecure page there is only the old way.
    return copySelected(text, near);
  }
}

function copySelected(text: string, near: Element): boolean {
  const { ownerDocument } = near;
  const area = ownerDocument.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  // Beside the element: what is outside an open dialog cannot be selected.
  const root = near.getRootNode();
  (root instanceof ShadowRoot ? root : ownerDocument.body).append(area);
  const active = root instanceof ShadowRoot ? root.activeElement : ownerDocument.activeElement;
  area.select();
  // Browsers say that they have copied also when nothing was selected.
  let heard = false;
  const hear = (event: ClipboardEvent): void => {
    heard = event.clipboardData !== null;
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  ownerDocument.addEventListener("copy", hear, { capture: true, once: true });
  const copied = ownerDocument.execCommand("copy");
  ownerDocument.removeEventListener("copy", hear, { capture: true });
  area.remove();
  if (active instanceof HTMLElement) active.focus({ preventScroll: true });
  return copied && heard;
}
