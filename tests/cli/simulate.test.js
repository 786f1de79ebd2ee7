'use strict';
// "lead-form simulate": a marketer sees who is asked what, and why not.

const assert = require('node:assert/strict');
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const { makeFolder, removeFolder } = require('../lib/processes.js');

const CLI = process.env.LF_CLI
  || path.resolve(__dirname, '..', '..', 'build', 'lead-form');
const FROM = ['--from', '2026-11-23T10:00:00Z'];

const SITE = {
  fields: { company: { type: 'text', label: { en: 'Company', de: 'Firma' } } },
  give_up_after: 2,
  ask_again_after: '10d',
  remember: { ask_when: { country: { in: ['EEA', 'unknown'] } } },
};

const CONTACT = {
  title: { en: 'Talk to us', de: 'Sprechen Sie mit uns' },
  submit: 'Send',
  known: { title: 'Welcome back', submit: 'Talk to me' },
  fields: {
    vat_id: { type: 'text', label: 'VAT number',
      pattern: '[A-Z]{2}[0-9A-Z]{8,12}' },
    role: { type: 'text', label: 'Role', fresh_for: '5d' },
  },
  first: ['name', { either: ['email', 'phone'] }],
  then: ['company',
    { ask: 'vat_id', when: { country: { in: ['EU'] },
      company: { known: true } } },
    { ask: 'role', when: [{ visits: { min: 3 } },
      { 'utm.source': { is: 'ad' } }] }],
  consent: [{ id: 'news', version: '1', text: 'Send me the letter.',
    when: { country: { is: 'DE' } } }],
  thanks: [{ when: { country: { is: 'DE' } }, redirect: '/de/danke' },
    { title: 'Thank you' }],
};

function folder(t, forms = {}) {
  const dir = makeFolder();

  t.after(() => removeFolder(dir));

  for (const [name, form] of Object.entries({ site: SITE, contact: CONTACT,
    ...forms })) {
    fs.writeFileSync(path.join(dir, name + '.json'),
      typeof form === 'string' ? form : JSON.stringify(form));
  }

  return dir;
}

function run(args, input) {
  return new Promise((resolve) => {
    const child = execFile(CLI, ['simulate', ...args],
      { env: { ...process.env, TZ: 'UTC' } }, (error, stdout, stderr) => {
        resolve({ code: error ? error.code : 0, stdout, stderr });
      });

    child.stdin.on('error', () => {});
    child.stdin.end(input || '');
  });
}

// The visits as JSON.
async function play(dir, ...args) {
  const { code, stdout, stderr } = await run([path.join(dir, 'contact.json'),
    ...FROM, '--json', ...args]);

  assert.equal(stderr, '');

  return { code, ...JSON.parse(stdout) };
}

const asked = ({ visits }) => visits.map((v) => (v.question
  ? v.question.field : v.page === 'first' ? 'first' : null));
const why = (visit, field) => visit.not_asked.find((o) => o.field === field);

test('a visitor from Bavaria is asked one question a visit', async (t) => {
  const dir = folder(t);
  const { code, stdout, stderr } = await run([path.join(dir, 'contact.json'),
    ...FROM, '--region', 'DE-BY', '--language', 'de-AT', '--visits', '4',
    '--answer', 'company=Acme', '--decline', 'vat_id', '--every', '2d']);

  assert.equal(code, 0);
  assert.equal(stderr, '');
  assert.equal(stdout, `\
Visit 1  2026-11-23 10:00
  page       "Sprechen Sie mit uns", button "Send"
  asks       name "Ihr Name", email "E-Mail" or phone "Telefon"
  box        news "Send me the letter."
  box        remember this device
  visitor    sends name=Jane Doe email=jane.doe@example.com
  then       /de/danke; lead.created

Visit 2  2026-11-25 10:00
  page       "Welcome back", button "Talk to me"
  asks       company "Firma"
  box        news "Send me the letter."
  not asked  vat_id  company is not known
             role    visits is 2, below 3; utm.source is unknown, not "ad"
  visitor    answers company=Acme
  then       /de/danke; lead.returned

Visit 3  2026-11-27 10:00
  page       "Welcome back", button "Talk to me"
  asks       vat_id "VAT number"
  box        news "Send me the letter."
  not asked  company  known
             role     not its turn: behind vat_id
  visitor    declines
  then       /de/danke; no event

Visit 4  2026-11-29 10:00
  page       "Welcome back", button "Talk to me"
  asks       role "Role"
  box        news "Send me the letter."
  not asked  company  known
             vat_id   declined
  visitor    answers role=Example
  then       /de/danke; lead.returned
`);
});

