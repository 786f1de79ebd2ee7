'use strict';
// What stories about Redis have in common: a person, a site at a Redis that
// misbehaves on demand, and what a visitor then has to see.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');

const { startSite } = require('./site.js');
const { startFakeRedis } = require('./fake-redis.js');
const { makeFolder, removeFolder } = require('./processes.js');

const PATIENCE = 15000;
const QUICK = { siteJson: { min_fill: '0s' } };
const PERSON = { name: 'Greta Planted', email: 'greta.planted@example.org' };
const PLANTED = Object.values(PERSON);

// A Redis of one known visitor whose asking is over: pages need reads only.
function answers(args) {
  const now = String(Math.floor(Date.now() / 1000));

  switch (args[0].toUpperCase()) {
    case 'EVALSHA':
    case 'EVAL':
      return ['saved', 'lead.created'];

    case 'HGETALL':
      return args[1].includes(':lead:')
        ? ['first', now, 'last', now]
        : ['visits', '1', 'first', now, 'seen', String(Date.now()),
          'ask', '-'];

    default:
      return null;
  }
}

// options: tcp (true: a loopback port), and those of startFakeRedis.
async function startFake(t, options = {}) {
  const dir = makeFolder();
  const fake = await startFakeRedis(
    options.tcp ? { port: 0, host: options.host }
      : { path: path.join(dir, 'redis.sock') },
    { reply: answers, ...options });

  t.after(async () => {
    await fake.stop();
    removeFolder(dir);
  });

  return fake;
}

// A site at a fake Redis.  known: its browser has a cookie; parameters: of
// lead_form_redis; nginx: options of startNginx.
async function startAtFake(t, options = {}) {
  const fake = await startFake(t, options);
  const site = await startSite(t, {
    redis: fake.url + (options.parameters || ''),
    planted: PLANTED, nginx: options.nginx, ...QUICK });

  if (options.known) {
    const answer = await sendFirstStep(site.http);

    assert.equal(answer.status, 303, answer.body);
    assert.ok(site.http.lead, 'the visitor has a cookie');
  }

  return { fake, site };
}

async function sendFirstStep(browser, person = PERSON) {
  return browser.submit(await browser.get('/contact'), person);
}

// Redis is asked again after a while: the same page, sent until it is taken.
async function sendUntilTaken(browser, page) {
  const end = Date.now() + PATIENCE;

  for (;;) {
    const answer = await browser.submit(page);

    if (answer.status !== 503) {
      return answer;
    }

    assert.ok(Date.now() < end, 'Redis is back, and the module does not see it');
    page = answer;
  }
}

function errorLog(site) {
  return fs.readFileSync(site.nginx.errorLog, 'utf8');
}

// The lines of a level that the Redis client wrote.
function redisLines(site, level) {
  return errorLog(site).split('\n').filter((line) => (
    line.includes(`[${level}]`)
      && / redis (unix:|127\.|localhost|\[|[\w.-]+:\d)/.test(line)));
}

async function timed(promise) {
  const begin = Date.now();
  const value = await promise;

  return { value, ms: Date.now() - begin };
}

function median(list) {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
}

function assertOwnButton(answer) {
  assert.equal(answer.status, 200);
  assert.ok(!answer.page.inputs.some((i) => ['name', 'email'].includes(i.name)),
    'a known visitor is not asked for name and contact again');
  assert.ok(answer.page.buttons.length > 0);
}

// The answer of a Redis that cannot take it: all that was typed, and when to
// try again.
function assertComesBack(answer, person = PERSON) {
  assert.equal(answer.status, 503);
  assert.match(answer.headers['retry-after'], /^\d+$/);

  for (const [name, value] of Object.entries(person)) {
    assert.equal(answer.page.input(name).value, value, name);
  }
}

// A request in plain bytes on a connection of its own: the test says when it
// leaves.  Resolves once all of it is written.
function sendAndStay(site, { method = 'GET', cookie, body } = {}) {
  const head = [`${method} /contact HTTP/1.1`, 'Host: localhost',
    ...(cookie ? [`Cookie: ${cookie}`] : []),
    ...(body === undefined ? []
      : ['Content-Type: application/x-www-form-urlencoded',
        'Sec-Fetch-Site: same-origin',
        `Content-Length: ${Buffer.byteLength(body)}`])];

  return new Promise((resolve, reject) => {
    const socket = net.connect(site.nginx.path, () => {
      socket.write(head.join('\r\n') + '\r\n\r\n' + (body || ''),
        () => resolve(socket));
    });

    socket.once('error', reject);
  });
}

module.exports = {
  PATIENCE, QUICK, PERSON, PLANTED, answers, startFake, startAtFake,
  sendFirstStep, sendUntilTaken, errorLog, redisLines, timed, median,
  assertOwnButton, assertComesBack, sendAndStay,
};
