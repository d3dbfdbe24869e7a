// A service worker of an older version is on the device, with what it kept under names of its own. The next visit puts this
// version in its place; answers that wait, of which the new one must take care, stay.
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = '1';
const {default: assert} = await import('node:assert/strict');
const {course, lessons, signIn, waitForCaches, withLyceum} = await import('./lyceum.mjs');

await withLyceum(async ({open, address}) => {
  const page = await open();
  const current = await (await page.request.get(`${address}/sw.js`)).text();
  const version = /const VERSION = "([^"]+)"/.exec(current)[1];
  // The same worker as another release would have it, which also kept something under a name that nobody knows any more.
  const older = current.replaceAll(version, 'olderversion0000')
    .replace(/const NEEDED = .*;/, 'const NEEDED = [];')
    .replace("addEventListener('install', (event) => {", "addEventListener('install', (event) => { event.waitUntil(caches.open('pages'));")
    .replace('await caches.delete(name);', ';');
  assert.notEqual(older, current);
  let isOlder = true;
  let served = 0;
  await page.context().route('**/sw.js', async (route) => {
    if (!isOlder) {
      await route.continue();
      return;
    }
    ++served;
    await route.fulfill({body: older, contentType: 'text/javascript; charset=utf-8', headers: {'Cache-Control': 'no-cache'}});
  });
  await signIn(page);
  const names = () => page.evaluate(async () => (await caches.keys()).sort());
  await waitForCaches(page, "names.includes('assets-olderversion0000')");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  assert.ok(served > 0, 'the older worker was the one that came');
  assert.ok((await names()).includes('pages'));
  // With the older worker an answer waits.
  const lesson = `${course}/${lessons[0]}`;
  await page.goto(lesson);
  page.offlineErrorsAreExpected = true;
  await page.context().setOffline(true);
  await page.locator('.activity button.primary').first().click();
  await page.locator('.activity .kept').waitFor();

  isOlder = false;
  // The line is back, and with it this version, before anything is sent: the page was closed.
  await page.goto('about:blank');
  await page.context().setOffline(false);
  await page.goto('/');
  await waitForCaches(page, `names.includes('assets-${version}') &&
    names.every((name) => name === 'assets-${version}' || /^(pages|figures)-/.test(name))`);
  // One of the two workers has sent it, whichever was there first, and once.
  await page.goto(lesson);
  await page.goto('/profile');
  await page.context().setOffline(true);
  // The pages that the older worker kept are shown with this version's style.
  await page.goto(lesson);
  assert.equal(await page.locator('.activity .kept').count(), 0, 'no answer waits any more');
  assert.match(await page.locator('#line').textContent(), /страница показана такой/);
  const style = await page.locator('link[rel="stylesheet"]').first().getAttribute('href');
  assert.ok(style.includes(version));
  assert.ok(await page.evaluate(() => [...document.styleSheets].every((sheet) => sheet.cssRules.length > 0)));
});
