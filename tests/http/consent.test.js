'use strict';
// A consent from the box to its withdrawal: who is offered it, what is stored
// of it, and who sees that they gave it.

const test = require('node:test');
const assert = require('node:assert/strict');

const { CONTACT } = require('../lib/site.js');
const {
  LETTER, NEWS, CALLS, FORM, ADA, start, hashOf, boxes, box, withdrawals,
  sendTicked, knownVisitor, withdraw,
} = require('../lib/consent.js');
const {
  Visitor, costOf, assertAsks, assertOwnButton, assertTellsNothing,
} = require('../lib/visitor.js');

test('offered un-ticked, given, withdrawn, and offered again', async (t) => {
  const site = await start(t);
  const visitor = new Visitor(site);

  assert.deepEqual(boxes(await visitor.open()), { news: false, calls: false });

  await visitor.send({ ...ADA, lf_consent: box(visitor, 'news') });

  const [created] = await site.events();
  const [given] = JSON.parse(created.consent);
  const seconds = Math.floor(Date.parse(created.at) / 1000);

  assert.deepEqual(given, { id: 'news', version: '2026-11',
    hash: hashOf(LETTER.en), at: created.at });
  assert.equal((await visitor.person())['consent:news'],
    `${seconds} 2026-11 ${hashOf(LETTER.en)}`);

  // A known visitor is offered the rest, and can take back what they gave.
  assert.deepEqual(boxes(await visitor.open()), { calls: false });
  assert.deepEqual(withdrawals(visitor.page), ['news']);
  assert.match(visitor.page.page.text,
    /What you agreed to You agreed to: Send me the monthly letter/);
  assert.ok(!('open' in visitor.page.page.all('details').pop().attributes));

  const answer = await withdraw(visitor);

  assert.equal(answer.status, 303);
  assert.equal(answer.headers.location, '?withdrawn');
  assert.deepEqual(answer.cookies, []);
  assert.match((await visitor.open({ query: '?withdrawn' })).page.text,
    /Your consent is withdrawn/);

  const [, event, ...more] = await site.events();
  const { cookie } = visitor;

  assert.deepEqual(more, []);
  assert.deepEqual(Object.keys(event), ['entry', 'id', 'type', 'at', 'site',
    'form', 'form_version', 'handoff', 'visitor', 'lead', 'language', 'page',
    'consent']);
  assert.equal(event.type, 'lead.consent_withdrawn');
  assert.equal(event.visitor, cookie.visitor);
  assert.equal(event.lead, cookie.lead);
  assert.deepEqual(JSON.parse(event.consent), [{ id: 'news',
    version: '2026-11', hash: hashOf(LETTER.en),
    at: new Date(seconds * 1000).toISOString() }]);
  assert.equal((await visitor.person())['consent:news'], undefined);

  // The box is back, and can be ticked again.
  assert.deepEqual(boxes(await visitor.open()), { news: false, calls: false });
  assert.deepEqual(withdrawals(visitor.page), []);

  await visitor.press({ lf_consent: box(visitor, 'news') });
  assert.equal((await site.events())[2].type, 'lead.returned');
  assert.match((await visitor.person())['consent:news'], / 2026-11 /);
  assert.deepEqual(withdrawals(await visitor.open()), ['news']);
});

test('a changed version asks again', async (t) => {
  const site = await start(t);
  const visitor = await knownVisitor(site, ['news']);

  site.writeForm('contact', { ...FORM, consent: [{ ...NEWS,
    version: '2027-01', text: 'Send me the weekly letter.' }] });
  await site.nginx.reload();

  assert.deepEqual(boxes(await visitor.open()), { news: false });
  assert.deepEqual(withdrawals(visitor.page), ['news']);
  assert.match(visitor.page.page.text,
    /You agreed to an earlier version of this:/);

  // The event names the version that ends, not that of the form.
  await withdraw(visitor);
  assert.equal(JSON.parse((await site.events())[1].consent)[0].version,
    '2026-11');

  await visitor.open();
  await visitor.press({ lf_consent: box(visitor, 'news') });
  assert.match((await visitor.person())['consent:news'], / 2027-01 /);
  assert.deepEqual(boxes(await visitor.open()), {});
});

test('what was read is what is stored, whatever the form says meanwhile',
  async (t) => {
    const site = await start(t);
    const visitor = new Visitor(site);

    await visitor.open();

    const old = box(visitor, 'news');

    for (const change of [{ version: '2027-01' },
      { text: 'Send me everything.' }]) {
      site.writeForm('contact', { ...FORM, consent: [{ ...NEWS, ...change }] });
      await site.nginx.reload();
      await visitor.open();
      await visitor.send({ ...ADA, lf_consent: old });
      assert.equal((await site.events()).pop().consent, undefined);
      assert.equal((await visitor.person())['consent:news'], undefined);
      visitor.browser.cookies.clear();
    }
  });

