// An executive takes the real course on a phone: signs in, reads, is interrupted in the middle of the quiz by a reload, passes.
import assert from 'node:assert/strict';

import {choose, course, finishLesson, goOn, lessons, picture, play, played, questionOf, requireNoHorizontalScroll, rightAnswers, signIn, withLyceum} from './lyceum.mjs';

await withLyceum(async ({open}) => {
  const page = await open();
  await page.goto('/');
  await picture(page, 'sign-in-360');
  await signIn(page);
  await picture(page, 'home-360');
  await page.locator('.next a.primary').click();
  // Which of the courses comes first is for the deadlines to say.
  await page.waitForURL('**/courses/*/*');

  let shots = 0;
  for (const unit of lessons) {
    await finishLesson(page, `${course}/${unit}`, async () => {
      await requireNoHorizontalScroll(page, unit);
      await picture(page, `lesson-360-${String(++shots).padStart(2, '0')}`);
    });
  }

  for (const [unit, file] of played) {
    let number = 0;
    await play(page, `${course}/${unit}`, file, async () => {
      await requireNoHorizontalScroll(page, unit);
      await picture(page, `${unit}-360-${String(++number).padStart(2, '0')}`);
    });
  }

  const answers = rightAnswers('quiz.xml');
  await page.goto(`${course}/quiz`);
  await goOn(page);
  let number = 0;
  while (await page.locator('.activity input[name="question"]').count()) {
    const question = await questionOf(page);
    ++number;
    if (number === 3) {
      await choose(page, answers);
      await page.reload();
      assert.equal(await questionOf(page), question, 'a reload in the middle shows the same question');
    }
    await requireNoHorizontalScroll(page, question);
    await picture(page, `quiz-360-${number}-question`);
    await choose(page, answers);
    await goOn(page);
    assert.equal(await page.locator('.activity .feedback').count(), 1, 'the answer is discussed at once');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'feedback', 'focus goes to the feedback');
    await requireNoHorizontalScroll(page, `${question}, discussed`);
    await picture(page, `quiz-360-${number}-discussed`);
    if (number === 2) {
      await page.reload();
      assert.equal(await page.locator('.activity .feedback').count(), 1, 'a reload shows the discussion again');
    }
    await goOn(page);
  }
  assert.equal(number, answers.size);
  await page.locator('.activity .result').waitFor();
  assert.equal(await page.locator('.finished').count(), 1);
  await picture(page, 'result-360');
  await page.locator('.finished a.primary').click();
  await page.locator('.next').waitFor();
  await picture(page, 'home-360-done');
  assert.equal(await page.locator(`.next a.primary[href^="${course}/"]`).count(), 0, 'nothing of this course is left to do');
});
