'use strict';
// A Redis that answers, but not what was hoped for: keys of the wrong type, no
// memory, a replica that takes no writes, one that is still loading.  Nothing
// is half-written, nobody loses what they typed, and a known visitor is still
// known.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { startSite } = require('../lib/site.js');
const { startRedis } = require('../lib/redis.js');
const { startFakeRedis, act, failure } = require('../lib/fake-redis.js');

const PERSON = { name: 'Zora Quintessa', email: 'zora@planted.example' };
const MESSAGE = 'planted message\nof two lines';
const PLANTED = [...Object.values(PERSON), 'planted message', 'Planted Company'];

function start(t, options = {}) {
  return startSite(t, { siteJson: { min_fill: '0s' }, planted: PLANTED,
    ...options });
}

// Everything in Redis: key → its dump.
async function everything(db) {
  const keys = (await db.command('KEYS', '*')).sort();
  const values = await db.batch(keys.map((key) => ['DEBUG', 'DIGEST-VALUE',
    key]));

  return Object.fromEntries(keys.map((key, i) => [key, String(values[i])]));
}

function assertKept(answer) {
  const { page } = answer;

  assert.equal(answer.status, 503);
  assert.match(page.text, /Nothing you entered is lost/);
  assert.match(answer.headers['retry-after'], /^\d+$/);
  assert.equal(answer.headers['cache-control'], 'private, no-store');
  assert.equal(page.input('name').value, PERSON.name);
  assert.equal(page.input('email').value, PERSON.email);
  assert.equal(page.input('lf_message').value, MESSAGE);
  assert.equal(answer.cookies.length, 0);
}

async function nextVisit(site) {
  for (const key of await site.db.command('KEYS', site.key('v', '*'))) {
    await site.db.command('HSET', key, 'seen', Date.now() - 7200e3);
  }
}

async function known(site) {
  const browser = site.browser();

  assert.equal((await browser.submit(await browser.get('/contact'), PERSON))
    .status, 303);
  await nextVisit(site);

  return browser;
}

test('a key of the wrong type refuses a first step whole', async (t) => {
  const site = await start(t, { redis: { args: ['--enable-debug-command',
    'yes'] } });
  const sample = await site.http.submit(await site.http.get('/contact'),
    PERSON);
  const [event] = await site.events();

  assert.equal(sample.status, 303);
  await site.db.command('FLUSHALL');

  const wrong = {
    events: site.key('events'),
    leads: site.key('leads'),
    lead: site.key('lead', event.lead),
    gone: site.key('gone', event.lead),
  };

  for (const [what, key] of Object.entries(wrong)) {
    await t.test(what, async () => {
      const page = await site.browser().get('/contact');

      await site.db.command('RPUSH', key, 'a list');

      const before = await everything(site.db);
      const answer = await site.browser().submit(page,
        { ...PERSON, lf_message: MESSAGE });

      assertKept(answer);
      assert.deepEqual(await everything(site.db), before,
        'nothing was half-written');

      await site.db.command('FLUSHALL');

      const sent = await site.browser().submit(answer);

      assert.equal(sent.status, 303, 'pressed again, it is taken');
      assert.equal((await site.events())[0].message, MESSAGE);
      await site.db.command('FLUSHALL');
    });
  }
});

test('a key of the wrong type costs a known visitor the question, not the form',
  async (t) => {
    for (const what of ['v', 'lead']) {
      await t.test(what, async (st) => {
        const site = await start(st);
        const browser = await known(site);
        const [event] = await site.events();
        const key = site.key(what, what === 'v' ? event.visitor : event.lead);

        await site.db.command('DEL', key);
        await site.db.command('SET', key, 'a string');

        const page = await browser.get('/contact');

        assert.equal(page.status, 200);
        assert.match(page.body, /Talk to me/);
        assert.equal(page.page.input('name'), undefined,
          'nobody is asked twice');
        assert.equal(page.page.input('company'), undefined);

        const answer = await browser.submit(page, { lf_message: MESSAGE });

        assert.equal(answer.status, 503);
        assert.equal(answer.page.input('lf_message').value, MESSAGE);
        assert.equal((await site.events()).length, 1);
        assert.equal(await site.db.command('GET', key), 'a string');
      });
    }
  });

