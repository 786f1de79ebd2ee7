'use strict';
// A visit belongs to the visitor, whatever the form and the tab; and a form
// edited or reloaded while people are in mid-profile strands nobody.

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const { setImmediate } = require('node:timers/promises');

const { CONTACT, SECRET } = require('../lib/site.js');
const {
  Visitor, startJourney, stepOf, letTimePass, costOf, assertAsks,
  assertOwnButton, VISIT_GAP,
} = require('../lib/visitor.js');

const GRACE = { name: 'Grace Hopper', email: 'grace.hopper@example.org' };
const PLANTED = ['Grace Hopper', 'grace.hopper@', 'Eckert-Mauchly'];

const FORMS = {
  contact: { ...CONTACT, then: ['company', 'team_size'] },
  demo: { ...CONTACT, then: ['team_size', 'company'] },
  event: { ...CONTACT, then: ['team_size'] },
  letter: { ...CONTACT, then: [] },
};

async function startKnown(t, options = {}) {
  const site = await startJourney(t,
    { planted: PLANTED, forms: FORMS, ...options });
  const visitor = new Visitor(site);

  await visitor.send(GRACE);

  return { site, visitor };
}

async function types(site) {
  return (await site.events()).map((event) => event.type);
}

test('tabs opened at once are one visit and one question', async (t) => {
  const { site, visitor } = await startKnown(t, { nginx: { workers: 2 } });

  for (const visits of ['2', '3']) {
    await letTimePass(site, VISIT_GAP + 1);

    const tabs = await Promise.all(['contact', 'demo', 'contact', 'demo']
      .map((form) => visitor.browser.get('/' + form)));
    const { question } = stepOf(tabs[0]);

    assert.ok(question);
    tabs.forEach((tab) => assertAsks(tab, question));

    const record = await visitor.record();

    assert.equal(record.visits, visits);
    assert.equal(record.ask, question);
    assert.match(record['shown:' + question], /^1 /);
  }
});

test('two forms in one visit ask one question', async (t) => {
  const { visitor } = await startKnown(t);

  assertAsks(await visitor.comeBack({ form: 'contact' }), 'company');
  assertAsks(await visitor.open({ form: 'demo' }), 'company');

  // A form whose sequence lacks the question shows its own button only.
  assertOwnButton(await visitor.open({ form: 'event' }));
  assertOwnButton(await visitor.open({ form: 'letter' }));

  // Answered in one of them, it is answered in all of them.
  assertAsks(await visitor.open({ form: 'demo' }), 'company');
  await visitor.answer('Eckert-Mauchly');
  assertOwnButton(await visitor.open({ form: 'contact' }));
  assertOwnButton(await visitor.open({ form: 'event' }));

  assertAsks(await visitor.comeBack({ form: 'contact' }), 'team_size');
  assert.equal((await visitor.record()).visits, '3');
});

test('where the first form of a visit has nothing to ask, the next one may',
  async (t) => {
    const { visitor } = await startKnown(t);

    assertOwnButton(await visitor.comeBack({ form: 'letter' }));
    assertAsks(await visitor.open({ form: 'event' }), 'team_size');
    assertAsks(await visitor.open({ form: 'contact' }), 'team_size');
    assert.equal((await visitor.record()).visits, '2');
  });

test('HEAD and prefetches are no visit and pin no question', async (t) => {
  const { site, visitor } = await startKnown(t);

  await letTimePass(site, VISIT_GAP + 1);

  const before = await visitor.record();
  const cost = await costOf(site, async () => {
    const head = await visitor.browser.head('/contact');

    assert.equal(head.status, 200);
    assert.equal(head.body, '');

    for (const purpose of ['prefetch', 'prefetch;prerender']) {
      assertOwnButton(await visitor.browser.get('/contact',
        { headers: { 'sec-purpose': purpose } }));
    }
  });

  assert.deepEqual(cost, { hgetall: 6 });
  assert.deepEqual(await visitor.record(), before);

  // A question that is pinned already is shown.
  assertAsks(await visitor.open(), 'company');
  assertAsks(await visitor.browser.get('/contact',
    { headers: { 'sec-purpose': 'prefetch' } }), 'company');
  assert.equal((await visitor.record()).visits, '2');
});

test('a visit goes on as long as the visitor is there', async (t) => {
  const { site, visitor } = await startKnown(t);

  assertAsks(await visitor.comeBack(), 'company');

  for (let i = 0; i < 3; i++) {
    await letTimePass(site, VISIT_GAP - 60);
    assertAsks(await visitor.open(), 'company');

    // "Seen" is written without waiting: the next reply comes behind it.
    await visitor.open();
  }

  const record = await visitor.record();

  assert.equal(record.visits, '2');
  assert.match(record['shown:company'], /^1 /);
});

