// The service worker: without a line the steps opened last can be read, and answers wait on the device until the server has them.
// The server puts VERSION, NEEDED and LANGUAGES before this text, so that every release is another worker; it takes over at once.
//
// What is kept is kept for one reader, by the name the server gives with each page (Lyceum-Reader): pages in the cache
// `pages-READER`, figures in `figures-READER`, answers in the database with their owner. Another reader on this device never sees
// them, and an answer is sent only with a token of its owner's session. Nothing is called saved before the server has said so.
// If the database or a cache cannot be used, everything goes to the network as if there were no worker.

const FILES = `assets-${VERSION}`;
const STEP = /^\/courses\/[^/]+\/(?!certificate$|files$)[^/]+$/;
const FIGURE = /^\/courses\/[^/]+\/files\//;
const POLICY = 'Content-Security-Policy';
const MOST_STEPS = 5;        // kept for reading, the ones opened last
const MOST_FIGURES = 30;
const MOST_ANSWERS = 50;     // of all readers of this device
const MOST_BYTES = 65536;    // of one answer
const MOST_OUTCOMES = 20;
const LONGEST_WAIT = 15000;  // milliseconds for an answer, less than the page waits
const PATIENCE = 8000;       // milliseconds for a page of which there is a copy
const FORGOTTEN = 90 * 24 * 3600 * 1000;  // an answer whose owner never came back

// ---- The database: answers that wait, and notes (who reads, what became of answers) ----

const openDatabase = () => new Promise((done, fail) => {
  const request = indexedDB.open('lyceum', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('answers', {keyPath: 'id', autoIncrement: true});
    request.result.createObjectStore('notes');
  };
  request.onsuccess = () => done(request.result);
  request.onerror = () => fail(request.error);
  request.onblocked = () => fail(new Error('blocked'));
});

// Runs `work(store)` in one transaction; the value of the request it returns, after the commit.
async function inStore(name, mode, work) {
  const database = await openDatabase();
  try {
    return await new Promise((done, fail) => {
      const transaction = database.transaction(name, mode, {durability: 'strict'});
      const request = work(transaction.objectStore(name));
      transaction.oncomplete = () => done(request?.result);
      transaction.onerror = transaction.onabort = () => fail(transaction.error);
    });
  } finally {
    database.close();
  }
}

const allAnswers = () => inStore('answers', 'readonly', (store) => store.getAll());
const putAnswer = (answer) => inStore('answers', 'readwrite', (store) => store.put(answer));
const dropAnswers = (ids) => inStore('answers', 'readwrite', (store) => ids.forEach((id) => store.delete(id)));
const note = (key) => inStore('notes', 'readonly', (store) => store.get(key));
const setNote = (key, value) => inStore('notes', 'readwrite', (store) => store.put(value, key));

// ---- Who reads ----

const current = async () => (await note('reader')) ?? {name: 'none', language: LANGUAGES[0]};

// Learned from every page that came from the server. Another person's pages leave the device; their answers wait for them.
async function become(name, language) {
  const before = await current();
  if (before.name === name && before.language === language) return;
  await setNote('reader', {name, language});
  if (name === 'none') return;
  for (const cache of await caches.keys()) {
    if (/^(pages|figures)-/.test(cache) && !cache.endsWith(`-${name}`)) await caches.delete(cache);
  }
}

async function forget(name) {
  await caches.delete(`pages-${name}`);
  await caches.delete(`figures-${name}`);
  const answers = await allAnswers();
  await dropAnswers(answers.filter((one) => one.owner === name).map((one) => one.id));
  await setNote(`outcomes-${name}`, []);
  await setNote('reader', {...await current(), name: 'none'});
}

// ---- Pages ----

const limited = (promise, milliseconds) => new Promise((done, fail) => {
  const timer = setTimeout(() => fail(new Error('too slow')), milliseconds);
  promise.then(done, fail).finally(() => clearTimeout(timer));
});

