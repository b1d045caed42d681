// The service worker: after the first visit the page works without a network. It keeps every file of one version, whole
// and checked, and gives a page the files of the version that the page came from. A new version waits until the visitor
// accepts it, or until no page of the older one is open.

import { files as shipped, version, type Shipped } from "virtual:shipped";
import { knowsSimd } from "../engine/simd.js";
import type { ToServiceWorker } from "../offline/messages.js";

declare const self: ServiceWorkerGlobalScope;

const { scope } = self.registration;
// Other pages of the same origin may have caches too, and other copies of this one among them.
const OURS = `dice-and-descent ${scope} `;
const OWN = OURS + version;
const AT_A_TIME = 6;

const address = (path: string): string => new URL(path, scope).href;

// No file is kept in more than one form, whatever the request for it said.
const EXACT = { ignoreVary: true };

/** What the page consists of, by address. */
const byAddress = new Map(shipped.map((file) => [address(file.path), file]));

/**
 * What a cache holds at an address, if it is what it should be. Whoever else is on this origin can write into every
 * cache, so nothing is taken by its name alone.
 */
async function intact(cache: Cache, url: string, integrity: string): Promise<Response | undefined> {
  const [found, copy] = [await cache.match(url, EXACT), await cache.match(url, EXACT)];
  if (!found?.ok || !copy) return undefined;
  const digest = await crypto.subtle.digest("SHA-256", await copy.arrayBuffer());
  return integrity === `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}` ? found : undefined;
}

/** The caches of other versions of this page. */
async function older(): Promise<Cache[]> {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== OWN);
  return Promise.all(names.map((name) => caches.open(name)));
}

/** The first answer there is. */
async function first<Item, Answer>(items: Item[], ask: (item: Item) => Promise<Answer | undefined>): Promise<Answer | undefined> {
  for (const item of items) {
    const answer = await ask(item);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** Fills the cache of this version, or fails. */
async function fill(): Promise<void> {
  const cache = await caches.open(OWN);
  const others = await older();
  const simd = knowsSimd();
  const files = shipped.filter((file) => (file.simd ?? simd) === simd);
  for (let first = 0; first < files.length; first += AT_A_TIME) {
    await Promise.all(files.slice(first, first + AT_A_TIME).map((file) => keep(cache, others, file)));
  }
  const wanted = new Set(files.map(({ path }) => address(path)));
  const kept = await cache.keys();
  await Promise.all(kept.filter(({ url }) => !wanted.has(url)).map((other) => cache.delete(other, EXACT)));
  if (kept.filter(({ url }) => wanted.has(url)).length < files.length) throw new Error("the cache was emptied meanwhile");
}

/** Sees to it that one file is in the cache of this version. */
async function keep(cache: Cache, others: Cache[], { path, integrity }: Shipped): Promise<void> {
  const url = address(path);
  // An earlier attempt got as far as this.
  if (await intact(cache, url, integrity)) return;
  // What has its content in its name is the same in an older version.
  const named = path.startsWith("assets/");
  const known = named ? await first(others, (other) => intact(other, url, integrity)) : undefined;
  await cache.put(url, known ?? (await load(url, integrity, named)));
}

/** Fetches a file; the browser itself refuses what is of another version. */
async function load(url: string, integrity: string, named: boolean): Promise<Response> {
  const ask = async (cache: RequestCache): Promise<Response> => {
    const response = await fetch(url, { integrity, cache, priority: "low" });
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    return response;
  };
  // The browser may have been given something else for good, while the server was being changed.
  const response = await (named ? ask("default").catch(() => ask("reload")) : ask("no-cache"));
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

/** Where a file is kept that a browser asks for: addresses come in more than one spelling. */
function placeOf({ url, mode }: Request): string | undefined {
  const path = url.replace(/[?#].*/, "");
  if (mode !== "navigate") return path.startsWith(address("assets/")) || path === address("opening.js") ? path : undefined;
  const folder = path.replace(/\/index\.html$/, "/");
  return byAddress.has(folder) ? folder : undefined;
}

/** Gives a file of this version as it was kept. One that is not as it should be comes from the network, and is kept anew. */
async function own(event: FetchEvent, file: Shipped): Promise<Response> {
  const cache = await caches.open(OWN);
  const found = await intact(cache, address(file.path), file.integrity);
  if (found) return found;
  event.waitUntil(keep(cache, [], file).catch(() => undefined));
  return fetch(event.request);
}

/** For a page of an older version, which is still open: its name says its content, and nobody else has it any more. */
async function others(request: Request, url: string): Promise<Response> {
  const found = await first(await older(), (cache) => cache.match(url, EXACT));
  return found?.ok ? found : fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(fill()));

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const message = event.data as ToServiceWorker;
  // It must not be ended before that is done.
  if (message.type === "accept") event.waitUntil(self.skipWaiting());
  if (message.type === "loaded") event.waitUntil(sweep(message.script));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const place = request.method === "GET" ? placeOf(request) : undefined;
  if (place === undefined) return;
  const file = byAddress.get(place);
  event.respondWith(file ? own(event, file) : others(request, place));
});