test('"last seen" is written when it is a minute old, not at every request',
  async (t) => {
    const { site, visitor } = await startKnown(t);

    assert.deepEqual(await costOf(site, () => visitor.open()), { hgetall: 2 });
    await letTimePass(site, 50);
    assert.deepEqual(await costOf(site, () => visitor.open()), { hgetall: 2 });
    await letTimePass(site, 20);

    // Written without waiting: the page is there before it.
    const { seen } = await visitor.record();
    const cost = await costOf(site, async () => {
      await visitor.open();
      while ((await visitor.record()).seen === seen) {
        await setImmediate();
      }
      await visitor.open();
    });

    assert.equal(cost.script, 1);
    assert.equal((await visitor.record()).visits, undefined);
  });

test('an answer sent after the gap begins a visit', async (t) => {
  const { site, visitor } = await startKnown(t);

  assertAsks(await visitor.comeBack(), 'company');
  await letTimePass(site, VISIT_GAP + 1);
  await visitor.answer('Eckert-Mauchly');

  assert.equal((await visitor.record()).visits, '3');
  assert.deepEqual(await types(site), ['lead.created', 'lead.returned']);

  // The question of that visit was this one.
  assertOwnButton(await visitor.open());
  assertAsks(await visitor.comeBack(), 'team_size');
});

test('a second press in the same visit and form is no second event',
  async (t) => {
    const { site, visitor } = await startKnown(t);

    // The first step was the press of this visit.
    await visitor.open();
    assert.equal((await visitor.press()).status, 303);
    assert.deepEqual(await types(site), ['lead.created']);

    await visitor.comeBack();
    assert.equal((await visitor.press()).headers.location, '?thanks');
    await visitor.open();
    assert.equal((await visitor.press()).headers.location, '?thanks');
    assert.deepEqual(await types(site), ['lead.created', 'lead.returned']);

    // Another form is another matter, and so is a message.
    await visitor.open({ form: 'demo' });
    await visitor.press();
    await visitor.open();
    await visitor.press({ lf_message: 'One more thing' });

    const events = await site.events();

    assert.deepEqual(events.slice(2).map((e) => [e.type, e.form, e.message]), [
      ['lead.returned', 'demo', undefined],
      ['lead.returned', 'contact', 'One more thing'],
    ]);

    await visitor.comeBack();
    await visitor.press();
    assert.equal((await site.events()).length, 5);
  });

test('an answer given in a second tab is stored, whatever the first one did',
  async (t) => {
    const { site, visitor } = await startKnown(t);

    const first = await visitor.comeBack();
    const second = await visitor.open();

    await visitor.press({}, { page: first });
    await visitor.press({ company: 'Eckert-Mauchly' }, { page: second });

    assert.deepEqual((await site.events()).map((e) => e.answers).slice(1),
      [undefined, '{"company":"Eckert-Mauchly"}']);
    assert.match((await visitor.person())['a:company'], / Eckert-Mauchly$/);
  });

test('a reload in mid-profile strands nobody', async (t) => {
  const { site, visitor } = await startKnown(t);
  const newcomer = new Visitor(site);

  await newcomer.open();
  assertAsks(await visitor.comeBack(), 'company');

  for (let i = 0; i < 3; i++) {
    await site.nginx.reload();
  }

  await visitor.answer('Eckert-Mauchly');
  await newcomer.send({ name: 'Howard Aiken', email: 'howard@example.org' });

  assert.deepEqual(await types(site),
    ['lead.created', 'lead.returned', 'lead.created']);
  assertAsks(await visitor.comeBack(), 'team_size');
});

test('a new signing key before the old one strands nobody', async (t) => {
  const { site, visitor } = await startKnown(t);

  assertAsks(await visitor.comeBack(), 'company');

  fs.writeFileSync(site.secretFile,
    'sign another-signing-key-0123456789abcdefghijk\n' + SECRET);
  await site.nginx.reload();

  await visitor.answer('Eckert-Mauchly');
  assert.equal((await site.events()).length, 2);
  assertAsks(await visitor.comeBack(), 'team_size');
});

// Puts an edited form in the place of the old one.
async function edit(site, changes, name = 'contact') {
  site.writeForm(name, { ...FORMS[name], ...changes });
  await site.nginx.reload();
}

