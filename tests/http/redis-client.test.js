'use strict';
// The module's Redis client: what visitors meet when Redis is away, slow,
// wrong, or comes back, and what nginx does meanwhile.

const test = require('node:test');
const assert = require('node:assert/strict');
const http = require('node:http');
const path = require('node:path');

const { startSite } = require('../lib/site.js');
const { startFakeRedis, act, failure, status } = require('../lib/fake-redis.js');
const { makeFolder, removeFolder, within } = require('../lib/processes.js');

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
        : ['visits', '1', 'first', now, 'seen', now, 'ask', '-'];

    default:
      return null;
  }
}

async function startFake(t, options = {}) {
  const dir = makeFolder();
  const fake = await startFakeRedis(
    options.tcp ? { port: 0 } : { path: path.join(dir, 'redis.sock') },
    { reply: answers, ...options });

  t.after(async () => {
    await fake.stop();
    removeFolder(dir);
  });

  return fake;
}

// A site at a fake Redis; with `known`, its browser has a cookie.
async function startAtFake(t, options = {}) {
  const fake = await startFake(t, options);
  const site = await startSite(t, { redis: options.url || fake.url,
    planted: [...PLANTED, ...(options.planted || [])], ...QUICK });

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

function redisLines(text, level) {
  return text.split('\n').filter((line) => (
    line.includes(`[${level}]`) && / redis (unix:|127\.|localhost)/.test(line)));
}

function errorLog(site) {
  return require('node:fs').readFileSync(site.nginx.errorLog, 'utf8');
}

async function timed(promise) {
  const begin = Date.now();
  const value = await promise;

  return { value, ms: Date.now() - begin };
}

function assertOwnButton(answer) {
  assert.equal(answer.status, 200);
  assert.ok(!answer.page.inputs.some((i) => ['name', 'email'].includes(i.name)),
    'a known visitor is not asked for name and contact again');
  assert.ok(answer.page.buttons.length > 0);
}

test('while Redis is away, a first step comes back with everything typed',
  async (t) => {
    const site = await startSite(t, { redis: 'unix:/nowhere/redis.sock',
      planted: PLANTED, ...QUICK });
    const page = await site.http.get('/contact');

    assert.equal(page.status, 200, 'a stranger needs no Redis');

    for (let i = 0; i < 5; i++) {
      const { value: answer, ms } = await timed(site.http.submit(page, PERSON));

      assert.equal(answer.status, 503);
      assert.match(answer.headers['retry-after'], /^\d+$/);
      assert.ok(ms < 1000, `an answer at once, not after ${ms} ms`);

      for (const [name, value] of Object.entries(PERSON)) {
        const input = answer.page.inputs.find((one) => one.name === name);
        assert.equal(input.value, value, name);
      }
    }

    assert.equal(site.http.lead, undefined);
    assert.equal(redisLines(errorLog(site), 'error').length, 1,
      'one line for the change, not one for each request');
  });

test('when Redis comes back, the page that came back is taken, once',
  async (t) => {
    const site = await startSite(t, { planted: PLANTED, ...QUICK });

    await site.redis.kill();

    const away = await sendFirstStep(site.http);

    assert.equal(away.status, 503);

    await site.redis.start();
    site.db = await site.redis.connect();

    const answer = await sendUntilTaken(site.http, away);

    assert.equal(answer.status, 303);
    assert.equal((await site.events()).length, 1);

    await site.nginx.waitForLog(/\[notice\].* redis unix:\S+ is back/);
  });

test('a known visitor gets the own button while Redis is away', async (t) => {
  const site = await startSite(t, { planted: PLANTED, ...QUICK });

  assert.equal((await sendFirstStep(site.http)).status, 303);
  await site.redis.kill();

  for (let i = 0; i < 3; i++) {
    assertOwnButton(await site.http.get('/contact'));
  }
});

test('replies that arrive byte by byte are read', async (t) => {
  const { fake, site } = await startAtFake(t);

  fake.always('EVALSHA', act.slowly(['saved', 'lead.created']));
  assert.equal((await sendFirstStep(site.http)).status, 303);

  fake.always('HGETALL', act.slowly(['first', '1700000000', 'last', '1700000000']));
  assertOwnButton(await site.http.get('/contact'));
});

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

test('a connection that Redis closed while idle is made again, unseen',
  async (t) => {
    const { fake, site } = await startAtFake(t, { known: true });
    const before = fake.commands.length;

    fake.closeAll();
    assertOwnButton(await site.http.get('/contact'));
    assert.ok(fake.commands.slice(before).some((c) => c.name === 'HGETALL'));

    fake.once('HGETALL', act.close());
    assertOwnButton(await site.http.get('/contact'));

    fake.once('HGETALL', act.cut('a reply', 4));
    assertOwnButton(await site.http.get('/contact'));

    assert.deepEqual(redisLines(errorLog(site), 'error'), []);
  });

test('a script that Redis does not know is sent as text', async (t) => {
  const { fake, site } = await startAtFake(t);

  fake.once('EVALSHA', act.noscript());
  assert.equal((await sendFirstStep(site.http)).status, 303);

  const [sha, text] = fake.commands.filter((c) => /^EVAL/.test(c.name));

  assert.equal(sha.name, 'EVALSHA');
  assert.equal(text.name, 'EVAL');
  assert.match(text.args[1], /^#!lua/);
  assert.deepEqual(text.args.slice(2), sha.args.slice(2));
});

for (const [what, error] of [
  ['is loading', 'LOADING Redis is loading the dataset in memory'],
  ['is out of memory', 'OOM command not allowed when used memory > maxmemory'],
  ['is read only', "READONLY You can't write against a read only replica."],
]) {
  test(`a Redis that ${what} takes no submission`, async (t) => {
    const { fake, site } = await startAtFake(t);

    fake.once('EVALSHA', act.reply(failure(error)));

    const away = await sendFirstStep(site.http);

    assert.equal(away.status, 503);
    assert.equal((await site.http.submit(away)).status, 303);
  });
}

for (const [what, bytes] of [
  ['an HTTP server', 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'],
  ['a talker of garbage', '\u0000\u0001\u0002\r\n'],
  ['one that announces an endless array', '*2147483647\r\n'],
]) {
  test(`${what} is not taken for a Redis`, async (t) => {
    const { site } = await startAtFake(t, { greeting: bytes, raw: true });
    const page = await site.http.get('/contact');

    for (let i = 0; i < 3; i++) {
      assert.equal((await site.http.submit(page, PERSON)).status, 503);
    }

    assert.equal(redisLines(errorLog(site), 'error').length, 1);
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

test('user, password and database come from the URL, and reach no log',
  async (t) => {
    const fake = await startFake(t, { tcp: true, user: 'web',
      password: 'p:l@nt/ed' });
    const site = await startSite(t, { redis: fake.url + '/7',
      planted: [...PLANTED, 'p:l@nt/ed', 'p%3Al%40nt%2Fed'], ...QUICK });

    assert.equal((await sendFirstStep(site.http)).status, 303);
    assert.deepEqual(fake.commands.slice(0, 2).map((c) => c.args),
      [['AUTH', 'web', 'p:l@nt/ed'], ['SELECT', '7']]);
  });

test('a password that Redis refuses is told by its code alone', async (t) => {
  const fake = await startFake(t, { tcp: true, password: 'another' });
  const site = await startSite(t, {
    redis: `redis://:planted-password@127.0.0.1:${fake.address.port}`,
    planted: [...PLANTED, 'planted-password'], ...QUICK });

  fake.always('AUTH', act.reply(failure('WRONGPASS no such planted-password')));
  assert.equal((await sendFirstStep(site.http)).status, 503);
  await site.nginx.waitForLog(
    /\[error\].* redis 127\S+: AUTH refused: WRONGPASS, retrying/);

  fake.always('AUTH', act.reply(status('OK')));
  fake.options.password = undefined;
  await site.nginx.waitForLog(/\[notice\].* redis 127\S+ is back/);
  assert.equal((await sendFirstStep(site.http)).status, 303);
});

test('a URL that cannot be right fails nginx -t with file and line', async (t) => {
  const site = await startSite(t, { redis: 'unix:/nowhere/redis.sock' });

  for (const [url, reason] of [
    ['http://localhost', /neither "unix:" nor "redis:\/\/"/],
    ['unix:run/redis.sock', /not absolute/],
    ['redis://:planted@localhost:0', /port/],
    ['redis://:planted@localhost/db', /database/],
    ['redis://:plan%ted@localhost', /percent-encoded/],
    ['redis://planted@localhost', /without a password/],
  ]) {
    site.nginx.configure({ redis: `"${url}"` });

    const { code, output } = await site.nginx.test();

    assert.notEqual(code, 0, url);
    assert.match(output, reason);
    assert.match(output, /nginx\.conf:\d+/);
    assert.doesNotMatch(output, /plan/);
  }
});

test('requests of one moment share a connection', async (t) => {
  const { fake, site } = await startAtFake(t, { known: true });
  const all = await Promise.all(
    Array.from({ length: 40 }, () => site.http.get('/contact')));

  all.forEach(assertOwnButton);
  assert.equal(fake.accepted, 1);
});

test('a visitor who leaves before the reply harms nobody', async (t) => {
  const { fake, site } = await startAtFake(t, { known: true });
  const reads = fake.commands.length;

  fake.hold();

  const gone = Array.from({ length: 20 }, () => {
    const request = http.get({ socketPath: site.nginx.path, path: '/contact',
      headers: { host: 'localhost', cookie: site.http.header() } });

    request.on('error', () => {});
    return request;
  });

  await Promise.all(gone.map((request) => new Promise((resolve) => {
    request.once('finish', resolve);
  })));
  gone.forEach((request) => request.destroy());

  fake.release();
  assertOwnButton(await site.http.get('/contact'));
  assert.ok(fake.commands.length > reads);
});

test('three reloads under load lose no request and leave no socket',
  async (t) => {
    const site = await startSite(t, { planted: PLANTED,
      nginx: { workers: 2, tcp: true }, ...QUICK });
    const browser = site.browser({ agent: new http.Agent({ maxSockets: 8 }) });
    let loading = true;
    let pages = 0;

    assert.equal((await sendFirstStep(browser)).status, 303);

    const load = Promise.all(Array.from({ length: 8 }, async () => {
      while (loading) {
        try {
          assertOwnButton(await browser.get('/contact'));
          pages++;
        } catch (error) {
          // nginx closes connections that have sent nothing yet.
          if (!/^(EPIPE|ECONNRESET)$/.test(error.code)) {
            throw error;
          }
        }
      }
    }));

    for (let i = 0; i < 3; i++) {
      const old = site.nginx.workers();
      const from = site.nginx.logSize();

      await site.nginx.reload();
      for (const pid of old) {
        await site.nginx.waitForLog(
          new RegExp(`process ${pid} exited with code 0`), from);
      }
    }

    loading = false;
    await load;
    assert.ok(pages > 0);

    const [, clients] = /connected_clients:(\d+)/.exec(
      await site.db.command('INFO', 'clients'));

    assert.ok(Number(clients) <= 1 + 2, `${clients} connections to Redis`);
    assert.doesNotMatch(errorLog(site), /open socket|\[alert\]/);
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

      assert.ok(ms < 8000, `${ms} ms`);
      assert.doesNotMatch(errorLog(site), /\[alert\]/);
      await pending.catch(() => {});
    });
}
