'use strict';
// lead_form_redis: where Redis is, and as whom to speak to it.

const test = require('node:test');
const assert = require('node:assert/strict');
const dgram = require('node:dgram');
const { once } = require('node:events');

const { startSite } = require('../lib/site.js');
const { startRedis } = require('../lib/redis.js');
const { act, failure, status } = require('../lib/fake-redis.js');
const {
  QUICK, PLANTED, startFake, sendFirstStep, sendUntilTaken, errorLog, timed,
  assertOwnButton, assertComesBack,
} = require('../lib/redis-story.js');

const SLOW = process.env.LF_ASAN === '1' ? 5 : 1;
const PASSWORD = 'pl@nted/pass:word%';
const ENCODED = encodeURIComponent(PASSWORD);

async function startOwnRedis(t, args) {
  const redis = await startRedis({ port: true, args });

  t.after(() => redis.stop());

  return redis;
}

function startAt(t, redis, options = {}) {
  return startSite(t, { redis,
    planted: [...PLANTED, PASSWORD, ENCODED], ...QUICK, ...options });
}

// A name server for one name; without an address it never answers.
async function startNames(t, address) {
  const socket = dgram.createSocket('udp4');
  const asked = [];

  socket.on('message', (query, from) => {
    asked.push(query);

    if (address) {
      socket.send(answerTo(query, address), from.port, from.address);
    }
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  t.after(() => socket.close());

  return { asked, at: `127.0.0.1:${socket.address().port}`,
    change(to) { address = to; } };
}

// RFC 1035: the question again, and one A record for it; none for AAAA.
function answerTo(query, address) {
  const end = query.indexOf(0, 12) + 5;
  const isA = query.readUInt16BE(end - 4) === 1;
  const head = Buffer.from(query.subarray(0, 12));

  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(isA ? 1 : 0, 6);
  head.writeUInt32BE(0, 8);

  const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4,
    ...address.split('.').map(Number)]);

  return Buffer.concat([head, query.subarray(12, end),
    isA ? record : Buffer.alloc(0)]);
}

test('user, password and database come from the URL, and reach no log',
  async (t) => {
    const fake = await startFake(t, { tcp: true, user: 'web',
      password: PASSWORD });
    const site = await startAt(t, fake.url + '/7');

    assert.equal((await sendFirstStep(site.http)).status, 303);
    assert.deepEqual(fake.commands.slice(0, 2).map((c) => c.args),
      [['AUTH', 'web', PASSWORD], ['SELECT', '7']]);
  });

