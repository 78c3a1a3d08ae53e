/* The service worker: the look and the scripts are kept for good; the pages a seller needs in a hall
 * without a signal are asked of the network first and shown as they were last when there is none.
 * Acts are not its matter (kept.js). */
const SHELL = "@STATIC@";
const PAGES = `pages${SHELL}`;
const shell = "@SHELL@";
const FRESH = 15 * 60 * 1000; /* milliseconds */
const entry = /^\/(sign-out$|sign-in|pair\/|set-up\/)/; /* another user may follow */
const kept = /^\/(today|next|calls|capture|inbox|promises|visits|touches\/\d+|leads\/\d+\/text|promises\/\d+\/(late|mail))$/;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(shell)).then(() => skipWaiting()));
});

/* Another version: its look does not fit the pages of the last one. */
addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys())
      if (name !== SHELL && name !== PAGES) await caches.delete(name);
    await clients.claim();
  })());
});

async function keep(request, response) {
  if (response.ok && !response.redirected)
    await (await caches.open(PAGES)).put(new URL(request.url).pathname, response.clone());
  return response;
}

async function page(request) {
  try {
    return await keep(request, await fetch(request));
  } catch (error) {
    const cache = await caches.open(PAGES);
    const found = (await cache.match(new URL(request.url).pathname)) ?? (await cache.match("/today"));
    if (!found) throw error;
    return found;
  }
}

/* What was kept a moment ago is still good. */
async function isFresh(path) {
  const found = await caches.match(path);
  return found && Date.now() - Date.parse(found.headers.get("Date")) < FRESH;
}

async function carry(paths) {
  for (const path of paths) {
    if (await isFresh(path)) continue;
    const response = await fetch(path, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!response) return;
    await keep({ url: new URL(path, location.origin).href }, response);
  }
}

/* A photo or a contact shared from another app: kept here, shown on the page of capture. */
function put(value) {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("beck", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("acts", { keyPath: "id", autoIncrement: true });
      asked.result.createObjectStore("shared", { keyPath: "id", autoIncrement: true });
    };
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const transaction = asked.result.transaction("shared", "readwrite");
      transaction.objectStore("shared").put(value);
      transaction.oncomplete = resolve;
      transaction.onerror = () => reject(transaction.error);
    };
  });
}

async function shared(request) {
  const form = await request.formData();
  for (const file of form.getAll("file")) await put({ file });
  const text = ["title", "text", "url"].map((name) => form.get(name)).filter(Boolean).join("\n");
  if (text) await put({ text });
  return Response.redirect("/capture", 303);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (pathname.startsWith("/static/"))
    event.respondWith(caches.match(request).then((found) => found ?? fetch(request)));
  else if (request.method === "POST" && pathname === "/capture/share")
    event.respondWith(shared(request));
  else if (entry.test(pathname))
    event.waitUntil(caches.delete(PAGES));
  else if (request.method === "GET" && request.mode === "navigate" && kept.test(pathname))
    event.respondWith(page(request));
});

addEventListener("message", (event) => {
  if (event.data.carry) event.waitUntil(carry(event.data.carry));
});
