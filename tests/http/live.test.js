'use strict';
// A marketer edits forms while visitors use them: what is saved is live within
// three seconds, and what is broken changes nothing.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const { CONTACT } = require('../lib/site.js');
const {
  startLive, ask, everyWorker, everyStatus, entitled, logged,
} = require('../lib/live.js');

const BROKEN = '{\n  "title": "Talk to us",\n  "frist": ["name", "email"]\n}\n';
const ANY = 'location ~ ^/([^/]+)$ { lead_form $1; }';

test('an edited form is live in every worker, without a reload', async (t) => {
  const site = await startLive(t);

  for (const title of ['Second title', 'Third title']) {
    site.writeForm('contact', entitled(title));
    await everyWorker(site, new RegExp(title));
  }

  assert.equal(logged(site, 'notice').filter((line) => (
    /contact\.json" is live, version [0-9a-f]{12}/.test(line))).length, 2,
  'each new version is said once, not by each worker');
  assert.deepEqual(logged(site, 'error'), []);
});

test('an edit of site.json is live, too', async (t) => {
  const site = await startLive(t);

  site.writeForm('site', { min_fill: '0s',
    privacy: { controller: 'Acme', url: '/privacy-notice' } });
  await everyWorker(site, /privacy-notice/);
});

test('a broken edit changes nothing but a log line and the status page',
  async (t) => {
    const site = await startLive(t);

    site.writeForm('contact', BROKEN);
    await everyStatus(site, 'contact', ({ state, errors }) => (
      state === 'last good' && errors.some((error) => (
        /contact\.json:3:3: frist: unknown key/.test(error)))));
    await everyWorker(site, /Talk to us/);

    site.writeForm('other', entitled('Another form is edited meanwhile'));
    await everyStatus(site, 'other', ({ state }) => state === 'live');

    const lines = logged(site, 'error');

    assert.equal(lines.length, 1, lines.join('\n'));
    assert.match(lines[0], new RegExp('forms/contact\\.json:\\d+:\\d+: .*'
      + ' \\(and \\d+ more\\); the last good version [0-9a-f]{12} serves'));

    site.writeForm('contact', entitled('Mended'));
    await everyWorker(site, /Mended/);
    await everyStatus(site, 'contact', ({ state, errors }) => (
      state === 'live' && errors.length === 0));
    assert.equal(logged(site, 'error').length, 1);
  });

test('a broken site.json leaves all forms as they are', async (t) => {
  const site = await startLive(t, { siteJson: { min_fill: '0s',
    fields: { budget: { type: 'text', label: 'Shared budget' } } },
  forms: { contact: { ...CONTACT, then: ['budget'] } } });

  site.writeForm('site', '{ "fields": ');
  await everyStatus(site, 'site', ({ state, errors }) => (
    state === 'last good' && errors.length === 1));
  await everyStatus(site, 'contact', ({ state, errors }) => (
    state === 'live' && errors.length === 0));

  site.writeForm('contact', { ...entitled('Edited'), then: ['budget'] });
  await everyWorker(site, /Edited/);
  assert.equal(logged(site, 'error').length, 1);
});

test('a site.json that would take a form away waits for that form',
  async (t) => {
    const site = await startLive(t, { siteJson: { min_fill: '0s',
      fields: { budget: { type: 'text', label: 'Shared budget' } } },
    forms: { contact: { ...CONTACT, then: ['budget'] } } });

    site.writeForm('site', { min_fill: '0s' });
    await everyStatus(site, 'site', ({ state }) => state === 'last good');
    await everyStatus(site, 'contact', ({ state, errors }) => (
      state === 'last good' && /budget/.test(errors[0])));
    assert.equal((await ask(site)).status, 200);

    site.writeForm('contact', CONTACT);
    await everyStatus(site, 'site', ({ state }) => state === 'live');
    await everyStatus(site, 'contact', ({ state }) => state === 'live');
  });

test('a deleted form keeps serving, and says so', async (t) => {
  const site = await startLive(t);

  site.removeForm('contact');
  await everyStatus(site, 'contact', ({ state }) => state === 'deleted');
  assert.equal((await ask(site)).status, 200);
  assert.equal(logged(site, 'warn').filter((line) => (
    /forms\/contact\.json" is deleted; its last good version/.test(line)))
    .length, 1);

  site.writeForm('contact', entitled('It is back'));
  await everyWorker(site, /It is back/);
});

test('a closed form is a good version like any other', async (t) => {
  const site = await startLive(t);

  site.writeForm('contact', { ...CONTACT, closed: 'Ended in May' });
  await everyWorker(site, /Ended in May/);
  await everyStatus(site, 'contact', ({ state, closed }) => (
    state === 'live' && closed));

  site.writeForm('contact', CONTACT);
  await everyWorker(site, /Send/);
});

test('a file that is no file is no deleted form', async (t) => {
  const site = await startLive(t);

  site.removeForm('contact');
  fs.mkdirSync(path.join(site.formsDir, 'contact.json'));
  await everyStatus(site, 'contact', ({ state, errors }) => (
    state === 'last good' && /cannot be read/.test(errors[0])));
  assert.equal((await ask(site)).status, 200);
});

test('a folder that is moved away takes nothing with it', async (t) => {
  const site = await startLive(t);

  fs.renameSync(site.formsDir, site.formsDir + '.away');
  await everyStatus(site, 'contact', ({ state }) => state === 'deleted');
  assert.equal((await ask(site)).status, 200);
  fs.renameSync(site.formsDir + '.away', site.formsDir);
  await everyStatus(site, 'contact', ({ state }) => state === 'live');
});

test('an editor that writes in place is given the time to finish',
  async (t) => {
    const site = await startLive(t);
    const text = JSON.stringify(entitled('Written in place'), null, 2);

    for (let i = 0; i < 3; i++) {
      const fd = fs.openSync(path.join(site.formsDir, 'contact.json'), 'w');

      fs.writeSync(fd, text.slice(0, 100));
      await new Promise((resolve) => { setTimeout(resolve, 350); });
      fs.writeSync(fd, text.slice(100));
      fs.closeSync(fd);
      await everyWorker(site, /Written in place/);
      site.writeForm('contact', CONTACT);
      await everyWorker(site, /Talk to us/);
    }

    assert.deepEqual(logged(site, 'error'), []);
  });

test('a change that leaves size and time as they were is not missed', async (t) => {
  const site = await startLive(t);
  const file = path.join(site.formsDir, 'contact.json');

  for (const [first, second] of [['AAAA', 'BBBB'], ['CCCC', 'DDDD']]) {
    site.writeForm('contact', entitled(first));

    const { mtime } = fs.statSync(file);

    await everyWorker(site, new RegExp(first));
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8')
      .replace(first, second));
    fs.utimesSync(file, mtime, mtime);
    await everyWorker(site, new RegExp(second));
  }
});

test('a request sees the old form or the new one, never half of each',
  async (t) => {
    const site = await startLive(t);
    const version = (letter) => ({ ...CONTACT, title: `Title-${letter}`,
      intro: `Intro-${letter}`, submit: `Submit-${letter}`,
      fields: { ...CONTACT.fields,
        email: { type: 'email', label: `Label-${letter}` } } });
    const seen = new Set();
    let stopped = false;

    site.writeForm('contact', version('A'));
    await everyWorker(site, /Title-A/);

    const load = Promise.all(Array.from({ length: 4 }, async () => {
      while (!stopped) {
        const { body } = await ask(site);
        const letters = new Set([...body.matchAll(
          /(?:Title|Intro|Submit|Label)-([A-Z])/g)].map((match) => match[1]));

        assert.equal(letters.size, 1, [...letters].join(' and '));
        seen.add([...letters][0]);
      }
    }));

    try {
      for (const letter of ['B', 'A', 'B']) {
        site.writeForm('contact', version(letter));
        await everyWorker(site, new RegExp(`Title-${letter}`));
      }

    } finally {
      stopped = true;
      await load;
    }

    assert.deepEqual([...seen].sort(), ['A', 'B']);
  });

test('where a variable names the form, a new file needs no restart',
  async (t) => {
    const site = await startLive(t, { nginx: { pages: [], locations: ANY } });
    const from = site.nginx.logSize();

    assert.equal((await ask(site)).status, 200);

    for (const [url, language, words] of [
      ['/winter', 'en', /no form at this address/i],
      ['/winter', 'de-AT', /kein Formular/],
      ['/winter?lang=fr', 'de', /pas de formulaire/],
      ['/site', 'en', /no form/], ['/Contact', 'en', /no form/],
      ['/contact.json', 'en', /no form/],
      [`/${'x'.repeat(400)}`, 'en', /no form/]]) {
      const answer = await site.browser().get(url,
        { headers: { 'accept-language': language } });

      assert.equal(answer.status, 404, url);
      assert.match(answer.body, words);
    }

    const known = await site.browser().get('/winter',
      { headers: { cookie: `lead=${'A'.repeat(80)}; __Host-lead=x` } });

    assert.equal(known.status, 404, 'a cookie changes nothing there');

    const posted = await site.browser().request('POST', '/winter',
      { body: 'name=Ann', headers: {
        'content-type': 'application/x-www-form-urlencoded' } });

    assert.equal(posted.status, 404);
    site.writeForm('winter', entitled('Winter sale'));
    await everyWorker(site, /Winter sale/, '/winter');

    const sent = await site.http.submit(await site.http.get('/winter'),
      { name: 'Ann Planted', email: 'ann@planted.example' });

    assert.equal(sent.status, 303);

    const [event] = await site.events();
    const { requests, funnel } = (await site.http.get('/lead-status')).json;

    assert.equal(event.form, 'winter');
    assert.equal(requests.refused, 0, 'a 404 is no form\'s request');
    assert.equal(funnel.find((f) => f.form === 'winter' && f.field === '')
      .answered, 1);
    assert.doesNotMatch(fs.readFileSync(site.nginx.errorLog, 'latin1')
      .slice(from), /\[(warn|error)\]/);
  });

test('promtool finds no fault with a broken form and odd files', async (t) => {
  const site = await startLive(t);

  site.writeForm('broken', BROKEN);
  site.writeForm('Odd "name"\\', CONTACT);
  fs.writeFileSync(Buffer.concat([Buffer.from(site.formsDir + '/'),
    Buffer.from([0xff, 0xfe]), Buffer.from('.json')]), '{}');
  await everyStatus(site, 'broken', ({ state, version, errors }) => (
    state === 'absent' && version === '' && errors.length > 0));

  const { body } = await site.http.get('/lead-status?format=prometheus');

  assert.match(body, /^lead_form_form_live\{site="main",form="contact"\} 1$/m);
  assert.match(body, /^lead_form_form_live\{site="main",form="broken"\} 0$/m);
  assert.match(body,
    /^lead_form_form_errors\{site="main",form="broken"\} [1-9]\d*$/m);
  assert.match(body, /^lead_form_form_errors\{site="main",form="site"\} 0$/m);

  const { status, stdout, stderr } = spawnSync('promtool',
    ['check', 'metrics'], { input: body, encoding: 'utf8' });

  assert.equal(status, 0, stdout + stderr);
});