async function trim(cache, most, isKept = () => false) {
  const keys = (await cache.keys()).filter((key) => !isKept(new URL(key.url).pathname));
  for (const key of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(key);
}

// A page that came from the server: says who reads, and is kept if the server allows it.
async function learn(response, path) {
  const name = response.headers.get('Lyceum-Reader');
  if (name === null) return;
  await become(name, response.headers.get('Content-Language') ?? LANGUAGES[0]);
  if (name === 'none' || !response.ok || !response.headers.has('Lyceum-Keep')) return;
  const cache = await caches.open(`pages-${name}`);
  const headers = {'Content-Type': 'text/html; charset=utf-8', 'Lyceum-Kept-At': String(Date.now()),
    [POLICY]: response.headers.get(POLICY) ?? "default-src 'none'"};
  const copy = new Response(await response.text(), {headers});
  await cache.delete(path);  // put anew it is the youngest
  await cache.put(path, copy);
  await trim(cache, MOST_STEPS, (kept) => kept === '/');
}

const copyOf = async (path) => {
  const {name} = await current();
  return name === 'none' ? undefined : (await caches.has(`pages-${name}`)) ? (await caches.open(`pages-${name}`)).match(path) : undefined;
};

// The copy says when it was made, and asks for the files of this version: those of an older one may be gone.
async function shown(copy) {
  const html = (await copy.text()).replaceAll(/\/assets\/[^/"]+\//g, `/assets/${VERSION}/`)
    .replace('<html ', `<html data-copy="${copy.headers.get('Lyceum-Kept-At')}" `);
  return new Response(html, {headers: {'Content-Type': 'text/html; charset=utf-8', [POLICY]: copy.headers.get(POLICY)}});
}

async function withoutLine() {
  const {language} = await current().catch(() => ({language: LANGUAGES[0]}));
  return (await caches.match(`/offline?lang=${language}`, {cacheName: FILES})) ?? Response.error();
}

async function page(event, url) {
  const copy = await copyOf(url.pathname).catch(() => undefined);
  try {
    const fetched = fetch(event.request);
    const response = await (copy ? limited(fetched, PATIENCE) : fetched);
    event.waitUntil(learn(response.clone(), url.pathname).catch(() => {}));
    return response;
  } catch {
    return copy ? shown(copy) : withoutLine();
  }
}

async function figure(event) {
  const {name} = await current().catch(() => ({name: 'none'}));
  const cache = name === 'none' ? null : await caches.open(`figures-${name}`).catch(() => null);
  try {
    const response = await fetch(event.request);
    if (cache && response.status === 200) {
      const copy = response.clone();
      event.waitUntil(cache.delete(event.request.url).then(() => cache.put(event.request.url, copy))
        .then(() => trim(cache, MOST_FIGURES)).catch(() => {}));
    }
    return response;
  } catch {
    return (await cache?.match(event.request.url)) ?? Response.error();
  }
}

async function asset(event, url) {
  const wanted = `/assets/${VERSION}/${url.pathname.split('/').pop()}`;
  const kept = await caches.match(wanted, {cacheName: FILES, ignoreVary: true}).catch(() => undefined);
  if (kept && url.pathname === wanted) return kept;
  try {
    const response = await fetch(event.request);
    if (response.ok && url.pathname === wanted) {
      const copy = response.clone();
      event.waitUntil(caches.open(FILES).then((cache) => cache.put(wanted, copy)).catch(() => {}));
    }
    // A page of another version: the server has its files no more, ours are the nearest.
    return response.ok ? response : kept ?? response;
  } catch {
    return kept ?? Response.error();
  }
}

// ---- Answers ----

const tell = async () => {
  for (const client of await clients.matchAll({includeUncontrolled: true})) client.postMessage({kind: 'changed'});
};

// What makes two forms of one page the same answer: all but the token.
const essence = (body) => {
  const fields = new URLSearchParams(body);
  fields.delete('_csrf');
  fields.delete('_form');
  return fields.toString();
};

// Puts an answer into the queue; false: there is no room, or nobody knows whose it is.
async function keepAnswer(action, body) {
  const fields = new URLSearchParams(body);
  const owner = fields.get('_reader') ?? 'none';
  if (owner === 'none' || body.length > MOST_BYTES) return false;
  const waiting = await allAnswers();
  const same = waiting.filter((one) => one.owner === owner && one.action === action && one.page === fields.get('_form'));
  if (same.some((one) => essence(one.body) === essence(body))) return true;
  if (waiting.length >= MOST_ANSWERS) return false;
  const page = fields.get('_form');
  // All forms of a page come with one id. The first one keeps it, as it may have reached the server; each other needs its own.
  const form = same.length ? crypto.randomUUID() : page;
  fields.set('_form', form);
  await putAnswer({owner, action, page, form, revision: Number(fields.get('_rev')), body: fields.toString(), at: Date.now()});
  await registration.sync?.register('answers').catch(() => {});
  await tell();
  return true;
}

async function answer(event, url) {
  const body = await event.request.clone().text();
  const fields = new URLSearchParams(body);
  if (!fields.get('_form')) return fetch(event.request);
  const isPage = event.request.mode === 'navigate';
  try {
    // Answers go out in the order in which they were given.
    if ((await allAnswers()).some((one) => one.owner === fields.get('_reader')) && await replay() === 'no-line') {
      throw new Error('the ones before it wait too');
    }
    const response = await limited(fetch(event.request), LONGEST_WAIT);
    if (!isPage) event.waitUntil(learn(response.clone(), url.pathname).catch(() => {}));
    return response;
  } catch (problem) {
    if (!await keepAnswer(url.pathname, body).catch(() => false)) return Response.error();
    if (isPage) return Response.redirect(url.pathname, 303);
    // The headers for htmx: leave the page as it is, and tell it.
    return new Response('', {status: 202, headers: {'Lyceum-Kept': fields.get('_form'), 'HX-Reswap': 'none', 'HX-Trigger': 'lyceum:kept',
      'Content-Type': 'text/html; charset=utf-8'}});
  }
}

const askReader = async () => {
  const response = await fetch('/session/reader', {credentials: 'same-origin', cache: 'no-store', signal: AbortSignal.timeout(LONGEST_WAIT)});
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
};

const send = (one, csrf, revision) => {
  const fields = new URLSearchParams(one.body);
  fields.set('_csrf', csrf);
  fields.set('_rev', revision);
  return fetch(one.action, {method: 'POST', body: fields, credentials: 'same-origin', signal: AbortSignal.timeout(LONGEST_WAIT)});
};

const revisionIn = (html) => Number(/name="_rev" value="(\d+)"/.exec(html)?.[1] ?? NaN);

async function finished(one, outcome, response, html) {
  const key = `outcomes-${one.owner}`;
  const outcomes = [...await note(key) ?? [], {action: one.action, form: one.form, outcome, html: outcome === 'refused' ? html.slice(0, 50000) : ''}];
  // First what became of it, then out of the queue: if we are stopped in between it is sent again, which the server takes for one.
  await setNote(key, outcomes.slice(-MOST_OUTCOMES));
  await dropAnswers([one.id]);
  await learn(new Response(html, {headers: response.headers, status: response.status}), one.action).catch(() => {});
}

// Sends what waits and belongs to who is signed in. 'done', 'no-line', 'sign-in' (nobody is signed in), 'busy' (the server cannot now).
// `progress.finished`: how many the server has answered.
async function sendWaiting(progress) {
  const all = await allAnswers();
  const old = all.filter((one) => Date.now() - one.at > FORGOTTEN).map((one) => one.id);
  if (old.length) await dropAnswers(old);
  if (all.length === old.length) return 'done';
  let session;
  try {
    session = await askReader();
  } catch {
    return 'no-line';
  }
  if (session.reader === 'none') return 'sign-in';
  const mine = (await allAnswers()).filter((one) => one.owner === session.reader);
  const moved = new Map();  // page → the revision after the answer before: its learner knew of that one when giving the next
  let asked = 0;
  for (let at = 0; at < mine.length; ++at) {
    const one = mine[at];
    let response;
    let html;
    const key = `${one.page} ${one.revision}`;
    const sent = moved.get(key) ?? one.revision;
    try {
      response = await send(one, session.csrf, sent);
      html = await response.text();
    } catch {
      return 'no-line';
    }
    const isOurs = response.headers.get('Lyceum-Reader') === one.owner;
    if (response.status === 401 || (!isOurs && response.status < 500)) {
      // The session ended, or somebody else signed in, after we had asked. Their token is not ours, so nothing was taken.
      if (++asked > 1) return 'sign-in';
      try {
        session = await askReader();
      } catch {
        return 'no-line';
      }
      if (session.reader !== one.owner) return 'sign-in';
      --at;
      continue;
    }
    if (response.status >= 500 || response.status === 429 || response.status === 408) return 'busy';
    const answered = new URL(response.url).searchParams.get('answered') === one.form;
    await finished(one, response.ok ? answered ? 'saved' : 'stale' : 'refused', response, html);
    const revision = revisionIn(html);
    // One more and not two: nobody else has answered in between.
    if (answered && revision <= sent + 1) moved.set(key, revision);
    ++progress.finished;
  }
  return 'done';
}

const replay = () => navigator.locks.request('lyceum-answers', async () => {
  const progress = {finished: 0};
  try {
    return await sendWaiting(progress);
  } finally {
    if (progress.finished) await tell();
  }
});

async function signOut(event) {
  const {name} = await current().catch(() => ({name: 'none'}));
  try {
    const response = await fetch(event.request);
    if (name !== 'none') await forget(name).catch(() => {});
    return response;
  } catch {
    return withoutLine();
  }
}

// ---- Events ----

addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(FILES);
    await cache.addAll([...NEEDED, ...LANGUAGES.map((language) => `/offline?lang=${language}`)]);
    await skipWaiting();
  })());
});

