// Keeps the student's page for a reload without a network. The build puts two words before it (see precache.ts): `assets`, the page and all it
// loads, and `version`, their fingerprint. A new version waits until every window of the old one is closed, so what is in use never changes.
// Nothing else passes here: no call of the API, no result.
const name = `student-${version}`;
const patienceMs = 3_000;

addEventListener('install', (event) => {
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(assets)));
});

addEventListener('activate', (event) => {
  const others = caches.keys().then((all) => all.filter((one) => one.startsWith('student-') && one !== name));
  event.waitUntil(others.then((old) => Promise.all(old.map((one) => caches.delete(one)))));
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') {
    if (pathname === '/') event.respondWith(page(request));
  } else if (assets.includes(pathname)) event.respondWith(asset(request, pathname));
});

/** The network's page where there is one soon. */
async function page(request) {
  const kept = await caches.match('/', { cacheName: name });
  if (kept === undefined) return fetch(request);
  const asked = fetch(request).then((reply) => (reply.ok ? reply : kept), () => kept);
  return Promise.race([asked, new Promise((resolve) => setTimeout(() => resolve(kept), patienceMs))]);
}

/** Its name has a hash: it never changes. */
async function asset(request, path) {
  return (await caches.match(path, { cacheName: name })) ?? fetch(request);
}
