'use strict';
// Conditions, by what they are about and where they stand: each subject in an
// entry of the sequence, a single option and thanks, as a known visitor meets
// them; then in a consent and in remember.ask_when, as a new visitor does.

const test = require('node:test');
const assert = require('node:assert/strict');

const { CONTACT } = require('../lib/site.js');
const {
  Visitor, startJourney, stepOf, letTimePass, DAY, VISIT_GAP,
} = require('../lib/visitor.js');

const ADA = { name: 'Ada Byron', email: 'ada.byron@example.org' };
const PLANTED = ['Ada Byron', 'ada.byron@'];
const REFERRER = 'https://partner.example/list';

// What the known visitor of every case is: in their second visit, ten days
// after the first, with these answers and the consent `news`.
const ANSWERS = {
  company: 'Acme GmbH', seats: '12', start: '2026-03-01', size: '11-50',
  topics: 'price\nsupport', seat: 'AT', customer: 'yes', site: 'https://a.example',
};

const OPEN = {
  query: '?utm_source=letter&utm_campaign=spring-24',
  headers: { referer: `${REFERRER}?session=1`, 'accept-language': 'de-AT' },
};

const FIELDS = {
  ...CONTACT.fields,
  seats: { type: 'number', label: 'Seats' },
  start: { type: 'date', label: 'Start' },
  size: { type: 'choice', label: 'Size', options: ['1-10', '11-50', '51+'] },
  topics: { type: 'choices', label: 'Topics',
    options: ['price', 'security', 'support'] },
  seat: { type: 'country', label: 'Seat' },
  customer: { type: 'yes_no', label: 'Customer' },
  site: { type: 'url', label: 'Site' },
  role: { type: 'text', label: 'Role' },
  probe: { type: 'text', label: 'Probe' },
};

// [condition, whether it holds]; NAME in a path is the form's.
const CASES = [
  [{ country: { is: 'unknown' } }, true],
  [{ country: { in: ['EU', 'EEA', 'US'] } }, false],
  [{ country: { not_in: ['EU', 'EEA', 'US'] } }, true],
  [{ country: { in: ['EEA', 'unknown'] } }, true],
  [{ country: { not: 'unknown' } }, false],
  [{ country: { known: false } }, true],
  [{ continent: { known: true } }, false],
  [{ continent: { not: 'EU' } }, true],
  [{ region: { is: 'DE-BY' } }, false],
  [{ region: { known: false } }, true],
  [{ language: { is: 'de' } }, true],
  [{ language: { in: ['en', 'fr'] } }, false],
  [{ language: { not: 'de' } }, false],
  [{ visits: { is: 2 } }, true],
  [{ visits: { min: 3 } }, false],
  [{ visits: { max: 2 } }, true],
  [{ visits: { in: [1, 3] } }, false],
  [{ days_since_first: { min: 10 } }, true],
  [{ days_since_first: { min: 11 } }, false],
  [{ days_since_first: { known: true } }, true],
  [{ page: { is: '/NAME' } }, true],
  [{ page: { starts_with: '/pricing' } }, false],
  [{ page: { contains: 'NAME' } }, true],
  [{ page: { not: '/NAME' } }, false],
  [{ referrer: { is: REFERRER } }, true],
  [{ referrer: { contains: 'session' } }, false],
  [{ referrer: { starts_with: 'https://partner.example/' } }, true],
  [{ referrer: { known: false } }, false],
  [{ 'utm.source': { is: 'letter' } }, true],
  [{ 'utm.campaign': { starts_with: 'spring' } }, true],
  [{ 'utm.campaign': { contains: '25' } }, false],
  [{ 'utm.medium': { known: true } }, false],
  [{ 'consent.news': { known: true } }, true],
  [{ 'consent.terms': { known: true } }, false],
  [{ 'consent.terms': { known: false } }, true],
  [{ company: { known: true } }, true],
  [{ company: { starts_with: 'Acme' } }, true],
  [{ company: { contains: 'acme' } }, false],
  [{ company: { not: 'Acme GmbH' } }, false],
  [{ role: { known: true } }, false],
  [{ role: { not_in: ['boss'] } }, true],
  [{ seats: { min: 12, max: 12 } }, true],
  [{ seats: { min: 13 } }, false],
  [{ seats: { is: 12 } }, true],
  [{ start: { min: '2026-03-01' } }, true],
  [{ start: { max: '2026-02-28' } }, false],
  [{ size: { in: ['11-50', '51+'] } }, true],
  [{ size: { not_in: ['11-50', '51+'] } }, false],
  [{ topics: { is: 'support' } }, true],
  [{ topics: { is: 'security' } }, false],
  [{ seat: { is: 'AT' } }, true],
  [{ seat: { in: ['DE', 'CH'] } }, false],
  [{ customer: { is: 'yes' } }, true],
  [{ customer: { not: 'yes' } }, false],
  [{ site: { contains: 'a.example' } }, true],
  [{ email: { known: true } }, true],
  [{ company: { known: true }, visits: { min: 2 } }, true],
  [{ company: { known: true }, visits: { min: 3 } }, false],
  [[{ visits: { min: 3 } }, { language: { is: 'de' } }], true],
  [[{ visits: { min: 3 } }, { language: { is: 'en' } }], false],
];

