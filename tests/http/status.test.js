'use strict';
// The status page: what it counts, in which format, and what of it one worker
// writes to Redis.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');

const { startRedis } = require('../lib/redis.js');
const { startSite, CONTACT } = require('../lib/site.js');

const OUTCOMES = ['new', 'question', 'known', 'saved', 'spooled', 'invalid',
  'retry', 'suspect', 'refused', 'unavailable'];
const STEPS = ['shown', 'answered', 'blank', 'declined', 'invalid'];
const DAYS_400 = 400 * 86400;

function start(t, options = {}) {
  return startSite(t, { siteJson: { min_fill: '0s' },
    planted: ['planted.example', 'Zora Quintessa'], ...options });
}

let people = 0;

function person() {
  return { name: 'Zora Quintessa', email: `zora${++people}@planted.example` };
}

async function status(site) {
  return (await site.http.get('/lead-status', { cookies: false })).json;
}

function funnelOf(json, field, form = 'contact') {
  const found = json.funnel.find((f) => f.form === form && f.field === field);

  return Object.fromEntries(STEPS.map((step) => [step, found[step]]));
}

// The values of a metric, by its labels as they stand.
function samples(text, name) {
  return Object.fromEntries(text.split('\n')
    .filter((line) => line.startsWith(name + '{') || line.startsWith(name + ' '))
    .map((line) => {
      const space = line.lastIndexOf(' ');
      return [line.slice(name.length, space), Number(line.slice(space + 1))];
    }));
}

async function nextVisit(site) {
  for (const key of await site.db.command('KEYS', site.key('v', '*'))) {
    await site.db.command('HSET', key, 'seen', Date.now() - 7200e3);
  }
}

// One first step, then visits that answer, leave blank and decline.
async function journey(site) {
  const browser = site.browser();
  const page = await browser.get('/contact');

  await browser.submit(page, { name: 'Zora Quintessa', email: 'none' });
  await browser.submit(page, person());
  await nextVisit(site);
  await browser.submit(await browser.get('/contact'), { company: 'x\0y' });
  await browser.submit(await browser.get('/contact'), { company: '' });
  await nextVisit(site);
  await browser.submit(await browser.get('/contact'), {},
    { button: 'lf_do=decline' });
}

test('every outcome is counted where it belongs', async (t) => {
  const site = await start(t);
  const expected = Object.fromEntries(OUTCOMES.map((name) => [name, 0]));

  const counted = async (name) => {
    expected[name]++;
    assert.deepEqual((await status(site)).requests, expected, name);
  };

  assert.deepEqual((await status(site)).requests, expected);

  const page = await site.http.get('/contact');
  await counted('new');
  await site.http.submit(page, { name: 'Zora Quintessa', email: 'none' });
  await counted('invalid');
  await site.http.submit(page, { ...person(), lf_ticket: 'x' });
  await counted('retry');
  await site.http.submit(page, { ...person(), lf_homepage: 'x' },
    { cookies: false });
  await counted('suspect');
  await site.http.request('DELETE', '/contact');
  await counted('refused');
  await site.http.submit(page, person());
  await counted('saved');
  await site.http.get('/contact');
  await counted('known');
  await nextVisit(site);

  const question = await site.http.get('/contact');
  await counted('question');

  await site.http.get('/contact?thanks');
  await site.http.get('/contact?forgotten');
  await site.http.get('/lead-status');
  assert.deepEqual((await status(site)).requests, expected,
    'pages that ask nothing are not counted');

  await site.redis.kill();

  const away = await site.http.submit(question, { company: 'x' });

  await counted(away.status === 503 ? 'unavailable' : 'spooled');

  const { redis } = await status(site);

  assert.ok(redis.connects >= 1);
  assert.ok(redis.errors.lost + redis.errors.unavailable >= 1);
  assert.ok(redis.round_trip_seconds.count >= 4);
  await site.redis.start();
});

