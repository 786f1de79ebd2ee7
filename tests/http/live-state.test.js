'use strict';
// Last good versions: what a reload, a restart and a new worker serve after a
// broken edit, and who writes them where.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const {
  startLive, ask, everyWorker, everyStatus, entitled, logged, kept, untilKept,
} = require('../lib/live.js');

const BROKEN = '{ "title": "Broken",\n  "first": [ "name" ] }\n';
const ANY = { pages: [], locations: 'location ~ ^/([^/]+)$ { lead_form $1; }' };

const isKept = (site, name, word) => untilKept(site, (files) => (
  (files[`${name}.json`] || '').includes(word)));

test('a restart serves the last good version of a broken form', async (t) => {
  const site = await startLive(t);

  site.writeForm('contact', entitled('Last good'));
  await everyWorker(site, /Last good/);
  await isKept(site, 'contact', 'Last good');
  site.writeForm('contact', BROKEN);
  await everyStatus(site, 'contact', ({ state }) => state === 'last good');

  for (let i = 0; i < 2; i++) {
    await site.nginx.stop();
    await site.nginx.start();
    await everyWorker(site, /Last good/);

    const warnings = site.nginx.child.output();

    assert.match(warnings, /forms\/contact\.json:2:\d+: first/);
    assert.match(warnings, /contact\.json" cannot serve; its last good version/);
  }

  const { code, output } = await site.nginx.test();

  assert.equal(code, 0);
  assert.match(output, /\[warn\].*forms\/contact\.json:2:\d+: first/);

  site.writeForm('contact', entitled('Mended'));
  await everyWorker(site, /Mended/);
});

test('a deleted form serves after a restart, too, until it is really removed',
  async (t) => {
    const site = await startLive(t, { nginx: ANY });
    const folder = () => path.join(site.stateDir, 'forms',
      fs.readdirSync(path.join(site.stateDir, 'forms'))[0]);

    await isKept(site, 'contact', 'Talk to us');
    site.removeForm('contact');
    await everyStatus(site, 'contact', ({ state }) => state === 'deleted');
    await site.nginx.stop();
    await site.nginx.start();
    await everyWorker(site, /Talk to us/);
    assert.match(site.nginx.child.output(),
      /forms\/contact\.json" is deleted; its last good version/);

    fs.unlinkSync(path.join(folder(), 'contact.json'));
    await site.nginx.reload();
    await everyWorker(site, ({ status }) => status === 404);
  });

test('a broken site.json does not keep nginx from starting', async (t) => {
  const site = await startLive(t);

  await isKept(site, 'site', 'min_fill');
  await isKept(site, 'contact', 'Talk to us');
  site.writeForm('site', '{ "min_fill": "soon" }');
  await site.nginx.stop();
  await site.nginx.start();
  await everyWorker(site, /Talk to us/);
});

test('nginx -t writes nothing, and a start writes what it serves', async (t) => {
  const site = await startLive(t, { nginx: { state: null } });

  site.nginx.configure({ state: 'state' });
  assert.equal((await site.nginx.test()).code, 0);
  assert.deepEqual(fs.readdirSync(site.stateDir), []);

  site.writeForm('bad', BROKEN);
  await site.nginx.reload();
  await untilKept(site, (files) => Object.keys(files).length === 2);
  assert.deepEqual(Object.keys(kept(site)).sort(),
    ['contact.json', 'site.json']);
  assert.equal(kept(site)['contact.json'],
    fs.readFileSync(path.join(site.formsDir, 'contact.json'), 'utf8'));
});

test('only what differs is written, for its owner alone', async (t) => {
  const site = await startLive(t);

  await untilKept(site, (files) => Object.keys(files).length === 2);

  const [name] = fs.readdirSync(path.join(site.stateDir, 'forms'));
  const folder = path.join(site.stateDir, 'forms', name);
  const stat = (file) => fs.statSync(path.join(folder, file));
  const before = { site: stat('site.json').ino, contact: stat('contact.json').ino };

  site.writeForm('contact', entitled('Another'));
  await isKept(site, 'contact', 'Another');

  assert.equal(stat('site.json').ino, before.site, 'the other one is left alone');
  assert.notEqual(stat('contact.json').ino, before.contact, 'it is renamed');
  assert.equal(stat('contact.json').mode & 0o777, 0o600);
  assert.equal(stat('.').mode & 0o777, 0o700);
  assert.deepEqual(fs.readdirSync(folder).sort(), ['contact.json', 'site.json']);
  assert.deepEqual(logged(site, 'error'), []);
});

test('a folder of its own is made for the workers', async (t) => {
  const site = await startLive(t, { nginx: { state: 'new-state' } });

  site.stateDir = path.join(site.dir, 'new-state');
  await isKept(site, 'contact', 'Talk to us');
  assert.equal(fs.statSync(site.stateDir).mode & 0o777, 0o700);
});

test('without a folder, what ran serves on at a reload, not at a restart',
  async (t) => {
    const site = await startLive(t, { nginx: { state: null },
      allow: [/\[emerg\].*contact/] });

    site.writeForm('contact', BROKEN);
    await everyStatus(site, 'contact', ({ state }) => state === 'last good');
    await site.nginx.reload();
    await everyWorker(site, /Talk to us/);
    await site.nginx.stop();
    await assert.rejects(site.nginx.start(), /form "contact" of lead_form/);

    site.writeForm('contact', entitled('Mended'));
    await site.nginx.start();
    await everyWorker(site, /Mended/);
  });

test('a folder named later keeps what ran, though its file is broken by then',
  async (t) => {
    const site = await startLive(t, { nginx: { state: null } });

    site.writeForm('contact', BROKEN);
    await everyStatus(site, 'contact', ({ state }) => state === 'last good');
    site.nginx.configure({ state: 'state' });
    await site.nginx.reload();
    await isKept(site, 'contact', 'Talk to us');
    await site.nginx.stop();
    await site.nginx.start();
    await everyWorker(site, /Talk to us/);
  });

test('a worker that takes another\'s place serves what that one served',
  async (t) => {
    const site = await startLive(t, { nginx: { workers: 1 },
      allow: [/\[alert\].*exited on signal 9/] });
    const [worker] = site.nginx.workers();

    site.writeForm('contact', entitled('Live by itself'));
    await isKept(site, 'contact', 'Live by itself');
    site.writeForm('contact', BROKEN);
    await everyStatus(site, 'contact', ({ state }) => state === 'last good');

    const from = site.nginx.logSize();

    process.kill(worker, 'SIGKILL');
    await site.nginx.waitForLog(/start worker process/, from);
    await site.nginx.waitForLog(/the last good version [0-9a-f]{12} serves/,
      from);
    await everyWorker(site, /Live by itself/);
  });

test('what cannot be kept is said once, and forms are live all the same',
  async (t) => {
    const site = await startLive(t, { nginx: { state: null } });

    fs.writeFileSync(path.join(site.stateDir, 'forms'), 'in the way');
    site.nginx.configure({ state: 'state' });
    await site.nginx.reload();

    for (const title of ['First edit', 'Second edit']) {
      site.writeForm('contact', entitled(title));
      await everyWorker(site, new RegExp(title));
    }

    assert.equal(logged(site, 'error').length, 1);
    fs.unlinkSync(path.join(site.stateDir, 'forms'));
    await isKept(site, 'contact', 'Second edit');
  });

test('two folders of forms have each their own last good versions',
  async (t) => {
    const site = await startLive(t, { nginx: { server: `
      location = /second { lead_form_forms second; lead_form_site second;
        lead_form contact; }` }, start: false });
    const second = path.join(site.dir, 'second');

    fs.mkdirSync(second);
    fs.writeFileSync(path.join(second, 'contact.json'),
      JSON.stringify(entitled('The second one')));
    await site.startNginx();

    for (const end = Date.now() + 3000; ;) {
      const forms = path.join(site.stateDir, 'forms');
      const all = fs.existsSync(forms) ? fs.readdirSync(forms) : [];

      if (all.length === 2) {
        break;
      }
      assert.ok(Date.now() < end);
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }

    const { forms } = (await ask(site, '/lead-status')).json;

    assert.deepEqual(forms.map((f) => `${f.site} ${f.name}`).sort(),
      ['main contact', 'main site', 'second contact']);
    fs.writeFileSync(path.join(second, 'contact.json'), BROKEN);
    await everyWorker(site, ({ json }) => json.forms.some((f) => (
      f.site === 'second' && f.state === 'last good')), '/lead-status');
    assert.equal((await ask(site, '/contact')).body.includes('Talk to us'),
      true);
    await everyStatus(site, 'contact', () => true);
    assert.match((await ask(site, '/second')).body, /The second one/);
  });

test('a name that is no path, or two of them, are refused', async (t) => {
  const site = await startLive(t, { allow: [/\[emerg\]/] });

  for (const [http, reason] of [
    ['lead_form_state state; lead_form_state other;', /is duplicate/],
    ['lead_form_state;', /invalid number of arguments/]]) {
    site.nginx.configure({ state: null, http });

    const { code, output } = await site.nginx.test();

    assert.equal(code, 1);
    assert.match(output, reason);
  }

});
