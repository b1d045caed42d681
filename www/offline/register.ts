import type { ToServiceWorker } from "./messages.js";

/** Has the browser keep the page, and tells the visitor when a newer version waits. Where that cannot be, nothing is lost. */
export async function register(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.register("./service-worker.js", { updateViaCache: "none" });
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
  } catch {
    // Not allowed here, or not to be had: the page comes from the network then, as it did now.
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
