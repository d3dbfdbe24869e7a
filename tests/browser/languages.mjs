// The language is changed in the middle of a question: the question stays, and what was chosen with it. What a visitor chose on the
// sign-in page goes on inside. And on the main pages no text of another language stands without saying so.
import assert from 'node:assert/strict';

import {choose, course, finishLesson, goOn, lessons, questionOf, rightAnswers, signIn, withLyceum} from './lyceum.mjs';

const change = async (page, language) => {
  await page.locator('.menu summary').click();
  await Promise.all([page.waitForEvent('load'), page.locator(`form.languages button[value="${language}"]`).click()]);
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
};

// Texts in the other alphabet under an element that claims this page's language. Names of people and bodies stay as they are.
const foreign = (page) => page.evaluate(() => {
  const isEnglish = document.documentElement.lang === 'en';
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owner = node.parentElement.closest('[lang]');
    const text = node.data.trim();
    if (!text || node.parentElement.closest('script, .who, .name, .body, [translate="no"]')) continue;
    if (owner.lang === 'en' && /[а-яёіў]/i.test(text)) found.push(`${owner.lang}: ${text}`);
    if (!isEnglish && owner.lang !== 'en' && /^[a-z ,.’'-]{12,}$/i.test(text)) found.push(`${owner.lang}: ${text}`);
    if (owner.lang === 'ru' && /[іў]/i.test(text)) found.push(`${owner.lang}: ${text}`);
    if (owner.lang === 'be' && /[иъщ]/i.test(text)) found.push(`${owner.lang}: ${text}`);
  }
  return found;
});

await withLyceum(async ({open}) => {
  const page = await open();
  await page.goto('/');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'ru', 'as the browser asks');
  await page.goto('/?lang=en');
  await page.locator('button[name="demo"]').first().click();
  await page.locator('.next').waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en', 'the choice goes on inside');
  await page.goto(course);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');

  for (const unit of lessons) await finishLesson(page, `${course}/${unit}`);
  const answers = rightAnswers('quiz.xml');
  await page.goto(`${course}/quiz`);
  await goOn(page);
  await goOn(page).catch(() => {});
  // One with options to tick.
  const question = await questionOf(page);
  await choose(page, answers);
  const chosen = () => page.locator('.activity form').first().evaluate((form) => [...new FormData(form)]
    .filter(([name]) => !name.startsWith('_')).map((pair) => pair.join('=')));
  const before = await chosen();
  const place = await page.evaluate(() => location.pathname);
  for (const language of ['be', 'ru', 'en']) {
    await change(page, language);
    assert.equal(await page.evaluate(() => location.pathname), place);
    assert.equal(await questionOf(page), question, `the same question in ${language}`);
    assert.deepEqual(await chosen(), before, `what was chosen is still chosen in ${language}`);
  }
  const found = [];
  for (const language of ['en', 'be', 'ru']) {
    await change(page, language);
    const here = page.url();
    for (const path of ['/', '/courses', course, `${course}/${lessons[0]}`, `${course}/quiz`, '/profile', '/account', '/offline?lang=' + language]) {
      await page.goto(path);
      for (const text of await foreign(page)) found.push(`${language} ${path}: ${text}`);
    }
    await page.goto(here);
  }
  assert.deepEqual(found, []);
});

// Weights count, and a language that is not wanted at all is not given.
await withLyceum(async ({open}) => {
  for (const [header, wanted] of [['fr, be;q=0.8, en;q=0.9', 'en'], ['ru;q=0, be-BY;q=0.1', 'be'], ['fr', 'ru']]) {
    const page = await open({locale: undefined, extraHTTPHeaders: {'Accept-Language': header}});
    await page.goto('/');
    assert.equal(await page.evaluate(() => document.documentElement.lang), wanted, header);
    await page.context().close();
  }
  const page = await open();
  await signIn(page);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'ru');
});
