'use strict';
// Counters of forms and fields that come and go while nginx runs.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { CONTACT } = require('../lib/site.js');
const { startLive, ask, everyWorker, entitled } = require('../lib/live.js');

const PLANTED = ['Zora Quintessa', 'planted.example'];
const ANY = { pages: [], locations: 'location ~ ^/([^/]+)$ { lead_form $1; }' };
const FORMS = 26;
const FIELDS = 240;                             // of each; 6000 have room
const FLUSHED_WITHIN = 15000;                   // ms

// Of all that the status page says; a `*` stands for what has no room.
async function counted(site, form, field = '') {
  const { funnel } = (await ask(site, '/lead-status')).json;

  return funnel.find((f) => f.form === form && f.field === field);
}

test('a field that an edit brings is counted, one that it takes stays counted',
  async (t) => {
    const site = await startLive(t, { planted: PLANTED });

    await ask(site);
    assert.equal((await counted(site, 'contact')).shown, 1);
    assert.equal((await counted(site, 'contact', 'company')).shown, 0);

    const { company, ...fields } = CONTACT.fields;

    site.writeForm('contact', { ...entitled('Edited'), then: ['budget'],
      fields: { ...fields, budget: { ...company, label: 'Budget' } } });
    await everyWorker(site, /Edited/);

    const before = (await counted(site, 'contact')).shown;

    await ask(site);
    assert.equal((await counted(site, 'contact')).shown, before + 1);
    assert.equal((await counted(site, 'contact', 'budget')).shown, 0);
    assert.equal((await counted(site, 'contact', 'company')).shown, 0);
  });

test('what was counted for a form that is gone since reaches Redis', async (t) => {
  const site = await startLive(t, { planted: PLANTED,
    nginx: { ...ANY, state: null },
    forms: { contact: CONTACT, gone: entitled('Soon gone') } });

  for (let i = 0; i < 3; i++) {
    assert.equal((await ask(site, '/gone')).status, 200);
  }

  site.nginx.configure({ locations: '', pages: ['contact'] });
  site.removeForm('gone');
  await site.nginx.reload();
  assert.equal((await ask(site, '/gone')).status, 404);

  for (const end = Date.now() + FLUSHED_WITHIN; ;) {
    const [key] = await site.db.command('KEYS', site.key('stats', 'gone', '*'));

    if (key) {
      assert.deepEqual(await site.db.hash(key), { shown: '3' });
      break;
    }
    assert.ok(Date.now() < end, 'not flushed');
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
});

test('what has no room for counters of its own is counted together',
  async (t) => {
    const fields = Object.fromEntries(Array.from({ length: FIELDS },
      (_, i) => [`f${i}`, { type: 'text', label: `Field ${i}` }]));
    const form = { title: 'Many', first: ['name', 'email'],
      then: Object.keys(fields), fields };
    const site = await startLive(t, { nginx: { ...ANY, workers: 1 },
      forms: Object.fromEntries(Array.from({ length: FORMS },
        (_, i) => [`many-${i}`, form])) });

    for (let i = 0; i < FORMS; i++) {
      assert.equal((await ask(site, `/many-${i}`)).status, 200);
    }

    const first = await counted(site, 'many-0');
    const last = await counted(site, `many-${FORMS - 1}`);
    const rest = await counted(site, '*', '*');

    assert.equal(first.shown, 1);
    assert.equal(last, undefined);
    assert.equal(rest.site, '*');
    assert.ok(rest.shown >= 1);

    const { body } = await site.http.get('/lead-status?format=prometheus');

    assert.match(body, /^lead_form_funnel_total\{site="\*",form="\*",/m);
  });
