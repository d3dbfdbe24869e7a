// What the browser tests share: a server of its own on a free port with the real courses, Debian's Chromium, and a watch over each
// page: no error on the console (a violation of the content security policy is one), no exception, no request to another host.

import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';

import {writeCourses} from './kit.mjs';

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
const require = createRequire(join(root, 'package.json'));
const {chromium} = require('playwright-core');

export const build = resolve(process.argv[2] ?? join(root, 'build/release'));
export const axeSource = () => readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
export const course = '/courses/services-online';

const rootOf = (unit) => /<([\w-]+) xmlns=/.exec(readFileSync(join(root, 'courses/services-online', `${unit}.xml`), 'utf8'))[1];
// All units, in the order of the course.
export const units = [...readFileSync(join(root, 'courses/services-online/cmi5.xml'), 'utf8').matchAll(/<url>([^<]+)\.xml<\/url>/g)]
  .map(([, name]) => name);

// The ids of what comes before the quiz.
export const idsBeforeQuiz = [...readFileSync(join(root, 'courses/services-online/cmi5.xml'), 'utf8')
  .matchAll(/<au [^>]*id="([^"]+)"[\s\S]*?<url>([^<]+)\.xml<\/url>/g)].filter(([, , name]) => rootOf(name) !== 'quiz').map(([, id]) => id);

// The lessons, as the course lists them.
export const lessons = units.filter((unit) => rootOf(unit) === 'lesson');
// What is done by answers kept in tests/cases, in the order of the course: the unit and the file of answers.
const answersOf = {
  survey: 'tests/cases/survey/services-online.answers',
  scenario: 'tests/cases/scenario/services-online.works.answers',
  'service-maturity': 'tests/cases/service-maturity/services-online.answers',
  priorities: 'tests/cases/priorities/services-online.answers',
};
export const played = units.filter((unit) => answersOf[rootOf(unit)]).map((unit) => [unit, answersOf[rootOf(unit)]]);

const pictures = join(build, 'browser-screenshots');
mkdirSync(pictures, {recursive: true});

async function startServer(data, courses, options) {
  const server = spawn(join(build, 'bin/lyceum'), ['serve', '--listen', '127.0.0.1:0', '--data', data, '--courses', courses, ...options]);
  let printed = '';
  const address = await new Promise((done, fail) => {
    const read = (bytes) => {
      printed += bytes;
      const found = /http:\/\/127\.0\.0\.1:\d+(?=\D)/.exec(printed);
      if (found) done(found[0]);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.on('exit', (code) => fail(new Error(`the server ended with ${code}:\n${printed}`)));
  });
  return {server, address};
}

// Runs `test({address, open, browser, data, invite})` with a fresh server and browser; ends both whatever happens. `open(options)` gives a
// page in a context of its own; every page is checked when the test ends. `invite(login, name)` gives the path of an invitation.
// With {kit: true} there is a second course, made of the modules' examples (kit.mjs); `options` are those of `lyceum serve`.
export async function withLyceum(test, {kit = false, options = ['--demo-people']} = {}) {
  const data = mkdtempSync(join(tmpdir(), 'lyceum-browser-'));
  const courses = kit ? join(data, 'courses') : join(root, 'courses');
  if (kit) writeCourses(root, courses);
  const {server, address} = await startServer(join(data, 'data'), courses, options);
  const invite = (login, name) => {
    const run = spawnSync(join(build, 'bin/lyceum'), ['user', 'invite', login, '--name', name, '--role', 'head', '--data',
      join(data, 'data')], {encoding: 'utf8'});
    const link = /\/invitation\/\S+/.exec(run.stdout);
    assert.ok(link, run.stdout + run.stderr);
    return link[0];
  };
  let browser;
  try {
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync'],
    });
    const problems = [];
    const open = async (options = {}) => {
      const context = await browser.newContext({viewport: {width: 360, height: 740}, locale: 'ru-RU', baseURL: address, ...options});
      context.setDefaultTimeout(15000);
      const page = await context.newPage();
      page.offlineErrorsAreExpected = false;
      page.refusalsAreExpected = false;
      page.on('console', (message) => {
        if (message.text().includes('blocked by Playwright')) return;  // the service worker, where a test wants none
        const isExpected = (page.offlineErrorsAreExpected && /ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(message.text())) ||
          (page.refusalsAreExpected && /responded with a status of 4\d\d/.test(message.text()));
        if (['error', 'warning'].includes(message.type()) && !isExpected) problems.push(`console: ${message.text()} (${message.location().url}) at ${page.url()}`);
      });
      page.on('pageerror', (error) => problems.push(`exception: ${error.message} at ${page.url()}`));
      page.on('request', (request) => {
        if (!request.url().startsWith(address)) problems.push(`a request left the host: ${request.url()}`);
      });
      return page;
    };
    await test({address, open, browser, data, invite});
    assert.deepEqual(problems, []);
  } finally {
    await browser?.close();
    server.removeAllListeners('exit');
    server.kill('SIGKILL');
    rmSync(data, {recursive: true, force: true});
  }
}

export async function signIn(page, person = 0) {
  await page.goto('/');
  await page.locator('button[name="demo"]').nth(person).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.locator('.next').waitFor();
}

