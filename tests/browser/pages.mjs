// The contact sheet: every page of the tour × 3 widths × light and dark × 3 languages, and as it is printed (with its PDF), as
// screenshots in one page that is looked at side by side.   node pages.mjs BUILD OUTPUT [--only PART] [--languages ru,be,en] [--widths 360,768,1280] [--schemes light,dark,print]
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

import {takeTours} from './tour.mjs';

const options = {only: '', languages: 'ru,be,en', widths: '360,768,1280', schemes: 'light,dark,print'};
const output = process.argv[3];
for (let index = 4; index < process.argv.length; index += 2) {
  const name = process.argv[index].replace(/^--/, '');
  if (!(name in options) || process.argv[index + 1] === undefined) throw new Error(`pages.mjs does not know ${process.argv[index]}`);
  options[name] = process.argv[index + 1];
}
const list = (name) => options[name].split(',');
const paper = 794;  // A4 in CSS pixels
const prints = list('schemes').includes('print');
const looks = list('widths').flatMap((width) => list('schemes').filter((scheme) => scheme !== 'print')
  .map((scheme) => ({width: Number(width), scheme}))).concat(prints ? [{width: paper, scheme: 'print'}] : []);
mkdirSync(output, {recursive: true});
const started = Date.now();
const names = [];

async function look(page, name, language) {
  if (!name.includes(options.only)) return;
  if (!names.includes(name)) names.push(name);
  for (const {width, scheme} of looks) {
    const isPrinted = scheme === 'print';
    await page.emulateMedia({media: isPrinted ? 'print' : 'screen', colorScheme: isPrinted ? 'light' : scheme, reducedMotion: 'reduce'});
    await page.setViewportSize({width, height: width < 700 ? 740 : 860});
    const file = join(output, `${name}-${width}-${scheme}-${language}`);
    await page.screenshot({path: `${file}.jpg`, type: 'jpeg', quality: 80, fullPage: true});
    if (isPrinted) await page.pdf({path: `${file}.pdf`, format: 'A4', preferCSSPageSize: true});
  }
  await page.emulateMedia({media: 'screen', colorScheme: 'light'});
  await page.setViewportSize({width: 360, height: 740});
}

await takeTours(list('languages'), look);

const shot = (name, width, scheme, language) => {
  const file = `${name}-${width}-${scheme}-${language}.jpg`;
  const whole = scheme === 'print' ? file.replace(/jpg$/, 'pdf') : file;
  return `<a href="${whole}" title="${file}"><img loading="lazy" src="${file}" alt="${name}, ${width} px, ${scheme}, ${language}" class="w${width}"></a>`;
};
writeFileSync(join(output, 'index.html'), `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Lyceum: every page</title>
<style>body{font:16px system-ui;margin:1rem;background:#777;color:#fff}section{margin:2rem 0}.row{display:flex;gap:.5rem;align-items:flex-start;overflow-x:auto;margin:.5rem 0}
img{max-height:60rem;display:block}.w360{width:180px}.w768{width:300px}.w1280{width:420px}.w794{width:280px}nav a{color:#fff;margin-right:.7rem}</style>
<h1>Every page of Lyceum</h1><nav>${names.map((name) => `<a href="#${name}">${name}</a>`).join(' ')}</nav>
${names.map((name) => `<section id="${name}"><h2>${name}</h2>${list('languages').map((language) =>
    `<div class="row">${looks.map(({width, scheme}) => shot(name, width, scheme, language)).join('')}</div>`).join('')}</section>`).join('\n')}
</html>`);
console.log(`${names.length} pages, ${names.length * looks.length * list('languages').length} pictures in ${
  Math.round((Date.now() - started) / 1000)} s: ${join(output, 'index.html')}`);
