'use strict';
// A Redis that is slow, wrong, full or no Redis at all: what visitors meet, and
// what nginx does meanwhile.

const test = require('node:test');
const assert = require('node:assert/strict');
const http = require('node:http');

const { startSite } = require('../lib/site.js');
const { act, failure } = require('../lib/fake-redis.js');
const { within } = require('../lib/processes.js');
const {
  PATIENCE, QUICK, PLANTED, PERSON, startAtFake, sendFirstStep, errorLog,
  redisLines, timed, median, assertOwnButton, assertComesBack, sendAndStay,
} = require('../lib/redis-story.js');

const SLOW = process.env.LF_ASAN === '1' ? 5 : 1;
const QUEUE_MAX = 8192;

test('a Redis that stops answering delays nobody for long, nor twice',
  async (t) => {
    const { fake, site } = await startAtFake(t, { known: true });

    fake.hold();
    assertOwnButton((await within(PATIENCE, 'the page',
      site.http.get('/contact'))));

    const { value, ms } = await timed(site.http.get('/contact'));

    assertOwnButton(value);
    assert.ok(ms < 1000, `${ms} ms although Redis is known to hang`);

    fake.release();
    await site.nginx.waitForLog(/\[notice\].* redis \S+ is back/);
    assertOwnButton(await site.http.get('/contact'));
  });

test('a reply that stops in the middle fails, and the next one is right',
  async (t) => {
    const { fake, site } = await startAtFake(t, { known: true });

    fake.once('HGETALL', act.raw('*4\r\n$6\r\nvisi'));
    fake.always('HGETALL', act.stall());
    assertOwnButton(await site.http.get('/contact'));
    await site.nginx.waitForLog(/\[error\].* redis \S+: no reply in time/);

    fake.always('HGETALL', null);
    await site.nginx.waitForLog(/\[notice\].* redis \S+ is back/);
    assertOwnButton(await site.http.get('/contact'));
  });

test('while Redis is away nobody waits for it', async (t) => {
  const site = await startSite(t, { redis: 'unix:/nowhere/redis.sock',
    planted: PLANTED, ...QUICK });
  const page = await site.http.get('/contact');
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
  const browser = site.browser({ agent });
  const times = [];

  await Promise.all(Array.from({ length: 4 }, async () => {
    for (let i = 0; i < 50; i++) {
      const { value, ms } = await timed(browser.submit(page, PERSON));

      assert.equal(value.status, 503);
      times.push(ms);
    }
  }));
  agent.destroy();

  assert.equal(times.length, 200);
  assert.ok(median(times) < 50 * SLOW, `${median(times)} ms`);
});

for (const [what, error] of [
  ['is loading', 'LOADING Redis is loading the dataset in memory'],
  ['is out of memory', 'OOM command not allowed when used memory > maxmemory'],
  ['is read only', "READONLY You can't write against a read only replica."],
  ['cannot save', 'MISCONF Redis is configured to save RDB snapshots'],
  ['keeps another thing there', 'WRONGTYPE Operation against a key'],
]) {
  test(`a Redis that ${what} takes no submission`, async (t) => {
    const { fake, site } = await startAtFake(t);

    fake.once('EVALSHA', act.reply(failure(error)));

    const away = await sendFirstStep(site.http);

    assertComesBack(away);
    assert.equal((await site.http.submit(away)).status, 303);
  });
}

test('a known visitor gets the own button where Redis answers by errors',
  async (t) => {
    const { fake, site } = await startAtFake(t, { known: true });

    for (const error of ['WRONGTYPE Operation against a key', 'NOPERM no']) {
      fake.once('HGETALL', act.reply(failure(error)));
      assertOwnButton(await site.http.get('/contact'));
    }
  });

// Replies that no Redis gives to the question asked, each whole RESP.
for (const [what, value] of [
  ['a number', 7],
  ['a nil', null],
  ['a text', 'text'],
  ['a list with a hole', ['visits', null, 'first', 3]],
  ['an odd list', ['visits', '1', 'first']],
  ['lists in lists', [['visits'], ['1']]],
]) {
  test(`${what} where a hash belongs breaks nothing`, async (t) => {
    const { fake, site } = await startAtFake(t, { known: true });

    fake.always('HGETALL', act.reply(value));
    assert.equal((await site.http.get('/contact')).status, 200);
    fake.always('HGETALL', null);
    assert.equal((await site.http.get('/contact')).status, 200);
    assert.equal(site.nginx.workers().length, 1);
    assert.doesNotMatch(errorLog(site), /exited on signal/);
  });

  test(`${what} where a script's reply belongs breaks nothing`, async (t) => {
    const { fake, site } = await startAtFake(t);

    fake.always('EVALSHA', act.reply(value));
    assert.ok([303, 503].includes((await sendFirstStep(site.http)).status));
    fake.always('EVALSHA', null);
    assert.equal((await sendFirstStep(site.browser())).status, 303);
    assert.doesNotMatch(errorLog(site), /exited on signal/);
  });
}

