'use strict';
// "lead-form preview": what the link is made of, and what it refuses.  What
// the link shows: tests/http/preview.test.js.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const { makeFolder, removeFolder } = require('../lib/processes.js');
const { CONTACT, SECRET } = require('../lib/site.js');

const CLI = process.env.LF_CLI
  || path.resolve(__dirname, '..', '..', 'build', 'lead-form');

function folder(t) {
  const dir = makeFolder();

  t.after(() => removeFolder(dir));
  fs.writeFileSync(path.join(dir, 'contact.json'), JSON.stringify(CONTACT));
  fs.writeFileSync(path.join(dir, 'secret'), SECRET);

  return { file: path.join(dir, 'contact.json'),
    secret: path.join(dir, 'secret') };
}

function run(...args) {
  const { status, stdout, stderr } = spawnSync(CLI, ['preview', ...args],
    { encoding: 'utf8' });

  return { status, stdout, stderr };
}

// The pairs inside a link.
function inside(url) {
  const token = new URL(url).searchParams.get('preview');

  return new URLSearchParams(Buffer.from(token.split('.')[1], 'base64url')
    .toString());
}

test('the link holds the visitor as simulate plays them', (t) => {
  const { file, secret } = folder(t);
  const { status, stdout } = run(file, '--secret', secret, '--url',
    'https://example.com/contact', '--visit', '3', '--country', 'DE',
    '--from', '2026-11-23T10:00:00Z', '--answer', 'company=Made & Up',
    '--utm', 'source=mail');
  const state = inside(stdout.trim());

  assert.equal(status, 0);
  assert.match(stdout, /^https:\/\/example\.com\/contact\?preview=[\w-]+\.[\w-]+\n$/);
  assert.equal(state.get('country'), 'DE');
  assert.equal(state.get('continent'), 'EU');
  assert.equal(state.get('utm.source'), 'mail');
  assert.equal(state.get('known'), '1');
  assert.equal(state.get('now'), String(Date.parse('2026-11-25T10:00:00Z')));
  assert.equal(state.get('v.visits'), '2');
  assert.match(state.get('lead.a:company'), /^\d+ Made & Up$/);

  const left = Number(state.get('expires')) - Date.now() / 1000;

  assert.ok(left > 3500 && left <= 3600);
});

test('an address with a query keeps it', (t) => {
  const { file, secret } = folder(t);
  const { stdout } = run(file, '--secret', secret, '--url',
    'http://localhost/contact?lang=de', '--visit', '1');

  assert.match(stdout, /^http:\/\/localhost\/contact\?lang=de&preview=/);
  assert.equal(inside(stdout.trim()).get('known'), '0');
});

test('what is not asked rightly is said', (t) => {
  const { file, secret } = folder(t);
  const good = [file, '--secret', secret, '--url', 'http://localhost/'];

  for (const args of [[], [file], [file, '--url', 'http://localhost/'],
    [file, '--secret', secret], [...good, '--url', 'localhost'],
    [...good, '--for', '31d'], [...good, '--for', 'long'],
    [...good, '--visit', '0'], [...good, 'another.json']]) {
    const { status, stdout, stderr } = run(...args);

    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, /^lead-form: .*preview/);
    assert.equal(stdout, '');
  }

  assert.match(run(...good, '--url', 'localhost').stderr,
    /--url wants a value like https:\/\/example\.com\/contact/);

  const long = run(...good, '--visit', '3', '--referrer',
    'https://example.com/' + 'x'.repeat(5000));

  assert.equal(long.status, 1);
  assert.match(long.stderr, /more than a link can hold/);

  fs.writeFileSync(secret, 'nothing');

  const bad = run(...good);

  assert.equal(bad.status, 1);
  assert.match(bad.stderr, /secret:1/);
  assert.doesNotMatch(bad.stderr, /nothing/);
});
