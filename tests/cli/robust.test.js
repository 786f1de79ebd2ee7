'use strict';
// Whatever bytes a file holds, check says what it thinks of them.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const Ajv = require('ajv/dist/2020').default;

const { ROOT } = require('../lib/nginx.js');
const { makeFolder, removeFolder } = require('../lib/processes.js');
const { check } = require('./command.js');

const SUITES = process.env.LF_SUITES || path.join(ROOT, '..', 'shared', 'suites');
const PARSING = path.join(SUITES, 'JSONTestSuite', 'test_parsing');

// Strings that JSON allows and a form cannot keep apart, or hold.
const STRICTER = new Set(['y_object_duplicated_key.json',
  'y_object_duplicated_key_and_value.json', 'y_object_escaped_null_in_key.json']);

function sane({ code, signal, stdout, stderr }, what) {
  assert.equal(signal, null, `${what}: ${stderr}`);
  assert.ok(code === 0 || code === 1, `${what}: ${code} ${stderr}`);
  assert.doesNotMatch(stderr, /Sanitizer|runtime error/);

  const found = JSON.parse(stdout);

  assert.equal(code, found.errors > 0 ? 1 : 0);

  for (const { line, column, message } of found.findings) {
    assert.ok(line >= 0 && column >= 0 && message.length > 0);
  }

  return found;
}

test('the public suite of JSON files: none crashes, every n_ is refused', {
  skip: !fs.existsSync(PARSING) && 'no ../shared/suites/JSONTestSuite',
}, (t) => {
  const dir = makeFolder();
  const form = path.join(dir, 'form.json');

  t.after(() => removeFolder(dir));

  for (const name of fs.readdirSync(PARSING)) {
    const bytes = fs.readFileSync(path.join(PARSING, name));

    // As a file of its own, it is no form, whatever it is.
    fs.writeFileSync(form, bytes);
    assert.ok(sane(check(['--json', form]), name).errors > 0, name);

    // As the value of a key that is ignored, only its syntax counts.
    fs.writeFileSync(form, Buffer.concat([
      Buffer.from('{ "title": "T", "first": ["name", "email"], "$schema": '),
      bytes, Buffer.from(' }')]));

    const { errors } = sane(check(['--json', form]), name);

    if (name.startsWith('n_')) {
      assert.ok(errors > 0, `${name} is accepted`);
    } else if (name.startsWith('y_')) {
      assert.equal(errors, STRICTER.has(name) ? 1 : 0, name);
    }
  }
});

// Numerical Recipes' generator: the same mutations on every run.
function random(seed) {
  let state = seed >>> 0;

  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(state / 2 ** 32 * n);
  };
}

const SPLICES = ['{', '}', '[', ']', ',', ':', '"', '\\', '\0', '\n', '\ufeff',
  '“', '\x7f', '1e999', '-', 'null', 'true', '{}', '[]', '""', '"\\u0000"',
  '"\\ud800"', '[[[[[[[[[[[[[', '99999999999999999999'];
const VALUES = [null, true, -1, 1e300, '', 'a', 'EU', '2026-02-30', [], {},
  ['name', 'email'], { en: 'x' }, { known: true }, 'x'.repeat(3000)];

function mutateBytes(bytes, next) {
  const at = next(bytes.length);
  const cut = next(3) === 0 ? next(40) : next(2);
  const splice = Buffer.from(next(4) === 0 ? '' : SPLICES[next(SPLICES.length)]);

  return Buffer.concat([bytes.subarray(0, at), splice, bytes.subarray(at + cut)]);
}

function mutateValue(value, next) {
  const places = [];
  const walk = (node) => {
    for (const key of Object.keys(node)) {
      places.push([node, key]);

      if (node[key] !== null && typeof node[key] === 'object') {
        walk(node[key]);
      }
    }
  };

  walk(value);

  const [node, key] = places[next(places.length)];

  switch (next(3)) {
    case 0:
      node[key] = VALUES[next(VALUES.length)];
      break;
    case 1:
      if (Array.isArray(node)) {
        node.splice(Number(key), 1);
      } else {
        delete node[key];
      }
      break;
    default: {
      const [other, otherKey] = places[next(places.length)];

      node[key] = JSON.parse(JSON.stringify(other[otherKey]));
    }
  }

  return value;
}

test('mutations of the samples: no crash, and no form that the schema refuses', (t) => {
  const dir = makeFolder();
  const forms = path.join(ROOT, 'forms');
  const ajv = new Ajv({ strict: false });
  const next = random(20261123);

  t.after(() => removeFolder(dir));

  for (const name of ['site', 'form']) {
    ajv.addSchema(JSON.parse(fs.readFileSync(
      path.join(forms, `${name}.schema.json`), 'utf8')), `${name}.schema.json`);
  }

  const samples = Object.fromEntries(['site', 'contact', 'demo'].map((name) =>
    [name, fs.readFileSync(path.join(forms, `${name}.json`))]));

  for (let i = 0; i < 200; i++) {
    const name = Object.keys(samples)[next(3)];
    let bytes = samples[name];

    if (i % 2 === 0) {
      for (let n = next(4); n >= 0; n--) {
        bytes = mutateBytes(bytes, next);
      }
    } else {
      bytes = Buffer.from(JSON.stringify(mutateValue(JSON.parse(bytes), next)));
    }

    for (const [other, text] of Object.entries(samples)) {
      fs.writeFileSync(path.join(dir, `${other}.json`), other === name ? bytes : text);
    }

    const found = sane(check(['--json', path.join(dir, `${name}.json`)]), `mutation ${i}`);

    if (found.errors === 0) {
      const validate = ajv.getSchema(name === 'site' ? 'site.schema.json'
        : 'form.schema.json');

      assert.ok(validate(JSON.parse(bytes.toString().replace(/^\ufeff/, ''))),
        `mutation ${i}: ${ajv.errorsText(validate.errors)}\n${bytes}`);
    }
  }
});

test('large files that did not load are looked through once for each name', (t) => {
  const dir = makeFolder();
  const write = (name, json) => fs.writeFileSync(path.join(dir, name), json);

  t.after(() => removeFolder(dir));

  const names = Array.from({ length: 100 }, (_, i) => `field_${i}`);
  const asked = (i) => names[i % names.length];

  // Each waits for others, and no first one can be asked.
  write('waiting.json', JSON.stringify({ title: 'T', first: ['name', 'email'],
    fields: Object.fromEntries(names.map((name) => (
      [name, { type: 'text', label: name }]))),
    then: names.map((ask, i) => ({ ask,
      when: Array.from({ length: 16 }, (_, n) => (
        { [asked(i + n + 1)]: { known: true } })) })) }));

  for (let i = 0; i < 30; i++) {
    write(`broken_${i}.json`, `{ "titel": "${'f'.repeat(200000)}" }`);
  }

  const { code, signal } = check([dir], { timeout: 20000 });

  assert.equal(signal, null, 'it takes no longer than it may');
  assert.equal(code, 1);
});
