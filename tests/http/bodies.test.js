'use strict';
// However a body arrives, the submission is the same: in memory, in a file,
// in chunks, byte by byte; and one that does not arrive whole is none.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { startSite } = require('../lib/site.js');
const { readPage } = require('../lib/page.js');
const { connectRaw, postText, chunked } = require('../lib/raw.js');
const { urlencoded } = require('../lib/http.js');

const MESSAGE = 'Grüße & 100 % = «two» + one\r\nplanted-line '.repeat(60).trim();
const PLANTED = ['Zora Quintessa', 'planted.example', 'planted-line'];

function start(t, nginx = {}) {
  return startSite(t, { siteJson: { min_fill: '0s' }, planted: PLANTED, nginx });
}

let count = 0;

// A submission of a person nobody has met.
async function filled(site) {
  const email = `zora${++count}@planted.example`;
  const { page } = await site.browser().get('/contact');
  const body = urlencoded(page.filled(page.forms[0],
    { name: 'Zora Quintessa', email, lf_message: MESSAGE }));

  return { email, body };
}

async function assertSaved(site, email) {
  const event = (await site.events()).pop();

  assert.equal(JSON.parse(event.answers).email, email);
  assert.equal(event.message, MESSAGE.replace(/\r\n/g, '\n'));
}

async function send(site, text) {
  const raw = await connectRaw(site.nginx.path);

  raw.write(text);

  const answer = await raw.response();

  raw.close();

  return answer;
}

const CHUNKS = { 'Content-Length': null, 'Transfer-Encoding': 'chunked' };

const PLACES = {
  'in memory': '',
  'in a temporary file': 'client_body_buffer_size 1;',
  'partly in memory': 'client_body_buffer_size 1k;',
  'always in a file': 'client_body_in_file_only on;',
  'in a file that is cleaned up': 'client_body_in_file_only clean;',
  'in a single buffer': 'client_body_in_single_buffer on;',
};

for (const [place, directive] of Object.entries(PLACES)) {
  test(`a body ${place} is taken`, async (t) => {
    const site = await start(t, { server: directive });

    const whole = await filled(site);
    assert.equal((await send(site, postText('/contact', whole.body))).status,
      303);
    await assertSaved(site, whole.email);

    for (const size of [1, 7, 1000]) {
      const parts = await filled(site);
      assert.equal((await send(site,
        postText('/contact', '', { headers: CHUNKS })
        + chunked(parts.body, size))).status, 303, `chunks of ${size}`);
      await assertSaved(site, parts.email);
    }

    const later = await filled(site);
    const raw = await connectRaw(site.nginx.path);
    const text = postText('/contact', later.body);
    const end = text.indexOf('\r\n\r\n') + 4;

    raw.write(text.slice(0, end));
    await new Promise(setImmediate);
    await raw.trickle(text.slice(end), 500);
    assert.equal((await raw.response()).status, 303, 'the body after the head');
    raw.close();
    await assertSaved(site, later.email);

    const empty = await send(site, postText('/contact', ''));
    assert.equal(empty.status, 422, 'an empty body');

    const chunkedEmpty = await send(site,
      postText('/contact', '', { headers: CHUNKS }) + chunked(''));
    assert.equal(chunkedEmpty.status, 422, 'an empty body in chunks');
    assert.ok(readPage(chunkedEmpty.body).input('name'));
  });
}

test('a request in tiny segments is taken', async (t) => {
  const site = await start(t);
  const { email, body } = await filled(site);
  const raw = await connectRaw(site.nginx.path);

  await raw.trickle(postText('/contact', body), 3);
  assert.equal((await raw.response()).status, 303);

  const next = await filled(site);
  await raw.trickle(postText('/contact', '', { headers: CHUNKS })
    + chunked(next.body, 40), 7);
  assert.equal((await raw.response()).status, 303);
  raw.close();
  await assertSaved(site, next.email);
  assert.equal((await site.events()).length, 2);
  assert.equal(JSON.parse((await site.events())[0].answers).email, email);
});

test('whoever asks before sending a body is told to go on', async (t) => {
  const site = await start(t);
  const { email, body } = await filled(site);
  const raw = await connectRaw(site.nginx.path);
  const text = postText('/contact', body,
    { headers: { Expect: '100-continue' } });
  const end = text.indexOf('\r\n\r\n') + 4;

  raw.write(text.slice(0, end));
  assert.equal((await raw.response()).status, 100);
  raw.write(text.slice(end));
  assert.equal((await raw.response()).status, 303);
  raw.close();
  await assertSaved(site, email);
});

test('a body that is cut off is no submission', async (t) => {
  const site = await start(t);
  const size = await site.db.command('DBSIZE');
  const { body } = await filled(site);
  const broken = {
    'shorter than its length': postText('/contact', body).slice(0, -1),
    'ended within a chunk': postText('/contact', '', { headers: CHUNKS })
      + chunked(body, 100).slice(0, -50),
    'without the last chunk': postText('/contact', '', { headers: CHUNKS })
      + chunked(body, 100).slice(0, -5),
    'only the head': postText('/contact', '',
      { headers: { 'Content-Length': 100 } }),
  };

  for (const [what, text] of Object.entries(broken)) {
    for (const ending of ['end', 'destroy']) {
      const from = site.nginx.logSize();
      const raw = await connectRaw(site.nginx.path);

      raw.write(text);
      await new Promise((resolve) => raw.socket.write('', resolve));
      raw.socket[ending]();
      await raw.closed;
      await site.nginx.waitForLog(/client prematurely closed|reset by peer/,
        from);
      assert.equal((await site.http.get('/contact', { cookies: false })).status,
        200, what);
    }
  }

  const bad = await send(site, postText('/contact', '', { headers: CHUNKS })
    + 'this is no chunk\r\n');

  assert.equal(bad.status, 400);
  assert.equal(await site.db.command('DBSIZE'), size);
});

test('a visitor who leaves before the answer has been heard', async (t) => {
  const site = await start(t);

  for (let i = 0; i < 20; i++) {
    const { body } = await filled(site);
    const raw = await connectRaw(site.nginx.path);

    raw.write(postText('/contact', body));
    await new Promise((resolve) => raw.socket.write('', resolve));
    raw.close();
  }

  await eventually(async () => (await site.events()).length === 20);
});

async function eventually(test) {
  for (const end = Date.now() + 10000; !(await test());) {
    assert.ok(Date.now() < end, 'not within 10 s: ' + test);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}