test('a Redis that is out of memory takes nothing, and half of nothing',
  async (t) => {
    const site = await start(t, { redis: { args: ['--enable-debug-command',
      'yes'] } });
    const browser = await known(site);
    const stranger = await site.browser().get('/contact');
    const question = await browser.get('/contact');

    assert.ok(question.page.input('company'));

    const before = await everything(site.db);

    await site.db.command('CONFIG', 'SET', 'maxmemory', '1');

    const fresh = { ...PERSON };

    assertKept(await site.browser().submit(stranger,
      { ...fresh, lf_message: MESSAGE }));

    const answer = await browser.submit(question,
      { company: 'Planted Company' });

    assert.equal(answer.status, 503);
    assert.equal(answer.page.input('company').value, 'Planted Company');

    const page = await browser.get('/contact');

    assert.equal(page.status, 200);
    assert.match(page.body, /Talk to me/);
    assert.deepEqual(await everything(site.db), before);

    await site.db.command('CONFIG', 'SET', 'maxmemory', '0');
    assert.equal((await browser.submit(answer)).status, 303);

    const event = (await site.events()).pop();

    assert.equal(JSON.parse(event.answers).company, 'Planted Company');
  });

test('a new visit without memory for it shows the button, no question',
  async (t) => {
    const site = await start(t);
    const browser = await known(site);

    await site.db.command('CONFIG', 'SET', 'maxmemory', '1');

    const page = await browser.get('/contact');

    assert.equal(page.status, 200);
    assert.match(page.body, /Talk to me/);
    assert.equal(page.page.input('company'), undefined,
      'not pinned, so not asked');
  });

test('a replica that takes no writes', async (t) => {
  const master = await startRedis({ port: true });
  t.after(() => master.stop());

  const site = await start(t, { redis: { port: true } });
  const browser = await known(site);

  const stranger = await site.browser().get('/contact');

  await site.db.command('REPLICAOF', '127.0.0.1', master.port);
  assertKept(await site.browser().submit(stranger,
    { ...PERSON, lf_message: MESSAGE }));

  const page = await browser.get('/contact');

  assert.equal(page.status, 200);
  assert.match(page.body, /Talk to me/);

  await site.db.command('REPLICAOF', 'NO', 'ONE');
  assert.equal((await site.browser().submit(stranger, PERSON)).status, 303);
});

test('a Redis that is loading, busy, or has a master that is down',
  async (t) => {
    const site = await start(t, { redis: false, start: false });
    const fake = await startFakeRedis({ path: site.dir + '/fake.sock' });
    t.after(() => fake.stop());
    site.redisUrl = fake.url;
    await site.startNginx();

    for (const words of ['LOADING Redis is loading the dataset in memory',
      'BUSY Redis is busy running a script',
      'MASTERDOWN Link with MASTER is down',
      'MISCONF Redis is configured to save RDB snapshots',
      'NOREPLICAS Not enough good replicas to write',
      'NOAUTH Authentication required.', 'NOPERM no permissions',
      'CLUSTERDOWN The cluster is down', 'MOVED 1 127.0.0.1:1', 'ERR planted',
    ]) {
      fake.always('EVALSHA', act.reply(failure(words)));
      fake.always('EVAL', act.reply(failure(words)));
      fake.always('SCRIPT', act.reply(failure(words)));

      const browser = site.browser();

      assertKept(await browser.submit(await browser.get('/contact'),
        { ...PERSON, lf_message: MESSAGE }));
    }
  });

test('a reply that is none of ours', async (t) => {
  const site = await start(t, { redis: false, start: false });
  const fake = await startFakeRedis({ path: site.dir + '/fake.sock' });
  t.after(() => fake.stop());
  site.redisUrl = fake.url;
  await site.startNginx();

  const replies = ['OK', null, 7, [], [null], ['saved'], [['saved']], [1, 2],
    ['', '', '', '']];

  for (const reply of replies) {
    fake.always('EVALSHA', act.reply(reply));
    fake.always('EVAL', act.reply(reply));

    const browser = site.browser();
    const sent = await browser.submit(await browser.get('/contact'),
      { ...PERSON, lf_message: MESSAGE });

    assert.equal(sent.status === 303, Array.isArray(reply)
      && reply[0] === 'saved', JSON.stringify(reply));
  }

  fake.always('EVALSHA', act.reply(['saved', 'lead.created']));

  const browser = site.browser();

  assert.equal((await browser.submit(await browser.get('/contact'), PERSON))
    .status, 303);

  for (const reply of ['OK', null, 7, ['odd'], [null, null], [1, 'x'],
    [['a'], ['b']], ['seen', ''], ['seen', 'x'.repeat(70000)],
    ['visits', '-1', 'seen', '99999999999999999999', 'ask', '\0']]) {
    fake.always('HGETALL', act.reply(reply));

    const page = await browser.get('/contact');

    assert.equal(page.status, 200, JSON.stringify(reply).slice(0, 60));
    assert.match(page.body, /Talk to me/);
  }
});