test('the hash is of the text in the language that was read', async (t) => {
  const site = await start(t);
  const visitor = new Visitor(site, { query: '?lang=de' });

  await sendTicked(visitor, ['news']);
  assert.equal(JSON.parse((await site.events())[0].consent)[0].hash,
    hashOf(LETTER.de));

  // Read in German, sent where the language is another now.
  const other = new Visitor(site);

  await other.open({ headers: { 'accept-language': 'de' } });
  await other.send({ name: 'Bob', email: 'bob@example.org',
    lf_consent: box(other, 'news') }, { headers: { 'accept-language': 'en' } });
  assert.equal(JSON.parse((await site.events())[1].consent)[0].hash,
    hashOf(LETTER.de));
  assert.equal((await other.person())['consent:news'].split(' ')[2],
    hashOf(LETTER.de), 'the record says what the event says');

  // The page about it is in the visitor's language, as is what follows.
  await visitor.open();
  assert.match(visitor.page.page.text, /Sie haben eingewilligt: Senden Sie/);

  const answer = await withdraw(visitor);

  assert.equal(answer.headers.location, '?withdrawn&lang=de');
  assert.match((await visitor.open({ query: answer.headers.location })).page
    .text, /Ihre Einwilligung ist widerrufen/);
});

test('words that changed without their version are not said to be agreed to',
  async (t) => {
    const site = await start(t);
    const visitor = await knownVisitor(site);

    site.writeForm('contact', { ...FORM,
      consent: [{ ...NEWS, text: 'Send me offers daily.' }, CALLS] });
    await site.nginx.reload();
    await visitor.open();

    assert.deepEqual(boxes(visitor.page), { calls: false });
    assert.match(visitor.page.page.text,
      /You agreed to an earlier version of this: Send me offers daily/);
    assert.deepEqual(withdrawals(visitor.page), ['news']);
  });

test('nobody agrees to what they were not shown', async (t) => {
  const hidden = { id: 'hidden', version: '1', text: 'Never shown.',
    when: { language: { is: 'fr' } } };
  const later = { id: 'later', version: '1', text: 'Shown later.',
    when: { visits: { min: 2 } } };
  const site = await start(t, { forms: { contact: { ...FORM,
    consent: [NEWS, hidden, later] } } });
  const visitor = new Visitor(site);

  assert.deepEqual(boxes(await visitor.open()), { news: false });
  await visitor.send({ ...ADA, lf_consent: ['hidden', 'news', 'later'] });
  assert.deepEqual(JSON.parse((await site.events())[0].consent)
    .map((c) => c.id), ['news']);

  await visitor.open();
  await visitor.press({ lf_consent: ['hidden', 'later'],
    lf_message: 'A message' });
  assert.equal((await site.events())[1].consent, undefined);

  assert.deepEqual(boxes(await visitor.comeBack()), { later: false });
  await visitor.press({ lf_consent: ['hidden', box(visitor, 'later')] });
  assert.deepEqual(JSON.parse((await site.events())[2].consent)
    .map((c) => c.id), ['later']);
});

test('a page that comes back keeps its boxes, and what was ticked', async (t) => {
  const site = await start(t, { forms: { contact: { ...FORM,
    fields: { ...CONTACT.fields, age: { type: 'number', label: 'Age' } },
    then: ['age'] } } });
  const visitor = await knownVisitor(site, ['news']);

  assertAsks(await visitor.comeBack(), 'age');

  const blank = await visitor.press({ age: 'many' });

  assert.equal(blank.status, 422);
  assert.deepEqual(boxes(blank), { calls: false });
  assert.deepEqual(withdrawals(blank), ['news']);

  const ticked = await visitor.press({ age: 'many',
    lf_consent: box(visitor, 'calls') });

  assert.equal(ticked.status, 422);
  assert.deepEqual(boxes(ticked), { calls: true });

  const stale = await visitor.press({ lf_ticket: 'forged', age: '30',
    lf_consent: box(visitor, 'calls') });

  assert.equal(stale.status, 422);
  assert.deepEqual(boxes(stale), { calls: true });
});

