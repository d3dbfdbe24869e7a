// A second course made of the modules' own examples (plugins/*/example*.xml): one unit an example, so that a new module is in the
// contact sheet and in the accessibility report as soon as it has one. Pictures and films the examples name are stand-ins.

import {cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {deflateSync} from 'node:zlib';

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const allMatches = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, found]) => found))];

// The units of the kit: [{name: 'quiz-kinds', file: '…/plugins/quiz/example-kinds.xml'}, …]; `quiz` itself for example.xml.
export function kitUnits(root) {
  return readdirSync(join(root, 'plugins')).sort().flatMap((module) => {
    const folder = join(root, 'plugins', module);
    if (!existsSync(join(folder, 'module.xml'))) return [];
    return readdirSync(folder).filter((name) => /^example[a-z-]*\.xml$/.test(name)).sort()
      .map((name) => ({name: module + name.slice('example'.length, -'.xml'.length), file: join(folder, name)}));
  });
}

// A grey picture, 16 × 9.
function png() {
  const chunk = (type, bytes) => {
    const body = Buffer.concat([Buffer.from(type), bytes]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(bytes.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
  };
  const header = Buffer.from([0, 0, 0, 16, 0, 0, 0, 9, 8, 0, 0, 0, 0]);
  const rows = Buffer.concat(Array.from({length: 9}, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(16, 0xC8)])));
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]), chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

// CRC-32 of ISO 3309, as PNG wants it.
function crc(bytes) {
  let value = 0xFFFFFFFF;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; ++bit) value = value & 1 ? (value >>> 1) ^ 0xEDB88320 : value >>> 1;
  }
  return (value ^ 0xFFFFFFFF) >>> 0;
}

const standIn = (path) => path.endsWith('.svg')
  ? '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90"><path d="M10 80 60 30l30 30 20-20 40 40z" fill="#9aa"/></svg>'
  : path.endsWith('.vtt') ? 'WEBVTT\n\n00:00.000 --> 00:02.000\n…\n' : png();

// Writes the courses of the repository and the kit into `folder`.
export function writeCourses(root, folder) {
  cpSync(join(root, 'courses'), folder, {recursive: true});
  const kit = join(folder, 'kit');
  mkdirSync(kit);
  const objectives = new Set();
  const units = kitUnits(root).map(({name, file}) => {
    const xml = readFileSync(file, 'utf8');
    writeFileSync(join(kit, `${name}.xml`), xml);
    for (const path of allMatches(xml, /\b(?:src|poster)="([^":]+)"/g)) {
      mkdirSync(dirname(join(kit, path)), {recursive: true});
      writeFileSync(join(kit, path), standIn(path));
    }
    const own = allMatches(xml, /\bobjective="([^"]+)"/g);
    own.forEach((one) => objectives.add(one));
    const title = /<title[^>]*>([^<]+)<\/title>/.exec(xml)?.[1] ?? name;
    return `<au id="urn:lyceum:au:kit:${name}" moveOn="Completed" ly:minutes="5"><title><langstring lang="ru">${title}</langstring>` +
      `</title><description><langstring lang="ru">${escape(name)}</langstring></description>` +
      (own.length ? `<objectives>${own.map((one) => `<objective idref="${escape(one)}"/>`).join('')}</objectives>` : '') +
      `<url>${name}.xml</url></au>`;
  });
  const text = (words) => `<langstring lang="ru">${escape(words)}</langstring>`;
  writeFileSync(join(kit, 'cmi5.xml'), `<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd" xmlns:ly="urn:lyceum:course:1">
<course id="urn:lyceum:course:kit"><title>${text('Примеры модулей')}</title><description>${text('По шагу на каждый пример.')}</description>
</course>
<objectives>${[...objectives].map((one) => `<objective id="${escape(one)}"><title>${text(one.split('/').at(-1))}</title><description>${
    text(one)}</description></objective>`).join('')}</objectives>
${units.join('\n')}
</courseStructure>
`);
}