// Whatever an older worker kept under names that are not ours goes; pages and answers stay with their readers.
addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name !== FILES && !/^(pages|figures)-/.test(name)) await caches.delete(name);
    }
    await clients.claim();
  })());
});

addEventListener('fetch', (event) => {
  const {request} = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === 'POST') {
    if (STEP.test(url.pathname)) event.respondWith(answer(event, url));
    else if (url.pathname === '/session/end') event.respondWith(signOut(event));
    else if (request.mode === 'navigate') event.respondWith(fetch(request).catch(withoutLine));
  } else if (request.method === 'GET') {
    if (url.pathname.startsWith('/assets/')) event.respondWith(asset(event, url));
    else if (request.mode === 'navigate') event.respondWith(page(event, url));
    else if (FIGURE.test(url.pathname) && request.destination === 'image') event.respondWith(figure(event));
  }
});

addEventListener('sync', (event) => {
  if (event.tag !== 'answers') return;
  // Rejected: the browser tries again later.
  event.waitUntil(replay().then((state) => {
    if (state === 'no-line' || state === 'busy') throw new Error(state);
  }));
});

// What pages ask. Each answer: {state, count, waiting: [{action, body}], outcomes, pages: [path]}, all of that page's reader; a page
// without one gets the number of answers alone.
async function status(reader, state) {
  const answers = await allAnswers();
  const waiting = answers.filter((one) => one.owner === reader).map(({action, body}) => ({action, body}));
  const pages = reader === 'none' || !await caches.has(`pages-${reader}`) ? []
    : (await (await caches.open(`pages-${reader}`)).keys()).map((key) => new URL(key.url).pathname);
  return {state, count: reader === 'none' ? answers.length : waiting.length, waiting, pages,
    outcomes: reader === 'none' ? [] : await note(`outcomes-${reader}`) ?? []};
}

