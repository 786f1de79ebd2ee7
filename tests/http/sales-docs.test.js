'use strict';
// docs/sales.md is true: its command makes a link, which does for a lead what
// stands there.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const test = require('node:test');

const { section, examples } = require('../lib/guide.js');
const {
  ADA, COMPANY, start, leadOf, openLink, assertAsksWho, dump,
} = require('../lib/link.js');
const { ROOT } = require('../lib/nginx.js');
const { assertAsks, assertTellsNothing } = require('../lib/visitor.js');

const HEADING = 'The personal link';
const GUIDE = section('sales.md', HEADING);

// The path of the link that the guide's command makes for this lead.
function linkOf(site, lead) {
  const [command] = examples('sales.md', HEADING, 'sh');
  const [url] = /http\S+/.exec(command);
  const made = execFileSync('bash', ['-c', command
    .replace(/--lead \S+/, `--lead ${lead}`)
    .replace(/--secret \S+/, `--secret ${site.secretFile}`)],
  { cwd: ROOT, encoding: 'utf8' }).trim();

  assert.ok(made.startsWith(url + '?link='));

  return made.slice(new URL(url).origin.length);
}

test('the link of the guide makes a browser one of the lead\'s', async (t) => {
  const site = await start(t);
  const { lead } = await leadOf(site);
  const url = linkOf(site, lead);
  const before = await dump(site);
  const scanner = await openLink(site, url);

  assertAsksWho(scanner.page);
  assert.deepEqual(scanner.page.page.buttons.map(({ text }) => (
    text.replace('’', "'"))), [...GUIDE.matchAll(/^\| (It's me|Not me) \|/gm)]
    .map(([, text]) => text));
  assert.deepEqual(await dump(site), before, 'to open it changes nothing');

  for (let i = 0; i < 3; i++) {
    const ada = await openLink(site, url);

    await ada.press({}, { button: 'lf_do=its_me' });
    await ada.press({}, { button: 'lf_do=its_me', page: ada.answers[0] });
    assertAsks(await ada.open(), 'team_size');

    await ada.answer(null);
    assertTellsNothing(ada.answers, [...Object.values(ADA), COMPANY]);

    const event = (await site.events()).pop();

    assert.equal(event.type, 'lead.returned');
    assert.equal(event.lead, lead);
  }

  const fourth = await openLink(site, url);
  const full = await fourth.press({}, { button: 'lf_do=its_me' });
  const [, said] = /finds the form, and "([^"]+)"/.exec(GUIDE
    .replace(/\s+/g, ' '));

  assert.ok(full.page.text.includes(said), full.page.text);
});

test('the options are those of the command', () => {
  const help = execFileSync('build/lead-form', ['link', '--help'],
    { cwd: ROOT, encoding: 'utf8' });
  const names = (text, pattern) => [...text.matchAll(pattern)]
    .map(([, name]) => name).sort();

  assert.deepEqual(names(GUIDE, /^\| `(--\w+)/gm), names(help, /^ +(--\w+)/gm));
});