test('an empty answer is none', async (t) => {
  const dir = folder(t);
  const story = await play(dir, '--visits', '2', '--answer', 'company=');

  assert.equal(story.visits[1].does, 'leaves blank');
});

test('each question that is not asked says why', async (t) => {
  const dir = folder(t);
  const story = await play(dir, '--country', 'US', '--visits', '8', '--blank',
    'company', '--answer', 'role=Buyer');

  assert.equal(story.code, 0);
  assert.deepEqual(asked(story), ['first', 'company', 'role', 'company',
    null, null, null, null]);

  assert.deepEqual(why(story.visits[2], 'company'),
    { field: 'company', reason: 'turn', shown: 1, behind: 'role' });
  assert.deepEqual(why(story.visits[4], 'company'),
    { field: 'company', reason: 'waits', until: '2026-12-06T10:00:00.000Z',
      shown: 2 });
  assert.deepEqual(why(story.visits[4], 'role'),
    { field: 'role', reason: 'known', since: '2026-11-25T10:00:30.000Z',
      until: '2026-11-30T10:00:30.000Z' });
  assert.equal(why(story.visits[4], 'vat_id').test,
    'country is "US", not one of EU');
  assert.deepEqual(story.visits[4].thanks, { entry: 1, title: 'Thank you' });
});

test('what sales learned is not asked', async (t) => {
  const dir = folder(t);
  const story = await play(dir, '--country', 'FR', '--visits', '2', '--known',
    'company=Acme', '--answer', 'vat_id=FR12345678901');

  assert.deepEqual(asked(story), ['first', 'vat_id']);
  assert.equal(why(story.visits[1], 'company').reason, 'known');
  assert.deepEqual(story.visits[1].sends, { vat_id: 'FR12345678901' });
});

test('a visitor who only looks has not answered', async (t) => {
  const dir = folder(t);
  const story = await play(dir, '--visits', '4', '--ignore', 'company');

  assert.deepEqual(asked(story), ['first', 'company', 'role', 'company']);
  assert.equal(story.visits[1].does, null);
});

test('who is not remembered is a stranger each time', async (t) => {
  const dir = folder(t);
  const story = await play(dir, '--visits', '3', '--not-remembered');

  assert.deepEqual(asked(story), ['first', 'first', 'first']);
  assert.deepEqual(story.visits.map((v) => v.remembered),
    [false, false, false]);

  const other = await play(dir, '--country', 'US', '--visits', '2',
    '--not-remembered');

  assert.equal(other.visits[0].remember, false);
  assert.deepEqual(asked(other), ['first', 'company']);
});

test('a consent that was ticked is in the record', async (t) => {
  const dir = folder(t);
  const at = Date.parse('2026-11-23T10:00:00Z');
  const { stdout, code } = await run([path.join(dir, 'contact.json'),
    '--country', 'DE', '--script', '-'], [
    { at, do: 'open' },
    { at: at + 5000, do: 'send', consent: ['news'], remember: true,
      values: { name: 'Ada', email: 'ada@example.org' } },
    { at: at + 9e6, do: 'open', utm: { source: 'ad' } },
    { at: at + 9.1e6, do: 'decline' },
  ].map((step) => JSON.stringify(step)).join('\n'));
  const states = stdout.trim().split('\n').map((line) => JSON.parse(line));

  assert.equal(code, 0);
  assert.deepEqual(states.map((s) => s.result || s.page),
    ['first', 'saved', 'known', 'quiet']);
  assert.equal(states[0].records.visitor, null);
  assert.match(states[1].records.lead['consent:news'], /^1795428005 1 \w{64}$/);
  assert.deepEqual(states[3].records.visitor, { first: '1795428005',
    seen: String(at + 9.1e6), visits: '2', 'sent:contact': '1', ask: '-',
    'no:company': '1795437100' });
});