const CONSENT = [
  { id: 'news', version: '1', text: 'Letters' },
  { id: 'terms', version: '1', text: 'Terms' },
];

const TITLE = { en: 'Talk to us', de: 'Sprechen Sie mit uns' };

// The condition in the sequence and in thanks.
function formOf(name, when) {
  return { ...CONTACT, title: TITLE, fields: FIELDS, consent: CONSENT,
    then: [{ ask: 'probe', when: named(name, when) }],
    thanks: [{ when: named(name, when), title: 'It holds' },
      { title: 'It does not' }] };
}

// The condition at an option of the question.
function optionsOf(name, when) {
  return { ...CONTACT, title: TITLE,
    fields: { ...FIELDS, pick: { type: 'choice', label: 'Pick',
      options: ['always', { value: 'maybe', when: named(name, when) }] } },
    consent: CONSENT, then: ['pick'] };
}

function named(name, when) {
  return JSON.parse(JSON.stringify(when).replaceAll('NAME', name));
}

function formsOf(make) {
  return Object.fromEntries(CASES.map(([when], i) =>
    [`case${i}`, make(`case${i}`, when)]));
}

async function knownVisitor(site, form) {
  const visitor = new Visitor(site, { form });

  await visitor.send({ ...ADA, email: `${form}.${ADA.email}`,
    lf_consent: 'news' });

  const at = Math.floor(Date.now() / 1000);

  await site.db.command('HSET', site.key('lead', visitor.cookie.lead),
    ...Object.entries(ANSWERS).flatMap(([name, value]) =>
      ['a:' + name, `${at}/s:ann ${value}`]));
  await letTimePass(site, 10 * DAY + 60);

  return visitor;
}

test('a condition of any subject asks the question, and thanks by it',
  async (t) => {
    const site = await startJourney(t,
      { planted: PLANTED, forms: formsOf(formOf) });

    for (const [i, [when, holds]] of CASES.entries()) {
      const what = JSON.stringify(when);
      const visitor = await knownVisitor(site, `case${i}`);

      await visitor.open(OPEN);
      assert.equal(stepOf(visitor.page).question, holds ? 'probe' : null, what);

      // The post is of the same visit, address and language; its referrer is
      // the page's, not the form's own address.
      const { location } = (await visitor.send({}, { headers: {
        'accept-language': 'de-AT',
        referer: `http://localhost/case${i}` } })).headers;

      assert.equal(location, holds ? '?thanks=1' : '?thanks', what);
      await site.db.command('FLUSHALL');
    }
  });

test('a condition of any subject shows an option, and hides it', async (t) => {
  const site = await startJourney(t,
    { planted: PLANTED, forms: formsOf(optionsOf) });

  for (const [i, [when, holds]] of CASES.entries()) {
    const visitor = await knownVisitor(site, `case${i}`);

    await visitor.open(OPEN);
    assert.deepEqual(optionsShown(visitor.page),
      holds ? ['always', 'maybe'] : ['always'], JSON.stringify(when));
    await site.db.command('FLUSHALL');
  }
});

function optionsShown(answer) {
  return answer.page.inputs.filter((i) => i.name === 'pick')
    .map((i) => i.attributes.value);
}

test('an option loses nobody\'s answer: a page that comes back shows all, '
  + 'and what was chosen is taken', async (t) => {
  const site = await startJourney(t, { planted: PLANTED,
    forms: { contact: optionsOf('contact', { visits: { is: 2 } }) } });
  const visitor = await knownVisitor(site, 'contact');

  const page = await visitor.open();

  assert.deepEqual(optionsShown(page), ['always', 'maybe']);

  const back = await visitor.press({ lf_message: 'x'.repeat(5000) });

  assert.equal(back.status, 422);
  assert.deepEqual(optionsShown(back), ['always', 'maybe']);

  // The page of the second visit, sent in the third.
  await letTimePass(site, VISIT_GAP + 1);
  await visitor.open();
  await visitor.send({ pick: 'maybe' }, { page });

  const events = await site.events();

  assert.deepEqual(JSON.parse(events.at(-1).answers), { pick: 'maybe' });
});