test('a required consent stops no known visitor', async (t) => {
  const site = await start(t, { forms: { contact: { ...FORM,
    consent: [{ ...NEWS, required: true }] } } });
  const visitor = new Visitor(site);

  await visitor.open();
  assert.equal(visitor.page.page.input('lf_consent').required, true);
  assert.equal((await visitor.press(ADA)).status, 422);
  await visitor.send({ ...ADA, lf_consent: box(visitor, 'news') });
  await visitor.open();
  await withdraw(visitor);
  await visitor.open();
  assert.equal(visitor.page.page.input('lf_consent').required, false);
  assert.equal((await visitor.press()).status, 303);
});

test('two browsers of one contact each know of their own consent',
  async (t) => {
    const site = await start(t);
    const own = await knownVisitor(site, ['news']);
    const other = new Visitor(site);

    await sendTicked(other, []);
    assert.deepEqual(boxes(await other.open()), { news: false, calls: false });
    assert.deepEqual(withdrawals(other.page), []);

    // What the other did not give it cannot take back.
    const forged = await other.browser.post('/contact',
      { lf_do: 'withdraw', lf_consent: 'news' });

    assert.equal(forged.status, 303);
    assert.match((await own.person())['consent:news'], / 2026-11 /);

    // Nor by giving it, too: each has its own, and the lead keeps the first.
    const first = (await own.person())['consent:news'];

    await site.db.command('HSET', site.key('lead', own.cookie.lead),
      'consent:news', first.replace(/^\d+/, (at) => at - 60));

    const grant = (await own.person())['consent:news'];

    await other.press({ lf_consent: box(other, 'news') });
    assert.equal((await own.person())['consent:news'], grant);
    assert.match((await other.record())['consent:news'], / 2026-11 /);
    assert.deepEqual(withdrawals(await other.open()), ['news']);

    await withdraw(other);
    assert.equal((await own.person())['consent:news'], grant);
    assert.equal((await other.record())['consent:news'], undefined);
    assert.deepEqual(withdrawals(await own.open()), ['news']);

    // What it gave first is the lead's, and ends with it.
    await other.open();
    await other.press({ lf_consent: box(other, 'calls') });
    assert.match((await own.person())['consent:calls'], / 1 /);
    await other.open();
    await withdraw(other, 'calls');
    assert.equal((await own.person())['consent:calls'], undefined);
    assert.equal((await site.events()).filter(
      (e) => e.type === 'lead.consent_withdrawn').length, 2);
  });

test('a consent was given for one contact', async (t) => {
  const site = await start(t);
  const own = await knownVisitor(site, []);
  const other = await knownVisitor(site, ['news']);

  await knownVisitor(site, [], { values: { name: 'Eve',
    email: 'eve@example.org' } });
  await other.open();
  await other.openOther();
  await other.send({ name: 'Ada', email: 'eve@example.org' });
  assert.deepEqual(boxes(await other.open()), { news: false, calls: false });
  assert.deepEqual(withdrawals(other.page), []);
  assert.match((await own.person())['consent:news'], / 2026-11 /);
});

test('a field that needs a consent is for who gave it', async (t) => {
  const site = await start(t, { forms: { contact: { ...FORM,
    consent: [{ id: 'health', version: '1', text: 'You may keep what I say '
      + 'about my health.' }],
    fields: { ...CONTACT.fields, allergies: { type: 'text',
      label: 'Allergies', needs_consent: 'health' } },
    then: ['allergies'] } } });
  const silent = await knownVisitor(site, []);

  assertOwnButton(await silent.comeBack());

  const visitor = await knownVisitor(site, ['health'], { values:
    { name: 'Bob', email: 'bob@example.org' } });

  assertAsks(await visitor.comeBack(), 'allergies');

  // Withdrawn in another tab while the question is on this one.
  const tab = visitor.page;

  await withdraw(visitor, 'health');
  assertOwnButton(await visitor.open());
  await visitor.browser.submit(tab, { allergies: 'Nuts' });
  assert.equal((await visitor.person())['a:allergies'], undefined);
  assert.equal((await site.events()).pop().answers, undefined);

  await visitor.open();
  await visitor.press({ lf_consent: box(visitor, 'health') });
  assertAsks(await visitor.comeBack(), 'allergies');
  await visitor.answer('Nuts');
  assert.match((await visitor.person())['a:allergies'], / Nuts$/);
});

