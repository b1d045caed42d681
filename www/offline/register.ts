import type { ToServiceWorker } from "./messages.js";

const SCRIPT = "./service-worker.js";

/** Has the browser keep the page, and tells the visitor when a newer version waits. Where that cannot be, nothing is lost. */
export async function register(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.register(SCRIPT, { updateViaCache: "none" });
    const known = registration.active !== null;
    // The first version waits for nobody.
    if (registration.waiting && registration.active) await offer(registration);
    registration.addEventListener("updatefound", () => {
      const { installing } = registration;
      installing?.addEventListener("statechange", () => {
        if (installing.state === "installed" && registration.active) void offer(registration);
      });
    });
    const script = document.querySelector<HTMLScriptElement>("script[src]")?.src ?? "";
    tell((await navigator.serviceWorker.ready).active, { type: "loaded", script });
    // Registering anew what is known asks the server nothing, so nothing would say that it has none any more.
    if (known) await registration.update();
  } catch (error) {
    // Not allowed here, or not to be had: the page comes from the network then, as it did now. Without a network it is
    // not asked again.
    if (/\b(404|410)\b/.test(String(error))) await leave();
  }
}

/** Where the server has no service worker any more, the one of before goes with all that it kept: it would never be renewed. */
async function leave(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.getRegistration("./");
    if (registration?.active?.scriptURL !== new URL(SCRIPT, location.href).href) return;
    const { status } = await fetch(SCRIPT, { cache: "no-store" });
    if (status !== 404 && status !== 410) return;
    await registration.unregister();
    const names = (await caches.keys()).filter((name) => name.startsWith(`dice-and-descent ${registration.scope} `));
    await Promise.all(names.map((name) => caches.delete(name)));
  } catch {
    // There is none, or no network to say so.
  }
}

function tell(worker: ServiceWorker | null, message: ToServiceWorker): void {
  worker?.postMessage(message);
}

async function offer(registration: ServiceWorkerRegistration): Promise<void> {
  const { UpdateNote } = await import("./note.js");
  document.querySelector("dd-update")?.remove();
  document.body.append(
    new UpdateNote(() => {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
      // Another tab may have accepted it already.
      if (registration.waiting) tell(registration.waiting, { type: "accept" });
      else location.reload();
    }),
  );
}
