'use strict';
// A form edited while people are in it strands nobody: pages and tickets of
// the version before are taken, and what was answered is stored.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { CONTACT } = require('../lib/site.js');
const { startLive, everyWorker } = require('../lib/live.js');

const PLANTED = ['Zora Quintessa', 'planted.example', 'Quintessence Ltd'];

let people = 0;

function person() {
  return { name: 'Zora Quintessa', email: `zora${++people}@planted.example` };
}

const start = (t, options) => startLive(t, { planted: PLANTED, ...options });

// A known visitor's page that asks for the first field of the sequence.
async function asked(site, field) {
  const browser = site.browser();

  await browser.submit(await browser.get('/contact'), person());

  for (const key of await site.db.command('KEYS', site.key('v', '*'))) {
    await site.db.command('HSET', key, 'seen', Date.now() - 7200e3);
  }

  const page = await browser.get('/contact');

  assert.ok(page.page.input(field), 'the question is asked');

  return { browser, page };
}

// The version that everybody has from now on.
async function edit(site, form) {
  site.writeForm('contact', { ...form, title: 'Edited' });
  await everyWorker(site, /Edited/);
}

async function lastAnswers(site) {
  const events = await site.events();

  return JSON.parse(events.at(-1).answers);
}

test('an answer to a question just removed from the sequence is stored',
  async (t) => {
    const site = await start(t);
    const { browser, page } = await asked(site, 'company');

    await edit(site, { ...CONTACT, then: ['team_size'] });
    assert.equal((await browser.submit(page,
      { company: 'Quintessence Ltd' })).status, 303);
    assert.equal((await lastAnswers(site)).company, 'Quintessence Ltd');
  });

test('an answer to a field just removed from the file is stored', async (t) => {
  const site = await start(t);
  const { browser, page } = await asked(site, 'company');
  const { company, ...fields } = CONTACT.fields;

  assert.ok(company);
  await edit(site, { ...CONTACT, fields, then: ['team_size'] });
  assert.equal((await browser.submit(page,
    { company: 'Quintessence Ltd' })).status, 303);
  assert.equal((await lastAnswers(site)).company, 'Quintessence Ltd');
});

test('an option renamed meanwhile is still an answer', async (t) => {
  const site = await start(t, { forms: { contact: { ...CONTACT,
    then: ['team_size'] } } });
  const { browser, page } = await asked(site, 'team_size');

  await edit(site, { ...CONTACT, then: ['team_size'], fields: {
    ...CONTACT.fields, team_size: { type: 'choice', label: 'Team size',
      options: ['1 to 10', '11 to 50', 'more'] } } });
  assert.equal((await browser.submit(page, { team_size: '11-50' })).status,
    303);
  assert.equal((await lastAnswers(site)).team_size, '11-50');
});

test('an option added meanwhile changes nothing', async (t) => {
  const site = await start(t, { forms: { contact: { ...CONTACT,
    then: ['team_size'] } } });
  const { browser, page } = await asked(site, 'team_size');

  await edit(site, { ...CONTACT, then: ['team_size'], fields: {
    ...CONTACT.fields, team_size: { type: 'choice', label: 'Team size',
      options: ['1-10', '11-50', '51+', '1000+'] } } });
  assert.equal((await browser.submit(page, { team_size: '51+' })).status, 303);
  assert.equal((await lastAnswers(site)).team_size, '51+');
});

test('a first step of the version before is taken', async (t) => {
  const site = await start(t);
  const browser = site.browser();
  const page = await browser.get('/contact');
  const who = person();

  await edit(site, { ...CONTACT, message: false,
    first: ['name', { either: ['phone', 'email'] }] });
  assert.equal((await browser.submit(page,
    { ...who, lf_message: 'Please ring Quintessence Ltd' })).status, 303);
  assert.equal((await lastAnswers(site)).email, who.email);
});

test('an option that no page ever offered is none', async (t) => {
  const site = await start(t, { forms: { contact: { ...CONTACT,
    then: ['team_size'] } } });

  await edit(site, { ...CONTACT, then: ['team_size'] });

  const { browser, page } = await asked(site, 'team_size');

  assert.equal((await browser.submit(page, { team_size: 'nonsense' })).status,
    422);
});

test('a form closed meanwhile says so, and the ticket is no error', async (t) => {
  const site = await start(t);
  const browser = site.browser();
  const page = await browser.get('/contact');

  await edit(site, { ...CONTACT, closed: 'Edited: this ended in May' });

  const sent = await browser.submit(page, person());

  assert.ok([200, 303, 410].includes(sent.status), String(sent.status));
});

test('a page sent after its form was broken and deleted is taken', async (t) => {
  const site = await start(t);
  const pages = [await site.browser().get('/contact'),
    await site.browser().get('/contact')];

  site.writeForm('contact', '{ "title": ');
  await site.nginx.waitForLog(/the last good version/);
  assert.equal((await site.browser().submit(pages[0], person())).status, 303);
  site.removeForm('contact');
  await site.nginx.waitForLog(/is deleted/);
  assert.equal((await site.browser().submit(pages[1], person())).status, 303);
  assert.equal((await site.events()).length, 2);
});
