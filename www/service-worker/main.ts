// The service worker: after the first visit the page works without a network. It keeps every file of one version, whole
// and checked, and gives a page the files of the version that the page came from. A new version waits until the visitor
// accepts it, or until no page of the older one is open.

import { files as shipped, version } from "virtual:shipped";
import { knowsSimd } from "../engine/simd.js";
import type { ToServiceWorker } from "../offline/messages.js";

declare const self: ServiceWorkerGlobalScope;

const { scope } = self.registration;
// Other pages of the same origin may have caches too, and other copies of this one among them.
const OURS = `dice-and-descent ${scope} `;
const OWN = OURS + version;
const AT_A_TIME = 6;

const address = (path: string): string => new URL(path, scope).href;

// Addresses come in more than one spelling, but no file in more than one form.
const LOOSE = { ignoreSearch: true, ignoreVary: true };

/** Fills the cache of this version, or fails. */
async function fill(): Promise<void> {
  const cache = await caches.open(OWN);
  const simd = knowsSimd();
  const files = shipped.filter((file) => (file.simd ?? simd) === simd);
  for (let first = 0; first < files.length; first += AT_A_TIME) {
    await Promise.all(
      files.slice(first, first + AT_A_TIME).map(async ({ path, integrity }) => {
        const url = address(path);
        // An earlier attempt got as far as this.
        if (await cache.match(url, LOOSE)) return;
        // What has its content in its name is the same in an older version.
        const named = path.startsWith("assets/");
        const known = named ? await caches.match(url, LOOSE) : undefined;
        await cache.put(url, known ?? (await load(url, { integrity, cache: named ? "default" : "no-cache" })));
      }),
    );
  }
  if ((await cache.keys()).length < files.length) throw new Error("the cache was emptied meanwhile");
}

/** The browser itself refuses what is of another version. */
async function load(url: string, how: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...how, priority: "low" });
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  // A page must not be answered with what came from elsewhere, even if that is the same page.
  return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
}

/**
 * Deletes other versions, if the only page that is open came with `script`, and so is of this one. Not earlier than a
 * page says so: one that is on its way may still be of another version.
 */
async function sweep(script: string): Promise<void> {
  const { installing, waiting } = self.registration;
  // A newer version's cache is no old one.
  if (installing || waiting || !shipped.some(({ path }) => address(path) === script)) return;
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (pages.length > 1) return;
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== OWN);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** Where the page is kept that a browser asks for, if it is one of ours. */
function pageAt(url: string): string | undefined {
  const path = url.replace(/[?#].*/, "");
  if (path === scope || path === address("index.html")) return scope;
  return path === address("embed.html") ? path : undefined;
}

async function page(request: Request, kept: string): Promise<Response> {
  const cache = await caches.open(OWN);
  return (await cache.match(kept, LOOSE)) ?? fetch(request);
}

/** Its name says its content: whichever version has it may give it. */
const asset = async (request: Request): Promise<Response> => (await caches.match(request, LOOSE)) ?? fetch(request);

self.addEventListener("install", (event) => event.waitUntil(fill()));

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const message = event.data as ToServiceWorker;
  if (message.type === "accept") void self.skipWaiting();
  if (message.type === "loaded") event.waitUntil(sweep(message.script));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    const kept = pageAt(request.url);
    if (!kept) return;
    event.respondWith(page(request, kept));
  } else if (request.url.startsWith(address("assets/"))) {
    event.respondWith(asset(request));
  }
});