test('the funnel counts each step of each field once', async (t) => {
  const site = await start(t);
  const browser = site.browser();
  const zero = { shown: 0, answered: 0, blank: 0, declined: 0, invalid: 0 };
  const page = await browser.get('/contact');

  await browser.head('/contact');
  await browser.get('/contact', { headers: { 'sec-purpose': 'prefetch' } });
  await browser.submit(page, { name: 'Zora Quintessa', email: 'none' });

  const who = person();

  await browser.submit(page, who);
  await browser.submit(page, who, { cookies: false });
  assert.equal(funnelOf(await status(site), '').shown, 1);
  await nextVisit(site);

  const question = await browser.get('/contact');

  await browser.get('/contact');
  await browser.submit(question, { company: 'a\0b' });
  await browser.submit(question, { company: '' });
  await nextVisit(site);

  const other = await browser.get('/contact');

  await browser.submit(other, { team_size: '11-50' });
  await nextVisit(site);

  const declined = await browser.get('/contact');

  await browser.submit(declined, {}, { button: 'lf_do=decline' });

  const json = await status(site);

  assert.equal(funnelOf(json, '').shown, 1);
  assert.deepEqual(funnelOf(json, 'email'), { ...zero, invalid: 1 });
  assert.deepEqual(funnelOf(json, 'team_size'),
    { ...zero, shown: 1, answered: 1 });
  assert.deepEqual(funnelOf(json, 'company'),
    { ...zero, shown: 2, blank: 1, declined: 1, invalid: 1 });
  assert.deepEqual(funnelOf(json, 'phone'), zero);
});

test('the same submission sent twice is one in the funnel', async (t) => {
  const site = await start(t);
  const page = await site.http.get('/contact');
  const who = person();

  await site.http.submit(page, who, { cookies: false });
  await site.http.submit(page, who, { cookies: false });
  assert.equal((await site.events()).length, 1);
  assert.equal(funnelOf(await status(site), '').answered, 1);
});

