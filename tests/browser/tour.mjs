// The tour through every page of Lyceum, in one language. The contact sheet (pages.mjs) and the accessibility report
// (accessibility.mjs) both take it; a new page is added here, once.
//
// A stop is {name, go}: `go(tour)` brings the page into being; the stops are made in order, as one person who takes the whole course.
// `await tour.show('name')` inside `go` adds a further stop for a page that comes on the way. The second tour is through what only
// the demonstration has: two years of many people.

import {execFileSync} from 'node:child_process';
import {join} from 'node:path';

import {choose, course, finishLesson, goOn, lessons, play, played, rightAnswers, withLyceum} from './lyceum.mjs';

const answers = rightAnswers();

const visit = (path) => ({page}) => page.goto(path);

// A path that is refused: its status is an error on the console, which is meant.
const refused = (path) => async ({page}) => {
  page.refusalsAreExpected = true;
  await page.goto(path);
  page.refusalsAreExpected = false;
};

// The first page of a unit of the kit, with the act that leads from an introduction to the first thing to do.
const kit = (name, press = true) => async ({page}) => {
  await page.goto(`/courses/kit/${name}`);
  if (press) await goOn(page);
};

// Presses the button of an act and waits for the next page.
const pressAct = async (page, act) => {
  const form = page.locator('.activity input[name="_form"]').first();
  const before = await form.getAttribute('value');
  await page.locator(`.activity button[name="act"][value="${act}"]`).first().click();
  await page.waitForFunction((id) => document.querySelector('.activity input[name="_form"]')?.value !== id, before);
};

const answerAnyhow = async (page) => {
  const activity = page.locator('.activity');
  for (const select of await activity.locator('select').all()) await select.selectOption({index: 1});
  const text = activity.locator('input[type="text"]');
  if (await text.count()) await text.first().fill('123');
  const boxes = activity.locator('input[type="radio"], input[type="checkbox"]');
  if (await boxes.count()) await boxes.first().check();
};

// Six kinds of question, each asked and discussed, to the result; then the second attempt beside the first.
async function quizOfAllKinds({page, show}) {
  await page.goto('/courses/kit/quiz-kinds');
  await show('kinds-intro');
  await goOn(page);
  for (const attempt of [1, 2]) {
    while (await page.locator('.activity input[name="question"]').count()) {
      const id = await page.locator('.activity input[name="question"]').getAttribute('value');
      if (attempt === 1) await show(`kind-${id}`);
      if (attempt === 1 && await page.locator('.moves').count()) {
        await page.locator('.moves button:enabled').first().click();
        await page.locator('.moved').waitFor();
        await show(`kind-${id}-moved`);
      }
      await answerAnyhow(page);
      await goOn(page);
      if (attempt === 1) await show(`kind-${id}-answered`);
      await goOn(page);
    }
    if (attempt === 1) {
      await show('kinds-result');
      await goOn(page);
    }
  }
}

async function flagshipLessons({page, show}) {
  for (const [index, unit] of lessons.entries()) {
    let number = 0;
    await finishLesson(page, `${course}/${unit}`, async () => {
      ++number;
      // Of the first lesson each section, of the others the first: the keyboard test reads them all.
      if (index === 0 || number === 1) await show(`lesson-${unit}-${number}`);
    });
  }
}

async function flagshipScenario({page, show}) {
  for (const [unit, file] of played) {
    let number = 0;
    await play(page, `${course}/${unit}`, file, async () => {
      if (++number <= 3) await show(`${unit}-${number}`);
    });
  }
}

async function flagshipQuiz({page, show}) {
  await page.goto(`${course}/quiz`);
  await show('quiz-intro');
  await goOn(page);
  let number = 0;
  while (await page.locator('.activity input[name="question"]').count()) {
    ++number;
    if (number === 1) {
      await goOn(page);
      await show('question-without-answer');
    }
    const isShown = [1, 2, 5].includes(number);
    if (isShown) await show(`question-${number}`);
    if (number === 2) {
      await answerAnyhow(page);
    } else {
      await choose(page, answers);
    }
    await goOn(page);
    if (isShown) await show(`question-${number}-answered`);
    await goOn(page);
  }
}

// Each tab of the forum, with what one writes there.
async function forumTabs({page, show}) {
  await page.goto('/courses/forum-3/forum');
  for (const [tab, act, field] of [['questions', 'ask', '#write-question'], ['statements'], ['opinions', 'state', '#write-position'], ['outcome']]) {
    await pressAct(page, `go:${tab}`);
    if (act) {
      await page.locator(field).fill('100 %');
      await pressAct(page, act);
    }
    await show(`forum-${tab}`);
  }
  await pressAct(page, 'go:agenda');
}

