// Every page of the tours in three languages: axe-core finds nothing (WCAG 2.2 AA and its good practice) in light, and in dark nothing
// about contrast, which knows no language; nothing scrolls sideways at 320 px nor at 640 px, which is a window of 1280 px zoomed to
// 200 %; dark and printed it is not empty. What was found stands in accessibility.txt of the build folder, page by page.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';

import {axeSource, build, picture, requireNoHorizontalScroll} from './lyceum.mjs';
import {takeTours} from './tour.mjs';

const axe = axeSource();
const languages = ['ru', 'be', 'en'];
const everything = {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']};
const contrast = {runOnly: {type: 'rule', values: ['color-contrast', 'link-in-text-block']}, resultTypes: ['violations']};

async function violations(page, options) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe);
  const result = await page.evaluate((how) => window.axe.run(document, how), options);
  return result.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target} — ${node.failureSummary.replaceAll('\n', ' ')}`));
}

const twice = (list) => [...new Set(list.filter((one, index) => list.indexOf(one) !== index))];

const report = new Map();  // "home ru" -> what was found

const count = () => [...report.values()].reduce((sum, found) => sum + found.length, 0);
const reportLines = () => [...report].sort(([one], [other]) => one.localeCompare(other, 'en'))
  .map(([name, found]) => `${name}: ${found.length}${found.map((one) => `\n    ${one}`).join('')}`);

function writeReport() {
  const file = join(build, 'accessibility.txt');
  writeFileSync(file, `axe-core, WCAG 2.2 AA and good practice: ${count()} violations on ${report.size} pages\n\n${
    reportLines().join('\n')}\n`);
  console.log(`${report.size} pages, ${count()} violations: ${file}`);
}

async function look(page, name, language) {
  const found = [];
  const sideways = async (width) => {
    await page.setViewportSize({width, height: 740});
    await requireNoHorizontalScroll(page, `${width} px`).catch((error) => found.push(`scrolls sideways: ${error.message}`));
  };
  await page.emulateMedia({colorScheme: 'light', media: 'screen'});
  found.push(...await violations(page, everything));
  const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map((element) => element.id));
  found.push(...twice(ids).map((id) => `two elements have the id ${id}`));
  await sideways(320);
  await sideways(640);
  await page.setViewportSize({width: 360, height: 740});
  if (language === 'ru') {
    // Colours know no language. Dark and print are kept as pictures; an empty page would be one colour, and some hundred bytes.
    await page.emulateMedia({colorScheme: 'dark', media: 'screen'});
    found.push(...(await violations(page, contrast)).map((one) => `dark: ${one}`));
    const dark = await picture(page, `${name}-dark`);
    await page.emulateMedia({colorScheme: 'light', media: 'print'});
    const print = await picture(page, `${name}-print`);
    if (dark.length < 5000) found.push('dark: the picture is empty');
    if (print.length < 5000) found.push('print: the picture is empty');
  }
  await page.emulateMedia({colorScheme: 'light', media: 'screen'});
  report.set(`${name} ${language}`, found);
}

await takeTours(languages, look);
writeReport();
assert.ok(count() === 0, reportLines().filter((line) => line.includes('\n')).join('\n'));
