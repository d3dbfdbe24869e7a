// One lesson and one question with the keyboard alone: everything is reached with Tab, the focus is seen, nothing holds it.
import assert from 'node:assert/strict';

import {course, picture, signIn, withLyceum} from './lyceum.mjs';

await withLyceum(async ({open}) => {
  const page = await open({viewport: {width: 1280, height: 800}});
  const focused = (selector) => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  // Presses Tab until the focus is on `selector`; at each stop the focus must show.
  const tabTo = async (selector) => {
    for (let presses = 0; presses < 60; ++presses) {
      await page.keyboard.press('Tab');
      if (await focused(selector)) {
        const shows = await page.evaluate(() => {
          const style = getComputedStyle(document.activeElement);
          const around = getComputedStyle(document.activeElement.closest('label') ?? document.activeElement);
          return style.outlineStyle !== 'none' || style.boxShadow !== 'none' || around.outlineStyle !== 'none' || around.boxShadow !== 'none';
        });
        assert.ok(shows, `the focus on ${selector} is seen`);
        return;
      }
    }
    assert.fail(`${selector} is not reached with Tab`);
  };
  const formId = () => page.locator('.activity input[name="_form"]').first().getAttribute('value');
  const pressAndWait = async (key) => {
    const before = await formId();
    await page.keyboard.press(key);
    await page.waitForFunction((form) => document.querySelector('.activity input[name="_form"]')?.value !== form, before);
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
  await page.locator('.activity').waitFor();
  for (let pages = 0; pages < 30 && await page.locator('.activity button.primary').count(); ++pages) {
    await tabTo('.activity button.primary');
    await pressAndWait('Enter');
  }
  assert.equal(await page.locator('.finished').count(), 1, 'the lesson is read to its end');
  await tabTo('.finished a.primary');
  await page.keyboard.press('Enter');
  await page.locator('.activity').waitFor();

  // A question: the self-check of a lesson has radio buttons as a quiz has. Arrows choose, Enter sends.
  for (let pages = 0; pages < 30 && !(await page.locator('.activity input[type="radio"]').count()); ++pages) {
    await tabTo('.activity button.primary');
    await pressAndWait('Enter');
  }
  await tabTo('.activity input[type="radio"]');
  await page.keyboard.press('ArrowDown');
  assert.ok(await page.evaluate(() => document.activeElement.checked), 'an arrow chooses');
  await picture(page, 'keyboard-radio');
  await tabTo('.activity button[value="check"]');
  await pressAndWait('Space');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'feedback', 'focus goes to the feedback');

  // The menu opens and closes from the keyboard.
  await page.goto(course);
  await tabTo('.menu summary');
  await page.keyboard.press('Enter');
  await page.locator('.menu .panel').waitFor();
  await tabTo('.menu button.plain');
});