// Words of the courses, in the language of the page.
const sought = {ru: 'владелец услуги', be: 'уладальнік паслугі', en: 'owner of a service'};
async function searchFound({page, signIn}) {
  await signIn(0);  // one of those whom the course in three languages is for
  const language = await page.locator('html').getAttribute('lang');
  await page.goto('/search');
  // The server reads the courses after it has begun to answer.
  while (await page.locator('.search + .lead[role="status"]').count()) await page.reload();
  await page.locator('#q').fill(sought[language]);
  await page.locator('.search button').click();
  await page.locator('.found-places mark').first().waitFor();
}

// Answers the survey of the kit as somebody might: `change` makes the answers of people differ.
async function answerSurvey(page, change) {
  await page.goto('/courses/kit/survey');
  const activity = page.locator('.activity');
  for (const [index, select] of (await activity.locator('select').all()).entries()) await select.selectOption({index: index + 1});
  for (const group of await activity.locator('fieldset').all()) {
    const boxes = group.locator('input[type="radio"], input[type="checkbox"]');
    if (await boxes.count()) await boxes.nth(change % await boxes.count()).check();
  }
  for (const field of await activity.locator('input[type="text"]').all()) await field.fill(String(20 + 10 * change));
  for (const field of await activity.locator('textarea').all()) await field.fill('100 %');
  await pressAct(page, 'send');
}

// What all stand on: four people beside the tour's own have answered, so that results are shown to the fifth.
async function othersAnswer({open, language}) {
  for (const person of [3, 4, 5, 6]) {
    const page = await open({reducedMotion: 'reduce', locale: language});
    await page.goto('/');
    await page.locator('button[name="demo"]').nth(person).click();
    await page.locator('.next').waitFor();
    await answerSurvey(page, person);
    await page.context().close();
  }
}

// Three tasks with some effect and effort, then their comparison: the map is drawn.
async function comparedTasks({page}) {
  await page.goto('/courses/kit/priorities');
  for (const number of [1, 2, 3]) {
    await pressAct(page, 'add');
    const fields = {title: `№ ${number}, 100 %`, service: 'A', unit: '%', baseline: '30', target: '10', deadline: '2030-06-01', sector: String(6 - number),
      'sector-why': 'B', state: '4', 'state-why': 'C', effort: String(number === 3 ? 2 : number), partners: 'D', step: 'E', evidence: 'F'};
    for (const [name, value] of Object.entries(fields)) {
      const field = page.locator(`.activity [name="${name}"]`);
      const kind = await field.first().evaluate((element) => element.type);
      if (kind === 'radio') await page.locator(`.activity [name="${name}"][value="${value}"]`).check();
      else if (kind === 'select-one') await field.selectOption(value);
      else await field.fill(value);
    }
    await pressAct(page, 'save');
  }
  await pressAct(page, 'compare');
  await page.locator('.chart-plot').waitFor();
}

