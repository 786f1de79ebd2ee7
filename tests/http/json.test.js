'use strict';
// A program asks a visitor for what the page would: who gets data, what may be
// sent, and that it is the same submission that the page would have made.

const { test } = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');

const { CONTACT } = require('../lib/site.js');
const { ROOT } = require('../lib/nginx.js');
const { Visitor, startJourney, letTimePass, VISIT_GAP, DAY } =
  require('../lib/visitor.js');
const { Program, knownProgram, wrong, JSON_TYPE } =
  require('../lib/program.js');

const ADA = { name: 'Ada Planted', email: 'ada.planted@example.org' };
const PLANTED = ['Ada Planted', 'ada.planted', 'Planted & Co',
  'a private message', '+14155550123'];

function start(t, options = {}) {
  return startJourney(t, { planted: PLANTED, ...options });
}

const type = ({ headers }) => headers['content-type'].split(';')[0];

test('who asks for data gets it, and a browser gets the page', async (t) => {
  const site = await start(t);
  const ask = (headers) => site.browser().get('/contact', { headers });

  for (const accept of [undefined, '*/*', 'text/html',
    'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'application/json, text/html', 'application/json;q=0'])
  {
    assert.equal(type(await ask({ accept })), 'text/html', accept);
  }

  for (const accept of ['application/json', 'application/*+json',
    'application/json, text/plain, */*', 'text/html;q=0.1, application/json'])
  {
    assert.equal(type(await ask({ accept })), JSON_TYPE, accept);
  }

  const fragment = await site.browser().get('/contact?fragment',
    { headers: { accept: JSON_TYPE } });

  assert.equal(type(fragment), 'text/html');

  const program = new Program(site);

  await program.open();

  for (const [accept, expected] of [['*/*', JSON_TYPE],
    [undefined, JSON_TYPE], ['text/html', 'text/html']])
  {
    const sent = await site.browser().request('POST', '/contact', {
      headers: { accept, 'content-type': JSON_TYPE },
      body: JSON.stringify({ ticket: program.step.ticket,
        answers: { ...ADA, email: `${PLANTED[1]}@example.org` } }) });

    assert.equal(sent.status, expected === JSON_TYPE ? 201 : 303);
    if (sent.status === 201) {
      assert.equal(type(sent), expected);
    }
  }

  assert.equal((await site.events()).length, 1);
});

test('somebody new is asked, known, asked once more, and forgotten',
  async (t) => {
    const site = await start(t);
    const program = new Program(site);
    const step = (await program.open()).json;

    assert.deepEqual(step.fields.map(({ name, required }) => [name, required]),
      [['name', true], ['email', false], ['phone', false]]);
    assert.deepEqual(step.either, ['email', 'phone']);
    assert.deepEqual(step.actions,
      [{ action: 'send', label: 'Send' }]);

    const sent = await program.send({ answers: ADA, message: PLANTED[3] });

    assert.equal(sent.status, 201);
    assert.equal(sent.json.title, 'Thank you');
    assert.equal(sent.cookies[0].attributes.httponly, true);

    await letTimePass(site, VISIT_GAP + DAY);

    const asked = (await program.open()).json;

    assert.equal(asked.state, 'question');
    assert.equal(asked.title, 'Welcome back');
    assert.deepEqual(asked.fields.map(({ name }) => name), ['company']);
    assert.equal((await program.answer({ company: PLANTED[2] })).status, 201);

    const known = (await program.open()).json;

    assert.equal(known.state, 'known');
    assert.deepEqual(known.fields, []);

    const left = await program.send({ action: 'forget' });

    assert.equal(left.json.state, 'forgotten');
    assert.equal(left.cookies[0].attributes['max-age'], '0');
    assert.equal((await program.open()).json.state, 'first');

    const events = await site.events();

    assert.deepEqual(events.map((e) => e.type),
      ['lead.created', 'lead.returned']);
    assert.equal(events[0].message, PLANTED[3]);
    assert.equal(events[1].answers, `{"company":"${PLANTED[2]}"}`);
  });

test('no answer to a known visitor holds what they told', async (t) => {
  const site = await start(t);
  const program = await knownProgram(site,
    { ...ADA, phone: PLANTED[4] });
  const answers = [];

  for (let visit = 0; visit < 3; visit++) {
    await letTimePass(site, VISIT_GAP + DAY);
    answers.push(await program.open(), await program.open('?other'),
      await program.open(), await program.answer({ company: PLANTED[2],
        team_size: 'nothing of it' }), await program.open(),
      await program.send({ ticket: 'old', message: PLANTED[3] }));
  }

  for (const { body } of answers) {
    for (const value of PLANTED) {
      assert.ok(!body.includes(value), body);
    }
    assert.ok(!body.includes('nothing of it'), body);
  }
});

test('a report counts a question once, a rendered one not at all',
  async (t) => {
    const site = await start(t);
    const program = await knownProgram(site, ADA);
    const shown = async () => (await site.visitor(
      (await site.events())[0].visitor))['shown:company'];

    await letTimePass(site, VISIT_GAP + DAY);
    await program.open();
    assert.equal(await shown(), undefined);
    assert.equal((await program.send({ action: 'shown' })).status, 204);
    assert.equal((await program.send({ action: 'shown' })).status, 204);
    assert.match(await shown(), /^1 /);
    assert.equal((await site.events()).length, 1);
  });

test('each wrong answer is pointed at, in the language asked for',
  async (t) => {
    const site = await start(t, { forms: { contact: { ...CONTACT,
      title: { en: 'Talk to us', de: 'Kontakt' } } } });
    const program = new Program(site);

    await program.open('?lang=de');
    program.url += '?lang=de';

    const answer = await program.send({ message: 'a\u0000b',
      answers: { email: 'ada.planted@', phone: null } });

    assert.equal(answer.status, 422);
    assert.deepEqual(wrong(answer), ['#/answers/name required',
      '#/answers/email email', '#/message not_text']);
    assert.equal(answer.json.step.language, 'de');
    assert.match(answer.json.errors[1].detail, /E-Mail/);
    assert.equal(answer.json.ticket, answer.json.step.ticket);

    assert.equal((await program.answer(ADA)).status, 201,
      'a 422 consumes nothing');
  });

test('what no step asked for is named, and the lead is taken', async (t) => {
  const site = await start(t);
  const sent = await new Program(site).answer(
    { ...ADA, company: PLANTED[2], nothing: [1, 2], blank: '' });

  assert.equal(sent.status, 201);
  assert.deepEqual(sent.json.ignored, ['company', 'nothing']);
  assert.deepEqual(Object.keys(JSON.parse((await site.events())[0].answers)),
    ['name', 'email']);
});

test('truth, numbers and lists are kept as what they are', async (t) => {
  const fields = {
    sure: { type: 'yes_no', label: 'Sure?' },
    budget: { type: 'number', label: 'Budget' },
    topics: { type: 'choices', label: 'Topics', options: ['x', 'y', 'z'] },
  };
  const forms = Object.fromEntries(Object.keys(fields).map((name) => [name,
    { ...CONTACT, fields: { ...CONTACT.fields, [name]: fields[name] },
      then: [name] }]));
  const site = await start(t, { forms });

  for (const [form, value, kept] of [['sure', true, 'yes'],
    ['sure', false, 'no'], ['budget', 12.5, 12.5], ['budget', '1e2', null],
    ['budget', 1e-7, 1e-7], ['topics', ['z', 'x'], ['x', 'z']],
    ['topics', 'y', ['y']], ['topics', [], undefined],
    ['sure', null, undefined]])
  {
    const program = await knownProgram(site, { ...ADA,
      email: `ada.planted${Math.random()}@example.org` }, { form });

    await letTimePass(site, VISIT_GAP + DAY);
    await program.open();

    const sent = await program.answer({ [form]: value });

    if (kept === null) {
      assert.deepEqual(wrong(sent), [`#/answers/${form} number`]);
      continue;
    }

    assert.equal(sent.status, 201, sent.body);

    const { answers } = (await site.events()).pop();

    assert.deepEqual(answers && JSON.parse(answers)[form], kept);
  }
});

test('consent is given by its id, and withdrawn by it', async (t) => {
  const site = await start(t, { forms: { contact: { ...CONTACT,
    consent: [{ id: 'news', version: '2', text: 'Send me the letter.' }] } },
  siteJson: { remember: { ask_when: { country: { is: 'unknown' } } } } });
  const program = new Program(site);
  const { consents: [news], remember } = (await program.open()).json;

  assert.match(remember.label, /Remember/);

  const sent = await program.send({ answers: ADA, remember: true,
    consent: [`news 2 ${news.hash}`] });

  assert.equal(sent.cookies.length, 1);

  const { agreed } = (await program.open()).json;

  assert.deepEqual(agreed,
    [{ id: 'news', text: 'Send me the letter.', changed: false }]);

  const [event] = await site.events();

  assert.equal(JSON.parse(event.consent)[0].hash, news.hash);
  assert.equal((await program.send({ action: 'withdraw',
    consent: ['news'] })).json.state, 'withdrawn');
  assert.deepEqual((await program.open()).json.agreed, []);
});

test('thanks say where the form sends its visitors now', async (t) => {
  const site = await start(t, { forms: { contact: { ...CONTACT, thanks: [
    { when: { language: { is: 'fr' } }, title: 'Merci' },
    { redirect: '/done', title: 'Done' }] } } });
  const { json, status, headers } = await new Program(site).answer(ADA);

  assert.deepEqual([status, json.redirect, json.title, headers.location],
    [201, '/done', 'Done', undefined]);
});

test('a honeypot is quarantined, and answered like any other', async (t) => {
  const site = await start(t);
  const bot = await new Program(site).send(
    { answers: ADA, homepage: 'https://spam.example' });
  const page = await site.browser().get('/contact');
  const second = await site.browser().submit(page,
    { ...ADA, lf_homepage: 'x' }, { headers: { accept: JSON_TYPE } });

  assert.deepEqual([bot.status, second.status], [201, 201]);
  assert.deepEqual(bot.json, second.json);
  assert.equal((await site.suspects()).length, 2);
  assert.equal((await site.events()).length, 0);
});

test('another site\'s page sends nothing, a stranger is nobody known',
  async (t) => {
    const site = await start(t);
    const program = await knownProgram(site, ADA);

    await program.open();
    assert.equal((await program.post('{}',
      { 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.equal((await program.send({ action: 'forget' },
      { 'sec-fetch-site': undefined })).status, 403);
    assert.equal((await program.send({ message: 'x' },
      { 'sec-fetch-site': 'same-site' })).json.code, 'stale_ticket');
    assert.equal((await program.open()).json.state, 'known');
  });

test('the outcome for logs is the page\'s', async (t) => {
  const site = await start(t, { siteJson: { min_fill: '1m' }, nginx: {
    http: 'log_format outcome "$request_method $status $lead_form_outcome";'
      + ' access_log logs/outcome.log outcome;' } });
  const program = new Program(site);

  await program.open();
  await program.answer({});
  await program.answer(ADA);
  await program.answer(ADA);
  await program.open();
  await program.post('{');
  await site.nginx.stop();

  const log = fs.readFileSync(path.join(site.dir, 'logs', 'outcome.log'),
    'utf8').trim().split('\n');

  assert.deepEqual(log, ['GET 200 new', 'POST 422 invalid', 'POST 422 retry',
    'POST 201 saved', 'GET 200 known', 'POST 400 refused']);
});

const SUITES = process.env.LF_SUITES
  || path.join(ROOT, '..', 'shared', 'suites');
const PARSING = path.join(SUITES, 'JSONTestSuite', 'test_parsing');

test('what is no JSON is 400, and what is JSON never breaks anything', {
  skip: !fs.existsSync(PARSING) && 'no ../shared/suites/JSONTestSuite',
}, async (t) => {
  const site = await start(t);
  const program = new Program(site);
  let refused = 0;

  await program.open();

  for (const name of fs.readdirSync(PARSING)) {
    const text = fs.readFileSync(path.join(PARSING, name));
    const { status } = await program.post(text);

    assert.ok(status === 400 || (status === 422 && !name.startsWith('n_')),
      `${name}: ${status}`);
    refused += name.startsWith('n_');

    // The same as the value of an answer.
    const inside = await program.post(Buffer.concat([
      Buffer.from('{"answers":{"name":'), text, Buffer.from('}}')]));

    assert.ok(inside.status === 400 || inside.status === 422,
      `${name} inside: ${inside.status}`);
  }

  assert.ok(refused > 150);
  assert.equal((await site.events()).length, 0);
});

test('what a page sends and what a program sends is the same', async (t) => {
  const site = await start(t, { redis: { port: true } });
  const other = await start(t);
  const values = { ...ADA, lf_message: PLANTED[3] };
  const visitor = new Visitor(site);
  const program = new Program(other);

  await visitor.send(values);
  await program.send({ answers: ADA, message: PLANTED[3] });

  for (const company of [PLANTED[2], '  two   words ', 'Zoë Café']) {
    await Promise.all([site, other].map((each) => letTimePass(each,
      VISIT_GAP + 400 * DAY)));
    await visitor.open();
    await program.open();
    await visitor.press({ company });
    await program.answer({ company });
  }

  const told = async (each) => (await each.events()).map(({ type: kind,
    answers, message, form, language, handoff }) => ({ kind, answers, message,
    form, language, handoff }));

  assert.deepEqual(await told(site), await told(other));

  const [mine, theirs] = await Promise.all([site, other].map(async (each) => (
    each.lead((await each.leads())[0]))));
  const plain = (lead) => Object.fromEntries(Object.entries(lead)
    .filter(([name]) => !/^(own|first|last)$/.test(name))
    .map(([name, value]) => [name, value.replace(/^\d{9,}\S* /, '')]));

  assert.deepEqual(plain(mine), plain(theirs));
});
