'use strict';
// "lead-form link": what the link is made of, and what it refuses.  What the
// link does: tests/http/link.test.js.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const { makeFolder, removeFolder } = require('../lib/processes.js');
const { CONTACT, SECRET } = require('../lib/site.js');
const { run } = require('./command.js');

const LEAD = 'X5xVd2n4bN3vK6mQzW8gUw';
const DAY = 86400;

// The path of a secret file, and options that make a link.
function command(t) {
  const dir = makeFolder();
  const secret = path.join(dir, 'secret');

  t.after(() => removeFolder(dir));
  fs.writeFileSync(secret, SECRET);

  const forms = path.join(dir, 'forms');

  fs.mkdirSync(forms);
  fs.writeFileSync(path.join(forms, 'contact.json'), JSON.stringify(CONTACT));

  const good = ['--lead', LEAD, '--form', 'contact', '--secret', secret,
    '--url', 'https://example.com/contact'];

  return { dir, forms, secret, good, link: (...args) => run(['link', ...good, ...args]) };
}

// The bytes in front of the MAC.
function inside(url) {
  const bytes = Buffer.from(new URL(url).searchParams.get('link'),
    'base64url');

  assert.equal(bytes.length, 58);

  return { version: bytes[0], shard: bytes.readUInt16BE(2),
    minted: bytes.readUIntBE(4, 5), expires: bytes.readUIntBE(9, 5),
    nonce: bytes.subarray(14, 26).toString('hex'),
    lead: bytes.subarray(26, 42).toString('base64url') };
}

test('the link names the lead, and holds thirty days', (t) => {
  const { code, stdout } = command(t).link();
  const link = inside(stdout.trim());

  assert.equal(code, 0);
  assert.match(stdout,
    /^https:\/\/example\.com\/contact\?link=[\w-]{78}\n$/);
  assert.equal(link.version, 1);
  assert.equal(link.shard, 0);
  assert.equal(link.lead, LEAD);
  assert.ok(Math.abs(link.minted - Date.now() / 1000) < 60);
  assert.equal(link.expires - link.minted, 30 * DAY);
});

test('no two links are the same', (t) => {
  const { link } = command(t);

  assert.notEqual(inside(link().stdout.trim()).nonce,
    inside(link().stdout.trim()).nonce);
});

test('an address with a query keeps it, and a link lives as long as said',
  (t) => {
    const { stdout } = command(t).link('--url',
      'http://localhost/contact?lang=de', '--expires', '365d');
    const link = inside(stdout.trim());

    assert.match(stdout, /^http:\/\/localhost\/contact\?lang=de&link=/);
    assert.equal(link.expires - link.minted, 365 * DAY);
  });

test('--json says the same to a program', (t) => {
  const { code, stdout } = command(t).link('--json', '--expires', '12h');
  const said = JSON.parse(stdout);

  assert.equal(code, 0);
  assert.deepEqual(Object.keys(said), ['url', 'lead', 'form', 'expires']);
  assert.match(said.url, /^https:\/\/example\.com\/contact\?link=[\w-]{78}$/);
  assert.equal(said.lead, LEAD);
  assert.equal(said.form, 'contact');
  assert.match(said.expires, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  assert.equal(Date.parse(said.expires), inside(said.url).expires * 1000);
});

test('--forms says whether there is such a form', (t) => {
  const { dir, forms, link } = command(t);

  assert.equal(link('--forms', forms).code, 0);

  const none = link('--forms', forms, '--form', 'offer');

  assert.equal(none.code, 1);
  assert.equal(none.stdout, '');
  assert.equal(none.stderr,
    `lead-form: there is no form offer in ${forms}\n`);

  // site.json is none, and a folder that is not there has none.
  fs.writeFileSync(path.join(forms, 'offer.schema.json'), '{}');
  assert.equal(link('--forms', forms, '--form', 'offer').code, 1);

  const nowhere = link('--forms', path.join(dir, 'none'));

  assert.equal(nowhere.code, 1);
  assert.equal(nowhere.stdout, '');
  assert.match(nowhere.stderr, /none/);
});

test('what may be a person\'s is not repeated', (t) => {
  const { link } = command(t);

  for (const args of [['ada@planted.example'],
    ['--lead', 'ada@planted.example'], ['--form', 'ada@planted.example']]) {
    const { code, stdout, stderr } = link(...args);

    assert.equal(code, 2);
    assert.ok(!(stdout + stderr).includes('planted'), stderr);
  }
});

test('what is not asked rightly is said', (t) => {
  const { secret, good } = command(t);

  for (const args of [[], good.slice(2), good.slice(0, 2), good.slice(0, -2),
    [...good, '--lead', LEAD.slice(1)], [...good, '--lead', `${LEAD}A`],
    [...good, '--lead', 'X5xVd2n4bN3vK6mQzW8gUx'],
    [...good, '--lead', 'jane.doe@example.com'],
    [...good, '--form', 'Contact'], [...good, '--form', ''],
    [...good, '--form', '../contact'], [...good, '--form', '-contact'],
    [...good, '--form', 'site'], [...good, '--form', 'a'.repeat(41)],
    [...good, '--expires', '366d'], [...good, '--expires', '0s'],
    [...good, '--expires', 'long'], [...good, '--expires', '-1d'],
    [...good, '--url', 'example.com'], [...good, '--site', ''],
    [...good, '--url', 'https://example.com/#contact'],
    [...good, '--url', 'https://example.com/contact\n'],
    [...good, '--url', 'https://example.com/kontakt-für-alle'],
    [...good, '--forms'], [...good, '--json', 'yes'],
    [...good, '--url'], [...good, '--visit', '2'], [...good, 'contact']]) {
    const { code, stdout, stderr } = run(['link', ...args]);

    assert.equal(code, 2, args.join(' '));
    assert.match(stderr, /^lead-form: .*link/);
    assert.equal(stdout, '');
  }

  assert.match(run(['link', ...good, '--expires', '2y']).stderr,
    /--expires wants a value like 30d, and at most 365d/);

  fs.writeFileSync(secret, 'nothing');

  const bad = run(['link', ...good]);

  assert.equal(bad.code, 1);
  assert.match(bad.stderr, /secret:1/);
  assert.doesNotMatch(bad.stderr, /nothing/);

  const none = run(['link', ...good, '--secret', `${secret}.none`]);

  assert.equal(none.code, 1);
  assert.match(none.stderr, /cannot read .*secret\.none/);
});

test('what is asked for help explains itself', () => {
  const { code, stdout } = run(['link', '--help']);

  assert.equal(code, 0);

  for (const option of ['--lead', '--form', '--url', '--secret', '--site',
    '--expires', '--forms', '--json']) {
    assert.ok(stdout.includes(option), option);
  }

  assert.match(run(['help']).stdout, /^ {2}link --lead ID/m);
});
