'use strict';
// When a fragment counts as shown: when the browser reports that it can be
// seen, else when it is submitted; not when it was rendered at the foot of a
// page.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const {
  startHolding, pressIn, funnelOf, INCLUDE,
} = require('../lib/fragment.js');
const { costOf, letTimePass, VISIT_GAP } = require('../lib/visitor.js');

const PLANTED = ['planted.example', 'Ada Lovelace', 'Analytical Engines'];
const FRAGMENT = '/contact?fragment';

let people = 0;

function ada() {
  return { name: 'Ada Lovelace', email: `ada${++people}@planted.example` };
}

function start(t, more) {
  return startHolding(t, { 'about.html': INCLUDE },
    { planted: PLANTED, ...more });
}

async function startKnown(t, more) {
  const site = await start(t, more);
  const browser = site.browser();

  await pressIn(browser, await browser.get('/about.html'), ada());
  await letTimePass(site, VISIT_GAP + 1);

  return { site, browser };
}

// As the element does when the form can be seen.
function report(browser, page, options = {}) {
  return browser.post(options.url || FRAGMENT,
    { lf_do: 'shown', lf_ticket: page.page.ticket }, options);
}

async function record(site) {
  const [key] = await site.db.command('KEYS', site.key('v', '*'));

  return site.db.hash(key);
}

test('a first step counts when it is reported', async (t) => {
  const site = await start(t);
  const browser = site.browser();
  const page = await browser.get('/about.html');

  await browser.get(FRAGMENT);
  assert.deepEqual(await funnelOf(site), {});

  const answer = await report(browser, page);

  assert.equal(answer.status, 204);
  assert.equal(answer.body, '');
  assert.equal(answer.headers['cache-control'], 'private, no-store');
  assert.deepEqual(await funnelOf(site), { shown: 1 });

  // Said again with what is sent, it is not counted again.
  const sent = await pressIn(browser, page, { ...ada(), lf_seen: '1' },
    { query: '?fragment' });

  assert.equal(sent.status, 201);
  assert.deepEqual(await funnelOf(site), { shown: 1, answered: 1 });
});

test('a first step that nobody reported counts when it is sent: once',
  async (t) => {
    const site = await start(t);
    const browser = site.browser();
    const page = await browser.get('/about.html');
    const values = ada();

    const wrong = await pressIn(browser, page, { ...values, email: 'none' });

    assert.equal(wrong.status, 422);
    assert.deepEqual(await funnelOf(site), {});
    assert.equal((await browser.submit(wrong, values)).status, 303);
    assert.deepEqual(await funnelOf(site), { shown: 1, answered: 1 });

    // The same submission again.
    await browser.submit(wrong, values, { cookies: false });
    assert.deepEqual(await funnelOf(site), { shown: 1, answered: 1 });
  });

test('one that came back for haste counts, too', async (t) => {
  const site = await start(t, { siteJson: { min_fill: '1m' } });
  const browser = site.browser();
  const page = await browser.get(FRAGMENT);
  const values = ada();
  const as = { query: '?fragment' };
  const again = await pressIn(browser, page, values, as);

  assert.equal(again.status, 422);
  assert.deepEqual(await funnelOf(site), {});
  assert.equal((await pressIn(browser, again, values, as)).status, 201);
  assert.deepEqual(await funnelOf(site), { shown: 1, answered: 1 });
});

test('a page counts when it is rendered, as ever', async (t) => {
  const site = await start(t);
  const browser = site.browser();
  const page = await browser.get('/contact');

  assert.deepEqual(await funnelOf(site), { shown: 1 });
  assert.equal((await report(browser, page)).status, 204);
  await browser.submit(page, ada());
  assert.deepEqual(await funnelOf(site), { shown: 1, answered: 1 });
});

test('a question counts once, however often it is reported', async (t) => {
  const { site, browser } = await startKnown(t);

  for (let i = 0; i < 3; i++) {
    await browser.get('/about.html');
  }

  assert.deepEqual(await funnelOf(site, 'company'), {});
  assert.deepEqual(await record(site).then((r) => [r.ask,
    r['shown:company'], r.visits]), ['?company', undefined, '2']);

  const page = await browser.get('/about.html');

  for (let i = 0; i < 3; i++) {
    assert.equal((await report(browser, page)).status, 204);
  }

  const seen = await record(site);

  assert.equal(seen.ask, 'company');
  assert.match(seen['shown:company'], /^1 \d+$/);
  assert.deepEqual(await funnelOf(site, 'company'), { shown: 1 });

  await pressIn(browser, page, { company: '' });
  assert.deepEqual(await funnelOf(site, 'company'), { shown: 1, blank: 1 });
  assert.equal((await record(site))['shown:company'], seen['shown:company']);

  await report(browser, page);
  assert.equal((await record(site)).ask, '-');
  assert.deepEqual(await funnelOf(site, 'company'), { shown: 1, blank: 1 });
});

for (const [what, values, button, counted, kept] of [
  ['blank', { company: '' }, undefined, { shown: 1, blank: 1 }, /^1 \d+$/],
  ['answered', { company: 'Analytical Engines' }, undefined,
    { shown: 1, answered: 1 }],
  ['declined', {}, 'lf_do=decline', { shown: 1, declined: 1 }],
]) {
  test(`a question ${what} without a report was shown`, async (t) => {
    const { site, browser } = await startKnown(t);
    const page = await browser.get('/about.html');

    // Two presses at once are one.
    await Promise.all([1, 2].map(() => pressIn(browser, page, values,
      { button })));

    const shown = (await record(site))['shown:company'];

    assert.deepEqual(await funnelOf(site, 'company'), counted);
    assert.ok(kept ? kept.test(shown) : shown === undefined, shown);
  });
}

