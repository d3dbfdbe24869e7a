// The line goes away in the middle of a quiz. Two answers are given, two steps are read; nothing is called saved. When the line is
// back both are saved, once each: asked of the database. Then: a session that ends meanwhile, another person on the same device,
// signing out with answers that wait, a worker of another version.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';

import {axeSource, choose, course, finishLesson, goOn, lessons, picture, questionOf, rightAnswers, requireNoHorizontalScroll, signIn,
  waitForCaches, withLyceum} from './lyceum.mjs';

const axe = axeSource();
const quiz = `${course}/quiz`;
const lesson = `${course}/legal`;  // its first section has a question of its own

async function requireAccessible(page, what) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']}));
  assert.deepEqual(result.violations.flatMap((rule) => rule.nodes.map((node) => `${what}: ${rule.id}: ${node.target}`)), []);
}

await withLyceum(async ({open, data}) => {
  const database = join(data, 'data/lyceum.db');
  assert.ok(existsSync(database));
  const count = (sql) => Number(execFileSync('sqlite3', ['-readonly', database, sql], {encoding: 'utf8'}).trim());
  const receipts = (form) => count(`SELECT count(*) FROM receipts WHERE lower(hex(form_id)) = '${form.replaceAll('-', '')}'`);
  const answered = () => count("SELECT count(*) FROM statements WHERE verb LIKE '%/verbs/answered'");

  const page = await open({reducedMotion: 'reduce'});
  page.offlineErrorsAreExpected = true;
  const line = page.locator('#line');
  const setOffline = async (isOffline) => page.context().setOffline(isOffline);
  await signIn(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  // Nothing but this window, which keeps nothing, stands in the way of installing.
  const tools = await page.context().newCDPSession(page);
  assert.deepEqual((await tools.send('Page.getAppManifest')).errors, []);
  assert.deepEqual((await tools.send('Page.getInstallabilityErrors')).installabilityErrors.map((one) => one.errorId), ['in-incognito']);
  await tools.detach();
  for (const unit of lessons) await finishLesson(page, `${course}/${unit}`);
  const answers = rightAnswers('quiz.xml');
  await page.goto(lesson);
  await page.locator('.activity button[value^="open:"]').first().click();
  const check = page.locator('.activity form:has(button[value="check"])');
  await check.waitFor();
  await page.goto('/');
  await page.goto(quiz);
  await goOn(page);

  // The line is gone: what was open can be read, what was not says so.
  const question = await questionOf(page);
  const before = answered();
  await setOffline(true);
  await line.filter({hasText: 'Нет связи'}).waitFor();
  await picture(page, 'offline-question');
  await page.goto(lesson);
  assert.match(await line.textContent(), /страница показана такой, какой была/);
  assert.ok(await page.locator('.activity img').count() === 0 || await page.locator('.activity img').first().evaluate(
    (image) => image.complete && image.naturalWidth > 0), 'the figures are there too');
  await requireAccessible(page, 'a kept step');
  await picture(page, 'offline-lesson');
  await page.goto('/profile');
  assert.equal(await page.locator('h1').textContent(), 'Нет связи');
  await page.locator('#pages-kept a').first().waitFor();
  const kept = await page.locator('#pages-kept a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  assert.ok(kept.includes('/') && kept.includes(quiz) && kept.includes(lesson), `kept: ${kept}`);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({colorScheme, reducedMotion: 'reduce'});
    await requireAccessible(page, 'the page without a line');
    await picture(page, `offline-page-${colorScheme}`);
  }
  await page.setViewportSize({width: 320, height: 700});
  await requireNoHorizontalScroll(page, 'the page without a line at 320');
  await page.setViewportSize({width: 360, height: 740});
  await page.emulateMedia({colorScheme: 'light', reducedMotion: 'reduce'});

  // Two answers.
  await page.goto(quiz);
  assert.equal(await questionOf(page), question, 'the open question can be read');
  await choose(page, answers);
  const first = await page.locator('.activity input[name="_form"]').first().getAttribute('value');
  await page.locator('.activity button.primary').click();
  const waits = page.locator('.activity .kept');
  await waits.waitFor();
  assert.match(await waits.textContent(), /Сохранится, когда появится связь/);
  assert.ok(await page.locator('.activity button.primary').isDisabled(), 'it takes no second answer');
  await line.filter({hasText: 'Ждут связи ответы: 1'}).waitFor();
  await picture(page, 'offline-answer-waits');
  await requireAccessible(page, 'an answer that waits');

  await page.goto(lesson);
  await check.locator('input[type="radio"]').last().check();
  const second = await check.locator('input[name="_form"]').getAttribute('value');
  await check.locator('button[value="check"]').click();
  await waits.waitFor();
  await line.filter({hasText: 'Ждут связи ответы: 2'}).waitFor();
  // Of the same page, made before the server knew of the answer: the way on.
  await page.locator('.activity button[value="next"]').click();
  await line.filter({hasText: 'Ждут связи ответы: 3'}).waitFor();
  assert.doesNotMatch(await page.locator('body').innerText(), /Сохранено ответов/, 'nothing is called saved');
  // A reload shows the answer as it was given.
  await page.reload();
  await waits.nth(1).waitFor();
  assert.ok(await check.locator('input[type="radio"]').last().isChecked());
  assert.equal(receipts(first) + receipts(second), 0, 'the server has neither');
  assert.equal(answered(), before);

  // The line is back.
  await setOffline(false);
  await page.locator('.activity button[value="back"]').waitFor();
  await line.filter({hasText: 'Сохранено ответов: 3'}).waitFor();
  await picture(page, 'offline-saved');
  assert.equal(receipts(first), 1, 'the answer to the question is saved once');
  assert.equal(receipts(second), 1, 'the answer to the question of the lesson is saved once');
  assert.equal(answered(), before + 1, 'one statement says that the question of the quiz was answered');
  assert.equal(await page.locator('.activity .kept').count(), 0, 'the way on was taken after the answer before it');
  await page.goto(quiz);
  await page.locator('.activity .feedback').waitFor();
  assert.equal(await waits.count(), 0);
  await goOn(page);
  assert.notEqual(await questionOf(page), question);

  // The session ends while an answer waits; another person signs in on this device.
  const sessions = await page.context().cookies();
  await setOffline(true);
  await choose(page, answers);
  // This quiz has no limit of time; with one, that runs out now, the page would say this.
  await page.evaluate(() => {
    const limit = document.createElement('time');
    limit.dataset.deadline = String(Date.now() - 1000);
    document.querySelector('.activity').prepend(limit);
  });
  const third = await page.locator('.activity input[name="_form"]').first().getAttribute('value');
  await page.locator('.activity button.primary').click();
  await waits.waitFor();
  assert.match(await waits.textContent(), /Время вышло, пока не\u00A0было связи/);
  await page.context().clearCookies({name: 'lyceum_session'});
  await setOffline(false);
  await line.filter({hasText: 'ждут, когда войдёт их автор: 1'}).waitFor();
  assert.equal(receipts(third), 0);
  await signIn(page, 1);
  assert.equal(await line.filter({hasText: 'ответы'}).count(), 0, 'the second person sees nothing of the first');
  await page.goto(course);
  await setOffline(true);
  await page.goto(quiz);
  assert.equal(await page.locator('h1').textContent(), 'Нет связи', 'nor a page of the first');
  assert.equal(await page.locator('#pages-kept a').evaluateAll((links, path) => links.filter((link) =>
    link.getAttribute('href') === path).length, quiz), 0);
  await setOffline(false);
  assert.equal(receipts(third), 0, 'nor was the answer sent as theirs');
  // The first person again: it is sent now.
  await page.context().addCookies(sessions);
  await page.goto('/');
  await line.filter({hasText: 'Сохранено ответов: 1'}).waitFor();
  assert.equal(receipts(third), 1);

  // The state has moved on elsewhere: the server's page counts.
  await page.goto(quiz);
  await goOn(page);
  await setOffline(true);
  await choose(page, answers);
  await page.locator('.activity button.primary').click();
  await waits.waitFor();
  const elsewhere = await open();
  await elsewhere.context().addCookies(sessions);
  await elsewhere.goto(quiz);
  await choose(elsewhere, answers);
  await elsewhere.locator('.activity button.primary').click();
  await elsewhere.locator('.activity .feedback').waitFor();
  await setOffline(false);
  await page.locator('#notice').filter({hasText: 'Вы уже отвечали на'}).waitFor();
  await page.locator('.activity .feedback').waitFor();
  await elsewhere.context().close();

  // A device with no room for more: the answer stays in its form and is sent from there.
  const withAnswers = (work) => page.evaluate(`new Promise((done, fail) => {
    const opened = indexedDB.open('lyceum');
    opened.onerror = fail;
    opened.onsuccess = () => {
      const transaction = opened.result.transaction('answers', 'readwrite');
      (${work})(transaction.objectStore('answers'));
      transaction.oncomplete = () => {
        opened.result.close();
        done();
      };
    };
  })`);
  await goOn(page);
  await withAnswers((store) => {
    for (let number = 0; number < 50; ++number) {
      store.put({owner: 'another', action: '/courses/x/y', page: 'p', form: String(number), revision: 0, body: '', at: Date.now()});
    }
  });
  await setOffline(true);
  await choose(page, answers);
  await page.locator('.activity button.primary').click();
  await page.locator('#connection button').waitFor();
  assert.equal(await waits.count(), 0);
  await withAnswers((store) => store.clear());
  await setOffline(false);
  await page.locator('.activity .feedback').waitFor();

  // Signing out with an answer that waits asks first, and then leaves nothing.
  await goOn(page);
  await setOffline(true);
  await choose(page, answers);
  await page.locator('.activity button.primary').click();
  await waits.waitFor();
  await setOffline(false);
  await line.filter({hasText: 'Ждут связи'}).waitFor({state: 'hidden'});
  await page.locator('.activity .feedback').waitFor();
  await goOn(page);
  await choose(page, answers);
  // The line that is there lets no answer through.
  await page.context().route('**/session/reader', (route) => route.abort());
  await setOffline(true);
  await page.locator('.activity button.primary').click();
  await waits.waitFor();
  await setOffline(false);
  await page.locator('.menu summary').click();
  await page.locator('form[action="/session/end"] button').click();
  const dialog = page.locator('#leave');
  await dialog.filter({hasText: 'ждут связи ответы: 1'}).waitFor();
  await requireAccessible(page, 'the question before signing out');
  await picture(page, 'offline-sign-out');
  await dialog.locator('button[value="stay"]').click();
  await waits.waitFor();
  await page.locator('form[action="/session/end"] button').click();
  await dialog.locator('button[value="leave"]').click();
  await page.locator('form.sign-in').waitFor();
  await waitForCaches(page, "names.every((name) => name.startsWith('assets-'))");
  assert.equal(await line.isVisible(), false, 'no answer waits any more');
});
