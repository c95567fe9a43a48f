{# Served as a script: keeps the one page of the day, with what it is drawn by. #}"use strict";

// The pages are private: only those of one day are kept, and no longer than it. Signing
// out clears all of them.
const KEPT = "expo-today";
const LONGEST = 18 * 60 * 60 * 1000;
const SINCE = "x-kept-since";
const SCOPE = new URL(self.registration.scope).pathname;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const isPage = (request) => {
  const path = new URL(request.url).pathname;
  return path.startsWith(SCOPE) && /\/\d{4}-\d\d-\d\d\/$/.test(path);
};

const forget = async (cache, isToGo) => {
  for (const request of await cache.keys()) {
    if (isToGo(request)) await cache.delete(request);
  }
};

/** Keep a page in place of those of other days, with the moment since when. */
async function keep(request, answer) {
  const cache = await caches.open(KEPT);
  const headers = new Headers(answer.headers);
  headers.set(SINCE, String(Date.now()));
  const body = await answer.blob();
  const { pathname } = new URL(request.url);
  await forget(cache, (other) => isPage(other) && new URL(other.url).pathname !== pathname);
  await cache.put(request.url, new Response(body, { status: 200, headers }));
}

/** Return the kept page that was asked for, else another visit of that day. */
async function kept(request) {
  const cache = await caches.open(KEPT);
  const found =
    (await cache.match(request.url)) ??
    (await cache.match(request.url, { ignoreSearch: true }));
  const age = Date.now() - Number(found?.headers.get(SINCE) ?? 0);
  if (found && age < LONGEST) return found;
  await forget(cache, isPage);
  return null;
}

/** The last page that was kept: what “today” opens without a network. */
async function lastKept() {
  const cache = await caches.open(KEPT);
  const pages = (await cache.keys()).filter(isPage);
  return pages.length ? kept(pages.at(-1)) : null;
}

async function page(request) {
  let answer;
  try {
    answer = await fetch(request);
  } catch (error) {
    const found = isPage(request) ? await kept(request) : await lastKept();
    if (found) return found;
    throw error;
  }
  if (isPage(request) && answer.ok && !answer.redirected) {
    await keep(request, answer.clone());
  } else if (answer.type === "opaqueredirect" || [403, 404].includes(answer.status)) {
    // Signed out, or out of scope: what was kept is no longer theirs. “Today” leads on.
    if (isPage(request)) await forget(await caches.open(KEPT), isPage);
  }
  return answer;
}

async function drawn(request) {
  const cache = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch (error) {
    const found = await cache.match(request);
    if (found) return found;
    throw error;
  }
}

/** Keep what a page is drawn by, unless it is there. */
async function have(address) {
  const cache = await caches.open(KEPT);
  if (!(await cache.match(address))) await drawn(new Request(address));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (isPage(request) || pathname === SCOPE) event.respondWith(page(request));
  else if (pathname.startsWith("/static/")) event.respondWith(drawn(request));
});

// The first visit was drawn before this script was there: keep it now.
self.addEventListener("message", (event) => {
  const { keep: address, with: addresses } = event.data;
  const request = new Request(address);
  event.waitUntil(
    Promise.all([isPage(request) && page(request), ...[...new Set(addresses)].map(have)]),
  );
});