test('a question that needs a consent waits for it', async (t) => {
  const dir = folder(t, { contact: { ...CONTACT,
    fields: { ...CONTACT.fields,
      vat_id: { ...CONTACT.fields.vat_id, needs_consent: 'news' } },
    then: ['vat_id', 'company'] } });
  const without = await play(dir, '--country', 'DE', '--visits', '2');

  assert.deepEqual(asked(without), ['first', 'company']);
  assert.deepEqual(why(without.visits[1], 'vat_id'),
    { field: 'vat_id', reason: 'consent', consent: 'news' });

  // The box is on later pages, too, until it is ticked.
  assert.deepEqual(without.visits[1].consent.map((c) => c.id), ['news']);

  const given = await play(dir, '--country', 'DE', '--visits', '2',
    '--consent', 'news');

  assert.deepEqual(asked(given), ['first', 'vat_id']);
  assert.deepEqual(given.visits[1].consent, []);
});

test('an answer that the site refuses ends the story', async (t) => {
  const dir = folder(t);
  const args = [path.join(dir, 'contact.json'), ...FROM, '--country', 'DE',
    '--answer', 'vat_id=nothing'];
  const { code, stdout } = await run(args);

  assert.equal(code, 1);
  assert.match(stdout, /visitor {4}answers\n {2}error {6}vat_id: \S.*\n$/);

  const known = await run([path.join(dir, 'contact.json'), '--known',
    'vat_id=nothing']);

  assert.equal(known.code, 1);
  assert.match(known.stderr, /--known vat_id: /);
});

test('a form with errors is not played, but told about', async (t) => {
  const dir = folder(t, { contact: '{ "title": 7, "first": ["name"] }' });
  const { code, stdout } = await run([path.join(dir, 'contact.json')]);

  assert.equal(code, 1);
  assert.match(stdout, /^\S+contact\.json:1:12: title: /);
});

test('a closed form says so', async (t) => {
  const dir = folder(t, { contact: { ...CONTACT, closed: 'It is over.' } });
  const { code, stdout } = await run([path.join(dir, 'contact.json'), ...FROM,
    '--visits', '1']);

  assert.equal(code, 0);
  assert.match(stdout, /page {7}"Talk to us", closed: "It is over\."/);
});

test('the form may be named beside its folder', async (t) => {
  const dir = folder(t);
  const { code, stdout } = await run(['contact', '--forms', dir, '--visits',
    '1']);

  assert.equal(code, 0);
  assert.match(stdout, /^Visit 1 /);
});

test('what is not asked rightly is said', async (t) => {
  const dir = folder(t);
  const file = path.join(dir, 'contact.json');

  for (const [args, says] of [
    [[], /usage: lead-form simulate FORM/],
    [[file, file], /does not belong here/],
    [[file, '--what'], /--what does not belong here/],
    [[file, '--visits', '0'], /--visits wants a value like 6/],
    [[file, '--every', '2 days'], /--every wants a value like 2d/],
    [[file, '--from', '2026-02-31T10:00:00Z'], /--from wants a value/],
    [[file, '--country', 'Germany'], /--country wants a value like DE/],
    [[file, '--answer', 'company'], /--answer wants a value/],
    [[file, '--answer', 'compny=Acme'], /the form has no field "compny"/],
    [[file, '--consent', 'letters'], /the form has no consent "letters"/],
    [[path.join(dir, 'site.json')], /is no form/],
  ]) {
    const { code, stderr, stdout } = await run(args);

    assert.equal(code, 2, args.join(' '));
    assert.match(stderr, says);
    assert.equal(stdout, '');
  }

  for (const [line, says] of [
    ['nonsense', /line 1: this is no JSON object/],
    ['{"do":"open"}', /line 1: "at" is no time/],
    ['{"at":1,"do":"fly"}', /line 1: "do" is none of/],
    ['{"at":1,"do":"send"}', /line 1: no page was opened/],
    ['{"at":1,"do":"open","form":"other"}', /line 1: there is no such form/],
    ['{"at":1,"do":"learn"}', /line 1: there is no lead/],
  ]) {
    const { code, stderr } = await run([file, '--script', '-'], line + '\n');

    assert.equal(code, 2, line);
    assert.match(stderr, says);
  }

  assert.equal((await run([path.join(dir, 'other.json')])).code, 1);
});
