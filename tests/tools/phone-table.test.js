'use strict';
// The table of numbering plans is what its script makes of the npm package
// that the tests have.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const { makeFolder, removeFolder } = require('../lib/processes.js');

const ROOT = path.resolve(__dirname, '..', '..');
const MADE = ['src/lf_phone_table.h', 'tests/unit/lf_test_phone_examples.h'];

function missing() {
  try {
    require.resolve('libphonenumber-js/package.json');
    return false;
  } catch {
    return 'no npm package libphonenumber-js: npm ci in tests/';
  }
}

test('the table of numbering plans is as its script makes it',
  { skip: missing() }, (t) => {
    const folder = makeFolder();
    t.after(() => removeFolder(folder));

    for (const file of MADE) {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    }

    execFileSync(process.execPath,
      [path.join(ROOT, 'tools', 'phone-table.js'), folder]);

    for (const file of MADE) {
      assert.equal(fs.readFileSync(path.join(folder, file), 'utf8'),
        fs.readFileSync(path.join(ROOT, file), 'utf8'),
        `${file}: run tools/phone-table.js`);
    }
  });
