'use strict';
// Idempotency-Key: within its ticket one key is one submission.

const { test } = require('node:test');
const assert = require('node:assert/strict');

const { startJourney, letTimePass, VISIT_GAP, DAY } =
  require('../lib/visitor.js');
const { Program, knownProgram } = require('../lib/program.js');

const ADA = { name: 'Ada Planted', email: 'ada.planted@example.org' };
const EVE = { name: 'Eve Planted', email: 'eve.planted@example.org' };
const KEY = { 'idempotency-key': '"8e03978e-40d5-43dd-bc93-6894a57f9324"' };

const start = (t, options) => startJourney(t, { ...options,
  planted: ['Ada Planted', 'ada.planted', 'Eve Planted', 'eve.planted'] });

async function names(site) {
  return (await site.events()).map((e) => JSON.parse(e.answers || '{}').name);
}

test('a key sent again is the same submission, whatever was typed',
  async (t) => {
    const site = await start(t);
    const program = new Program(site);

    await program.open();

    const first = await program.answer(ADA, KEY);
    const again = await program.answer(ADA, KEY);
    const bare = await program.answer(ADA, { 'idempotency-key':
      KEY['idempotency-key'].replace(/"/g, '') });

    assert.deepEqual([first, again, bare].map(({ status }) => status),
      [201, 201, 201]);
    assert.deepEqual(again.json, first.json);

    const { ticket } = program.step;
    const reused = await program.answer(EVE, KEY);

    assert.equal(reused.status, 422);
    assert.equal(reused.json.code, 'idempotency_key_reused');
    assert.deepEqual(reused.cookies, []);
    assert.notEqual(reused.json.ticket, ticket);
    assert.deepEqual(await names(site), ['Ada Planted']);
    assert.equal((await site.leads()).length, 1);

    // The fresh ticket makes it another submission.
    assert.equal((await program.answer(EVE, KEY)).status, 201);
    assert.deepEqual(await names(site), ['Ada Planted', 'Eve Planted']);
  });

test('of two at the same moment one is taken', async (t) => {
  const site = await start(t, { nginx: { workers: 2 } });
  const program = new Program(site);

  await program.open();

  const { ticket } = program.step;
  const sent = await Promise.all([ADA, EVE, ADA, EVE, ADA].map((answers) => (
    new Program(site).post(JSON.stringify({ ticket, answers }), KEY))));
  const [{ answers }] = await site.events();
  const winner = JSON.parse(answers).name;

  assert.equal((await site.events()).length, 1);
  assert.deepEqual(sent.map(({ status }) => status),
    [ADA, EVE, ADA, EVE, ADA].map(({ name }) => (
      name === winner ? 201 : 422)));
});

test('another key is another submission, and so is another ticket',
  async (t) => {
    const site = await start(t);
    const program = new Program(site);

    await program.open();
    await program.answer(ADA, KEY);
    await program.answer(ADA, { 'idempotency-key': 'other' });
    assert.equal((await names(site)).length, 2);

    const second = new Program(site);

    assert.equal((await second.answer(EVE, KEY)).status, 201);
    assert.equal((await names(site)).length, 3);
  });

test('a 422 uses up no key, and a page may send one, too', async (t) => {
  const site = await start(t);
  const program = new Program(site);

  await program.open();
  assert.equal((await program.answer({ name: 'Ada Planted' }, KEY)).status,
    422);
  assert.equal((await program.answer(ADA, KEY)).status, 201);

  const browser = site.browser();
  const page = await browser.get('/contact');

  assert.equal((await browser.submit(page, EVE, { headers: KEY })).status,
    303);

  const other = await site.browser().submit(page, ADA, { headers: KEY });

  assert.equal(other.status, 422);
  assert.match(other.body, /no longer up to date/);
  assert.equal(other.page.input('name').value, ADA.name);
  assert.equal((await site.events()).length, 2);
});

test('a known visitor\'s key is theirs alone', async (t) => {
  const site = await start(t);
  const program = await knownProgram(site, ADA);

  await letTimePass(site, VISIT_GAP + DAY);
  await program.open();

  const say = (message) => program.send({ ticket, message }, KEY);
  const { ticket } = program.step;

  assert.equal((await say('Hello')).status, 201);
  assert.equal((await say('Hello')).status, 201);
  assert.equal((await say('Other')).status, 422);
  assert.equal((await site.events()).length, 2);
});

test('what is no key is refused before anything is read', async (t) => {
  const site = await start(t);
  const program = new Program(site);

  await program.open();

  for (const key of ['""', '"', '"a', 'a b', 'a"b', '"a";x', '\u00e4',
    'k'.repeat(129), `"${'k'.repeat(129)}"`, ['"a"', '"b"'], ['a', 'a']])
  {
    const { status, json } = await program.answer(ADA,
      { 'idempotency-key': key });

    assert.equal(status, 400, String(key));
    assert.equal(json.errors[0].code, 'idempotency_key');
    assert.equal(json.errors[0].pointer, undefined);
  }

  assert.equal((await program.answer(ADA,
    { 'idempotency-key': 'k'.repeat(128) })).status, 201);
  assert.equal((await site.events()).length, 1);
});
