// Sends the forms of an activity without leaving the page, so that a lost connection loses no answer. Pages work without it.
// A form carries its own id (_form): sending it again after a doubt has the effect of sending it once.
(() => {
  'use strict';
  const box = document.getElementById('connection');
  const words = box.dataset;
  let job = null;     // {form, action, body}: the answer being sent
  let busy = false;   // a request is on its way
  let wait = 0;       // milliseconds until the next attempt by itself
  let timer = 0;

  const say = (text, ...more) => {
    box.replaceChildren(Object.assign(document.createElement('p'), {textContent: text}), ...more);
    box.hidden = false;
  };

  const retryButton = () => {
    const button = Object.assign(document.createElement('button'), {type: 'button', textContent: words.retry});
    button.addEventListener('click', send);
    return button;
  };

  // The answers stay in the form; the same form is sent again when the connection is back, or on the button.
  const lost = (text) => {
    say(text, retryButton());
    wait = Math.min(Math.max(2000, wait * 2), 30000);
    timer = setTimeout(send, wait);
  };

  const show = (page, address) => {
    document.getElementById('main').replaceWith(document.adoptNode(page.getElementById('main')));
    document.title = page.title;
    history.replaceState(null, '', address);
    document.dispatchEvent(new Event('lyceum:shown'));
    const target = document.querySelector('.activity #feedback, #answered, #notice');
    if (target) {
      target.focus();
      target.scrollIntoView({block: 'nearest'});
    } else {
      scrollTo(0, 0);
      document.getElementById('main').focus({preventScroll: true});
    }
  };

  // A polite page came instead of the next one: its words are shown, and what was answered stays.
  const refused = (page, response) => {
    const polite = page.querySelector('[data-notice]');
    if (response.status < 500) job = null;  // the same form would be refused again
    if (response.status === 401) {
      const link = document.createElement('a');
      link.href = '/?return=' + encodeURIComponent(location.pathname);
      link.textContent = page.querySelector('h1').textContent;
      say(page.getElementById('notice').textContent, link);
    } else if (!polite) {
      lost(words.lost);
      return;
    } else {
      const text = [...polite.querySelectorAll('h1, p:not(.actions)')].map((part) => part.textContent).join(' · ');
      if (response.status >= 500) {
        say(text, retryButton());
      } else {
        say(text);
      }
    }
  };

  async function send() {
    if (!job || busy) return;
    clearTimeout(timer);
    busy = true;
    job.form.classList.add('sending');
    const slow = setTimeout(() => say(words.sending), 600);
    try {
      const response = await fetch(job.action, {
        method: 'POST', body: job.body, credentials: 'same-origin', signal: AbortSignal.timeout?.(20000)});
      if (response.headers.has('Lyceum-Kept')) {
        // There is no line; the service worker keeps the answer and will send it (keep.js goes on from here).
        clearTimeout(slow);
        const {form} = job;
        form.classList.remove('sending');
        box.hidden = true;
        job = null;
        form.dispatchEvent(new CustomEvent('lyceum:kept', {bubbles: true}));
        return;
      }
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      clearTimeout(slow);
      job.form.classList.remove('sending');
      wait = 0;
      if (response.ok && page.getElementById('main')) {
        box.hidden = true;
        job = null;
        show(page, response.url);
      } else {
        refused(page, response);
      }
    } catch {
      clearTimeout(slow);
      job.form.classList.remove('sending');
      lost(words.lost);
    } finally {
      busy = false;
    }
  }

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.closest('.activity') || !form.elements._form) return;
    event.preventDefault();
    if (busy) return;
    const body = new URLSearchParams(new FormData(form));
    const button = event.submitter;
    if (button && button.name) body.append(button.name, button.value);
    wait = 0;
    job = {form, action: form.getAttribute('action'), body};
    send();
  });
  addEventListener('online', send);
})();
