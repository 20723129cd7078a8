// The service worker of the app. The server puts before it what is kept: `kept`, with a version made of what the files
// hold, so that a new build is a new worker.
//
// Answers for the page of the app and its files, and for nothing else: no call of the API comes by here.

const cacheName = `authenticator ${kept.version}`;
const files = new Set(kept.files);
/** A network that does not answer in this time is as good as none. */
const patienceMs = 3000;

self.addEventListener('install', (event) => event.waitUntil(keep()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== location.origin) return;
  if (mode === 'navigate' && pathname === '/authenticator') event.respondWith(page(event.request));
  else if (files.has(pathname) || pathname.startsWith('/mfa-elements/chunks/'))
    event.respondWith(file(event.request, pathname));
});

/** All or nothing. Without cookies: a page that is kept names nobody. */
async function keep() {
  const cache = await caches.open(cacheName);
  const paths = [...Object.values(kept.pages), ...kept.files];
  await cache.addAll(paths.map((path) => new Request(path, { cache: 'no-cache', credentials: 'omit' })));
  await self.skipWaiting();
}

/** The version before stays: a page that is open may still ask for its chunks. */
async function takeOver() {
  const others = (await caches.keys()).filter((name) => name.startsWith('authenticator ') && name !== cacheName);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** As the server has it now, with the person's name; else as it is kept. */
async function page(request) {
  const late = new Promise((_, reject) => setTimeout(reject, patienceMs));
  const response = await Promise.race([fetch(request), late]).catch(() => undefined);
  if (response?.ok) return response;
  const cache = await caches.open(cacheName);
  return (
    (await cache.match(kept.pages[await languageOf(request)], { ignoreVary: true })) ?? response ?? Response.error()
  );
}

/** Of the version that the page is of: chunks lie in a folder named by a hash, the others are those of this worker. */
async function file(request, path) {
  const cache = await caches.open(cacheName);
  const found = (await cache.match(path, { ignoreVary: true })) ?? (await caches.match(path, { ignoreVary: true }));
  return found ?? fetch(request);
}

/** In the order of the server: asked for in the address, kept in the cookie, wished by the browser. */
async function languageOf({ url }) {
  const chosen = await self.cookieStore?.get('lang');
  const wishes = [
    new URL(url).searchParams.get('lang'),
    chosen?.value,
    ...navigator.languages.map((tag) => tag.slice(0, 2)),
  ];
  return wishes.find((wish) => Object.hasOwn(kept.pages, wish)) ?? 'en';
}
