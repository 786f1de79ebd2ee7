'use strict';
// The module's own texts: every language says everything, and the source that
// is built in is what the catalogues say.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const languages = require('../../tools/languages.js');

const ROOT = path.resolve(__dirname, '..', '..');
const all = languages.catalogues();

test('the languages that are promised are there', () => {
  for (const tag of ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ja',
    'zh', 'ar']) {
    assert.ok(all[tag], tag);
  }
});

test('every language has every text, fit to be shown', () => {
  assert.ok(languages.keys().length >= 54);
  assert.deepEqual(languages.problems(all), []);
});

test('a missing, foreign, misplaced or unfit text is found', () => {
  const bad = (change, tag = 'fr') => {
    const copy = structuredClone({ en: all.en, [tag]: all[tag] });

    change(copy[tag]);
    return languages.problems(copy).join('\n');
  };
  const say = (key, text) => (entries) => {
    entries.find(([name]) => name === key)[1] = text;
  };

  assert.equal(bad(() => {}), '');
  assert.match(bad((list) => list.pop()), /consent: is missing/);
  assert.match(bad((list) => list.push(['other', 'x'])), /other: is no message/);
  assert.match(bad((list) => list.reverse()), /here stands submit/);
  assert.match(bad(say('yes', '')), /yes: has no text/);
  assert.match(bad(say('yes', 7)), /yes: has no text/);
  assert.match(bad(say('submit', 'Send')), /submit: is the English text/);
  assert.match(bad(say('either', 'Autre')), /either: its %s/);
  assert.match(bad(say('yes', 'Oui %s')), /yes: its %s/);
  assert.match(bad(say('either', '%s %s')), /either: .*\n.*one %s/);
  assert.match(bad(say('yes', 'x'.repeat(71))), /yes: has 71 characters/);
  assert.match(bad(say('email', 'x'.repeat(301))), /email: has 301 characters/);
  assert.match(bad(say('yes', 'Re\u0301')), /yes: is not in .* NFC/);
  assert.match(bad(say('yes', 'O\nui')), /yes: has a control character/);
  assert.match(bad(say('yes', 'O\u202eui')), /yes: has a control character/);
  assert.match(bad(say('yes', 'Oui ')), /yes: has blanks/);
  assert.match(bad(say('phone', 'هاتف +971 4 123'), 'ar'), /phone: its number/);
});

test('what %s means is said to translators', () => {
  const readme = fs.readFileSync(path.join(ROOT, 'languages', 'README.md'),
    'utf8');

  for (const [key] of all.en.filter(([, text]) => text.includes('%s'))) {
    assert.match(readme, new RegExp(`%s\`.*\`${key}\``), key);
  }
});

test('the source that is built in is what the catalogues say', () => {
  const files = languages.files(all);

  for (const [name, contents] of Object.entries(files)) {
    assert.equal(fs.readFileSync(path.join(ROOT, name), 'utf8'), contents,
      `${name}: run node tools/languages.js`);
    for (const line of contents.split('\n')) {
      assert.ok(Buffer.byteLength(line) <= 80, line);
    }
  }

  const made = fs.readdirSync(path.join(ROOT, 'src'))
    .filter((name) => /^lf_message_\w+\.c$/.test(name));

  assert.deepEqual(made.map((name) => `src/${name}`).sort(),
    Object.keys(files).sort());
});
