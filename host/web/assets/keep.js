// What this device keeps for the reader of a page. Typed text, while the language is changed. With the service worker (sw.js):
// what is said while there is no line, and what became of answers that waited for one. Pages work without it.
(() => {
  'use strict';
  const line = document.getElementById('line');
  const words = line.dataset;
  const reader = words.reader;
  const here = location.pathname;
  const activityForms = () => [...document.querySelectorAll('.activity form')];
  const isTicked = (field) => field.type === 'checkbox' || field.type === 'radio';
  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && field.type !== 'hidden' && field.type !== 'submit');

  // ---- Another language, the same place: what was typed and chosen comes along ----
  const place = 'lyceum-typed';
  const identity = (form) => [...form.elements].filter((field) => field.type === 'hidden' && !field.name.startsWith('_'))
    .map((field) => `${field.name}=${field.value}`).join('&');

  document.addEventListener('submit', (event) => {
    if (!event.target.matches('form.languages')) return;
    const typed = activityForms().map((form) => [identity(form), fieldsOf(form).map((field) =>
      [field.name, field.value, isTicked(field) ? field.checked : null])]);
    try {
      sessionStorage.setItem(place, JSON.stringify({here, reader, typed}));
    } catch {
      // No room or not allowed: the language changes all the same.
    }
  });

  const fill = (form, values) => {
    for (const field of fieldsOf(form)) {
      const found = values.find(([name, value]) => name === field.name && (!isTicked(field) || value === field.value));
      if (!found) continue;
      if (isTicked(field)) field.checked = found[2];
      else field.value = found[1];
    }
  };

  try {
    const kept = JSON.parse(sessionStorage.getItem(place));
    sessionStorage.removeItem(place);
    if (kept && kept.here === here && kept.reader === reader) {
      for (const form of activityForms()) {
        const found = kept.typed.find(([which]) => which === identity(form));
        if (found) fill(form, found[1]);
      }
    }
  } catch {
    // Nothing is restored.
  }

  // ---- Without a line ----
  if (!navigator.serviceWorker) return;
  const isOfflinePage = Boolean(document.getElementById('without-line'));
  const count = (text, number) => text.replace('[count]', number);
  const said = new Map();  // what the line says now, by kind

  const paragraph = (text, ...more) => {
    const made = document.createElement('p');
    made.append(text, ...more);
    return made;
  };
  const say = (kind, ...paragraphs) => {
    if (paragraphs.length) said.set(kind, paragraphs);
    else said.delete(kind);
    line.replaceChildren(...[...said.values()].flat());
    line.hidden = said.size === 0;
  };

  const worker = async () => navigator.serviceWorker.controller ?? (await navigator.serviceWorker.getRegistration())?.active ?? null;
  const ask = async (kind, more = {}) => {
    const to = await worker();
    if (!to) return null;
    return new Promise((done) => {
      const {port1, port2} = new MessageChannel();
      port1.onmessage = (event) => done(event.data);
      to.postMessage({kind, reader, isOfflinePage, ...more}, [port2]);
    });
  };

  const linkTo = (path, text) => {
    const link = document.createElement('a');
    link.href = path;
    link.textContent = text;
    return link;
  };

  // The time of a limited step that ran out while its answer waits.
  const deadline = () => Number(document.querySelector('.activity [data-deadline]')?.dataset.deadline ?? Infinity);

  // An answer waits: its form shows what was answered and takes nothing more.
  const lock = (form, isNew) => {
    if (form.querySelector('.kept')) return;
    for (const field of form.elements) field.disabled = true;
    const kept = paragraph(words.kept);
    kept.className = 'kept';
    kept.tabIndex = -1;
    const left = deadline() - Date.now();
    const late = () => kept.append(' ', words.late);
    if (left <= 0) late();
    else if (left < 2 ** 31) setTimeout(late, left);
    (form.querySelector('.actions') ?? form.lastElementChild).before(kept);
    if (isNew) kept.focus();
  };

  const matches = (form, fields) => {
    const hidden = [...form.elements].filter((field) => field.type === 'hidden' && !field.name.startsWith('_'));
    const act = fields.get('act');
    return hidden.every((field) => fields.get(field.name) === field.value) &&
      (act === null || [...form.elements].some((field) => field.name === 'act' && field.value === act));
  };

  const showWaiting = ({waiting}) => {
    for (const {action, body} of waiting) {
      if (action !== here) continue;
      const fields = new URLSearchParams(body);
      const form = activityForms().find((one) => !one.querySelector('.kept') && matches(one, fields));
      if (!form) continue;
      for (const field of fieldsOf(form)) {
        if (isTicked(field)) field.checked = fields.getAll(field.name).includes(field.value);
        else if (fields.has(field.name)) field.value = fields.get(field.name);
      }
      lock(form, false);
    }
  };

  const hasTyped = () => activityForms().some((form) => !form.querySelector('.kept') && fieldsOf(form).some((field) =>
    isTicked(field) ? field.checked !== field.defaultChecked : 'defaultValue' in field && field.value !== field.defaultValue));

  // What the server said to answers that had waited. This page shows its own; of others it tells.
  const showOutcomes = async ({outcomes}) => {
    if (!outcomes.length) return;
    await ask('seen', {forms: outcomes.map((one) => one.form)});
    const lines = [];
    const saved = outcomes.filter((one) => one.outcome === 'saved');
    const own = outcomes.filter((one) => one.action === here && one.outcome !== 'refused').at(-1);
    const isShownHere = own && !hasTyped();
    if (saved.length) {
      const others = [...new Set(saved.map((one) => one.action))].filter((action) => action !== here || !isShownHere);
      lines.push(paragraph(count(words.saved, saved.length), ...others.flatMap((action) => [' ', linkTo(action, words.show)])));
    }
    for (const one of outcomes.filter((each) => each.outcome === 'stale' && !(isShownHere && each === own))) {
      lines.push(paragraph(words.stale, ' ', linkTo(one.action, words.show)));
    }
    for (const one of outcomes.filter((each) => each.outcome === 'refused')) {
      const polite = new DOMParser().parseFromString(one.html, 'text/html').querySelector('[data-notice]');
      const text = [...polite?.querySelectorAll('h1, p:not(.actions)') ?? []].map((part) => part.textContent).join(' · ');
      lines.push(paragraph(words.refused, ' ', text, ' ', linkTo(one.action, words.show)));
    }
    if (isShownHere) {
      try {
        sessionStorage.setItem('lyceum-line', JSON.stringify({reader, texts: lines.map((one) => one.textContent)}));
      } catch {
        // The page itself shows what counts.
      }
      location.replace(own.outcome === 'saved' ? `${here}?answered=${own.form}#feedback` : `${here}?stale=1#notice`);
      return;
    }
    say('outcomes', ...lines);
  };

  // What the last attempt to send came to. A line that has just come back often fails once more: soon again, then less often.
  let state = 'unknown';
  let wait = 0;
  let timer = 0;
  const tryAgain = (status) => {
    clearTimeout(timer);
    if (!status.count || !navigator.onLine || state === 'sign-in') {
      wait = 0;
      return;
    }
    wait = Math.min(Math.max(1000, wait * 2), 30000);
    timer = setTimeout(replay, wait);
  };

  const showStatus = async (status) => {
    if (!status) return;
    if (status.state !== 'unknown') state = status.state;
    tryAgain(status);
    const waits = status.count > 0 && (reader === 'none' && !isOfflinePage || state === 'sign-in' ? words.waitingSignIn : words.waiting);
    say('waiting', ...waits ? [paragraph(count(waits, status.count))] : []);
    showWaiting(status);
    if (isOfflinePage) {
      const list = document.getElementById('pages-kept');
      const paths = [...status.pages.filter((path) => path === '/'), ...status.pages.filter((path) => path !== '/').reverse()];
      const titles = await Promise.all(paths.map(async (path) => [path, path === '/' ? list.dataset.home : await titleOf(path)]));
      list.replaceChildren(...titles.map(([path, title]) => {
        const item = document.createElement('li');
        item.append(linkTo(path, title));
        return item;
      }));
      list.hidden = titles.length === 0;
    }
    await showOutcomes(status);
  };

  const titleOf = async (path) => {
    const copy = await caches.match(path);
    const html = copy ? await copy.text() : '';
    return new DOMParser().parseFromString(html, 'text/html').title.replace(/ — Lyceum$/, '') || path;
  };

  // One after the other, so that no outcome is shown twice.
  let turn = Promise.resolve();
  const inTurn = (kind) => (turn = turn.then(async () => showStatus(await ask(kind()))).catch(() => {}));
  const refresh = () => inTurn(() => 'status');
  const replay = () => inTurn(() => navigator.onLine ? 'replay' : 'status');

  const sayLine = () => say('line', ...navigator.onLine || isOfflinePage ? [] : [paragraph(words.offline)]);
  const copied = Number(document.documentElement.dataset.copy ?? 0);
  if (copied) {
    const time = new Intl.DateTimeFormat(document.documentElement.lang, {dateStyle: 'long', timeStyle: 'short'}).format(copied);
    say('copy', paragraph(words.copy.replace('[time]', time)));
  } else {
    sayLine();
  }
  try {
    const kept = JSON.parse(sessionStorage.getItem('lyceum-line'));
    sessionStorage.removeItem('lyceum-line');
    if (kept?.reader === reader && kept.texts.length) say('outcomes', ...kept.texts.map((text) => paragraph(text)));
  } catch {
    // Nothing was kept.
  }

  document.addEventListener('lyceum:kept', (event) => {
    const form = event.target.closest('form');
    if (form) lock(form, true);
    say('outcomes');
    refresh();
  });
  navigator.serviceWorker.addEventListener('message', (event) => {
    if (event.data.kind === 'changed') refresh();
  });
  addEventListener('offline', sayLine);
  addEventListener('online', () => {
    sayLine();
    replay();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') replay();
  });

  // ---- Signing out takes everything from the device; not before the reader has agreed to lose answers that wait ----
  const dialog = document.getElementById('leave');
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!dialog || form.getAttribute('action') !== '/session/end' || form.dataset.agreed) return;
    event.preventDefault();
    (async () => {
      let status = await ask('status');
      if (status?.count) status = await ask('replay') ?? status;
      const leave = () => {
        form.dataset.agreed = 'yes';
        form.requestSubmit();
      };
      if (!status?.count) {
        leave();
        return;
      }
      const text = dialog.querySelector('[data-words]');
      text.textContent = count(text.dataset.words, status.count);
      dialog.returnValue = 'stay';
      dialog.addEventListener('close', () => dialog.returnValue === 'leave' && leave(), {once: true});
      dialog.showModal();
    })();
  });

  // ---- The worker: for people who are signed in; after the page is there, which does not wait for it ----
  const start = async () => {
    const hadWorker = Boolean(navigator.serviceWorker.controller);
    if (reader !== 'none') await navigator.serviceWorker.register('/sw.js', {updateViaCache: 'none'});
    else if (!await navigator.serviceWorker.getRegistration()) return;
    if (!hadWorker && reader !== 'none') {
      await navigator.serviceWorker.ready;
      await ask('keep', {path: here, files: performance.getEntriesByType('resource').map((one) => one.name)});
    }
    await replay();
  };
  const begin = () => start().catch(() => {});  // not allowed here: everything goes over the network
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin);
})();
