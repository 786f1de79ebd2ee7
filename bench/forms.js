'use strict';
// Forms to be measured against each other: the same page with and without
// geography, languages and conditions; a short and a very long sequence.

const fs = require('node:fs');
const path = require('node:path');

const { GEO } = require('../tests/lib/geo.js');

const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ja', 'zh',
  'ar'];
const HERE = { country: { not_in: ['EEA', 'GB', 'CH', 'unknown'] } };
const SPEAKS = { language: { not_in: ['de', 'fr', 'ja'] } };
const LONG = 200;
const SHORT = 5;

// What both forms of a pair ask for, so that their pages are the same.
function form(text, when) {
  return {
    title: text('Talk to us'),
    intro: text('Your name and one way to reach you. A person replies.'),
    submit: text('Get a reply'),
    known: { title: text('Welcome back'), submit: text('Talk to me') },
    fields: {
      name: { type: 'text', label: text('Your name'), autocomplete: 'name' },
      email: { type: 'email', label: text('Work e-mail'),
        why: text('For our reply.') },
      industry: { type: 'text', label: text('Industry') },
      budget: { type: 'choice', label: text('Budget'),
        options: ['small', 'middle', 'large'].map((value) => ({ value,
          label: text(value), ...when(HERE) })) },
    },
    first: ['name', 'email'],
    then: [{ ask: 'budget', ...when({ ...HERE, ...SPEAKS }) },
      { ask: 'industry', ...when({ ...HERE, budget: { known: true } }) }],
    consent: [{ id: 'letter', version: '1', text: text('Send me the letter.'),
      ...when(HERE) }],
    thanks: [{ ...when(SPEAKS), title: text('Thank you') }],
  };
}

// A sequence of which nothing can be asked: each condition is looked at.
function sequence(count) {
  const names = Array.from({ length: count }, (_, i) => `field_${i}`);

  return {
    title: 'Talk to us',
    fields: Object.fromEntries(names.map((name, i) => [name,
      { type: 'text', label: `Question ${i}` }])),
    first: ['name', 'email'],
    then: names.map((ask, i) => ({ ask,
      when: { [`field_${(i + 1) % count}`]: { known: true },
        visits: { min: 2 } } })),
  };
}

const FOLDERS = {
  plain: { contact: form((text) => text, () => ({})) },
  adapting: { contact: form(
    (text) => Object.fromEntries(LANGUAGES.map((tag) => [tag, text])),
    (when) => ({ when })) },
  sequences: { short: sequence(SHORT), long: sequence(LONG) },
};

// Writes the folders into `dir`; returns the locations, by the names above.
function writeForms(dir) {
  for (const [folder, forms] of Object.entries(FOLDERS)) {
    fs.mkdirSync(path.join(dir, folder));
    fs.writeFileSync(path.join(dir, folder, 'site.json'),
      JSON.stringify({ min_fill: '0s' }));

    for (const [name, one] of Object.entries(forms)) {
      fs.writeFileSync(path.join(dir, folder, name + '.json'),
        JSON.stringify(one));
    }
  }

  const place = (url, name, folder, more = '') => `
        location = /${url} {
            lead_form ${name};
            lead_form_forms ${path.join(dir, folder)};
            lead_form_site ${folder === 'sequences' ? url : 'pair'};
            ${more}
        }`;

  return place('plain', 'contact', 'plain', 'lead_form_geoip off;')
    + place('adapting', 'contact', 'adapting', `lead_form_geoip ${GEO};`)
    + place('short', 'short', 'sequences')
    + place('long', 'long', 'sequences');
}

module.exports = { writeForms };