const stops = [
  // Before somebody is signed in.
  {name: 'sign-in', go: visit('/')},
  {name: 'session-ended', go: visit('/?return=%2Fcourses')},
  {name: 'sign-in-wrong', go: async ({page}) => {
    await page.goto('/');
    await page.locator('#login').fill('nobody.at.all');
    await page.locator('#password').fill('not the password');
    page.refusalsAreExpected = true;
    await page.locator('form.sign-in button').click();
    await page.locator('#notice').waitFor();
    page.refusalsAreExpected = false;
  }},
  {name: 'too-many-attempts', go: async ({page}) => {
    const login = `guessed.${await page.locator('html').getAttribute('lang')}`;
    page.refusalsAreExpected = true;
    for (let status = 0; status !== 429;) {
      await page.locator('#login').fill(login);
      await page.locator('#password').fill('not the password');
      const [response] = await Promise.all([page.waitForNavigation(), page.locator('form.sign-in button').click()]);
      status = response.status();
    }
    page.refusalsAreExpected = false;
  }},
  {name: 'invitation', go: ({page, invitation}) => page.goto(invitation)},
  {name: 'invitation-gone', go: refused('/invitation/none')},
  {name: 'verify', go: visit('/verify')},
  {name: 'verify-slip', go: refused('/verify/ABC')},
  {name: 'verify-unknown', go: refused('/verify/0000-0000-0000-0000')},
  {name: 'not-found', go: refused('/no-such-page')},
  // At the beginning.
  {name: 'home', go: ({signIn}) => signIn()},
  {name: 'menu', go: async ({page}) => {
    await page.locator('.menu summary').click();
  }},
  {name: 'courses', go: visit('/courses')},
  {name: 'course', go: visit(course)},
  {name: 'closed', go: refused(`${course}/quiz`)},
  {name: 'profile-empty', go: visit('/profile')},
  {name: 'tasks-empty', go: visit('/tasks')},
  {name: 'search-found', go: searchFound},
  {name: 'search', go: visit('/search')},
  {name: 'search-nothing', go: visit(`/search?q=${encodeURIComponent('несуществующее слово <b>')}`)},
  {name: 'glossary', go: visit(`${course}/glossary`)},
  {name: 'account', go: async ({page, signIn}) => {
    await signIn();
    await page.goto('/account');
  }},
  // The parts of a text, and every kind of question.
  {name: 'blocks', go: kit('lesson-blocks', false)},
  {name: 'blocks-done', go: async ({page}) => {
    await finishLesson(page, '/courses/kit/lesson-blocks');
  }},
  {name: 'blocks-terms', go: async ({page}) => {
    await page.locator('.activity button[value="glossary"]').click();
    await page.locator('.activity button[value="return"]').waitFor();
  }},
  {name: 'kinds-compared', go: quizOfAllKinds},
  // The course to its end.
  {name: 'lesson-done', go: flagshipLessons},
  {name: 'scenario-done', go: flagshipScenario},
  {name: 'quiz-result', go: flagshipQuiz},
  {name: 'home-done', go: visit('/')},
  {name: 'course-done', go: visit(course)},
  {name: 'stale', go: visit(`${course}/quiz?stale=1`)},
  {name: 'recall', go: visit('/recall')},
  {name: 'recall-question', go: async ({page, sql}) => {
    sql('UPDATE recall_cards SET due = 1');
    await page.goto('/recall');
    await page.locator('.activity input[name="question"]').waitFor({state: 'attached'});
  }},
  {name: 'recall-answered', go: async ({page}) => {
    await answerAnyhow(page);
    await page.locator('.activity button.primary').click();
    await page.locator('.activity #feedback').waitFor();
  }},
  {name: 'profile', go: visit('/profile')},
  {name: 'calendar', go: async ({page}) => {
    await page.locator('form[action="/profile/calendar"] button').click();
    await page.locator('#feed').waitFor();
  }},
  {name: 'competency', go: async ({page}) => {
    await page.goto('/profile');
    await page.locator('.competencies a.competency').first().click();
    await page.locator('.rungs').waitFor();
  }},
  {name: 'tasks', go: visit('/tasks')},
  // Charts, with the table behind one of them open.
  {name: 'survey-results', go: async ({page}) => {
    await answerSurvey(page, 0);
    await page.locator('.chart-table > summary').first().click();
  }},
  {name: 'tasks-compared', go: comparedTasks},
  {name: 'forums', go: visit('/forums')},
  {name: 'forum-agenda', go: forumTabs},
  // What the owner of the programme sees of everybody's tasks; then the learner comes back.
  {name: 'roll-up', go: async ({page, signIn}) => {
    await signIn(3);
    await page.goto('/tasks/all');
  }},
  {name: 'answers', go: async ({page, signIn}) => {
    await signIn();
    await page.goto(`/profile/course/${course.split('/').at(-1)}`);
  }},
  {name: 'certificate', go: visit(`${course}/certificate`)},
  {name: 'verify-valid', go: async ({page}) => {
    await page.locator('a[href^="/verify/"]').click();
    await page.locator('.facts').waitFor();
  }},
  // The guest comes in after all: mails are for people who have a password.
  {name: 'account-mail', go: async ({page, invitation}) => {
    await page.context().clearCookies();
    await page.goto(invitation);
    for (const field of await page.locator('input[type="password"]').all()) await field.fill('one long password of a guest');
    await Promise.all([page.waitForNavigation(), page.locator('form.sign-in button').click()]);
    await page.goto('/account');
    await page.locator('#email').fill('guest@example.by');
    for (const kind of ['digest', 'deadlines']) await page.locator(`input[name="${kind}"]`).check();
    await Promise.all([page.waitForNavigation(), page.locator('form[action="/account/mail"] button').click()]);
  }},
  {name: 'unsubscribe', go: ({page, unsubscribe}) => page.goto(unsubscribe())},
  {name: 'unsubscribed', go: async ({page}) => {
    await Promise.all([page.waitForNavigation(), page.locator('main form button').click()]);
  }},
  {name: 'unsubscribe-unknown', go: refused('/mail/unsubscribe/none')},
];

