// What the script adds to a page that works without it: lists put in order by dragging, time that counts down, wide tables that
// the keyboard scrolls, the button that prints. Each looks for its data- attributes when the page is shown, and again when
// lyceum.js has shown the next one ("lyceum:shown"). Words come from the page, in its language.
(() => {
  'use strict';
  const announcer = document.getElementById('announcer');
  const words = announcer.dataset;

  // Said once to who listens to the page; the same words twice in a row are said twice.
  const announce = (text) => {
    announcer.textContent = '';
    requestAnimationFrame(() => { announcer.textContent = text; });
  };

  // ---- data-order="list" and its data-order="item": the buttons of the module stay; a grip is added for finger and mouse.
  const itemsOf = (list) => [...list.children].filter((child) => child.dataset.order === 'item');

  // The module's own buttons that lead nowhere from the ends are off: after a drag other items stand there.
  const renewEnds = (list) => {
    const items = itemsOf(list);
    for (const [place, item] of items.entries()) {
      const buttons = item.querySelectorAll('.moves button');
      if (buttons.length !== 2) continue;
      buttons[0].disabled = place === 0;
      buttons[1].disabled = place === items.length - 1;
    }
  };

  const startDrag = (list, item, grip, down) => {
    const order = itemsOf(list);
    const before = order.indexOf(item);
    const offset = down.clientY - item.getBoundingClientRect().top;
    item.classList.add('dragged');
    grip.setPointerCapture(down.pointerId);

    const move = (event) => {
      if (event.pointerId !== down.pointerId) return;
      // The item follows the finger; where its middle passes the middle of a neighbour, they change places.
      const place = () => {
        item.style.translate = '';
        const top = item.getBoundingClientRect().top;
        item.style.translate = `0 ${event.clientY - offset - top}px`;
      };
      const middle = (one) => { const box = one.getBoundingClientRect(); return box.top + box.height / 2; };
      for (let moves = 0; moves < order.length; ++moves) {  // a quick finger passes several at once
        place();
        const previous = item.previousElementSibling;
        const next = item.nextElementSibling;
        if (previous?.dataset.order === 'item' && middle(item) < middle(previous)) {
          item.after(previous);  // the neighbour moves: an element taken out would lose the pointer
        } else if (next?.dataset.order === 'item' && middle(item) > middle(next)) {
          item.before(next);
        } else {
          break;
        }
      }
    };
    const finish = (event) => {
      if (event.pointerId !== down.pointerId) return;
      for (const [name, listener] of Object.entries(listeners)) grip.removeEventListener(name, listener);
      item.classList.remove('dragged');
      item.style.translate = '';
      if (event.type === 'pointercancel') {
        for (const one of order) list.append(one);
      }
      renewEnds(list);
      const after = itemsOf(list).indexOf(item);
      if (after !== before) {
        announce(words.place.replace('{n}', after + 1).replace('{all}', order.length));
        list.dispatchEvent(new Event('change', {bubbles: true}));
      }
    };
    const listeners = {pointermove: move, pointerup: finish, pointercancel: finish};
    for (const [name, listener] of Object.entries(listeners)) grip.addEventListener(name, listener);
  };

  const makeSortable = (list) => {
    for (const item of itemsOf(list)) {
      if (item.querySelector('.grip')) continue;
      const grip = document.createElement('span');
      grip.className = 'grip';
      grip.setAttribute('aria-hidden', 'true');
      grip.addEventListener('pointerdown', (event) => {
        if (event.button !== 0 || list.querySelector('.dragged')) return;
        event.preventDefault();
        startDrag(list, item, grip, event);
      });
      item.prepend(grip);
    }
  };

  // ---- <time data-deadline="milliseconds since 1970">: counts down to the second for the eye; to the ear it says only when five
  // minutes and one minute are left, and the end. It stands still while the page is hidden and is right when it is seen again.
  let clocks = [];    // {time, mark: the last of `marks` that has passed, wasShown}
  let ticking = 0;
  const marks = [5, 1, 0];  // minutes

  const written = (seconds) => {
    const two = (number) => String(number).padStart(2, '0');
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  };

  const tick = () => {
    clocks = clocks.filter(({time}) => time.isConnected);
    for (const clock of clocks) {
      const left = Math.max(0, Math.ceil((Number(clock.time.dataset.deadline) - Date.now()) / 1000));
      clock.time.textContent = written(left);
      clock.time.parentElement.classList.toggle('late', left <= 60);
      const mark = marks.filter((minutes) => left <= minutes * 60).at(-1);
      const isNew = mark !== clock.mark;
      clock.mark = mark;
      // A page that comes with two minutes left says so itself.
      if (isNew && clock.wasShown) {
        announce(mark === 0 ? words.timeUp : mark === 1 ? words.oneMinute : words.fiveMinutes);
      }
      clock.wasShown = true;
    }
    clocks = clocks.filter(({mark}) => mark !== 0);
    clearTimeout(ticking);
    if (clocks.length > 0 && !document.hidden) ticking = setTimeout(tick, 1000 - Date.now() % 1000);
  };

  const startClocks = () => {
    clocks = [...document.querySelectorAll('time[data-deadline]')].map((time) => {
      time.setAttribute('role', 'timer');
      return {time, mark: undefined, wasShown: false};
    });
    tick();
  };

  // ---- A table wider than a phone scrolls inside itself: then it is a stop for Tab, so that the arrows scroll it.
  const reachWideTables = () => {
    for (const table of document.querySelectorAll('.activity table')) {
      table.toggleAttribute('tabindex', false);
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
    }
  };

  const addPrinting = () => {
    for (const button of document.querySelectorAll('[data-print][hidden]')) {
      button.hidden = false;
      button.addEventListener('click', () => print());
    }
  };

  const start = () => {
    document.querySelectorAll('[data-order="list"]').forEach(makeSortable);
    startClocks();
    reachWideTables();
    addPrinting();
  };
  addEventListener('resize', reachWideTables);
  document.fonts?.ready.then(reachWideTables);
  document.addEventListener('visibilitychange', tick);
  document.addEventListener('lyceum:shown', start);
  start();
})();
