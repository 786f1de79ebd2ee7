'use strict';
// A consent is taken back: once, by who gave it, and nothing else is touched.

const test = require('node:test');
const assert = require('node:assert/strict');

const {
  start, boxes, box, withdrawals, knownVisitor, withdraw, dump,
} = require('../lib/consent.js');
const { assertFirstStep } = require('../lib/visitor.js');

test('a withdrawal touches nothing else', async (t) => {
  const site = await start(t);
  const visitor = await knownVisitor(site, ['news', 'calls']);

  await knownVisitor(site, ['news'], { values: { name: 'Bob',
    email: 'bob@example.org' } });

  const before = await dump(site);
  const person = await visitor.person();
  const record = await visitor.record();
  const { lead } = visitor.cookie;

  await withdraw(visitor);

  const after = await dump(site);
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => String(before[key]) !== String(after[key])).sort();
  const { id } = (await site.events()).pop();

  assert.deepEqual(changed, [site.key('events'), site.key('lead', lead),
    site.key('sub', id)].sort());

  const { 'withdrawn:news': mark, ...left } = await visitor.person();

  delete person['consent:news'];
  assert.deepEqual(left, person);
  assert.match(mark, /^\d+$/);
  assert.deepEqual(await visitor.record(), record);
});

test('pressed twice, or in two tabs, it is one withdrawal', async (t) => {
  const site = await start(t);
  const visitor = await knownVisitor(site);
  const tab = await visitor.open();

  await visitor.open();

  const answers = await Promise.all([1, 2, 3].map(() => withdraw(visitor)));

  answers.push(await visitor.browser.submit(tab, {},
    { button: 'lf_consent=news' }));

  for (const answer of answers) {
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.location, '?withdrawn');
  }

  assert.deepEqual((await site.events()).map((e) => e.type),
    ['lead.created', 'lead.consent_withdrawn']);
});

test('given anew, it is withdrawn from an old tab, too', async (t) => {
  const site = await start(t);
  const visitor = await knownVisitor(site);
  const old = visitor.page;

  await withdraw(visitor);

  // A second later: it is another grant.
  const key = site.key('lead', visitor.cookie.lead);

  await visitor.open();
  await visitor.press({ lf_consent: box(visitor, 'news') });
  const [at, ...rest] = (await visitor.person())['consent:news'].split(' ');

  await site.db.command('HSET', key, 'consent:news',
    [Number(at) + 1, ...rest].join(' '));

  await visitor.browser.submit(old, {}, { button: 'lf_consent=news' });

  const events = await site.events();

  assert.equal((await visitor.person())['consent:news'], undefined);
  assert.deepEqual(events.map((e) => e.type), ['lead.created',
    'lead.consent_withdrawn', 'lead.returned', 'lead.consent_withdrawn']);
  assert.notEqual(events[1].id, events[3].id);
});

test('a withdrawal from elsewhere is refused', async (t) => {
  const site = await start(t);
  const visitor = await knownVisitor(site);

  for (const headers of [
    { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': undefined, origin: 'null' },
    { 'sec-fetch-site': undefined, origin: undefined },
    { 'sec-fetch-site': undefined, origin: 'https://evil.example' },
  ]) {
    const answer = await visitor.browser.submit(visitor.page, {},
      { button: 'lf_consent=news', headers });

    assert.equal(answer.status, 403, JSON.stringify(headers));
  }

  assert.match((await visitor.person())['consent:news'], / 2026-11 /);
  assert.equal((await site.events()).length, 1);
});

test('by a browser that nobody knows nothing is withdrawn, and it is said',
  async (t) => {
    const site = await start(t);
    const visitor = await knownVisitor(site);

    visitor.browser.cookies.clear();

    const answer = await withdraw(visitor);

    assert.equal(answer.status, 422);
    assertFirstStep(answer, 422);
    assert.match(answer.page.text, /We could not withdraw your consent/);
    assert.equal((await site.events()).length, 1);
  });

test('with Sec-GPC the list is not shown; a press is honoured', async (t) => {
  const site = await start(t);
  const visitor = await knownVisitor(site);
  const page = visitor.page;

  assert.deepEqual(withdrawals(await visitor.open(
    { headers: { 'sec-gpc': '1' } })), []);

  const answer = await visitor.browser.submit(page, {},
    { button: 'lf_consent=news', headers: { 'sec-gpc': '1' } });
  const event = (await site.events()).pop();

  assert.equal(answer.headers.location, '?withdrawn');
  assert.equal(event.type, 'lead.consent_withdrawn');
  assert.equal(event.gpc, '1');
  assert.equal(event.visitor, '');
  assert.equal((await visitor.person())['consent:news'], undefined);
});

test('after an erasure there is nothing to withdraw', async (t) => {
  const site = await start(t);
  const visitor = await knownVisitor(site);
  const { lead } = visitor.cookie;

  await site.db.command('DEL', site.key('lead', lead));
  await site.db.command('SET', site.key('gone', lead), Date.now());

  const answer = await withdraw(visitor);

  assert.equal(answer.headers.location, '?withdrawn');
  assert.equal((await site.events()).length, 1);
  assert.deepEqual(await site.lead(lead), {});
});

test('with Redis away the consent still holds, and the page says so',
  async (t) => {
    const site = await start(t, { allow: [/lead_form: redis/] });
    const visitor = await knownVisitor(site);

    await site.redis.kill();

    const answer = await withdraw(visitor);

    assert.equal(answer.status, 503);
    assert.match(answer.page.text,
      /We could not withdraw your consent: it still holds\./);
    assert.ok(answer.page.button('lf_do=not_me'));
    assert.deepEqual(withdrawals(answer), []);

    // What is ticked meanwhile stays on the page.
    const tick = await visitor.browser.post('/contact', { lf_do: 'send',
      lf_ticket: answer.page.ticket, lf_consent: 'calls' });

    assert.equal(tick.status, 503);
    assert.deepEqual(boxes(tick), { calls: true });
  });
