'use strict';
// Forms as a marketer might write them, at random, and answers to them.

// mulberry32: small, and the same everywhere.
class Chance {
  constructor(seed) {
    this.seed = seed | 0;
  }

  next() {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  is(p) {
    return this.next() < p;
  }

  one(list) {
    return list[Math.floor(this.next() * list.length)];
  }

  below(n) {
    return Math.floor(this.next() * n);
  }

  // Some of them, in their order.
  some(list, p) {
    return list.filter(() => this.is(p));
  }

  shuffled(list) {
    return list.map((x) => [this.next(), x]).sort((a, b) => a[0] - b[0])
      .map(([, x]) => x);
  }

  weighted(weights) {
    const all = Object.entries(weights);
    let at = this.next() * all.reduce((sum, [, w]) => sum + w, 0);

    return (all.find(([, w]) => (at -= w) < 0) || all[0])[0];
  }
}

// Fields, and what is typed into them: good and bad.
const FIELDS = {
  company: { field: { type: 'text', label: { en: 'Company', de: 'Firma' } },
    good: ['Acme', 'Müller & Söhne', '  two   words '],
    bad: ['x'.repeat(201), 'a\u0001b'] },
  vat_id: { field: { type: 'text', label: 'VAT number',
    pattern: '[A-Z]{2}[0-9A-Z]{8,12}' },
  good: ['DE123456789', 'ATU12345678'], bad: ['nothing', 'DE'] },
  team_size: { field: { type: 'choice', label: 'Team size',
    options: ['1-10', { value: '11-50', when: { visits: { min: 3 } } },
      { value: '51+', label: { en: 'More', de: 'Mehr' } }] },
  good: ['1-10', '51+'], bad: ['12'] },
  interests: { field: { type: 'choices', label: 'Interests',
    options: ['price', 'service', 'sport'] },
  good: [['price'], ['sport', 'price']], bad: [['nothing']] },
  budget: { field: { type: 'number', label: 'Budget', min: 0, max: 5000 },
    good: ['100', '7,5', '5000'], bad: ['-1', 'much', '99999'] },
  start: { field: { type: 'date', label: 'Start' },
    good: ['2026-12-01', '2027-02-28'], bad: ['2027-02-30', 'soon'] },
  sure: { field: { type: 'yes_no', label: 'Sure?' },
    good: ['yes', 'no'], bad: ['maybe'] },
  website: { field: { type: 'url', label: 'Website' },
    good: ['example.org', 'https://example.com/a'], bad: ['http://', 'a b'] },
  land: { field: { type: 'country', label: 'Country' },
    good: ['DE', 'us'], bad: ['XX'] },
};
const NAMES = Object.keys(FIELDS);

function condition(chance, depth = 0) {
  if (depth === 0 && chance.is(0.2)) {
    return [condition(chance, 1), condition(chance, 1)];
  }

  const tests = [
    { visits: { min: 1 + chance.below(5) } },
    { visits: { max: 1 + chance.below(6) } },
    { visits: { not: 3 } },
    { days_since_first: { min: chance.below(8) } },
    { language: { is: chance.one(['de', 'en']) } },
    { language: { not_in: ['de', 'fr'] } },
    { country: { in: ['EU', 'unknown'] } },
    { country: { not_in: ['US'] } },
    { country: { is: 'DE' } },
    { region: { in: ['BY', 'US-CA'] } },
    { continent: { is: 'EU' } },
    { continent: { known: false } },
    { page: { starts_with: chance.one(['/con', '/de']) } },
    { referrer: { contains: 'blog' } },
    { referrer: { known: chance.is(0.5) } },
    { 'utm.source': { is: chance.one(['mail', 'ad']) } },
    { 'utm.campaign': { known: chance.is(0.5) } },
    { 'consent.news': { known: chance.is(0.5) } },
    { company: { known: chance.is(0.7) } },
    { company: { contains: 'c' } },
    { team_size: { in: ['1-10', '51+'] } },
    { interests: { is: 'price' } },
    { interests: { not: 'sport' } },
    { budget: { min: 50 } },
    { budget: { max: 50 } },
    { start: { min: '2027-01-01' } },
    { sure: { is: 'yes' } },
    { land: { in: ['EU'] } },
    { website: { starts_with: 'https' } },
  ];
  const when = { ...chance.one(tests) };

  return chance.is(0.25) ? { ...when, ...chance.one(tests) } : when;
}

function form(chance, name) {
  const fields = { name: { type: 'text', label: 'Name' },
    email: { type: 'email', label: 'E-mail' } };

  for (const [field, { field: made }] of Object.entries(FIELDS)) {
    fields[field] = { ...made };
  }

  const made = {
    title: { en: `The ${name}`, de: `Das ${name}` },
    submit: { en: 'Send', de: 'Senden' },
    fields,
    first: ['name', 'email'],
    then: chance.shuffled(chance.some(NAMES, 0.6)).map((ask) => (
      chance.is(0.45) ? { ask, when: condition(chance) } : ask)),
    message: chance.is(0.5),
    thanks: [],
  };

  if (chance.is(0.5)) {
    made.known = { title: `Back at ${name}`, submit: 'Once more' };
  }

  if (chance.is(0.7)) {
    made.consent = [{ id: 'news', version: '1', text: 'Send me the letter.' },
      { id: 'terms', version: '2', text: 'I have read the terms.' }]
      .filter(() => chance.is(0.8)).map((consent) => ({ ...consent,
        ...(chance.is(0.5) ? { when: condition(chance) } : {}),
        ...(chance.is(0.2) ? { required: true } : {}) }));
  }

  for (let i = chance.below(4); i > 0; i--) {
    made.thanks.push({ when: condition(chance),
      ...(chance.is(0.3) ? { redirect: '/thanks-' + i }
        : { title: 'Thanks ' + i, text: 'Text' }) });
  }

  if (chance.is(0.5) || made.thanks.length === 0) {
    made.thanks.push({ title: 'Thank you', text: 'For all.' });
  }

  return made;
}

/*
 * { site (site.json), forms, names, fields(form), good(form, field, chance),
 * value(form, field, chance): a value to type, undefined to send none }
 */
function randomSite(chance) {
  const names = ['contact', 'demo'];
  const fresh = Object.fromEntries(NAMES.filter(() => chance.is(0.25))
    .map((name) => [name, chance.one(['1d', '5d', '30d'])]));
  const forms = Object.fromEntries(names.map((name) => [name,
    form(chance, name)]));

  const needy = NAMES.filter(() => chance.is(0.1));

  for (const made of Object.values(forms)) {
    for (const name of needy) {
      made.consent = made.consent || [];

      if (!made.consent.some((consent) => consent.id === 'news')) {
        made.consent.unshift({ id: 'news', version: '1',
          text: 'Send me the letter.' });
      }
      made.fields[name].needs_consent = 'news';
    }
    for (const [name, time] of Object.entries(fresh)) {
      made.fields[name].fresh_for = time;
    }
  }

  const site = {
    visit_gap: chance.one(['5m', '30m', '2h']),
    give_up_after: 1 + chance.below(3),
    ask_again_after: chance.one(['1d', '10d', '90d']),
    min_fill: chance.one(['0s', '2s', '60s']),
    remember: { for: chance.one(['30d', '100d', '400d']) },
  };

  if (chance.is(0.4)) {
    site.remember.ask_when = chance.one([{ language: { is: 'de' } },
      { 'utm.source': { known: true } }, { page: { is: '/contact' } }]);
  }

  const good = (_, name, by) => (FIELDS[name] ? by.one(FIELDS[name].good)
    : 'Ada Lovelace');

  return {
    site,
    forms,
    names,
    good,
    fields: () => NAMES,
    value(_, name, by) {
      if (!FIELDS[name]) {
        return by.is(0.9) ? 'Ada Lovelace' : by.one(['', ' ']);
      }
      if (by.is(0.15)) {
        return undefined;
      }
      if (by.is(0.25)) {
        return '';
      }
      return by.one(by.is(0.15) ? FIELDS[name].bad : FIELDS[name].good);
    },
  };
}

module.exports = { randomSite, Chance, FIELDS };