for (const [what, bytes] of [
  ['an HTTP server', 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'],
  ['a talker of garbage', '\u0000\u0001\u0002\r\n'],
  ['one that announces an endless array', '*2147483647\r\n'],
  ['one that announces an endless text', '$2147483647\r\n' + 'x'.repeat(9000)],
]) {
  test(`${what} is not taken for a Redis`, async (t) => {
    const { site } = await startAtFake(t, { greeting: bytes, raw: true });
    const page = await site.http.get('/contact');

    for (let i = 0; i < 3; i++) {
      assertComesBack(await site.http.submit(page, PERSON));
    }

    assert.equal(redisLines(site, 'error').length, 1);
  });
}

test('garbage in place of a reply fails it, and the next is right', async (t) => {
  const { fake, site } = await startAtFake(t, { known: true });

  fake.once('HGETALL', act.raw('HTTP/1.1 200 OK\r\n\r\n'));
  assertOwnButton(await site.http.get('/contact'));
  await site.nginx.waitForLog(/\[error\].* redis \S+: protocol error/);
  await site.nginx.waitForLog(/\[notice\].* redis \S+ is back/);
  assertOwnButton(await site.http.get('/contact'));
});

test('a reply nobody asked for ends the connection, not the worker',
  async (t) => {
    const { fake, site } = await startAtFake(t, { known: true });

    fake.once('HGETALL', act.raw('+one\r\n+two\r\n+three\r\n+four\r\n'));
    assertOwnButton(await site.http.get('/contact'));
    await site.nginx.waitForLog(/\[notice\].* redis \S+ is back/);
    assertOwnButton(await site.http.get('/contact'));
  });

test('what waits for a hanging Redis is bounded', async (t) => {
  const { fake, site } = await startAtFake(t, { known: true,
    parameters: ' timeout=60s' });
  const cookie = site.http.header();
  let left = 0;

  fake.hold();

  // Operations outlive the visitors who leave.
  while (!/the queue is full/.test(errorLog(site))) {
    assert.ok(left < 2 * QUEUE_MAX, `${left} requests wait`);

    const sockets = await Promise.all(Array.from({ length: 400 },
      () => sendAndStay(site, { cookie })));

    // Answered after all of these were taken.
    await site.http.get('/lead-status');
    sockets.forEach((socket) => socket.destroy());
    left += sockets.length;
  }

  const { value, ms } = await timed(site.http.get('/contact'));

  assertOwnButton(value);
  assert.ok(ms < 1000 * SLOW, `${ms} ms although nothing more is taken`);
  assert.equal(errorLog(site).match(/the queue is full/g).length, 1);

  const seen = fake.commands.length;

  fake.release();
  await within(PATIENCE, 'the queue to be worked off',
    fake.until('command', () => fake.commands.length - seen >= QUEUE_MAX));
  assertOwnButton(await site.http.get('/contact'));
});

for (const [when, known] of [['greets', false], ['replies', true]]) {
  test(`a worker exits without delay while Redis no longer ${when}`,
    async (t) => {
      const { fake, site } = await startAtFake(t, { known });

      if (known) {
        fake.always('HGETALL', act.stall());
      } else {
        fake.hold();
      }

      const pending = known
        ? site.http.get('/contact') : sendFirstStep(site.http);

      pending.catch(() => {});
      await (known ? fake.received('HGETALL') : fake.connected());

      const { ms } = await timed(site.nginx.stop());

      assert.ok(ms < 2000 * SLOW, `${ms} ms`);
      assert.doesNotMatch(errorLog(site), /\[alert\]/);
      assert.ok([200, 503].includes((await pending).status),
        'whoever waited was answered');
    });
}

test('a worker exits at once while Redis is away', async (t) => {
  const site = await startSite(t, { redis: 'unix:/nowhere/redis.sock',
    planted: PLANTED, ...QUICK });

  assert.equal((await sendFirstStep(site.http)).status, 503);

  const { ms } = await timed(site.nginx.stop());

  assert.ok(ms < 1000 * SLOW, `${ms} ms`);
});
