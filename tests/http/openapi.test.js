'use strict';
// docs/openapi.json is a valid description, and every kind of answer of a
// running server is as it says.

const { test } = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');

const { document, assertDescribed } = require('../lib/openapi.js');
const { browserFrom, withGeo } = require('../lib/geo.js');
const { CONTACT } = require('../lib/site.js');
const { ROOT } = require('../lib/nginx.js');
const { olderTicket } = require('../lib/signed.js');
const { startJourney, letTimePass, VISIT_GAP, DAY } =
  require('../lib/visitor.js');
const { Program, knownProgram } = require('../lib/program.js');

const ADA = { name: 'Ada Planted', email: 'ada.planted@example.org' };
const PLANTED = ['Ada Planted', 'ada.planted'];

const sample = (name) => JSON.parse(fs.readFileSync(
  path.join(ROOT, 'forms', name + '.json'), 'utf8'));

test('the description is valid OpenAPI 3.1', async () => {
  const { Validator } = await import('@seriousme/openapi-schema-validator');
  const validator = new Validator();
  const { valid, errors } = await validator.validate(
    structuredClone(document));

  assert.ok(valid, JSON.stringify(errors, null, 1));
  assert.equal(validator.version, '3.1');
});

test('each part of the description is used by another', () => {
  const text = JSON.stringify(document);

  for (const [kind, parts] of Object.entries(document.components)) {
    for (const name of Object.keys(parts)) {
      assert.ok(text.includes(`"#/components/${kind}/${name}"`)
        || kind === 'securitySchemes', `${kind}/${name}`);
    }
  }
});

test('the examples of the description are what it describes', () => {
  const { misfits } = require('../lib/openapi.js');
  const { content } = document.paths['/contact'].post.requestBody;

  for (const { value } of Object.values(
    content['application/json'].examples)) {
    assert.equal(misfits('Submission', value), '');
  }
});

test('the codes are those that the module knows', () => {
  const source = fs.readFileSync(
    path.join(ROOT, 'src', 'lf_data_problem.c'), 'utf8');
  const known = [...source.matchAll(/\[LF_MSG_\w+\] = "(\w+)"/g)]
    .map((m) => m[1]);
  const { schemas } = document.components;
  const described = ['Problem', 'StepProblem', 'AnswerError']
    .flatMap((name) => schemas[name].properties.code.enum);

  assert.deepEqual([...new Set(described)].sort(), [...new Set([...known,
    'closed', 'idempotency_key_reused'])].sort());
});

// A field of each type, in the first visits of one visitor after the other.
const EVERY = {
  about: { type: 'textarea', label: 'About', why: 'So that we know',
    max_length: 100 },
  site: { type: 'url', label: 'Site' },
  budget: { type: 'number', label: 'Budget', min: 0, max: 1e6, step: 0.5 },
  start: { type: 'date', label: 'Start', min: '2020-01-01',
    max: '2099-12-31' },
  plan: { type: 'choice', label: 'Plan', options: ['a',
    { value: 'b', label: 'B', when: { country: { is: 'DE' } } }] },
  topics: { type: 'choices', label: 'Topics', options: ['x', 'y', 'z'] },
  country: { type: 'country', label: 'Country' },
  sure: { type: 'yes_no', label: 'Sure?' },
  vat: { type: 'text', label: 'VAT', pattern: '[A-Z]{2}[0-9]+',
    placeholder: 'DE1', min_length: 3 },
};

test('the step of each type of field is as described', async (t) => {
  const forms = Object.fromEntries(Object.keys(EVERY).map((name) => [
    'ask-' + name.replace('_', '-'), { ...CONTACT, message: false,
      first: ['name', 'email'], fields: { ...CONTACT.fields,
        [name]: EVERY[name] }, then: [name] }]));
  const site = await startJourney(t, { forms, planted: PLANTED });

  for (const [i, name] of Object.keys(EVERY).entries()) {
    const program = await knownProgram(site,
      { ...ADA, email: `ada.planted${i}@example.org` },
      { form: 'ask-' + name });

    await letTimePass(site, VISIT_GAP + DAY);

    const { json } = await program.open();

    assert.equal(json.state, 'question', name);
    assert.equal(json.fields[0].name, name);
    assert.equal(json.fields[0].type, EVERY[name].type);
    assert.equal(json.fields[0].required, false);
    assert.equal((await program.send({ action: 'shown' })).status, 204);
  }
});

