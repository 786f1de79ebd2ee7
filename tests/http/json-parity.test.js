'use strict';
// Whatever is typed, good or bad, is judged and kept alike, whether a page
// sends it or a program.  LF_SEED repeats a run, LF_STEPS says how many.

const { test } = require('node:test');
const assert = require('node:assert/strict');

const { CONTACT } = require('../lib/site.js');
const { Visitor, startJourney, stepOf, letTimePass, VISIT_GAP, DAY } =
  require('../lib/visitor.js');
const { Program } = require('../lib/program.js');
const { Chance, FIELDS } = require('../data/random-site.js');

const STEPS = Number(process.env.LF_STEPS) || 60;
const SEED = Number(process.env.LF_SEED) || 20261124;

const NAMES = ['Ada Planted', ' Zoë  Planted ', 'Ada', 'Ø', 'Ada Planted', '',
  'a\u0001b', 'ø'.repeat(201)];
const CONTACTS = [{ email: 'ada.planted@example.org' },
  { email: 'ADA.planted@Example.ORG' }, { phone: '+49 30 901820' },
  { phone: '030 901820' }, { email: 'ada@' }, { email: '' }, {},
  { email: 'eve.planted@example.org', phone: '' }];

const FORM = { ...CONTACT,
  consent: [{ id: 'news', version: '1', text: 'Send me the letter.' }],
  fields: { ...CONTACT.fields, ...Object.fromEntries(Object.entries(FIELDS)
    .map(([name, { field }]) => [name, field])) },
  then: Object.keys(FIELDS) };

// What is typed into a step, as a page sends it and as a program does.
function typed(chance, question) {
  const answers = question
    ? { [question]: chance.weighted({ good: 6, bad: 2, none: 1 }) }
    : { name: chance.one(NAMES), ...chance.one(CONTACTS) };

  if (question) {
    const { [question]: kind } = answers;

    answers[question] = kind === 'none' ? ''
      : chance.one(FIELDS[question][kind]);
  }

  return { answers, message: chance.one(['', '', '', 'Hello\r\nthere', 'a\u0000']),
    consent: chance.is(0.3) ? ['news'] : [] };
}

async function fromPage(visitor, { answers, message, consent }) {
  const { status, page } = await visitor.browser.post('/contact', [
    ['lf_ticket', visitor.page.page.ticket], ['lf_message', message],
    ...consent.map((id) => ['lf_consent', id]), ...Object.entries(answers)]);

  return { taken: status === 303, status, page };
}

async function records(site) {
  const plain = (hash) => Object.fromEntries(Object.entries(hash)
    .filter(([name]) => !/^(own|first|last|seen)$/.test(name))
    .map(([name, value]) => [name, value.replace(/^\d{9,}\S* /, '')]));
  const events = await site.events();

  return {
    events: events.map(({ entry, id, at, visitor, form_version: v, consent,
      ...event }) => ({ ...event, consent: consent && consent
      .replace(/"at":"[^"]*"/, '') })),
    leads: await Promise.all((await site.leads()).sort()
      .map(async (id) => [id, plain(await site.lead(id))])),
  };
}

test('a page and a program are judged and kept alike', async (t) => {
  const chance = new Chance(SEED);
  const sites = await Promise.all([0, 1].map(() => startJourney(t,
    { forms: { contact: FORM }, planted: ['Ada Planted', 'ada.planted'] })));
  let visitor = new Visitor(sites[0]);
  let program = new Program(sites[1]);

  for (let step = 0; step < STEPS; step++) {
    const where = `LF_SEED=${SEED}, step ${step}`;

    await visitor.open();
    await program.open();

    // A page was seen when it was made.
    if (program.step.state === 'question') {
      assert.equal((await program.send({ action: 'shown' })).status, 204);
    }

    const { question = '' } = stepOf(visitor.page);
    const { fields: [field], state } = program.step;

    assert.equal(state === 'question' ? field.name : '', question || '',
      where);

    const values = typed(chance, state === 'first' ? '' : question);

    if (state === 'known') {
      values.answers = {};
    }

    const page = await fromPage(visitor, values);
    const data = await program.send(values);
    const told = `${where}: ${JSON.stringify(values)} ${data.body}`;

    assert.equal(data.status === 201, page.taken, told);

    if (!page.taken) {
      assert.deepEqual([data.status, page.status], [422, 422], told);
      assert.ok(data.json.errors.length > 0, told);

      for (const { pointer, detail } of data.json.errors) {
        assert.ok(page.page.text.includes(detail), `${pointer} ${told}`);
      }
    }

    assert.deepEqual(await records(sites[1]), await records(sites[0]), told);

    if (chance.is(0.15)) {
      visitor = new Visitor(sites[0]);
      program = new Program(sites[1]);
    } else if (chance.is(0.7)) {
      await Promise.all(sites.map((site) => letTimePass(site,
        VISIT_GAP + DAY)));
    }
  }

  assert.ok((await sites[0].events()).length > STEPS / 6);
});
