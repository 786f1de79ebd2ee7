'use strict';
// The visitor's journey: two inputs, then the form's own button and at most
// one question a visit, until there is nothing left to ask.

const test = require('node:test');
const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const { CONTACT } = require('../lib/site.js');
const {
  Visitor, startJourney, stepOf, letTimePass, costOf, assertAsks,
  assertOwnButton, assertFirstStep, HOUR, DAY,
} = require('../lib/visitor.js');

const ADA = { name: 'Ada Byron', email: 'Ada.Byron@Example.ORG' };
const PLANTED = ['Ada Byron', 'ada.byron@', 'Analytical Engines',
  'When can we talk?'];

const LETTER = 'Monthly letter';

function sha256(data) {
  return crypto.createHash('sha256').update(data).digest('hex');
}

// A form that asks `then`, with `fields` beside those of CONTACT.
function asking(then, fields = {}) {
  return { ...CONTACT, fields: { ...CONTACT.fields, ...fields }, then };
}

function text(label) {
  return { type: 'text', label };
}

async function knownVisitor(site, options) {
  const visitor = new Visitor(site, options);

  await visitor.open();
  await visitor.send(ADA);

  return visitor;
}

function start(t, options = {}) {
  return startJourney(t, { planted: PLANTED, ...options });
}

test('a new visitor is asked for a name and one contact, and nothing else',
  async (t) => {
    const site = await start(t);
    const visitor = new Visitor(site);
    const { page } = await visitor.open();

    assert.deepEqual(stepOf(visitor.page).names, ['name', 'email']);
    assert.deepEqual(page.inputs.filter((i) => i.required).map((i) => i.name),
      ['name', 'email']);
    assert.equal(page.buttons.length, 1);
    assert.equal(page.buttons[0].text, 'Send');

    // The message is closed, and optional.
    const details = page.all('details');

    assert.equal(details.length, 1);
    assert.ok(!('open' in details[0].attributes));
    assert.equal(page.input('lf_message').required, false);

    // A plain link leads to the other contact.
    const link = page.links.find((l) => /Phone/.test(l.text));
    const { search } = new URL(link.href, 'http://x/contact');

    await visitor.open({ query: search });
    assert.deepEqual(stepOf(visitor.page).names, ['name', 'phone']);

    await visitor.send({ name: 'Ada Byron', phone: '+44 20 7946 0123' });
    assert.deepEqual(JSON.parse((await site.events())[0].answers),
      { name: 'Ada Byron', phone: '+442079460123' });
  });

