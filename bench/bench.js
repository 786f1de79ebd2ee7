'use strict';
// Side by side with nginx's own static file, one worker for all: rounds in
// which every measurement has its turn, so that what disturbs the machine
// disturbs all alike.  Prints medians and ratios; asserts nothing.
//
// ROUNDS (5), SECONDS of a turn (3), VISITORS known (1000), REQUESTS of the
// memory's measurement (1000000; 0: left out).

const fs = require('node:fs');
const path = require('node:path');

const { browserFrom } = require('../tests/lib/geo.js');
const { startPlace, makeKnownVisitors, makeReturningVisitors, memoryOfLead }
  = require('./place.js');
const wrk = require('./wrk.js');

const ROUNDS = Number(process.env.ROUNDS || 5);
const SECONDS = Number(process.env.SECONDS || 3);
const VISITORS = Number(process.env.VISITORS || 1000);
const REQUESTS = Number(process.env.REQUESTS || 1e6);
const WARM_UP = 1;
const TICKETS = 16;

const PAGE_MAX = 4096;
const LEAD_MAX = 700;
const GROWTH_MAX = 1024 * 1024;

const PAIRED_VISITORS = 200;
const DATA = { Accept: 'application/json' };
const LANGUAGE = { 'Accept-Language': 'en-US,en;q=0.9,de;q=0.5' };

// `against`: whose rate the ratio is to.
const TURNS = [
  { name: 'static', what: 'static file of the same size' },
  { name: 'first', what: 'first form', against: 'static', target: 0.95 },
  { name: 'known', what: "known visitor's question", against: 'static',
    target: 0.70 },
  { name: 'fragment', what: 'first step as a fragment, to its page',
    against: 'first', target: 1 },
  { name: 'knownFragment', what: 'question as a fragment, to its page',
    against: 'known', target: 1 },
  { name: 'data', what: 'first step as data, to its page', against: 'first',
    target: 1 },
  { name: 'knownData', what: 'question as data, to its page',
    against: 'known', target: 1 },
  { name: 'post', what: 'new lead, no append-only', against: 'static',
    target: 0.55 },
  { name: 'durable', what: 'new lead, fsync always', against: 'static',
    target: 0.35 },
  { name: 'plain', what: 'plainest form' },
  { name: 'adapting', what: 'with geography, languages, conditions',
    against: 'plain', target: 0.95 },
  { name: 'plainKnown', what: 'plainest question' },
  { name: 'adaptingKnown', what: 'with geography, languages, conditions',
    against: 'plainKnown', target: 0.95 },
  { name: 'short', what: 'known visitor, 5 fields' },
  { name: 'long', what: '200 fields, 200 conditions', against: 'short',
    target: 1 / 1.3 },
  { name: 'proxied', what: 'page of 100 KB, proxied' },
  { name: 'injected', what: 'with lead_form_inject, no tag',
    against: 'proxied', target: 0.90 },
  { name: 'largeFile', what: 'page of 100 KB, a file' },
  { name: 'injectedFile', what: 'with lead_form_inject, no tag',
    against: 'largeFile' },
];

async function main() {
  const place = await startPlace();

  try {
    const cookies = await makeKnownVisitors(place, VISITORS);

    console.log(`one worker, ${wrk.CONNECTIONS} connections, ${ROUNDS} rounds`
      + ` of ${SECONDS} s, ${VISITORS} known visitors\n`);
    await prepareTurns(place, cookies);
    await measureRates(place);
    await measureSizes(place);
    await measureWorker(place);
  } finally {
    await place.stop();
  }
}

