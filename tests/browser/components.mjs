// What the script adds to a page: an ordering question by its buttons with the keyboard and by dragging with a mouse and a finger;
// the time left, counted for the eye and said at its marks only.
import assert from 'node:assert/strict';

import {goOn, signIn, withLyceum} from './lyceum.mjs';

await withLyceum(async ({open}) => {
  const page = await open({hasTouch: true});
  await page.clock.install();
  await signIn(page);
  await page.goto('/courses/kit/quiz-kinds');
  await goOn(page);
  const clock = page.locator('.deadline time');
  assert.equal(await clock.getAttribute('role'), 'timer');
  const before = await clock.textContent();
  assert.match(before, /^(20:00|19:\d\d)$/);
  await page.clock.runFor(3000);
  assert.notEqual(await clock.textContent(), before, 'it counts');
  const announcer = page.locator('#announcer');
  assert.equal(await announcer.textContent(), '', 'and says nothing of it');
  await page.clock.runFor(15 * 60 * 1000);
  assert.equal(await announcer.textContent(), 'Осталось пять минут');
  await page.clock.runFor(4 * 60 * 1000);
  assert.equal(await announcer.textContent(), 'Осталась одна минута');
  assert.equal(await page.locator('.deadline.late').count(), 1);
  await page.clock.runFor(2 * 60 * 1000);
  assert.match(await announcer.textContent(), /^Время вышло/);
  assert.equal(await clock.textContent(), '0:00');

  // To the question of order.
  while (!await page.locator('[data-order="list"]').count()) {
    await page.locator('.activity input[type="radio"], .activity input[type="checkbox"]').first().check();
    await goOn(page);
    await goOn(page);
  }
  const items = page.locator('[data-order="item"]');
  const order = () => page.locator('[data-order="item"] input[name="item"]').evaluateAll((fields) => fields.map((field) => field.value));
  const began = await order();

  // By key: the button of the first item, then the focus is on what was moved, and the server keeps it.
  await items.first().locator('button:enabled').focus();
  await page.keyboard.press('Enter');
  await page.locator('.moved').waitFor();
  assert.deepEqual(await order(), [began[1], began[0], ...began.slice(2)]);
  assert.equal(await page.evaluate(() => document.activeElement.className), 'option moved');
  await page.reload();
  const kept = await order();
  assert.deepEqual(kept, [began[1], began[0], ...began.slice(2)], 'a move is saved at once');

  // By mouse: the last is dragged above the first.
  const middle = async (locator) => {
    const box = await locator.boundingBox();
    return {x: box.x + box.width / 2, y: box.y + box.height / 2};
  };
  await items.last().scrollIntoViewIfNeeded();
  const from = await middle(items.last().locator('.grip'));
  const to = await middle(items.first());
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, (from.y + to.y) / 2, {steps: 4});
  await page.mouse.move(from.x, to.y - 30, {steps: 4});
  await page.mouse.up();
  const dragged = await order();
  assert.deepEqual(dragged, [kept.at(-1), ...kept.slice(0, -1)]);
  await page.clock.runFor(100);
  assert.match(await announcer.textContent(), new RegExp(`^Теперь на\\s+месте\\s+1\\s+из\\s+${kept.length}$`));
  assert.equal(await page.locator('.dragged').count(), 0);
  assert.ok(await items.first().locator('.moves button').first().isDisabled(), 'the first cannot go up');
  assert.ok(await items.last().locator('.moves button').last().isDisabled(), 'the last cannot go down');
  assert.ok(await items.nth(1).locator('.moves button').first().isEnabled());

  // By finger, through the same events.
  const session = await page.context().newCDPSession(page);
  const touch = (type, point) => session.send('Input.dispatchTouchEvent', {type, touchPoints: point ? [point] : []});
  const start = await middle(items.first().locator('.grip'));
  const end = await middle(items.nth(1));
  await touch('touchStart', start);
  for (const part of [0.3, 0.6, 1, 1.2]) await touch('touchMove', {x: start.x, y: start.y + (end.y - start.y) * part});
  await touch('touchEnd');
  assert.deepEqual(await order(), [dragged[1], dragged[0], ...dragged.slice(2)]);

  // What was dragged is what is answered.
  const answered = await order();
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await goOn(page);
  assert.deepEqual(new URLSearchParams((await posted).postData()).getAll('item'), answered);
  await page.locator('.activity .feedback').waitFor();

  // A film is sent in the parts that a player asks for.
  const film = '/courses/kit/files/video/path.mp4';
  const whole = await (await page.request.get(film)).body();
  const part = await page.request.get(film, {headers: {range: 'bytes=2-5'}});
  assert.equal(part.status(), 206);
  assert.equal(part.headers()['content-range'], `bytes 2-5/${whole.length}`);
  assert.deepEqual(await part.body(), whole.subarray(2, 6));
  const behind = await page.request.get(film, {headers: {range: `bytes=${whole.length}-`}});
  assert.equal(behind.status(), 416);
  assert.equal(behind.headers()['content-range'], `bytes */${whole.length}`);
}, {kit: true});