// The right answers of a quiz file: by question id its kind and what is right: ids of options, of spots, of items in their order;
// for a match pairs of an item and its target; else what is typed or chosen.
export function rightAnswers(file = 'quiz.xml') {
  const xml = readFileSync(join(root, 'courses/services-online', file), 'utf8');
  const answers = new Map();
  const attribute = (name, text) => new RegExp(`\\b${name}="([^"]+)"`).exec(text)[1];
  const all = (text, pattern) => [...text.matchAll(pattern)].map(([, ...found]) => found.length > 1 ? found : found[0]);
  const kinds = /<(choice|choices|trueFalse|number|order|match|shortText|hotText) ([^>]*)>([\s\S]*?)<\/\1>/g;
  for (const [, kind, attributes, inside] of xml.matchAll(kinds)) {
    const right = {
      trueFalse: () => [attribute('correct', attributes)],
      number: () => [attribute('value', attributes)],
      order: () => all(inside, /<item id="([^"]+)"/g),
      match: () => all(inside, /<item id="([^"]+)" target="([^"]+)"/g),
      shortText: () => all(inside, /<accept>([^<]+)</g),
    }[kind] ?? (() => all(inside, /<(?:option|spot) id="([^"]+)" correct="true"/g));
    answers.set(attribute('id', attributes), {kind, right: right()});
  }
  return answers;
}

export const questionOf = (page) => page.locator('.activity input[name="question"]').getAttribute('value');

// Presses that bring a list into its right order: `press(id, place)` moves one item up, to that place, counted from 0. Each press is
// a page of its own, so none depends on what the script may have moved.
export async function putInOrder(page, right, press) {
  const items = page.locator('.activity input[name="item"]');
  const order = await items.evaluateAll((inputs) => inputs.map((input) => input.value));
  for (const [wanted, id] of right.entries()) {
    for (let place = order.indexOf(id); place > wanted; --place) {
      order.splice(place, 1);
      order.splice(place - 1, 0, id);
      await press(id, place - 1);
      await page.locator(`.activity [data-order="item"]:nth-child(${place}) input[value="${id}"]`).waitFor({state: 'attached'});
    }
  }
}

// Chooses the right answer of the question shown.
export async function choose(page, answers) {
  const {kind, right} = answers.get(await questionOf(page));
  if (kind === 'number' || kind === 'shortText') {
    await page.locator(`.activity input[name="${kind === 'number' ? 'number' : 'text'}"]`).fill(right[0]);
  } else if (kind === 'match') {
    for (const [item, target] of right) await page.locator(`.activity select[name="match.${item}"]`).selectOption(target);
  } else if (kind === 'order') {
    await putInOrder(page, right, (id) => page.locator(`.activity button[value="up:${id}"]`).click());
  } else {
    for (const option of right) await page.locator(`.activity input[value="${option}"]`).check();
  }
}

// Presses the button that leads on and waits until the page has changed.
export async function goOn(page) {
  const before = await page.locator('.activity input[name="_form"]').first().getAttribute('value');
  await page.locator('.activity button.primary').click();
  await page.waitForFunction((form) => document.querySelector('.activity input[name="_form"]')?.value !== form &&
    document.querySelector('.activity') !== null, before);
}

export async function finishLesson(page, path, eachPage = async () => {}) {
  await page.goto(path);
  await eachPage();
  while (await page.locator('.activity button.primary').count()) {
    await goOn(page);
    await eachPage();
  }
  assert.equal(await page.locator('.finished').count(), 1, `${path} is done`);
}

// The forms of a file of answers as `lyceum try` reads them: lists of [name, value].
export const formsOf = (file) => readFileSync(resolve(root, file), 'utf8').split(/\n\s*\n/)
  .map((block) => block.split('\n').filter((line) => line.includes('=') && !line.startsWith('#')).map((line) => line.split(/=(.*)/)))
  .filter((form) => form.length);

// Does an activity by a file of answers, one form after the other.
export async function play(page, path, file, eachPage = async () => {}) {
  const forms = formsOf(file);
  await page.goto(path);
  for (const form of forms) {
    await eachPage();
    const act = form.find(([name]) => name === 'act')[1];
    const button = page.locator(`.activity button[name="act"][value="${act}"]`).first();
    for (const [name, value] of form.filter(([field]) => field !== 'act')) {
      const choice = page.locator(`.activity input[name="${name}"][value="${value}"]`);
      if (await choice.count()) await choice.check();
      else {
        const field = page.locator(`.activity [name="${name}"]:not([type="hidden"])`).first();
        if (await field.evaluate((element) => element.tagName === 'SELECT')) await field.selectOption(value);
        else await field.fill(value);
      }
    }
    const before = await page.locator('.activity input[name="_form"]').first().getAttribute('value');
    await button.click();
    await page.waitForFunction((id) => document.querySelector('.activity input[name="_form"]')?.value !== id &&
      document.querySelector('.activity') !== null, before);
  }
  await eachPage();
  assert.equal(await page.locator('.finished').count(), 1, `${path} is done`);
}

export const picture = (page, name) => page.screenshot({path: join(pictures, `${name}.png`), fullPage: true});

// Waits in the page until the names of its caches fulfil `isWanted`, an expression over `names`. (waitForFunction takes a promise
// for a truth.)
export const waitForCaches = (page, isWanted) => page.evaluate(`(async () => {
  for (;;) {
    const names = await caches.keys();
    if (${isWanted}) return;
    await new Promise((done) => setTimeout(done, 50));
  }
})()`);

export async function requireNoHorizontalScroll(page, what) {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(content <= window, `${what}: ${content} px wide in a window of ${window}`);
}
