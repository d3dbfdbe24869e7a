// The whole course with JavaScript switched off.
import assert from 'node:assert/strict';

import {choose, course, lessons, picture, rightAnswers, signIn, withLyceum} from './lyceum.mjs';

await withLyceum(async ({open}) => {
  const page = await open({javaScriptEnabled: false});
  await signIn(page);
  const submit = () => Promise.all([page.waitForNavigation(), page.locator('.activity button.primary').click()]);
  for (const unit of lessons) {
    await page.goto(`${course}/${unit}`);
    while (await page.locator('.activity button.primary').count()) await submit();
    assert.equal(await page.locator('.finished').count(), 1);
  }
  const answers = rightAnswers('quiz.xml');
  await page.goto(`${course}/quiz`);
  await submit();
  while (await page.locator('.activity input[name="question"]').count()) {
    await choose(page, answers);
    await submit();
    assert.equal(await page.locator('.activity .feedback').count(), 1);
    // The browser's own "back" and "again" sends the same form once more; nothing is asked twice.
    await submit();
  }
  await picture(page, 'without-script-result');
  assert.equal(await page.locator('.finished').count(), 1);
  await page.locator('.menu summary').click();
  await Promise.all([page.waitForNavigation(), page.locator('.menu button.plain').click()]);
  assert.equal(await page.locator('#login').count(), 1, 'signed out');
});
