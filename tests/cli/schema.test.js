'use strict';
// The schemas and `lead-form check` have one verdict over tests/forms:
//   valid/          forms, and site-*.json as site.json: both accept them
//   invalid/        both refuse them, check with the line in NAME.txt
//   beyond-schema/  what no schema can say: only check refuses them
// A case is a file, or a folder of files that are checked together.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const Ajv = require('ajv/dist/2020').default;

const { ROOT } = require('../lib/nginx.js');
const { makeFolder, removeFolder } = require('../lib/processes.js');
const { check } = require('./command.js');

const CASES = path.join(ROOT, 'tests', 'forms');

const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const schema = (name) => read(path.join(ROOT, 'forms', `${name}.schema.json`));

// Descriptions and defaults beside "$ref" are what the draft is used for.
const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false,
  strictTuples: false, strictRequired: false });

ajv.addSchema(schema('site'), 'site.schema.json');
ajv.addSchema(schema('form'), 'form.schema.json');

function schemaAccepts(name, value) {
  const validate = ajv.getSchema(name === 'site' ? 'site.schema.json'
    : 'form.schema.json');

  return validate(value) ? null : ajv.errorsText(validate.errors);
}

// The files of each case, by the name under which they are checked.
function cases(kind) {
  const folder = path.join(CASES, kind);

  return fs.readdirSync(folder).filter((entry) => !entry.endsWith('.txt'))
    .map((entry) => {
      const place = path.join(folder, entry);
      const label = entry.replace(/\.json$/, '');
      const files = {};

      if (fs.statSync(place).isDirectory()) {
        for (const name of fs.readdirSync(place)) {
          files[name.replace(/\.json$/, '')] = path.join(place, name);
        }
      } else {
        files[label.startsWith('site-') ? 'site' : 'form'] = place;
      }

      const expected = path.join(folder, label + '.txt');

      return { label, files, expected: fs.existsSync(expected)
        ? fs.readFileSync(expected, 'utf8').trim() : null };
    });
}

// What check says of them; paths begin with the name of the file.
function verdict(t, files) {
  const dir = makeFolder();

  t.after(() => removeFolder(dir));

  for (const [name, file] of Object.entries(files)) {
    fs.copyFileSync(file, path.join(dir, name + '.json'));
  }

  const result = check(['.'], { cwd: dir });

  return { ...result, lines: result.stdout.split('\n').filter(Boolean) };
}

for (const { label, files } of cases('valid')) {
  test(`both accept valid/${label}`, (t) => {
    const { code, lines } = verdict(t, files);

    assert.deepEqual(lines, []);
    assert.equal(code, 0);

    for (const [name, file] of Object.entries(files)) {
      assert.equal(schemaAccepts(name, read(file)), null);
    }
  });
}

for (const { label, files, expected } of cases('invalid')) {
  test(`both refuse invalid/${label}`, (t) => {
    const { code, lines } = verdict(t, files);

    assert.equal(code, 1);
    assert.ok(expected, `no ${label}.txt`);
    assert.deepEqual(lines, [expected]);

    assert.ok(Object.entries(files).some(([name, file]) =>
      schemaAccepts(name, read(file)) !== null), 'the schema accepts it');
  });
}

for (const { label, files, expected } of cases('beyond-schema')) {
  test(`check alone refuses beyond-schema/${label}`, (t) => {
    const { code, lines } = verdict(t, files);

    assert.equal(code, 1);
    assert.ok(expected, `no ${label}.txt`);
    assert.deepEqual(lines, [expected]);

    for (const [name, file] of Object.entries(files)) {
      assert.equal(schemaAccepts(name, read(file)), null);
    }
  });
}

test('the sample forms name their schema, and both accept them', () => {
  const forms = path.join(ROOT, 'forms');
  const names = fs.readdirSync(forms)
    .filter((name) => name.endsWith('.json') && !name.includes('.schema.'));

  assert.ok(names.length >= 3);

  for (const name of names) {
    const value = read(path.join(forms, name));
    const label = name === 'site.json' ? 'site' : 'form';

    assert.equal(value.$schema, label + '.schema.json');
    assert.equal(schemaAccepts(label, value), null);
  }

  assert.equal(check(['--strict', forms]).code, 0);
});

test('every key is described for completion', () => {
  const site = schema('site');
  const form = schema('form');

  for (const object of [form, site, site.$defs.field, form.$defs.consent,
    form.$defs.thanks, form.$defs.hidden, site.properties.remember, site.properties.privacy]) {
    for (const [key, value] of Object.entries(object.properties)) {
      assert.ok(value.description, `"${key}" has no description`);
    }
  }
});