test('a Redis with a password takes a lead into the database of the URL',
  async (t) => {
    const redis = await startOwnRedis(t, ['--requirepass', PASSWORD]);
    const site = await startAt(t,
      `redis://:${ENCODED}@127.0.0.1:${redis.port}/3`);
    const db = await redis.connect({ password: PASSWORD, db: 3 });

    assert.equal((await sendFirstStep(site.http)).status, 303);
    assert.equal((await db.stream(site.key('events'))).length, 1);

    // It comes back by the same way.
    await db.command('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    assert.equal((await sendFirstStep(site.browser())).status, 303);
    assert.equal((await db.stream(site.key('events'))).length, 2);
  });

test('a user who may touch nothing but lead-form\'s keys is enough',
  async (t) => {
    const redis = await startOwnRedis(t, ['--user', 'web', 'on',
      '>' + PASSWORD, '~lf:*', '+@all', '-@admin', '-@dangerous']);
    const site = await startAt(t,
      `redis://web:${ENCODED}@127.0.0.1:${redis.port}`);
    const db = await redis.connect();

    assert.equal((await sendFirstStep(site.http)).status, 303);
    assertOwnButton(await site.http.get('/contact'));
    assert.doesNotMatch(errorLog(site), /redis refused/);
    assert.equal((await db.stream(site.key('events'))).length, 1);
  });

test('a password that Redis refuses is told by its code alone', async (t) => {
  const fake = await startFake(t, { tcp: true, password: 'another' });
  const site = await startAt(t,
    `redis://:${ENCODED}@127.0.0.1:${fake.address.port}`);

  fake.always('AUTH', act.reply(failure(`WRONGPASS no such ${PASSWORD}`)));
  assertComesBack(await sendFirstStep(site.http));
  await site.nginx.waitForLog(
    /\[error\].* redis 127\S+: AUTH refused: WRONGPASS, retrying/);

  fake.always('AUTH', act.reply(status('OK')));
  fake.options.password = undefined;
  await site.nginx.waitForLog(/\[notice\].* redis 127\S+ is back/);
  assert.equal((await sendFirstStep(site.http)).status, 303);
});

test('a Redis that wants a password which the URL lacks is told', async (t) => {
  const redis = await startOwnRedis(t, ['--requirepass', PASSWORD]);
  const site = await startAt(t, `redis://127.0.0.1:${redis.port}`);

  assertComesBack(await sendFirstStep(site.http));
  await site.nginx.waitForLog(/\[error\].* redis 127\S+: PING refused: NOAUTH/);
});

test('a unix socket may name a database', async (t) => {
  const fake = await startFake(t);
  const site = await startAt(t, fake.url + ':5');

  assert.equal((await sendFirstStep(site.http)).status, 303);
  assert.deepEqual(fake.commands[0].args, ['SELECT', '5']);
});

test('localhost needs no resolver', async (t) => {
  const redis = await startOwnRedis(t, []);
  const site = await startAt(t, `redis://localhost:${redis.port}`);

  assert.equal((await sendFirstStep(site.http)).status, 303);
});

test('an IPv6 address stands in brackets', async (t) => {
  let fake;

  try {
    fake = await startFake(t, { tcp: true, host: '::1' });
  } catch (error) {
    t.skip('no IPv6 here: ' + error.code);
    return;
  }

  const site = await startAt(t, fake.url);

  assert.match(fake.url, /\[::1\]/);
  assert.equal((await sendFirstStep(site.http)).status, 303);
});

test('a name is looked up by the resolver of http', async (t) => {
  const fake = await startFake(t, { tcp: true });
  const names = await startNames(t, '127.0.0.1');
  const site = await startAt(t, `redis://redis.test:${fake.address.port}`,
    { nginx: { http: `resolver ${names.at};` } });

  assert.equal((await sendFirstStep(site.http)).status, 303);
  assert.ok(names.asked.length > 0);
});

test('a resolver that never answers stops neither nginx nor a visitor',
  async (t) => {
    const names = await startNames(t, null);
    const site = await startAt(t, 'redis://redis.test',
      { nginx: { http: `resolver ${names.at};` } });
    const pages = Promise.all(Array.from({ length: 20 }, async () => {
      const { ms } = await timed(site.browser().get('/contact'));
      assert.ok(ms < 1000 * SLOW, `a stranger's page took ${ms} ms`);
    }));
    const { value, ms } = await timed(sendFirstStep(site.http));

    assertComesBack(value);
    assert.ok(ms < 1500 * SLOW, `${ms} ms`);
    await pages;
    assert.ok(names.asked.length > 0);
    await site.nginx.waitForLog(
      /\[error\].* redis redis\.test: (resolving timed out|host not found)/);

    const exit = await timed(site.nginx.stop());

    assert.ok(exit.ms < 2000 * SLOW, `the exit took ${exit.ms} ms`);
  });

test('a name that nobody knows is tried again', async (t) => {
  const site = await startAt(t, 'redis://nowhere.invalid');
  const away = await sendFirstStep(site.http);

  assertComesBack(away);
  await site.nginx.waitForLog(
    /\[error\].* redis nowhere\.invalid: (resolving timed out|host not found)/);
});

test('the address behind a name may change', async (t) => {
  const fake = await startFake(t, { tcp: true });
  const names = await startNames(t, '127.0.0.3');
  const site = await startAt(t, `redis://redis.test:${fake.address.port}`,
    { nginx: { http: `resolver ${names.at} valid=1s;` } });
  const away = await sendFirstStep(site.http);

  assertComesBack(away);
  names.change('127.0.0.1');
  assert.equal((await sendUntilTaken(site.http, away)).status, 303);
});

test('a URL that cannot be right fails nginx -t with file and line', async (t) => {
  const site = await startSite(t, { redis: 'unix:/nowhere/redis.sock' });

  for (const [url, reason] of [
    ['http://localhost', /neither "unix:" nor "redis:\/\/"/],
    ['unix:run/redis.sock', /not absolute/],
    ['unix:/' + 'x'.repeat(120), /too long/],
    ['redis://:planted@localhost:0', /port/],
    ['redis://:planted@localhost:65536', /port/],
    ['redis://:planted@localhost/db', /database/],
    ['redis://:plan%ted@localhost', /percent-encoded/],
    ['redis://planted@localhost', /without a password/],
    ['redis://:@localhost', /empty/],
    ['redis://[::1', /"\]"/],
    ['redis://[redis.test]', /neither an address nor a name/],
    ['redis://re dis', /neither an address nor a name/],
    ['redis://', /neither "unix:" nor "redis:\/\/"/],
    ['redis:///3', /no host/],
  ]) {
    site.nginx.configure({ redis: `"${url}"` });

    const { code, output } = await site.nginx.test();

    assert.notEqual(code, 0, url);
    assert.match(output, reason);
    assert.match(output, /nginx\.conf:\d+/);
    assert.doesNotMatch(output, /plan/);
  }
});