test('the lead is in the stream before the visitor has the answer',
  async (t) => {
    const site = await start(t, {
      forms: { contact: { ...CONTACT, title: { en: 'Talk', de: 'Reden' },
        consent: [{ id: 'news', version: '2026-11', text: LETTER }] } },
    });
    const visitor = new Visitor(site,
      { query: '?utm_source=letter&utm_campaign=a%20b&lang=de&x=1' });
    const before = Date.now();

    await visitor.open({ headers: {
      referer: 'https://search.example/results?q=secret' } });

    const answer = await visitor.send({ ...ADA,
      lf_message: 'When can we talk?', lf_consent: 'news' });
    const [event, ...others] = await site.events();
    const after = Date.now();

    assert.deepEqual(others, []);
    assert.equal(answer.headers.location, '?thanks&lang=de');
    assert.equal(answer.body, '');

    // The fields of section 5, in its order; empty ones are left out.
    const { lead, visitor: id } = visitor.cookie;
    const file = fs.readFileSync(path.join(site.formsDir, 'contact.json'));

    assert.deepEqual(Object.keys(event), ['entry', 'id', 'type', 'at', 'site',
      'form', 'form_version', 'handoff', 'visitor', 'lead', 'language', 'page',
      'referrer', 'utm', 'answers', 'message', 'consent']);
    assert.match(event.id, /^[\w-]{22}$/);
    assert.match(event.at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.ok(Date.parse(event.at) >= before - 1000
      && Date.parse(event.at) <= after);
    assert.ok(sha256(file).startsWith(event.form_version)
      && event.form_version.length >= 8);
    assert.deepEqual(JSON.parse(event.utm),
      { source: 'letter', campaign: 'a b' });
    assert.deepEqual(JSON.parse(event.answers),
      { name: 'Ada Byron', email: 'Ada.Byron@example.org' });

    const [consent, ...more] = JSON.parse(event.consent);

    assert.deepEqual(more, []);
    assert.deepEqual(consent, { id: 'news', version: '2026-11', at: event.at,
      hash: sha256(LETTER) });

    for (const [name, value] of Object.entries({
      type: 'lead.created', site: 'main', form: 'contact', handoff: 'sales',
      visitor: id, lead, language: 'de', page: '/contact',
      referrer: 'https://search.example/results', message: 'When can we talk?',
    })) {
      assert.equal(event[name], value, name);
    }
  });

test('what is remembered of a lead is what docs/data-model.md says',
  async (t) => {
    const site = await start(t);
    const visitor = await knownVisitor(site);
    const seconds = String(visitor.cookie.minted);

    const { seen, ...record } = await visitor.record();

    assert.equal(String(Math.floor(seen / 1000)), seconds);
    assert.deepEqual(record, {
      first: seconds, ask: '-', 'sent:contact': '1' });
    assert.deepEqual(await visitor.person(), {
      first: seconds, last: seconds, own: visitor.cookie.visitor,
      language: 'en',
      'a:name': `${seconds} Ada Byron`,
      'a:email': `${seconds} Ada.Byron@example.org` });
    assert.deepEqual(await site.leads(), [visitor.cookie.lead]);

    const ttl = await site.db.command('TTL',
      site.key('v', visitor.cookie.visitor));

    assert.ok(ttl > 399 * DAY && ttl <= 400 * DAY);
  });

test('the thanks page is relative to the form, and needs no Redis',
  async (t) => {
    const site = await start(t, { forms: { contact: { ...CONTACT,
      thanks: [{ title: 'Merci', text: 'We call you.' }] } } });
    const visitor = new Visitor(site);

    await visitor.open();

    const answer = await visitor.send(ADA);

    assert.equal(answer.headers.location, '?thanks');

    const cost = await costOf(site, () => visitor.open({ query: '?thanks' }));

    assert.deepEqual(cost, {});
    assert.match(visitor.page.page.text, /Merci.*We call you\./);

    await site.redis.kill();
    await visitor.open({ query: '?thanks' });
    assert.match(visitor.page.page.text, /Merci.*We call you\./);
  });

test('a redirect of a thanks entry is where the visitor goes', async (t) => {
  const site = await start(t, { forms: { contact: { ...CONTACT,
    title: { en: 'Talk', de: 'Reden' },
    thanks: [{ when: { language: { is: 'de' } }, redirect: '/de/danke' },
      { when: { page: { starts_with: '/talk' } }, title: 'Talked' },
      { title: 'Thanks' }] } },
  nginx: { locations: 'location = /talk { lead_form contact; }' } });

  const german = new Visitor(site, { query: '?lang=de' });

  assert.equal((await german.send(ADA)).headers.location, '/de/danke');

  const talker = new Visitor(site, { form: 'talk' });
  const { location } = (await talker.send(ADA)).headers;

  assert.match(location, /^\?thanks/);
  await talker.open({ query: location });
  assert.match(talker.page.page.text, /Talked/);
});

test('who comes back meets the form\'s own button and one question a visit',
  async (t) => {
    const site = await start(t);
    const visitor = await knownVisitor(site);

    // In the same visit there is nothing more to ask.
    assertOwnButton(await visitor.open());

    const page = await visitor.comeBack();

    assertAsks(page, 'company');
    assert.equal(page.page.title, 'Welcome back');
    assert.equal(page.page.buttons[0].text, 'Talk to me');
    assert.equal(page.page.input('company').required, false);
    assert.equal(page.page.button('lf_do=decline').text, 'Rather not say');

    for (const text of ['Not you?', 'Forget this browser',
      'Ask us to delete my data']) {
      assert.ok(page.page.button(text), text);
    }
    assert.ok(page.page.links.some(
      (l) => l.text === 'Use a different e-mail or phone'));
    assert.ok(page.page.input('lf_message'));

    // It stays the question of the visit until it is submitted.
    assertAsks(await visitor.open(), 'company');

    const answer = await visitor.answer(' Analytical  Engines ');
    const event = (await site.events())[1];

    assert.equal(answer.headers.location, '?thanks');
    assert.equal(event.type, 'lead.returned');
    assert.equal(event.lead, visitor.cookie.lead);
    assert.equal(event.visitor, visitor.cookie.visitor);
    assert.deepEqual(JSON.parse(event.answers),
      { company: 'Analytical Engines' });
    assert.match((await visitor.person())['a:company'],
      /^\d+ Analytical Engines$/);
    assertOwnButton(await visitor.open());

    // The next visit asks the next one, and then there is nothing left.
    assertAsks(await visitor.comeBack(), 'team_size');
    await visitor.answer('11-50');
    assertOwnButton(await visitor.comeBack());
    await visitor.press();

    assert.deepEqual((await site.events()).map((e) => [e.type, e.answers]), [
      ['lead.created', '{"name":"Ada Byron","email":"Ada.Byron@example.org"}'],
      ['lead.returned', '{"company":"Analytical Engines"}'],
      ['lead.returned', '{"team_size":"11-50"}'],
      ['lead.returned', undefined],
    ]);
    assert.equal((await visitor.record()).visits, '4');
  });

test('a known visitor\'s page costs one round trip, the first of a visit two',
  async (t) => {
    const site = await start(t);
    const visitor = await knownVisitor(site);

    await letTimePass(site, HOUR);

    const first = await costOf(site, () => visitor.open());
    const second = await costOf(site, () => visitor.open());

    assert.equal(first.script, 1);
    assert.deepEqual(second, { hgetall: 2 });
  });

test('a blank answer ends the asking, and another question comes next time',
  async (t) => {
    const site = await start(t);
    const visitor = await knownVisitor(site);

    assertAsks(await visitor.comeBack(), 'company');
    await visitor.answer(null);
    assertOwnButton(await visitor.open());

    assertAsks(await visitor.comeBack(), 'team_size');
    await visitor.answer(null);

    // Both were shown once: the earlier entry first.
    assertAsks(await visitor.comeBack(), 'company');
    await visitor.answer('Analytical Engines');
    assertAsks(await visitor.comeBack(), 'team_size');
  });

test('a question passed over lets the rest go first', async (t) => {
  const site = await start(t, { forms: { contact: asking(
    ['company', 'team_size', 'role'], { role: text('Role') }) } });
  const visitor = await knownVisitor(site);
  const asked = [];

  for (let i = 0; i < 4; i++) {
    asked.push(stepOf(await visitor.comeBack()).question);
  }

  assert.deepEqual(asked, ['company', 'team_size', 'role', 'company']);
});

test('"Rather not say" ends a question for ever', async (t) => {
  const site = await start(t, { siteJson: { ask_again_after: '1h' },
    forms: { contact: asking(['company', 'team_size']) } });
  const visitor = await knownVisitor(site);

  assertAsks(await visitor.comeBack(), 'company');
  await visitor.decline();
  assertOwnButton(await visitor.open());

  assertAsks(await visitor.comeBack(), 'team_size');
  await visitor.decline();
  assertOwnButton(await visitor.comeBack());
  assertOwnButton(await visitor.comeBack({ after: 399 * DAY }));

  // It is no press of the form's button.
  assert.deepEqual((await site.events()).map((e) => e.type), ['lead.created']);
});

test('"Rather not say" does not mind what was typed', async (t) => {
  const site = await start(t);
  const visitor = await knownVisitor(site);

  assertAsks(await visitor.comeBack(), 'company');

  const answer = await visitor.press({ company: 'Analytical Engines' },
    { button: 'lf_do=decline' });

  assert.equal(answer.status, 303);
  assert.equal((await visitor.person())['a:company'], undefined);
  assertAsks(await visitor.comeBack(), 'team_size');
});

test('a question is given up, and asked again after a while', async (t) => {
  const site = await start(t, { forms: { contact: asking(['company']) },
    siteJson: { give_up_after: 2, ask_again_after: '10d' } });
  const visitor = await knownVisitor(site);

  assertAsks(await visitor.comeBack(), 'company');
  assertAsks(await visitor.comeBack(), 'company');
  assertOwnButton(await visitor.comeBack());
  assertOwnButton(await visitor.comeBack({ after: 9 * DAY }));

  assertAsks(await visitor.comeBack({ after: 2 * DAY }), 'company');
  assertOwnButton(await visitor.comeBack());
  assertOwnButton(await visitor.comeBack({ after: 9 * DAY }));
  assertAsks(await visitor.comeBack({ after: 2 * DAY }), 'company');

  await visitor.answer('Analytical Engines');
  assertOwnButton(await visitor.comeBack({ after: 20 * DAY }));
});

test('an answer is asked for again when it is no longer fresh', async (t) => {
  const site = await start(t, { forms: { contact: asking(['topic'],
    { topic: { ...text('Topic'), fresh_for: '30d' } }) } });
  const visitor = await knownVisitor(site);

  assertAsks(await visitor.comeBack(), 'topic');
  await visitor.answer('prices');
  assertOwnButton(await visitor.comeBack({ after: 29 * DAY }));
  assertAsks(await visitor.comeBack({ after: 2 * DAY }), 'topic');
  await visitor.answer('offers');
  assert.match((await visitor.person())['a:topic'], /^\d+ offers$/);
  assertOwnButton(await visitor.comeBack());
});

// One question with a condition, and when it is asked.
function onlyWhen(when) {
  return { contact: { ...asking([{ ask: 'company', when }]),
    title: { en: 'Talk', de: 'Reden' } } };
}

test('a question waits for the visit that its condition names', async (t) => {
  const site = await start(t,
    { forms: onlyWhen({ visits: { min: 3 } }) });
  const visitor = await knownVisitor(site);

  assertOwnButton(await visitor.comeBack());
  assertAsks(await visitor.comeBack(), 'company');
});

test('a question waits until days have passed', async (t) => {
  const site = await start(t,
    { forms: onlyWhen({ days_since_first: { min: 7 } }) });
  const visitor = await knownVisitor(site);

  assertOwnButton(await visitor.comeBack({ after: 7 * DAY - HOUR }));
  assertAsks(await visitor.comeBack({ after: HOUR }), 'company');
});

test('a question waits for the answer of another', async (t) => {
  const site = await start(t, { forms: { contact: asking([
    { ask: 'vat', when: { company: { known: true } } },
    { ask: 'floor', when: { team_size: { in: ['11-50', '51+'] } } },
    'company', 'team_size',
  ], { vat: text('VAT'), floor: text('Floor') }) } });
  const visitor = await knownVisitor(site);

  for (const [question, value] of [['company', 'Analytical Engines'],
    ['vat', 'GB12345678'], ['team_size', '11-50'], ['floor', 'second']]) {
    assertAsks(await visitor.comeBack(), question);
    await visitor.answer(value);
  }

  assertOwnButton(await visitor.comeBack());
});

test('a question is for who gave a consent', async (t) => {
  const consent = [{ id: 'news', version: '1', text: LETTER }];
  const [form] = Object.values(onlyWhen({ 'consent.news': { known: true } }));
  const site = await start(t, { forms: { contact: { ...form, consent } } });
  const silent = await knownVisitor(site);
  const reader = new Visitor(site);

  await reader.send({ name: 'Ada King', email: 'king@example.org',
    lf_consent: 'news' });
  assertOwnButton(await silent.comeBack());
  assertAsks(await reader.comeBack(), 'company');
});

test('a question is for readers of a language', async (t) => {
  const site = await start(t, { forms: onlyWhen({ language: { is: 'de' } }) });
  const visitor = await knownVisitor(site);

  assertOwnButton(await visitor.comeBack());
  assertOwnButton(await visitor.comeBack({ query: '?lang=en',
    headers: { 'accept-language': 'de' } }));
  assertAsks(await visitor.comeBack(
    { headers: { 'accept-language': 'fr, de-AT;q=0.5' } }), 'company');
});

for (const [what, when, options] of [
  ['a campaign', { 'utm.source': { is: 'letter' } },
    { query: '?utm_source=letter' }],
  ['a page', { page: { starts_with: '/prices' } }, { form: 'prices' }],
  ['a referrer', { referrer: { contains: 'partner.example' } },
    { headers: { referer: 'https://partner.example/list?x=1' } }],
]) {
  test(`a question is for who comes by ${what}`, async (t) => {
    const site = await start(t, { forms: onlyWhen(when),
      nginx: { locations: 'location = /prices { lead_form contact; }' } });
    const visitor = await knownVisitor(site);

    assertOwnButton(await visitor.comeBack());
    assertAsks(await visitor.comeBack(options), 'company');
    await visitor.answer('Analytical Engines');
    assertOwnButton(await visitor.comeBack(options));
  });
}

test('a wrong answer comes back with what was typed, and is asked on',
  async (t) => {
    const site = await start(t, { forms: { contact: asking(['web'],
      { web: { type: 'url', label: 'Web' } }) } });
    const visitor = await knownVisitor(site);

    assertAsks(await visitor.comeBack(), 'web');

    const answer = await visitor.press({ web: 'no url at all' });

    assert.equal(answer.status, 422);
    assert.equal(answer.page.input('web').value, 'no url at all');
    assert.match(answer.page.text, /web address/);
    assert.equal((await site.events()).length, 1);

    await visitor.answer('acme.example');
    assert.deepEqual(JSON.parse((await site.events())[1].answers),
      { web: 'https://acme.example' });
  });

test('without Redis a new visitor sees the first step', async (t) => {
  const site = await start(t);

  await site.redis.kill();
  assertFirstStep(await new Visitor(site).open());
});
