// The whole course with the keyboard alone on a phone-sized window: sign in, read every section of every lesson, answer the ten
// questions, arrive at "completed". At every stop of Tab the focus shows; feedback gets the focus and is announced; a reload in
// the middle shows the same question. At last the menu.
import assert from 'node:assert/strict';

import {course, formsOf, lessons, picture, played, putInOrder, questionOf, requireNoHorizontalScroll, rightAnswers, units,
  withLyceum} from './lyceum.mjs';

await withLyceum(async ({open}) => {
  const page = await open();
  const focused = (selector) => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  // Presses `key` (Tab) until the focus is on `selector`; the focus must show there.
  const tabTo = async (selector, key = 'Tab') => {
    for (let presses = 0; presses < 80; ++presses) {
      await page.keyboard.press(key);
      if (await focused(selector)) {
        const shows = await page.evaluate(() => [document.activeElement, document.activeElement.closest('label')].some((element) => {
          if (!element) return false;
          const style = getComputedStyle(element);
          return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
        }));
        assert.ok(shows, `the focus on ${selector} is seen`);
        return;
      }
    }
    assert.fail(`${selector} is not reached with ${key}`);
  };
  const formId = () => page.locator('.activity input[name="_form"]').first().getAttribute('value');
  const pressAndWait = async (key) => {
    const before = await formId();
    await page.keyboard.press(key);
    await page.waitForFunction((form) => document.querySelector('.activity') !== null &&
      document.querySelector('.activity input[name="_form"]')?.value !== form, before);
  };

  await page.goto('/');
  await page.keyboard.press('Tab');
  assert.ok(await focused('.skip'), 'the first stop leads to the main content');
  await picture(page, 'keyboard-skip-link');
  await tabTo('button[name="demo"]');
  await page.keyboard.press('Enter');
  await page.locator('.next').waitFor();
  await tabTo('.next a.primary');
  await page.keyboard.press('Enter');
  // Which of the courses comes first is for the deadlines to say.
  await page.waitForURL('**/courses/*/*');
  await page.goto(`${course}/${units[0]}`);

  const readLesson = async (unit) => {
    let sections = 0;
    while (await page.locator('.activity button.primary').count()) {
      await requireNoHorizontalScroll(page, unit);
      // The self-check of the first lesson: an arrow chooses, the button tells at once.
      if (unit === lessons[0] && await page.locator('.activity button[value="check"]').count()) {
        await tabTo('.activity input[type="radio"]');
        await page.keyboard.press('ArrowDown');
        assert.ok(await page.evaluate(() => document.activeElement.checked), 'an arrow chooses');
        await tabTo('.activity button[value="check"]');
        await pressAndWait('Space');
        assert.equal(await page.evaluate(() => document.activeElement.id), 'feedback', 'focus goes to the feedback');
      }
      await tabTo('.activity button.primary');
      await pressAndWait('Enter');
      ++sections;
    }
    assert.ok(sections >= 2, `${unit} has sections`);
  };

  // A scenario or a survey: each form of a file of answers by its own choices and buttons.
  const playScenario = async (unit, file) => {
    for (const form of formsOf(file)) {
      const act = form.find(([name]) => name === 'act')[1];
      for (const [name, value] of form.filter(([field]) => field !== 'act')) {
        await tabTo(`.activity [name="${name}"]:not([type="hidden"])`);
        if (!await focused('[type="radio"], [type="checkbox"]')) {
          // A field, or a list that finds its option by what is typed.
          // A date is typed part by part, in the order of Chromium's own language, which is English here.
          const [year, month, day] = value.split('-');
          await page.keyboard.type(await focused('[type="date"]') ? month + day + year : value);
          assert.equal(await page.evaluate(() => document.activeElement.value), value, `${name} takes what is typed`);
          continue;
        }
        await page.keyboard.press('Space');
        for (let presses = 0; presses < 12 && !await focused(`input[value="${value}"]`); ++presses) {
          await page.keyboard.press('ArrowDown');
        }
      }
      await tabTo(`.activity button[name="act"][value="${act}"]`);
      await pressAndWait('Enter');
      await requireNoHorizontalScroll(page, unit);
    }
  };

  // Answers each question of the quiz right; its pages survive a reload.
  const takeQuiz = async () => {
    const answers = rightAnswers('quiz.xml');
    await tabTo('.activity button.primary');
    await pressAndWait('Enter');
    let number = 0;
    while (await page.locator('.activity input[name="question"]').count()) {
      const question = await questionOf(page);
      const {kind, right} = answers.get(question);
      ++number;
      if (number === 3) {
        await page.reload();
        assert.equal(await questionOf(page), question, 'a reload in the middle shows the same question');
      }
      await requireNoHorizontalScroll(page, question);
      // Back to the top, from where Tab reaches what stands before.
      const fromTheTop = () => page.locator('h1').first().evaluate((heading) => { heading.tabIndex = -1; heading.focus(); });
      if (kind === 'number' || kind === 'shortText') {
        await tabTo(`.activity input[name="${kind === 'number' ? 'number' : 'text'}"]`);
        await page.keyboard.type(right[0]);
      } else if (kind === 'match') {
        for (const [item, target] of right) {
          await tabTo(`.activity select[name="match.${item}"]`);
          const chosen = () => page.evaluate(() => document.activeElement.value);
          for (let presses = 0; presses < 12 && await chosen() !== target; ++presses) await page.keyboard.press('ArrowDown');
          assert.equal(await chosen(), target, `an arrow chooses for ${item}`);
        }
      } else if (kind === 'order') {
        let moves = 0;
        await putInOrder(page, right, async (id) => {
          await fromTheTop();
          await tabTo(`.activity button[value="up:${id}"]`);
          await pressAndWait('Enter');
          ++moves;
          assert.ok(await focused('.moved'), 'focus stays with what was moved');
        });
        assert.ok(moves > 0, 'a list to put in order is never in order from the beginning');
      } else if (kind === 'choices' || kind === 'hotText') {
        for (const option of right) {
          await fromTheTop();
          await tabTo(`.activity input[value="${option}"]`);
          await page.keyboard.press('Space');
        }
      } else {
        await tabTo('.activity input[type="radio"]');
        await page.keyboard.press('Space');
        for (let presses = 0; presses < 8 && !await focused(`input[value="${right[0]}"]`); ++presses) {
          await page.keyboard.press('ArrowDown');
        }
      }
      await tabTo('.activity button.primary');
      await pressAndWait('Enter');
      const feedback = page.locator('.activity .feedback.right');
      assert.equal(await feedback.count(), 1, `${question} is answered right, and discussed at once`);
      assert.equal(await feedback.getAttribute('role'), 'status', 'and announced');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'feedback', 'focus goes to the feedback');
      await requireNoHorizontalScroll(page, `${question}, discussed`);
      if (number === 2) {
        await page.reload();
        assert.equal(await page.locator('.activity .feedback').count(), 1, 'a reload shows the discussion again');
      }
      await tabTo('.activity button.primary');
      await pressAndWait('Enter');
    }
    assert.equal(number, answers.size);
    await page.locator('.activity .result').waitFor();
    await picture(page, 'result-360');
  };

  // Each step leads to the next, the last one home.
  for (const [index, unit] of units.entries()) {
    const answersOf = played.find(([name]) => name === unit);
    await (answersOf ? playScenario(...answersOf) : unit === 'quiz' ? takeQuiz() : readLesson(unit));
    assert.equal(await page.locator('.finished').count(), 1, `${unit} is done`);
    await tabTo('.finished a.primary');
    await page.keyboard.press('Enter');
    await page.waitForURL(index + 1 < units.length ? `**${course}/${units[index + 1]}` : (url) => url.pathname === '/');
  }
  await page.locator('.next').waitFor();

  // The menu opens and closes from the keyboard.
  await page.goto(course);
  await tabTo('.menu summary');
  await page.keyboard.press('Enter');
  await page.locator('.menu .panel').waitFor();
  await tabTo('.menu button.plain');
});