test('a consent is known to thanks when it was given a moment ago',
  async (t) => {
    const site = await startJourney(t, { planted: PLANTED, forms: { contact:
      { ...CONTACT, consent: CONSENT, then: [], thanks: [
        { when: { 'consent.news': { known: true } }, title: 'A letter!' },
        { title: 'Thank you' }] } } });

    for (const [values, location] of [[{ lf_consent: 'news' }, '?thanks=1'],
      [{ lf_consent: 'terms' }, '?thanks'], [{}, '?thanks']]) {
      const visitor = new Visitor(site);
      const { headers } = await visitor.send({ ...ADA, ...values });

      assert.equal(headers.location, location);
      await site.db.command('FLUSHALL');
    }
  });

test('the thanks page is the one that the post decided on', async (t) => {
  const site = await startJourney(t, { planted: PLANTED, forms: { contact:
    { ...CONTACT, then: [], thanks: [
      { when: { 'utm.source': { not: 'letter' } }, title: 'From elsewhere' },
      { title: 'From the letter' }] } } });

  for (const [query, title] of [['?utm_source=letter', 'From the letter'],
    ['', 'From elsewhere']]) {
    const visitor = new Visitor(site, { query });
    const { headers } = await visitor.send(ADA);

    await visitor.open({ query: headers.location });
    assert.equal(visitor.page.page.title, title);
  }
});

// What a new visitor's first page knows of them.
const FIRST = [
  [{ country: { in: ['EEA', 'unknown'] } }, true],
  [{ country: { in: ['EEA'] } }, false],
  [{ continent: { known: false } }, true],
  [{ region: { known: true } }, false],
  [{ language: { is: 'de' } }, true],
  [{ language: { is: 'en' } }, false],
  [{ visits: { is: 1 } }, true],
  [{ visits: { min: 2 } }, false],
  [{ days_since_first: { max: 0 } }, true],
  [{ days_since_first: { min: 1 } }, false],
  [{ page: { is: '/contact' } }, true],
  [{ page: { is: '/' } }, false],
  [{ referrer: { starts_with: 'https://partner.example/' } }, true],
  [{ referrer: { known: false } }, false],
  [{ 'utm.source': { in: ['letter'] } }, true],
  [{ 'utm.medium': { known: true } }, false],
];

test('a consent is shown, and required, by the same condition', async (t) => {
  const cases = [...FIRST, [{ company: { known: false } }, true],
    [{ company: { known: true } }, false],
    [{ 'consent.news': { known: true } }, false]];
  const forms = Object.fromEntries(cases.map(([when], i) => [`case${i}`,
    { ...CONTACT, title: TITLE, consent: [
      { id: 'news', version: '1', text: 'Letters' },
      { id: 'law', version: '1', text: 'Law', required: true,
        when: named(`case${i}`,
          JSON.parse(JSON.stringify(when).replace('"/contact"', '"/NAME"')))
      }] }]));
  const site = await startJourney(t, { planted: PLANTED, forms });

  for (const [i, [when, holds]] of cases.entries()) {
    const what = JSON.stringify(when);
    const visitor = new Visitor(site, { form: `case${i}` });
    const { page } = await visitor.open(OPEN);
    const shown = page.inputs.filter((input) => input.name === 'lf_consent')
      .map((input) => input.attributes.value.split(' ')[0]);

    assert.deepEqual(shown, holds ? ['news', 'law'] : ['news'], what);

    const options = { headers: { 'accept-language': 'de-AT',
      referer: `http://localhost/case${i}` } };
    const answer = await visitor.press(ADA, options);

    assert.equal(answer.status, holds ? 422 : 303, what);

    if (holds) {
      await visitor.send({ ...ADA, lf_consent: 'law' }, options);
    }
  }
});

test('remember.ask_when looks at the same', async (t) => {
  const when = Object.assign({}, ...FIRST.filter(([, holds]) => holds)
    .map(([test]) => test));
  const site = await startJourney(t, { planted: PLANTED,
    forms: { contact: { ...CONTACT, title: TITLE }, other: CONTACT },
    siteJson: { remember: { ask_when: when } } });
  const asks = async (change) => {
    const visitor = new Visitor(site, { form: change.form });
    const { page } = await visitor.open({ ...OPEN, ...change });
    const asked = page.input('lf_remember') !== undefined;

    await visitor.send(ADA, { headers: change.headers || OPEN.headers });
    assert.equal(visitor.cookie === null, asked);

    return asked;
  };

  assert.equal(await asks({}), true);

  for (const change of [{ form: 'other' }, { query: '' }, { headers: {} },
    { headers: { ...OPEN.headers, 'accept-language': 'en' } }]) {
    assert.equal(await asks(change), false, JSON.stringify(change));
  }
});