async function prepareTurns(place, cookies) {
  const requests = {
    static: [wrk.prepare('GET', '/page.html')],
    proxied: [wrk.prepare('GET', '/proxy/large.html')],
    injected: [wrk.prepare('GET', '/inject/large.html')],
    largeFile: [wrk.prepare('GET', '/file/large.html')],
    injectedFile: [wrk.prepare('GET', '/inject-file/large.html')],
    first: [wrk.prepare('GET', '/contact')],
    known: cookies.map((cookie) => wrk.prepare('GET', '/contact',
      { Cookie: 'lead=' + cookie })),
    fragment: [wrk.prepare('GET', '/contact?fragment')],
    knownFragment: cookies.map((cookie) => wrk.prepare('GET',
      '/contact?fragment', { Cookie: 'lead=' + cookie })),
    data: [wrk.prepare('GET', '/contact', DATA)],
    knownData: cookies.map((cookie) => wrk.prepare('GET', '/contact',
      { ...DATA, Cookie: 'lead=' + cookie })),
    post: await preparePosts(place, '/post'),
    durable: await preparePosts(place, '/durable'),
    ...await prepareForms(place),
  };

  // Of ten: five first forms, three questions, two leads.
  requests.mixed = requests.known.flatMap((known, i) => [requests.first[0],
    ...(i % 3 ? [] : [requests.first[0], requests.first[0],
      requests.post[i % TICKETS], requests.post[i % TICKETS]]), known]);

  place.file = {};

  for (const [name, list] of Object.entries(requests)) {
    place.file[name] = path.join(place.site.dir, name + '.requests');
    fs.writeFileSync(place.file[name], list.join('\0'));
  }
}

// What forms.js has: the pair as strangers and as known visitors see it, and
// the sequences as a known visitor does.
async function prepareForms(place) {
  const get = (url, cookie) => wrk.prepare('GET', url, { ...LANGUAGE,
    ...(cookie && { Cookie: 'lead=' + cookie }) });
  const visitors = (url, site, question) => makeReturningVisitors(place,
    { url, site, question, count: PAIRED_VISITORS });
  const pair = await visitors('/adapting', 'pair', 'budget');
  const known = (url, cookies) => cookies.map((cookie) => get(url, cookie));

  return {
    plain: [get('/plain')],
    adapting: [get('/adapting')],
    plainKnown: known('/plain', pair),
    adaptingKnown: known('/adapting', pair),
    short: known('/short', await visitors('/short', 'short')),
    long: known('/long', await visitors('/long', 'long')),
  };
}

// A ticket of a first step is not bound to anybody: with another contact it
// makes another lead.
async function preparePosts(place, url) {
  const list = [];

  for (let i = 0; i < TICKETS; i++) {
    const { page } = await browserFrom(place.site, 'US').get(url);

    list.push(wrk.prepare('POST', url, { 'Sec-Fetch-Site': 'same-origin' },
      `lf_ticket=${page.ticket}&lf_homepage=&name=Ada+Example`
      + `&email=ada.${wrk.NUMBER}%40harbour-lane.example`));
  }

  return list;
}

async function measureRates(place) {
  for (const turn of TURNS) {
    turn.runs = [];
    await takeTurn(place, turn, WARM_UP);
  }

  for (let round = 0; round < ROUNDS; round++) {
    for (const turn of TURNS) {
      turn.runs.push(await takeTurn(place, turn, SECONDS));
    }
  }

  const rows = [['', 'req/s', 'ratio', 'of rounds', 'target', '',
    'worker', 'Redis', 'p99']];

  for (const { name, what, target, runs, against = name } of TURNS) {
    const base = TURNS.find((turn) => turn.name === against).runs;
    const ratios = runs.map((run, i) => run.rate / base[i].rate);
    const ratio = median(ratios);

    rows.push([what, Math.round(median(runs.map((run) => run.rate))),
      ratio.toFixed(2),
      `${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)}`,
      target ? target.toFixed(2) : '', target ? verdict(ratio >= target) : '',
      micros(runs, 'worker'), micros(runs, 'redis'),
      median(runs.map((run) => run.p99)).toFixed(1) + ' ms']);
  }

  print(rows);
  console.log('worker, Redis: processor time of a request\n');
}

