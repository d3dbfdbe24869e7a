// Every kind of page, light and dark, at 360 and 1280 px: axe-core finds nothing (WCAG 2.2 AA and its good practice), and nothing
// scrolls sideways, at 320 px neither. The pages are brought into being by taking the course.
import assert from 'node:assert/strict';

import {axeSource, choose, course, finishLesson, goOn, lessons, picture, play, played, rightAnswers, signIn, withLyceum, requireNoHorizontalScroll} from './lyceum.mjs';

const axe = axeSource();
const looks = [];
for (const width of [360, 1280]) for (const colorScheme of ['light', 'dark']) looks.push({width, colorScheme});

async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']}));
  return result.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target} — ${node.failureSummary.replaceAll('\n', ' ')}`));
}

await withLyceum(async ({open}) => {
  const page = await open({reducedMotion: 'reduce'});
  const found = [];
  // Looks at the page as it is now in every look.
  const look = async (name) => {
    for (const {width, colorScheme} of looks) {
      await page.emulateMedia({colorScheme, reducedMotion: 'reduce'});
      await page.setViewportSize({width, height: 800});
      await picture(page, `${name}-${width}-${colorScheme}`);
      for (const violation of await violations(page)) found.push(`${name} ${width} ${colorScheme}: ${violation}`);
      await requireNoHorizontalScroll(page, `${name} at ${width}`);
    }
    const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map((element) => element.id));
    for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) found.push(`${name}: two elements have the id ${id}`);
    await page.setViewportSize({width: 320, height: 700});
    await requireNoHorizontalScroll(page, `${name} at 320`);
    await page.setViewportSize({width: 360, height: 740});
  };

  await page.goto('/');
  await look('sign-in');
  await page.goto('/?return=%2Fcourses');
  await look('session-ended');
  for (const language of ['be', 'en']) {
    await page.goto(`/?lang=${language}`);
    await look(`sign-in-${language}`);
  }
  await page.goto('/?lang=ru');
  await signIn(page);
  await look('home');
  await page.locator('.menu summary').click();
  await look('menu');
  await page.goto('/courses');
  await look('courses');
  await page.goto(course);
  await look('course');

  let pages = 0;
  for (const unit of lessons) await finishLesson(page, `${course}/${unit}`, () => look(`lesson-${++pages}`));
  await page.goto(`${course}/why`);
  await look('lesson-done');
  for (const [unit, file] of played) {
    let shown = 0;
    await play(page, `${course}/${unit}`, file, () => look(`${unit}-${++shown}`));
  }

  const answers = rightAnswers('quiz.xml');
  await page.goto(`${course}/quiz`);
  await look('quiz-intro');
  await goOn(page);
  let number = 0;
  while (await page.locator('.activity input[name="question"]').count()) {
    await look(`question-${++number}`);
    if (number === 1) {
      // Sent without an answer: the page says what is missing.
      await goOn(page);
      await look('question-without-answer');
    }
    if (number % 2 === 1) {
      await choose(page, answers);
    } else {
      await page.locator('.activity input:not([type="hidden"])').last().check();
    }
    await goOn(page);
    await look(`discussion-${number}`);
    await goOn(page);
  }
  await look('result');
  await page.goto('/');
  await look('home-begun');
  await page.goto(course);
  await look('course-begun');
  await page.goto(`${course}/quiz?stale=1`);
  await look('stale');
  assert.deepEqual(found, []);
});

// Pages of failures: their status is an error on the console, so that they are looked at apart.
await withLyceum(async ({open, address}) => {
  const page = await open({reducedMotion: 'reduce', extraHTTPHeaders: {}});
  await signIn(page);
  const bodies = [];
  for (const path of ['/no-such-page', '/courses/none', `${course}/quiz`]) {
    const response = await page.request.get(address + path);
    assert.ok([403, 404].includes(response.status()), `${path} gave ${response.status()}`);
    bodies.push([path, await response.text()]);
  }
  const found = [];
  for (const [path, body] of bodies) {
    await page.route('**/shown', (route) => route.fulfill({body, contentType: 'text/html; charset=utf-8'}));
    await page.goto('/shown');
    for (const {width, colorScheme} of looks) {
      await page.emulateMedia({colorScheme});
      await page.setViewportSize({width, height: 800});
      await picture(page, `failure-${path.replaceAll('/', '_')}-${width}-${colorScheme}`);
      for (const violation of await violations(page)) found.push(`${path}: ${violation}`);
      await requireNoHorizontalScroll(page, path);
    }
    await page.unroute('**/shown');
  }
  assert.deepEqual(found, []);
});
