// A forum on two phones: a head asks, votes and states a position; a moderator leads, lets a statement through and closes the vote.
// What one does appears on the other's page by itself, and what the other is typing stays. Axe at 360 px on every page.
import assert from 'node:assert/strict';

import {axeSource, picture, requireNoHorizontalScroll, withLyceum} from './lyceum.mjs';

const forum = '/courses/forum-3/forum';

await withLyceum(async ({open}) => {
  const axe = axeSource();
  const examine = async (page, name) => {
    await picture(page, `forum-360-${name}`);
    await requireNoHorizontalScroll(page, name);
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run(document, {resultTypes: ['violations']}));
    assert.deepEqual(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`), [], name);
  };
  const enter = async (name) => {
    const page = await open();
    await page.goto('/');
    await page.locator('button[name="demo"]', {hasText: name}).click();
    await page.locator('.top nav a[href="/forums"]').waitFor();
    await page.goto(forum);
    return page;
  };
  const tab = async (page, name) => {
    await page.locator('.tabs button', {hasText: name}).click();
    await page.locator('.tabs .here', {hasText: name}).waitFor();
  };

  const head = await enter('Примеров Макет');
  const moderator = await enter('Показательная Модель');
  await examine(head, 'agenda');
  await head.goto('/forums');
  await examine(head, 'series');
  await head.goto(forum);

  await tab(head, 'Вопросы');
  await tab(moderator, 'Вопросы');
  await moderator.locator('[data-live-state]:not([hidden])').waitFor();
  await head.locator('#write-question').fill('Какая услуга освободит больше всего времени?');
  await head.locator('button[value="ask"]').click();
  await head.locator('.post', {hasText: 'освободит больше'}).waitFor();
  await examine(head, 'questions');
  // The moderator's page has it without a reload.
  await moderator.locator('.post', {hasText: 'освободит больше'}).waitFor();

  await tab(head, 'Утверждения');
  await examine(head, 'statements');
  await head.locator('.ballot button[value^="agree:"]').click();
  await head.locator('.ballot', {hasText: 'по\u00a01 из\u00a020'}).waitFor();
  await head.locator('#write-statement').fill('Срок ответа гражданину важнее числа услуг.');
  await head.locator('button[value="add"]').click();
  await head.locator('#forum-mine', {hasText: 'Ждёт решения'}).waitFor();

  await tab(moderator, 'Утверждения');
  await examine(moderator, 'moderation');
  // What the head is typing stays while the moderator's act changes the page around it.
  await head.locator('#write-statement').fill('Ещё одно утверж');
  await moderator.locator('button[value^="approve:"]').click();
  await head.locator('#forum-mine', {hasText: 'Принято'}).waitFor();
  assert.equal(await head.locator('#write-statement').inputValue(), 'Ещё одно утверж');
  assert.equal(await head.evaluate(() => document.activeElement.id), 'write-statement', 'focus stays where one types');

  await tab(head, 'Мнения');
  await head.locator('#write-position').fill('Электронная запись к врачу: сорок минут на каждое посещение.');
  await head.locator('button[value="state"]').click();
  await head.locator('.post', {hasText: 'сорок минут'}).waitFor();
  await examine(head, 'opinions');

  await moderator.locator('button[value="finish"]').click();
  await moderator.locator('#forum-now', {hasText: 'Форум завершён'}).waitFor();
  await head.locator('#forum-now', {hasText: 'Форум завершён'}).waitFor();
  await tab(head, 'Итоги');
  await head.locator('#forum-results', {hasText: 'меньше пяти голосов'}).waitFor();
  await examine(head, 'outcome');
});
