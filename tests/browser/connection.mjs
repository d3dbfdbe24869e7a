// The network goes away during an answer. The page says so, keeps what was chosen, sends the same form again, and the answer is
// saved once.
import assert from 'node:assert/strict';

import {choose, course, finishLesson, goOn, lessons, picture, questionOf, rightAnswers, signIn, withLyceum} from './lyceum.mjs';

await withLyceum(async ({open}) => {
  // No service worker, as on a device where none is allowed: with one the answer waits there (offline.mjs).
  const page = await open({serviceWorkers: 'block'});
  await signIn(page);
  for (const unit of lessons) await finishLesson(page, `${course}/${unit}`);
  const answers = rightAnswers('quiz.xml');
  await page.goto(`${course}/quiz`);
  await goOn(page);
  const posted = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posted.push(new URLSearchParams(request.postData()).get('_form'));
  });

  // The request never reaches the server; it is sent again by the button.
  const first = await questionOf(page);
  await choose(page, answers);
  page.offlineErrorsAreExpected = true;
  await page.context().setOffline(true);
  await page.locator('.activity button.primary').click();
  const notice = page.locator('#connection');
  await notice.locator('button').waitFor();
  await picture(page, 'connection-lost-360');
  assert.equal(await questionOf(page), first, 'the question stays');
  await page.context().setOffline(false);
  // It comes back by itself ("online") or by the button, whichever is first.
  await notice.locator('button').click({timeout: 500}).catch(() => {});
  await page.locator('.activity .feedback').waitFor();
  await notice.waitFor({state: 'hidden'});
  page.offlineErrorsAreExpected = false;
  assert.equal(new Set(posted).size, 1, 'every try sent the same form');
  await goOn(page);
  assert.notEqual(await questionOf(page), first);

  // The request arrives and is saved, but the response is lost on the way back.
  const second = await questionOf(page);
  await choose(page, answers);
  let lost = 0;
  await page.route(`**${course}/quiz`, async (route) => {
    if (route.request().method() === 'POST' && lost === 0) {
      ++lost;
      await route.fetch({maxRedirects: 0});
      await route.abort('internetdisconnected');
    } else {
      await route.continue();
    }
  });
  page.offlineErrorsAreExpected = true;
  posted.length = 0;
  await page.locator('.activity button.primary').click();
  await page.locator('.activity .feedback').waitFor();
  page.offlineErrorsAreExpected = false;
  assert.equal(lost, 1);
  assert.ok(posted.length >= 2, 'it was sent again');
  assert.equal(new Set(posted).size, 1, 'as the same form');
  await page.unroute(`**${course}/quiz`);

  await goOn(page);
  assert.notEqual(await questionOf(page), second, 'saved once: the quiz goes on with the next question');
  const place = await page.locator('.activity h2').first().textContent();
  assert.match(place, /3/, 'two questions are answered, the third is asked');
});