test('a question in a footer is not given up for being there', async (t) => {
  const { site, browser } = await startKnown(t);

  for (let visit = 0; visit < 5; visit++) {
    const page = await browser.get('/about.html');

    assert.ok(page.page.input('company'));
    await letTimePass(site, VISIT_GAP + 1);
  }

  // One that is looked at and left is.
  for (const field of ['company', 'team_size', 'company']) {
    const page = await browser.get('/about.html');

    assert.ok(page.page.input(field), field);
    await report(browser, page);
    await letTimePass(site, VISIT_GAP + 1);
  }
});

test('a page that shows the question of a fragment counts it', async (t) => {
  const { site, browser } = await startKnown(t);
  const fragment = await browser.get('/about.html');

  await browser.head('/contact');
  await browser.get('/contact', { headers: { 'sec-purpose': 'prefetch' } });
  assert.equal((await record(site)).ask, '?company');

  const page = await browser.get('/contact');

  assert.ok(page.page.input('company'));
  assert.equal((await record(site)).ask, 'company');
  await browser.get('/contact');
  await report(browser, fragment);
  assert.deepEqual(await funnelOf(site, 'company'), { shown: 1 });

  // Sent from the fragment, it is not counted anew.
  await pressIn(browser, fragment, { company: '' });
  assert.deepEqual(await funnelOf(site, 'company'), { shown: 1, blank: 1 });
  assert.match((await record(site))['shown:company'], /^1 /);
});

test('a question costs what it costs in a page', async (t) => {
  const { site, browser } = await startKnown(t);
  const open = () => browser.get('/about.html');
  const page = await open();
  const reads = { hgetall: 2 };

  assert.deepEqual(await costOf(site, open), reads);
  assert.equal((await costOf(site, () => report(browser, page))).script, 1);
  assert.deepEqual(await costOf(site, open), reads);
  assert.deepEqual(await costOf(site, () => browser.get('/contact')), reads);
});

test('a report from elsewhere is none', async (t) => {
  const { site, browser } = await startKnown(t);
  const page = await browser.get('/about.html');
  const before = await record(site);
  const other = { sameOrigin: false };

  for (const [status, headers] of [
    [403, { 'sec-fetch-site': 'cross-site' }],
    [403, { origin: 'https://else.example' }],
    [204, { 'sec-fetch-site': 'same-site' }], [204, { origin: 'null' }],
    [204, {}],
  ]) {
    const answer = await report(browser, page, { headers, ...other });

    assert.equal(answer.status, status, JSON.stringify(headers));
    assert.equal(answer.headers['set-cookie'], undefined);
  }

  assert.deepEqual(await record(site), before);
  assert.deepEqual(await funnelOf(site, 'company'), {});

  // Of a stranger's form there is nothing but the funnel.
  const first = await site.browser().get(FRAGMENT);

  await report(site.browser(), first, { headers: { origin: 'null' },
    ...other });
  assert.deepEqual((await funnelOf(site)).shown, 2);
});

test('a report without its ticket is none', async (t) => {
  const { site, browser } = await startKnown(t);
  const page = await browser.get('/about.html');
  const stranger = site.browser();
  const { ticket } = page.page;

  for (const lf_ticket of [undefined, '', 'x', ticket.slice(1),
    ticket.replace('.company', '.team_size'),
    ticket.replace('.company', '')]) {
    const answer = await browser.post(FRAGMENT,
      { lf_do: 'shown', lf_ticket });

    assert.equal(answer.status, 204);
  }

  // Somebody else's.
  assert.equal((await report(stranger, page)).status, 204);
  assert.equal((await record(site)).ask, '?company');
  assert.deepEqual(await funnelOf(site, 'company'), {});
  assert.deepEqual(await funnelOf(site), { shown: 1, answered: 1 });
  assert.equal((await site.events()).length, 1);
});

test('a report is no submission', async (t) => {
  const site = await start(t);
  const browser = site.browser();
  const page = await browser.get(FRAGMENT);
  const answer = await browser.post(FRAGMENT, { lf_do: 'shown',
    lf_ticket: page.page.ticket, ...ada(), lf_page: '/about.html' });

  assert.equal(answer.status, 204);
  assert.equal(answer.headers.location, undefined);
  assert.equal(browser.lead, undefined);
  assert.deepEqual(await site.events(), []);
});

test('where Redis is away, a report is lost, and nothing else is',
  async (t) => {
    const { site, browser } = await startKnown(t, { redis: { append: true } });
    const page = await browser.get('/about.html');

    await site.redis.stop();
    assert.equal((await report(browser, page)).status, 204);
    await site.redis.start();

    const deadline = Date.now() + 10000;
    let sent;

    do {
      sent = await pressIn(browser, page, { company: '' });
      assert.ok(Date.now() < deadline);
    } while (sent.status === 503);

    assert.equal(sent.status, 303);
    assert.deepEqual(await funnelOf(site, 'company'),
      { shown: 1, blank: 1 });
  });
