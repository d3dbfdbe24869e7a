// What the five main pages cost (./run bench pages), each seen by a demo person who is in the middle of the quiz.
//
// First Chromium on a slow line: bytes on the wire with headers, requests, first contentful paint, load; with nothing in the cache
// ("first") and on the next visit ("again"); the median of RUNS. The line is DevTools' own "slow 4G": 1.6 Mbit/s down, 750 kbit/s up,
// 150 ms added to each request; the processor is not slowed down. The service worker is blocked: what is measured is the network.
// Then the server with 64 clients of 64 sessions over real sockets: p50 and p99 of each page, in a closed loop and with a pause of
// 50 ms after each answer, as people who read have it (a longer one in truth), and beside them, in the same run and by the same client,
// GET /healthz, the least the server can do. Client and server share the machine.
//     node tests/bench/bench_pages.mjs [BUILD FOLDER, otherwise build/release] [SECONDS of each load, otherwise 3]
import net from 'node:net';
import {cpus, release, totalmem} from 'node:os';
import {performance} from 'node:perf_hooks';

import {choose, course, finishLesson, goOn, lessons, rightAnswers, signIn, withLyceum} from '../browser/lyceum.mjs';

const RUNS = 5;
const CLIENTS = 64;
const SECONDS = Number(process.argv[3] ?? 3);
const LINE = {offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8};
const pages = [['home', '/'], ['course', course], ['lesson', `${course}/${lessons[0]}`], ['question', `${course}/quiz`], ['profile', '/profile']];

const sorted = (numbers) => [...numbers].sort((left, right) => left - right);
const median = (numbers) => sorted(numbers)[Math.floor(numbers.length / 2)];
const percentile = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
const cell = (text, width) => String(text).padStart(width);

async function visit(page, path) {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', LINE);
  let bytes = 0;
  let requests = 0;
  const cached = new Set();
  client.on('Network.requestServedFromCache', ({requestId}) => cached.add(requestId));
  client.on('Network.loadingFinished', ({requestId, encodedDataLength}) => {
    if (cached.has(requestId)) return;
    bytes += encodedDataLength;
    ++requests;
  });
  await page.goto(path, {waitUntil: 'networkidle'});
  const times = await page.evaluate(() => [performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    performance.getEntriesByType('navigation')[0].loadEventEnd]);
  await client.detach();
  return {bytes, requests, paint: times[0], load: times[1]};
}

const line = (name, when, runs) => console.log(`  ${name.padEnd(10)}${when.padEnd(8)}${cell((median(runs.map((run) => run.bytes)) / 1000).toFixed(1), 8)} kB` +
  `${cell(median(runs.map((run) => run.requests)), 6)} requests${cell(median(runs.map((run) => run.paint)).toFixed(0), 8)} ms to first paint` +
  `${cell(median(runs.map((run) => run.load)).toFixed(0), 8)} ms to load`);

async function measureInBrowser(open, cookies) {
  console.log(`\nChromium, 360 × 740, 1.6 Mbit/s, 150 ms a request; median of ${RUNS}`);
  for (const [name, path] of pages) {
    const first = [];
    const again = [];
    for (let run = 0; run < RUNS; ++run) {
      const page = await open({serviceWorkers: 'block'});
      await page.context().addCookies(cookies);
      first.push(await visit(page, path));
      again.push(await visit(page, path));
      await page.context().close();
    }
    line(name, 'first', first);
    line(name, 'again', again);
  }
}

// One kept-alive connection that asks again and again until `until`; the milliseconds of each answer go to `times`.
function ask(port, request, until, pause, times) {
  return new Promise((done, fail) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let began = 0;
    let pending = Buffer.alloc(0);
    const send = () => {
      began = performance.now();
      socket.write(request);
    };
    socket.on('connect', send);
    socket.on('error', fail);
    socket.on('data', (chunk) => {
      pending = pending.length ? Buffer.concat([pending, chunk]) : chunk;
      const end = pending.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = pending.toString('latin1', 0, end);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (pending.length < end + 4 + length) return;
      if (!head.startsWith('HTTP/1.1 200')) {
        fail(new Error(head.split('\r\n')[0]));
        socket.destroy();
        return;
      }
      times.push(performance.now() - began);
      pending = Buffer.alloc(0);
      if (performance.now() >= until) {
        socket.end();
        done();
      } else if (pause) {
        setTimeout(send, pause);
      } else {
        send();
      }
    });
  });
}

async function load(address, path, tokens, pause, seconds) {
  const {port, host} = new URL(address);
  const times = [];
  const until = performance.now() + seconds * 1000;
  const began = performance.now();
  await Promise.all(tokens.map((token) => ask(Number(port),
    `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: lyceum_session=${token}\r\nAccept-Encoding: gzip, br\r\nAccept-Language: ru\r\n\r\n`,
    until, pause, times)));
  return {rate: times.length / ((performance.now() - began) / 1000), p50: percentile(times, 0.5), p99: percentile(times, 0.99)};
}

async function signInOften(open, count) {
  const tokens = [];
  const page = await open({serviceWorkers: 'block'});
  for (let number = 0; number < count; ++number) {
    await page.context().clearCookies();
    await signIn(page, number % 3);
    tokens.push((await page.context().cookies()).find((one) => one.name === 'lyceum_session').value);
  }
  await page.context().close();
  return tokens;
}

async function measureUnderLoad(address, tokens) {
  for (const pause of [0, 50]) {
    console.log(`\n${CLIENTS} clients of ${CLIENTS} sessions, ${pause ? `a pause of ${pause} ms after each answer` : 'without a pause'}`);
    let bare;
    for (const [name, path] of [['/healthz', '/healthz'], ...pages]) {
      await load(address, path, tokens, pause, 0.5);
      const got = await load(address, path, tokens, pause, SECONDS);
      bare ??= got;
      console.log(`  ${name.padEnd(10)}${cell(got.rate.toFixed(0), 8)}/s   p50 ${cell(got.p50.toFixed(2), 7)} ms   p99 ${cell(got.p99.toFixed(2), 7)} ms` +
        `${got === bare ? '' : `   rate / healthz ${(got.rate / bare.rate).toFixed(2)}`}` +
        `${pause && got !== bare ? `   target p99 < 10 ms ${got.p99 < 10 ? 'met' : 'MISSED'}` : ''}`);
    }
  }
}

await withLyceum(async ({open, address}) => {
  console.log(`${cpus().length} × ${cpus()[0].model.trim()}, ${(totalmem() / 1e9).toFixed(0)} GB, Linux ${release()}`);
  const answers = rightAnswers('quiz.xml');
  let cookies;
  for (const person of [2, 1, 0]) {
    const page = await open({serviceWorkers: 'block'});
    await signIn(page, person);
    for (const unit of lessons) await finishLesson(page, `${course}/${unit}`);
    await page.goto(`${course}/quiz`);
    await goOn(page);
    await choose(page, answers);
    await goOn(page);
    await goOn(page);
    cookies = await page.context().cookies();
    await page.context().close();
  }
  await measureInBrowser(open, cookies);
  await measureUnderLoad(address, await signInOften(open, CLIENTS));
});
