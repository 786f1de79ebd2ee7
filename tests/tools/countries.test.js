'use strict';
// The names of the countries: every language has all of them, in its order,
// and the source that is built in is what the script makes.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const countries = require('../../tools/countries.js');

const ROOT = path.resolve(__dirname, '..', '..');
const { source: committed } = countries.committed();
const options = committed === countries.source() ? {}
  : { skip: `SKIP: the names are of ${committed}, this Node has`
    + ` ${countries.source()}` };

// The codes of a committed file, in its order.
function codesOf(tag) {
  const source = fs.readFileSync(
    path.join(ROOT, 'src', `lf_country_names_${tag}.c`), 'utf8');

  return [...source.matchAll(/^ {4}\{ "(..)",/gm)].map((match) => match[1]);
}

test('every language of the module names every country once', () => {
  const all = countries.codes();

  assert.equal(all.length, 249);
  for (const tag of countries.tags()) {
    assert.deepEqual(codesOf(tag).sort(), all, tag);
  }
});

test('countries stand where a reader of the language looks for them', () => {
  const before = (tag, one, other) => {
    const codes = codesOf(tag);

    assert.ok(codes.indexOf(one) < codes.indexOf(other),
      `${tag}: ${one} before ${other}`);
  };

  before('en', 'DE', 'ES');                     // Germany, Spain
  before('en', 'AX', 'AL');                     // Åland Islands, Albania
  before('de', 'AT', 'PK');                     // Österreich, Pakistan
  before('fr', 'EG', 'FR');                     // Égypte, France
  before('es', 'NP', 'NE');                     // Nepal, Níger
  before('pl', 'LV', 'PL');                     // Łotwa, Polska
  before('zh', 'DE', 'CN');                     // Déguó, Zhōngguó
  before('ar', 'YE', 'EG');                     // alif before mim
});

test('the source that is built in is what the script makes', options, () => {
  for (const [name, contents] of Object.entries(countries.files())) {
    assert.equal(fs.readFileSync(path.join(ROOT, name), 'utf8'), contents,
      `${name}: run node tools/countries.js`);
    for (const line of contents.split('\n')) {
      assert.ok(Buffer.byteLength(line) <= 80, line);
      assert.equal(line, line.trimEnd());
    }
  }
});