addEventListener('message', (event) => {
  const [port] = event.ports;
  const {kind, reader} = event.data;
  event.waitUntil((async () => {
    if (kind === 'replay') {
      const state = await replay();
      port?.postMessage(await status(reader, state));
    } else if (kind === 'status') {
      // The page without a line is nobody's; it is shown to who reads now.
      port?.postMessage(await status(reader === 'none' && event.data.isOfflinePage ? (await current()).name : reader, 'unknown'));
    } else if (kind === 'seen') {
      const outcomes = await note(`outcomes-${reader}`) ?? [];
      await setNote(`outcomes-${reader}`, outcomes.filter((one) => !event.data.forms.includes(one.form)));
      port?.postMessage({});
    } else if (kind === 'keep') {
      // The page that was open before there was a worker: it, its files and its figures.
      const {name} = await current();
      const response = await fetch(event.data.path, {credentials: 'same-origin'});
      await learn(response, event.data.path);
      const files = await caches.open(FILES);
      const figures = reader === 'none' ? null : await caches.open(`figures-${reader}`);
      for (const address of event.data.files.slice(0, 50)) {
        const {pathname, origin} = new URL(address);
        if (origin !== location.origin) continue;
        if (pathname.startsWith(`/assets/${VERSION}/`) && !await files.match(pathname)) await files.add(pathname);
        else if (FIGURE.test(pathname) && figures && !await figures.match(address)) await figures.add(address);
      }
      port?.postMessage({before: name});
    }
  })().catch(() => port?.postMessage(null)));
});
