// Keeps the app's own files so that it opens without a network. Nothing that a server says of a family is kept:
// only the files named below, which are the same for everybody.
const CACHE = "preau-shell-__VERSION__";
const SHELL = __FILES__;
/** The address of a town shows the same page. */
const TOWN = /^\/[a-z0-9-]{1,40}\/?$/;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(SHELL)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const clean = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("preau-shell-") && name !== CACHE).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(clean());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname === "/" || (request.mode === "navigate" && TOWN.test(url.pathname))) {
    // A new version wins when the network answers; without it the kept one opens.
    event.respondWith(fetch(request).catch(() => caches.match("/", { ignoreVary: true })).then((found) => found ?? Response.error()));
  } else if (SHELL.includes(url.pathname)) {
    event.respondWith(caches.match(request, { ignoreVary: true }).then((kept) => kept ?? fetch(request)));
  }
});