test('a scraper gets text, anybody else JSON', async (t) => {
  const site = await start(t);
  const text = [{ url: '/lead-status?format=prometheus' },
    { accept: 'text/plain' }, { accept: 'TEXT/PLAIN;version=0.0.4' },
    { accept: 'application/openmetrics-text;version=1.0.0,'
      + 'application/openmetrics-text;version=0.0.1;q=0.75,'
      + 'text/plain;version=0.0.4;q=0.5,*/*;q=0.1' }];
  const json = [{}, { accept: '*/*' }, { accept: 'application/json' },
    { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
    { accept: 'application/json, text/plain, */*' },
    { url: '/lead-status?format=json', accept: 'text/plain' }];

  for (const { url = '/lead-status', accept } of text) {
    const answer = await site.http.get(url, { headers: { accept } });

    assert.equal(answer.status, 200);
    assert.equal(answer.headers['content-type'],
      'text/plain; version=0.0.4; charset=utf-8', accept);
    assert.match(answer.body, /^# HELP lead_form_/);
  }

  for (const { url = '/lead-status', accept } of json) {
    const answer = await site.http.get(url, { headers: { accept } });

    assert.equal(answer.headers['content-type'], 'application/json', accept);
    assert.deepEqual(Object.keys(answer.json.requests), OUTCOMES);
  }
});

test('both formats say the same, and promtool finds no fault', async (t) => {
  const site = await start(t, { forms: { contact: CONTACT,
    'second-form': { ...CONTACT, title: '"Quoted" \\ {title}' } } });

  await journey(site);

  const json = await status(site);
  const { body } = await site.http.get('/lead-status?format=prometheus');

  for (const name of OUTCOMES) {
    assert.equal(samples(body, 'lead_form_requests_total')[
      `{outcome="${name}"}`], json.requests[name], name);
  }

  const funnel = samples(body, 'lead_form_funnel_total');

  for (const one of json.funnel) {
    for (const step of STEPS) {
      assert.equal(funnel[`{site="${one.site}",form="${one.form}",`
        + `field="${one.field}",step="${step}"}`], one[step]);
    }
  }

  assert.equal(Object.keys(funnel).length, json.funnel.length * STEPS.length);

  const buckets = Object.values(samples(body,
    'lead_form_redis_round_trip_seconds_bucket'));
  const { '': count } = samples(body, 'lead_form_redis_round_trip_seconds_count');

  assert.ok(buckets.every((n, i) => i === 0 || n >= buckets[i - 1]));
  assert.equal(buckets.pop(), count);
  assert.equal(count, json.redis.round_trip_seconds.count);

  const promtool = spawnSync('promtool', ['check', 'metrics'], { input: body });

  if (promtool.error) {
    t.diagnostic('skipped: promtool (Debian package prometheus) is not there');
    return;
  }

  assert.equal(promtool.status, 0, String(promtool.stderr));
  assert.equal(String(promtool.stderr) + promtool.stdout, '');
});

test('a reload keeps the counts, a new form joins them', async (t) => {
  const site = await start(t, { nginx: { workers: 2 } });

  await journey(site);

  const before = await status(site);

  site.writeForm('later', CONTACT);

  for (let i = 0; i < 3; i++) {
    site.nginx.configure({ pages: ['contact', 'later'] });
    await site.nginx.reload();
  }

  const after = await status(site);

  assert.deepEqual(after.requests, before.requests);
  assert.deepEqual(funnelOf(after, 'company'), funnelOf(before, 'company'));
  assert.deepEqual(funnelOf(after, 'company', 'later'),
    { shown: 0, answered: 0, blank: 0, declined: 0, invalid: 0 });

  await site.http.get('/contact', { cookies: false });
  assert.equal((await status(site)).requests.new, before.requests.new + 1);
});

test('one worker of two writes the funnel to Redis, each step once',
  async (t) => {
    const site = await start(t, { nginx: { workers: 2 } });
    const stats = async () => {
      const sum = {};

      for (const key of await site.db.command('KEYS',
        site.key('stats', 'contact', '*'))) {
        assert.match(key, /:stats:contact:\d{4}-\d\d-\d\d$/);

        const ttl = await site.db.command('TTL', key);

        assert.ok(ttl > DAYS_400 - 3600 && ttl <= DAYS_400, `TTL ${ttl}`);

        for (const [name, n] of Object.entries(await site.db.hash(key))) {
          sum[name] = (sum[name] || 0) + Number(n);
        }
      }

      return sum;
    };

    const wanted = async () => {
      const sum = {};

      for (const one of (await status(site)).funnel) {
        for (const step of STEPS.filter((name) => one[name] > 0)) {
          sum[one.field ? `${step}:${one.field}` : step] = one[step];
        }
      }

      return sum;
    };

    await Promise.all(Array.from({ length: 20 }, () => (
      site.browser().get('/contact'))));
    await journey(site);
    await site.nginx.reload();
    await Promise.all(Array.from({ length: 10 }, () => (
      site.browser().get('/contact'))));

    const first = await wanted();

    assert.ok(first.shown > 30);
    await eventually(async () => (await stats()).shown === first.shown);
    assert.deepEqual(await stats(), first);

    const calls = await scriptCalls(site);

    await Promise.all(Array.from({ length: 7 }, () => (
      site.browser().get('/contact'))));
    await eventually(async () => (await stats()).shown > first.shown);
    assert.deepEqual(await stats(), { ...first, shown: first.shown + 7 });
    assert.equal(await scriptCalls(site), calls + 1, 'in one call');
  });

test('two Redis of one site each get what was counted for them',
  async (t) => {
    const other = await startRedis();
    t.after(() => other.stop());

    const db = await other.connect();
    const site = await start(t);

    site.nginx.configure({ server: `
      location = /there {
        lead_form_redis ${other.url};
        lead_form contact;
      }` });
    await site.nginx.reload();
    await site.http.get('/contact');
    await site.http.get('/there');
    await site.http.get('/there');

    const shown = async (client) => {
      const [key] = await client.command('KEYS',
        site.key('stats', 'contact', '*'));

      return key ? (await client.hash(key)).shown : undefined;
    };

    await eventually(async () => await shown(db) && await shown(site.db));
    assert.equal(await shown(site.db), '1');
    assert.equal(await shown(db), '2');
    assert.equal(funnelOf(await status(site), '').shown, 3);
  });

async function scriptCalls(site) {
  const info = await site.db.command('INFO', 'commandstats');
  const calls = /cmdstat_evalsha:calls=(\d+)/.exec(info);

  return calls ? Number(calls[1]) : 0;
}

async function eventually(test) {
  for (const end = Date.now() + 25000; !(await test());) {
    assert.ok(Date.now() < end, 'not within 25 s: ' + test);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}
