'use strict';
// The test library itself, against nginx without the module: what a story
// relies on, and that the log check can fail.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const { assertCleanLogs } = require('../lib/logs.js');
const { readPage } = require('../lib/page.js');
const { makeFolder, removeFolder } = require('../lib/processes.js');
const { startSite } = require('../lib/site.js');

const FORM = '<!doctype html><html lang=en><title>A &amp; B</title>'
  + '<form action=/sent method=post><input type=hidden name=lf_ticket value=t1>'
  + '<label for=n>Name</label><input id=n name=name required value="x &lt; y">'
  + '<select name=size><option>1<option value=b selected>2</select>'
  + '<input type=checkbox name=ok value=1><textarea name=m>\ntext</textarea>'
  + '<button>Send</button><button name=lf_do value=erase>Delete</button></form>';

test('a page reads as a person sees it', () => {
  const page = readPage(FORM);

  assert.equal(page.title, 'A & B');
  assert.equal(page.lang, 'en');
  assert.equal(page.ticket, 't1');
  assert.deepEqual(page.names(), ['name', 'size', 'ok', 'm']);
  assert.equal(page.input('name').label, 'Name');
  assert.equal(page.input('name').required, true);
  assert.deepEqual(page.buttons.map((b) => b.text), ['Send', 'Delete']);

  const { form, button } = page.find('lf_do=erase');
  assert.deepEqual(page.filled(form, { name: 'Ada', ok: '1' }, button), [
    ['lf_ticket', 't1'], ['size', 'b'], ['m', 'text'], ['name', 'Ada'],
    ['ok', '1'], ['lf_do', 'erase']]);
});

test('a site starts, reloads, survives a kill of Redis, and goes', async (t) => {
  let dir;

  await t.test('in between', async (inner) => {
    const site = await startSite(inner, {
      redis: { append: true },
      nginx: { module: false, workers: 2, tcp: true, http2: true, tls: true,
        locations: `
        location = /contact { default_type text/html; return 200 '${FORM}'; }
        location = /sent {
            add_header Set-Cookie "lead=abc; Path=/; HttpOnly" always;
            return 303 /contact;
        }` },
    });

    dir = site.dir;
    const page = await site.http.get('/contact');
    const sent = await site.http.submit(page, { name: 'Ada' });

    assert.equal(sent.status, 303);
    assert.equal(sent.cookies[0].attributes.httponly, true);
    assert.equal(site.http.lead.value, 'abc');
    assert.equal((await site.tlsBrowser().get('/contact')).status, 200);

    const old = site.nginx.workers();
    await site.nginx.reload();
    assert.ok(site.nginx.workers().some((pid) => !old.includes(pid)));

    site.nginx.configure({ http: 'no_such_directive;' });
    site.allow.push(/no_such_directive/);
    await assert.rejects(site.nginx.reload(), /did not reload/);
    assert.equal((await site.nginx.test()).code, 1);

    await site.db.command('SET', 'a', 'ü');
    await site.redis.kill();
    await site.redis.start();
    const db = await site.redis.connect();
    assert.equal(await db.command('GET', 'a'), 'ü');
  });

  assert.equal(fs.existsSync(dir), false);
});

test('logs with an alert or a typed value fail', (t) => {
  const dir = makeFolder();
  t.after(() => removeFolder(dir));

  const log = path.join(dir, 'logs', 'error.log');
  const planted = ['ada@example.org', 'Ada Lovelace', 'Jürgen'];

  fs.mkdirSync(path.dirname(log));

  for (const line of ['[alert] open socket #3 left', 'x [emerg] y',
    '==12==ERROR: AddressSanitizer: heap', 'a.c:3: runtime error: shift',
    '"GET /?e=ada%40example.org"', 'name=Ada+Lovelace', 'J\\xC3\\xBCrgen']) {
    fs.writeFileSync(log, `fine\n${line}\n`);
    assert.throws(() => assertCleanLogs(dir, planted), line);
  }

  fs.writeFileSync(log, 'fine\n[alert] expected\n[error] also fine\n');
  assertCleanLogs(dir, planted, { allow: [/expected/] });
});
