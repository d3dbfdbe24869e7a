// Two minutes a week: the quiz is done, its questions come due, a person answers them on a phone, in place, with one thumb, and
// puts one off. The page of each state is looked at by axe-core.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';

import {axeSource, choose, course, goOn, idsBeforeQuiz, lessons, picture, requireNoHorizontalScroll, rightAnswers, signIn, withLyceum} from './lyceum.mjs';

await withLyceum(async ({open, data}) => {
  const sql = (script) => execFileSync('sqlite3', ['-cmd', '.timeout 5000', join(data, 'data/lyceum.db'), script], {encoding: 'utf8'}).trim();
  const page = await open({reducedMotion: 'reduce'});
  const axe = axeSource();
  const look = async (name) => {
    await picture(page, `recall-360-${name}`);
    await requireNoHorizontalScroll(page, name);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({colorScheme});
      await page.evaluate(axe);
      const {violations} = await page.evaluate(() => axe.run(document, {resultTypes: ['violations']}));
      assert.deepEqual(violations.map((violation) => violation.id), [], `${name}, ${colorScheme}`);
    }
    await page.emulateMedia({colorScheme: 'light'});
  };

  await signIn(page);
  await page.goto('/recall');
  await look('nothing-yet');

  // The steps before the quiz are another test's; here they are written down as done.
  await page.goto(`${course}/${lessons[0]}`);
  for (const id of idsBeforeQuiz) {
    sql(`INSERT OR REPLACE INTO unit_progress SELECT registration_id, '${id}', 1, 0, 0, 1, NULL, 100, 0 FROM registrations`);
  }
  const answers = rightAnswers('quiz.xml');
  await page.goto(`${course}/quiz`);
  await goOn(page);
  while (await page.locator('.activity input[name="question"]').count()) {
    await choose(page, answers);
    await goOn(page);
    await goOn(page);
  }
  await page.locator('.activity .result').waitFor();
  assert.equal(Number(sql('SELECT count(*) FROM recall_cards')), answers.size);
  await page.goto('/');
  assert.equal(await page.locator('.recall').count(), 0, 'nothing comes back on the same day');

  sql('UPDATE recall_cards SET due = 1');
  await page.goto('/');
  await look('home');
  await page.locator('.recall a.button').click();
  await page.waitForURL('**/recall');
  await look('question');
  await page.locator('.aside button').first().click();
  await page.locator('#notice').waitFor();
  await look('put-off');

  let answered = 0;
  for (let more = true; more;) {
    await choose(page, answers);
    await page.locator('.activity button.primary').click();
    // Also where a press came before the script was there and the page was fetched whole.
    await page.locator('.activity #feedback:focus').waitFor();
    ++answered;
    if (answered === 1) {
      await look('discussed');
      await page.reload();
      assert.equal(await page.locator('.activity #feedback').count(), 1, 'a reload shows the discussion again');
    }
    await page.locator('.actions a.primary').click();
    await page.locator('.activity input[name="question"], .next .title').first().waitFor({state: 'attached'});
    more = await page.locator('.activity input[name="question"]').count() > 0;
  }
  assert.equal(answered, 4, 'five a sitting, one of them put off');
  assert.equal(Number(sql('SELECT sum(answered_right) FROM recall_cards')), answered);
  await look('end');
  await page.locator('.next a.secondary').click();
  await page.locator('.activity input[name="question"]').waitFor({state: 'attached'});
  await page.goto('/');
  assert.equal(await page.locator('.recall').count(), 0, 'done for this week');
  await page.goto('/profile');
  await look('profile');
});