test('the sample forms are as described, for everybody', async (t) => {
  const site = await startJourney(t, { planted: PLANTED,
    nginx: withGeo(),
    forms: { contact: sample('contact'), demo: sample('demo') },
    siteJson: { ...sample('site'), min_fill: '0s' } });

  for (const form of ['contact', 'demo']) {
    for (const country of ['US', 'DE', 'nowhere']) {
      const program = new Program(site, { form,
        browser: browserFrom(site, country) });

      for (const lang of ['en', 'de', 'fr']) {
        await program.open(`?lang=${lang}`);
      }

      const { email, phone } = Object.fromEntries(program.step.fields
        .map((field) => [field.name, field]));
      const sent = await program.send({ remember: true,
        consent: program.step.consents.map(({ id }) => id),
        answers: { name: ADA.name, ...(email ? { email: ADA.email }
          : phone && { phone: '+14155550123' }) } });

      assert.equal(sent.status, 201, sent.body);

      for (let visit = 0; visit < 3; visit++) {
        await letTimePass(site, VISIT_GAP + 90 * DAY);
        await program.open();
        assert.notEqual(program.step.state, 'first');
      }
    }
  }
});

test('every kind of answer is as described', async (t) => {
  const consent = [{ id: 'news', version: '1', text: 'Send me the letter.' },
    { id: 'terms', version: '1', text: 'I agree.', required: true }];
  const form = { ...CONTACT, consent };
  const site = await startJourney(t, { planted: PLANTED,
    siteJson: { min_fill: '1m', privacy: { url: '/privacy' } },
    forms: { contact: form, ended: { ...CONTACT, closed: 'It is over.' } },
    nginx: { locations: 'location = /none { lead_form $arg_form; }',
      server: 'client_max_body_size 100k;' } });
  const program = new Program(site);
  const seen = [];
  const expect = async (status, code, answer) => {
    const { status: is, body } = await answer;
    const json = body ? JSON.parse(body) : {};

    assert.deepEqual([is, json.code || json.state], [status, code], body);
    seen.push(status);
  };
  const asked = { consent: ['terms'], answers: ADA };

  await expect(200, 'first', program.open());
  await expect(422, 'stale_ticket', program.send({ ...asked,
    ticket: olderTicket(program.step.ticket, 2 * DAY) }));
  await expect(200, 'first', program.open());
  await expect(422, 'invalid', program.answer({ email: 'x' }));
  await expect(422, 'press_again', program.send(asked));
  await expect(201, 'thanks', program.send(asked));
  await expect(200, 'known', program.open());
  await expect(200, 'first', program.open('?other'));
  await expect(200, 'known', program.open());

  await expect(422, 'stale_ticket', program.send({ ticket: null }));
  await expect(200, 'withdrawn', program.send(
    { action: 'withdraw', consent: ['terms'] }));
  await expect(200, 'known', program.open());
  await expect(201, 'thanks', program.send({ message: 'Hello' },
    { 'idempotency-key': '"one"' }));
  await expect(422, 'idempotency_key_reused', program.send(
    { ticket: program.step.ticket, message: 'Other' },
    { 'idempotency-key': 'one' }));
  await expect(200, 'erase', program.send({ action: 'erase' }));
  await expect(204, undefined, program.send({ action: 'shown' }));
  await expect(200, 'forgotten', program.send({ action: 'forget' }));
  await expect(200, 'first', program.send({ action: 'not_me' }));
  await expect(422, 'not_withdrawn', program.send(
    { action: 'withdraw', consent: ['terms'] }));

  await expect(400, 'bad_request', program.post('{'));
  await expect(400, 'bad_request', program.post('{"a":1}'));
  await expect(400, 'bad_request', program.post('{"ticket":1,"ticket":2}'));
  await expect(400, 'bad_request', program.send({},
    { 'idempotency-key': '"' }));
  await expect(400, 'bad_request', program.post('name=%',
    { 'content-type': 'application/x-www-form-urlencoded' }));
  await expect(403, 'cross_site', program.post('{}',
    { 'sec-fetch-site': 'cross-site' }));
  await expect(413, 'too_large', program.post('x'.repeat(200000)));
  await expect(415, 'media_type', program.post('x',
    { 'content-type': 'text/plain' }));
  await expect(403, 'preview_over', program.open('?preview=x'));

  const ended = new Program(site, { form: 'ended' });

  await expect(200, 'closed', ended.open());
  await expect(422, 'closed', ended.send({ ticket: 'x', answers: ADA }));

  const none = new Program(site, { form: 'none' });

  await expect(404, 'not_found', none.open());
  await expect(404, 'not_found', none.post('{}'));

  for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const answer = await site.browser().request(method, '/contact',
      { headers: { accept: 'application/json' } });

    assertDescribed(method, answer);
    assert.equal(answer.status, method === 'HEAD' ? 200 : 405);
  }

  seen.push(405);
  await program.open();
  await site.redis.stop();
  await expect(422, 'press_again', program.send(asked));
  await expect(503, 'unavailable', program.send(asked));

  assert.deepEqual([...new Set(seen)].sort(), [...new Set(['get', 'post']
    .flatMap((verb) => Object.keys(document.paths['/contact'][verb].responses))
    .filter((status) => status !== 'default').map(Number))].sort());
});