test('conditions know a consent in the version of the form, and one just '
  + 'given', async (t) => {
  const form = { ...FORM, consent: [NEWS], then: [{ ask: 'company',
    when: { 'consent.news': { known: true } } }],
  thanks: [{ when: { 'consent.news': { known: true } }, title: 'A reader!' },
    { title: 'Thanks' }] };
  const site = await start(t, { forms: { contact: form } });
  const visitor = new Visitor(site);

  assert.equal((await sendTicked(visitor, ['news'])).headers.location,
    '?thanks=1');
  assertAsks(await visitor.comeBack(), 'company');

  site.writeForm('contact', { ...form, consent: [{ ...NEWS, version: '2' }] });
  await site.nginx.reload();
  await visitor.press();
  assertOwnButton(await visitor.comeBack());

  const blank = await visitor.press();

  assert.equal(blank.headers.location, '?thanks');
  await visitor.open();
  assert.equal((await visitor.press({ lf_consent: box(visitor, 'news'),
    lf_message: 'Yes' })).headers.location, '?thanks=1');
});

test('a press without a tick costs no second round trip', async (t) => {
  const site = await start(t);
  const visitor = await knownVisitor(site);
  const { hgetall = 0, script } = await costOf(site, () => visitor.press(
    { lf_message: 'Hello' }));

  // The script reads visitor and lead itself.
  assert.ok(hgetall <= 2, `${hgetall}`);
  assert.equal(script, 1);
});

test('no page, header or log repeats what is stored of a consent',
  async (t) => {
    const site = await start(t);
    const visitor = await knownVisitor(site);
    const [seconds] = (await visitor.person())['consent:news'].split(' ');

    await withdraw(visitor);
    await visitor.open();
    assertTellsNothing(visitor.answers.slice(1), [seconds + ' ',
      'Ada Planted', 'ada.planted']);
  });

test('the privacy notice stands beside the boxes and below, by language',
  async (t) => {
    const site = await start(t, { siteJson: { privacy: {
      controller: 'Acme GmbH',
      url: { en: '/privacy', de: '/datenschutz' } } } });
    const links = (answer) => answer.page.links
      .filter((l) => /privacy|datenschutz/.test(l.href)).map((l) => l.href);
    const visitor = new Visitor(site);

    assert.deepEqual(links(await visitor.open()), ['/privacy', '/privacy']);
    assert.match(visitor.page.page.text, /Acme GmbH/);
    assert.deepEqual(links(await visitor.open({ query: '?lang=de' })),
      ['/datenschutz', '/datenschutz']);
    await visitor.open();
    await visitor.send({ ...ADA, lf_consent: [box(visitor, 'news'),
      box(visitor, 'calls')] });

    // Nothing to agree to, the notice all the same.
    assert.deepEqual(links(await visitor.open()), ['/privacy']);
    assert.match(visitor.page.page.text, /Acme GmbH/);
    await withdraw(visitor);
    assert.deepEqual(links(await visitor.open()), ['/privacy', '/privacy']);
  });

test('where the law asks for it, nobody unticked leaves a trace of a visitor',
  async (t) => {
    const site = await start(t, {
      siteJson: { remember: { ask_when: { country: {
        in: ['EEA', 'GB', 'CH', 'unknown'] } } } },
      nginx: { locations: `
        location = /banner { lead_form contact; lead_form_remember $arg_may; }`,
      } });
    const plain = new Visitor(site);

    await plain.open();
    assert.equal(plain.page.page.input('lf_remember').checked, false);

    const answer = await sendTicked(plain, ['news']);
    const [event] = await site.events();

    assert.deepEqual(answer.cookies, []);
    assert.equal(event.visitor, '');
    assert.equal((await site.lead(event.lead)).own, undefined);
    assert.match((await site.lead(event.lead))['consent:news'], / 2026-11 /);
    assert.deepEqual(await site.db.command('KEYS', site.key('v', '*')), []);

    // A mistake brings the page back with the box as it was left.
    await plain.open();
    assert.equal((await plain.press({ name: 'Ada', lf_remember: '1' })).page
      .input('lf_remember').checked, true);

    // The banner's no, and GPC, are no whatever was ticked.
    for (const [form, query, headers] of [['banner', '?may=off', {}],
      ['contact', '', { 'sec-gpc': '1' }]]) {
      const visitor = new Visitor(site, { form, query, headers });

      await visitor.open();
      assert.equal(visitor.page.page.input('lf_remember'), undefined);
      assert.deepEqual((await visitor.send({ ...ADA, lf_remember: '1' }))
        .cookies, []);
    }

    const banner = new Visitor(site, { form: 'banner', query: '?may=on' });

    assert.ok((await banner.open()).page.input('lf_remember'));
    assert.equal((await banner.send({ ...ADA, lf_remember: '1' })).cookies
      .length, 1);
  });
