// Keeps a page that others change up to date: listens for news of the activity and puts the parts marked data-live in place,
// with focus and typed text kept. Without it, or without a connection, the link to refresh does the same.
(() => {
  'use strict';
  let source = null;  // EventSource
  let address = '';   // what it listens to
  let timer = 0;
  let fetching = false;
  let again = false;  // news came while fetching

  const activity = () => document.querySelector('.activity[data-news]');

  const listening = (on) => {
    const state = document.querySelector('[data-live-state]');
    if (state) state.hidden = !on;
  };

  const stop = () => {
    source?.close();
    source = null;
    listening(false);
  };

  // Fields of a part that the person has touched, by id.
  const touched = (part) => [...part.querySelectorAll('textarea[id], input[type=text][id]')].filter(
    (field) => field === document.activeElement || field.value !== field.defaultValue);

  // What each page has anew is no difference.
  const essence = (part) => part.outerHTML.replace(/name="_(csrf|form)" value="[^"]*"/g, '').replace(/ tabindex="-1"/, '');

  const swap = (old, fresh) => {
    const kept = touched(old);
    // What one is writing in must be in the new part too, or the part stays as it is.
    if (kept.some((field) => !fresh.querySelector('#' + CSS.escape(field.id)))) return;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const sameButton = focused?.name && focused.value
      ? `[name="${CSS.escape(focused.name)}"][value="${CSS.escape(focused.value)}"]` : '';
    const selection = focused && 'selectionStart' in focused ? [focused.selectionStart, focused.selectionEnd] : null;
    const open = new Set([...old.querySelectorAll('details[open][id]')].map((details) => details.id));
    const checked = [...old.querySelectorAll('input[type=radio]:checked, input[type=checkbox]:checked')].filter((box) => !box.defaultChecked);
    const part = document.adoptNode(fresh);
    old.replaceWith(part);
    for (const details of part.querySelectorAll('details[id]')) details.open = details.open || open.has(details.id);
    for (const box of checked) {
      const same = part.querySelector(`input[name="${CSS.escape(box.name)}"][value="${CSS.escape(box.value)}"]`);
      if (same) same.checked = true;
    }
    for (const field of kept) part.querySelector('#' + CSS.escape(field.id)).value = field.value;
    if (!focused) return;
    const target = (focused.id && part.querySelector('#' + CSS.escape(focused.id))) || (sameButton && part.querySelector(sameButton));
    if (target) {
      target.focus({preventScroll: true});
      if (selection && selection[0] !== null) target.setSelectionRange(...selection);
    } else {
      part.tabIndex = -1;
      part.focus({preventScroll: true});
    }
  };

  async function refresh() {
    const here = activity();
    if (!here) return;
    if (fetching || document.querySelector('form.sending')) {
      again = true;
      return;
    }
    fetching = true;
    again = false;
    try {
      const response = await fetch(location.pathname, {credentials: 'same-origin', signal: AbortSignal.timeout?.(20000)});
      if (!response.ok) return;
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      if (activity() !== here || document.querySelector('form.sending')) return;  // an answer was sent meanwhile: its page is newer
      // Another tab is somewhere else in the activity: these parts are not here, and stay as they are.
      for (const old of document.querySelectorAll('[data-live][id]')) {
        const fresh = page.getElementById(old.id);
        if (fresh && essence(fresh) !== essence(old)) swap(old, fresh);
      }
    } catch {
      // The next news, or the link, fetches it.
    } finally {
      fetching = false;
      if (again) later(1000);
    }
  }

  // Spread, so that a hall full of people does not ask in the same moment.
  const later = (spread) => {
    clearTimeout(timer);
    timer = setTimeout(refresh, Math.random() * spread);
  };

  const watch = () => {
    const here = activity();
    if (!here || document.hidden || !window.EventSource) {
      stop();
      return;
    }
    const wanted = here.dataset.news.replace(/\?.*/, '');
    if (source && address === wanted) return;
    stop();
    address = wanted;
    source = new EventSource(here.dataset.news);
    source.addEventListener('open', () => listening(true));
    source.addEventListener('error', () => listening(false));
    source.addEventListener('change', (event) => {
      let spread = 0;
      try { spread = JSON.parse(event.data).spread; } catch { /* at once then */ }
      later(Math.min(spread, 20000));
    });
  };

  document.addEventListener('visibilitychange', watch);
  addEventListener('pagehide', stop);
  addEventListener('pageshow', watch);
  new MutationObserver(() => { watch(); listening(source?.readyState === 1); }).observe(document.body, {childList: true});
  watch();
})();