// What only the demonstration has to show.
const demoStops = [
  {name: 'demo-home', go: ({signIn}) => signIn()},
  {name: 'demo-profile', go: visit('/profile')},
  {name: 'demo-competency', go: async ({page}) => {
    await page.locator('.competencies a.competency').first().click();
    await page.locator('.rungs').waitFor();
  }},
  {name: 'demo-tasks', go: visit('/tasks')},
  {name: 'demo-forums', go: visit('/forums')},
  {name: 'demo-opinion-map', go: async ({page}) => {
    await page.goto('/courses/forum-1/forum');
    await pressAct(page, 'go:outcome');
    await page.locator('.chart-plot').first().waitFor();
  }},
  {name: 'demo-survey', go: visit(`${course}/survey`)},
  {name: 'demo-roll-up', go: async ({page, signIn}) => {
    await signIn(3);
    await page.goto('/tasks/all');
  }},
];

let othersHaveAnswered = null;  // once, whichever tour comes first

// Signs in as one of the people of the demonstration, in `language`, whatever the person read in before.
const signInWith = (page, language) => async (who) => {
  await page.context().clearCookies();
  await page.goto(`/?lang=${language}`);
  await page.locator('button[name="demo"]').nth(who).click();
  await page.locator('.next').waitFor();
  if (await page.locator(`html[lang="${language}"]`).count()) return;
  await page.locator('.menu summary').click();
  await page.locator(`.menu button[value="${language}"]`).click();
  await page.locator(`html[lang="${language}"]`).waitFor();
};

// Goes through all stops in `language` with a page of its own; `look(page, name)` is called at each.
async function takeTour({open, invite, data, language, person, look}) {
  const sql = (script) => execFileSync('sqlite3', ['-cmd', '.timeout 5000', join(data, 'data/lyceum.db'), script]);
  const page = await open({reducedMotion: 'reduce', locale: language});
  const show = (name) => look(page, name);
  const signInAs = signInWith(page, language);
  const signIn = (who = person) => signInAs(who);
  // The link of a mail that was sent to the guest: its token is known to the outbox by its hash.
  const unsubscribe = () => {
    const token = language.padEnd(43, 'x');
    const hash = execFileSync('b2sum', ['--length', '256'], {input: token, encoding: 'utf8'}).split(' ')[0];
    sql(`INSERT INTO outbox (mail_id, user_id, kind, occasion, state, attempts, queued, next_try, problem, token_hash)
      SELECT randomblob(16), user_id, 'digest', 'tour', 'sent', 1, created, created, '', x'${hash}' FROM users WHERE login_key = 'guest.${language}'`);
    return `/mail/unsubscribe/${token}`;
  };
  if (!othersHaveAnswered) othersHaveAnswered = othersAnswer({open, language});
  await othersHaveAnswered;
  const invitation = invite(`guest.${language}`, 'Гостева Пробная Примеровна');
  await page.goto(`/?lang=${language}`);
  for (const stop of stops) {
    await stop.go({page, show, signIn, invitation, sql, unsubscribe});
    await show(stop.name);
  }
  await page.context().close();
}

async function takeDemoTour({open, language, person, look}) {
  const page = await open({reducedMotion: 'reduce', locale: language});
  const signInAs = signInWith(page, language);
  for (const stop of demoStops) {
    await stop.go({page, signIn: (who = person) => signInAs(who)});
    await look(page, stop.name);
  }
  await page.context().close();
}

// Nothing listens there: no mail leaves, but the pages of mail are there.
const mail = ['--base-url', 'http://lyceum.test', '--smtp-url', 'smtp://127.0.0.1:9', '--smtp-tls', 'none', '--mail-from', 'Lyceum <lyceum@example.by>'];

// Both tours in each of `languages`, each language with a person of its own; `look(page, name, language)` is called at each stop.
export async function takeTours(languages, look) {
  const inEach = (take, tools) => Promise.all(languages.map((language, person) =>
    take({...tools, language, person, look: (page, name) => look(page, name, language)})));
  await withLyceum((tools) => inEach(takeTour, tools), {kit: true, options: ['--demo-people', ...mail]});
  await withLyceum((tools) => inEach(takeDemoTour, tools), {options: ['--demo']});
}