test('an option that was renamed still counts as known', async (t) => {
  const { site, visitor } = await startKnown(t, { forms: {
    contact: { ...CONTACT, then: ['team_size', 'company'] } } });

  assertAsks(await visitor.comeBack(), 'team_size');
  await visitor.answer('11-50');

  await edit(site, { then: ['team_size', 'company'], fields: {
    ...CONTACT.fields,
    team_size: { ...CONTACT.fields.team_size,
      options: ['1-9', '10-49', '50+'] },
  } });

  assertAsks(await visitor.comeBack(), 'company');
  assert.match((await visitor.person())['a:team_size'], / 11-50$/);
});

test('an option renamed under an open page is an answer all the same',
  async (t) => {
    const { site, visitor } = await startKnown(t, { forms: {
      contact: { ...CONTACT, then: ['team_size'] } } });

    assertAsks(await visitor.comeBack(), 'team_size');

    await edit(site, { then: ['team_size'], fields: { ...CONTACT.fields,
      team_size: { ...CONTACT.fields.team_size, options: ['few', 'many'] } } });

    const answer = await visitor.press({ team_size: '11-50',
      lf_message: 'Hello there' });

    assert.equal(answer.status, 303);

    const [, event] = await site.events();

    assert.equal(event.answers, '{"team_size":"11-50"}');
    assert.equal(event.message, 'Hello there');
  });

test('an answer to a question just removed from the sequence is stored',
  async (t) => {
    const { site, visitor } = await startKnown(t);

    assertAsks(await visitor.comeBack(), 'company');
    await edit(site, { then: ['team_size'] });
    await visitor.answer('Eckert-Mauchly');

    assert.deepEqual(JSON.parse((await site.events())[1].answers),
      { company: 'Eckert-Mauchly' });
    assert.match((await visitor.person())['a:company'], / Eckert-Mauchly$/);

    // The pin of a question that is gone asks nothing.
    assertAsks(await visitor.comeBack(), 'team_size');
  });

test('an answer to a field just removed from the file is stored', async (t) => {
  const fields = { ...CONTACT.fields,
    tools: { type: 'choices', label: 'Tools',
      options: ['pen', 'ink', 'ruler'] } };
  const { site, visitor } = await startKnown(t, { forms: {
    contact: { ...CONTACT, fields, then: ['tools', 'company'] } } });

  assertAsks(await visitor.comeBack(), 'tools');
  await edit(site, { then: ['company'] });

  const page = visitor.page;

  assert.equal((await visitor.press({ tools: ['pen', 'ruler'] }, { page }))
    .headers.location, '?thanks');

  const [, event] = await site.events();

  assert.equal(event.type, 'lead.returned');
  assert.deepEqual(JSON.parse(event.answers), { tools: 'pen\nruler' });
  assert.match((await visitor.person())['a:tools'], /^\d+ pen\nruler$/);

  // The same page sent twice is one submission, and it ended the asking.
  await visitor.press({ tools: ['pen', 'ruler'] }, { page });
  assert.equal((await site.events()).length, 2);
  assertOwnButton(await visitor.open());

  // Brought back, it is known.
  await edit(site, { fields, then: ['tools', 'company'] });
  assertAsks(await visitor.comeBack(), 'company');
});

test('a removed field takes no more than a question\'s answer', async (t) => {
  const { site, visitor } = await startKnown(t, { forms: {
    contact: { ...CONTACT, then: ['company'] } } });

  assertAsks(await visitor.comeBack(), 'company');

  const { company, ...fields } = CONTACT.fields;

  assert.ok(company);
  await edit(site, { fields, then: [] });
  await visitor.press({ company: 'x'.repeat(5000), own: 'planted',
    owner: 'planted' });

  assert.equal((await site.events())[1].answers, undefined);

  const person = await visitor.person();

  const answers = Object.keys(person).filter((name) => /^a:/.test(name));

  assert.deepEqual(answers.sort(), ['a:email', 'a:name']);
  assert.equal(person.own, visitor.cookie.visitor);
});

test('a page opened under a removed question shows the form\'s own button',
  async (t) => {
    const { site, visitor } = await startKnown(t);

    assertAsks(await visitor.comeBack(), 'company');

    const { company, ...fields } = CONTACT.fields;

    assert.ok(company);
    await edit(site, { fields, then: ['team_size'] });
    assertOwnButton(await visitor.open());
    assertAsks(await visitor.comeBack(), 'team_size');
  });

test('an answer given in one form is known to all forms of the site',
  async (t) => {
    const { visitor } = await startKnown(t);

    assertAsks(await visitor.comeBack({ form: 'event' }), 'team_size');
    await visitor.answer('51+');
    assertAsks(await visitor.comeBack({ form: 'demo' }), 'company');
  });