// One run of wrk: its rate, and the processor time of a request in µs.
async function takeTurn(place, { name }, seconds) {
  const redis = place[name];
  const pids = { worker: place.worker,
    redis: (redis || place.site.redis).pid };

  if (redis) {
    await redis.db.command('FLUSHALL', 'SYNC');
  }

  const before = processorTimes(pids);
  const result = await wrk.run(place.site.nginx.port, place.file[name],
    seconds);
  const after = processorTimes(pids);

  if (result.refused || result.broken) {
    throw new Error(`${name}: ${result.refused} refused,`
      + ` ${result.broken} broken`);
  }

  if (redis) {
    await checkEvents(redis, name, result.requests);
  }

  return { rate: result.requests / result.seconds, p99: result.p99,
    worker: (after.worker - before.worker) / result.requests * 1e6,
    redis: (after.redis - before.redis) / result.requests * 1e6 };
}

function processorTimes(pids) {
  return { worker: wrk.processorTime(pids.worker),
    redis: wrk.processorTime(pids.redis) };
}

// Every 303 is an event.  What was under way when wrk stopped is one, too.
async function checkEvents(redis, name, accepted) {
  const events = await redis.db.command('XLEN', 'lf:{main.0}:events');

  if (events < accepted || events > accepted + wrk.CONNECTIONS) {
    throw new Error(`${name}: ${accepted} accepted, ${events} events`);
  }
}

async function measureSizes(place) {
  const page = Buffer.byteLength(place.page);
  const more = /<(script|img|link|iframe)\b[^>]*(src|href)=/i.test(place.page);

  print([
    ['', 'bytes', 'most', ''],
    ['first form', page, PAGE_MAX, verdict(page <= PAGE_MAX && !more)],
    memoryRow('lead of six answers in Redis', place.atRest, LEAD_MAX),
    memoryRow('  while its next question is shown', await memoryOfLead(place)),
  ]);
  console.log();
}

function memoryRow(what, { visitor, lead, index }, most) {
  const bytes = visitor + lead + index;

  return [`${what} (visitor ${Math.round(visitor)}, lead ${Math.round(lead)},`
    + ` index ${Math.round(index)})`, Math.round(bytes), most || '',
  most ? verdict(bytes <= most) : ''];
}

// The worker's resident memory, after a tenth and after all of the requests.
async function measureWorker(place) {
  let sent = 0;
  const memory = [];

  if (REQUESTS === 0) {
    return;
  }

  await place.post.db.command('FLUSHALL', 'SYNC');

  for (const goal of [REQUESTS / 10, REQUESTS]) {
    while (sent < goal) {
      const { requests } = await wrk.run(place.site.nginx.port,
        place.file.mixed, sent < REQUESTS / 10 ? 1 : 5);
      sent += requests;
    }
    memory.push({ sent, bytes: wrk.residentMemory(place.worker) });
  }

  const [early, late] = memory;
  const grown = late.bytes - early.bytes;

  print([
    ["worker's resident memory", 'requests', 'KB', ''],
    ['', early.sent, early.bytes / 1024, ''],
    ['', late.sent, late.bytes / 1024, verdict(grown <= GROWTH_MAX)],
  ]);
}

function verdict(ok) {
  return ok ? 'ok' : 'MISSED';
}

function micros(runs, what) {
  return median(runs.map((run) => run[what])).toFixed(1) + ' µs';
}

function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;

  return sorted.length % 2 ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

// The first column to the left, the others to the right.
function print(rows) {
  const widths = rows[0].map((_, column) => Math.max(
    ...rows.map((row) => String(row[column]).length)));

  for (const row of rows) {
    console.log(row.map((cell, column) => (column
      ? String(cell).padStart(widths[column])
      : String(cell).padEnd(widths[0]))).join('  ').trimEnd());
  }
}

main().catch((error) => {
  console.error('bench: ' + error.stack);
  process.exitCode = 1;
});
