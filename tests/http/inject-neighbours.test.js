'use strict';
// Forms in pages beside what else nginx does to a page: the order of its bytes
// is the page's own.

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const http2 = require('node:http2');
const net = require('node:net');
const path = require('node:path');
const { once } = require('node:events');

const { sendParts } = require('../lib/upstream.js');
const { within } = require('../lib/processes.js');
const { startPages, assertForm, TAG, FORM } = require('../lib/inject.js');
const {
  PATIENCE, PERSON, PLANTED, startFake,
} = require('../lib/redis-story.js');

test('sub_filter brings the tag into pages that nobody edits', async (t) => {
  const site = await startPages(t, { '/a': '<p>a</p></body></html>' },
    { inject: `lead_form_inject on;
      sub_filter '</body>' '${TAG}</body>';` });

  assertForm((await site.http.get('/a')).body, '<p>a</p>', '</body></html>');
});

test('a long sub_filter displaces nothing', async (t) => {
  const word = 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(3);
  const text = [word.slice(0, 100), `-${word}-${word.slice(1)}`];
  const site = await startPages(t, {
    '/a': text.join(TAG),
    '/parts': (request, response) => sendParts(response,
      text.join(TAG).match(/.{1,7}/g)),
  }, { inject: `lead_form_inject on; proxy_buffering off;
      sub_filter_once off; sub_filter '${word}' '<b>found</b>';` });

  for (const url of ['/a', '/parts']) {
    assertForm((await site.http.get(url)).body, text[0],
      text[1].replace(word, '<b>found</b>'));
  }
});

test('SSI and added bodies stand where they would stand', async (t) => {
  const site = await startPages(t, {
    '/a': `1<!--# include virtual="/one" -->2${TAG}3`
      + '<!--# include virtual="/two" -->4<!--# echo var="tag" -->5',
    '/one': 'ONE', '/two': (request, response) => sendParts(response,
      ['T', 'W', 'O']),
    '/head': 'HEAD', '/foot': `FOOT ${TAG}`,
  }, { inject: `lead_form_inject on; ssi on; charset utf-8;
      set $tag tag; add_before_body /head; add_after_body /foot;` });

  assertForm((await site.http.get('/a')).body, 'HEAD1ONE2',
    `3TWO4tag5FOOT ${TAG}`);
});

test('a form that waits for Redis keeps its place among the others',
  async (t) => {
    let release;
    const waits = new Promise((resolve) => { release = resolve; });
    const fake = await startFake(t);
    const site = await startPages(t, { '/a': (request, response) => {
      sendParts(response, ['1', TAG, '2<!--# include virtual="/b" -->', '3',
        TAG, '4']).then(release);
    }, '/b': 'B' }, { redis: fake.url, planted: PLANTED,
      inject: 'lead_form_inject on; ssi on; proxy_buffering off;' });

    assert.equal((await site.http.submit(await site.http.get('/contact'),
      PERSON)).status, 303);
    fake.hold();

    const answer = site.http.get('/a');

    await waits;
    fake.release();

    const { body } = await answer;
    const second = body.lastIndexOf('<div class="lead-form"');

    assertForm(body.slice(0, second - '2B3'.length), '1', '');
    assert.equal(body.slice(second - '2B3'.length, second), '2B3');
    assertForm(body.slice(second), '', '4');
    assert.match(body, /Welcome back/);
  });

test('a small window of HTTP/2 delays a page, and loses nothing of it',
  async (t) => {
    const words = '<p>some words</p>'.repeat(500);
    const site = await startPages(t, { '/a': words + TAG + words },
      { nginx: { http2: true } });
    const session = http2.connect('http://localhost', {
      settings: { initialWindowSize: 100 },
      createConnection: () => net.connect(site.nginx.h2Path) });
    const stream = session.request({ ':path': '/a' });
    let body = '';

    stream.setEncoding('utf8');
    stream.on('data', (chunk) => { body += chunk; });
    await within(PATIENCE, 'the page', once(stream, 'end'));
    assertForm(body, words, words);

    session.close();
    await once(session, 'close');
  });

test('files come by every way that nginx has', async (t) => {
  const words = '<p>some words</p>\n'.repeat(20000);
  const ways = { plain: 'sendfile off;', sendfile: 'sendfile on;',
    direct: 'sendfile on; aio threads; directio 4k;',
    small: 'output_buffers 1 4k; limit_rate 4m;' };
  const site = await startPages(t, {}, { nginx: { locations:
    Object.entries(ways).map(([name, how]) => `location = /${name}.html {
      lead_form_inject on; ${how} }`).join('\n') } });

  for (const name of Object.keys(ways)) {
    fs.writeFileSync(path.join(site.dir, 'www', name + '.html'),
      words + TAG + words + TAG);

    const { body } = await site.http.get(`/${name}.html`);
    const second = body.lastIndexOf('<div class="lead-form"');

    assertForm(body.slice(0, second), words, words);
    assertForm(body.slice(second), '', '');
  }
});

test('a page that nginx kept in a file on its way is the same', async (t) => {
  const words = '<p>some words</p>\n'.repeat(60000);
  const site = await startPages(t, { '/a': words + TAG + words },
    { inject: 'lead_form_inject on; limit_rate 8m; proxy_buffers 2 4k;'
      + 'proxy_buffer_size 4k; proxy_busy_buffers_size 4k;'
      + 'proxy_max_temp_file_size 100m;' });

  assertForm((await site.http.get('/a')).body, words, words);
});

test('where there is no body there is no form', async (t) => {
  const site = await startPages(t, { '/a': '<!--# include virtual="/b" -->',
    '/b': TAG }, { inject: 'lead_form_inject on; ssi on;' });

  // What is included is no page of its own.
  assert.equal((await site.http.get('/a')).body, TAG);
  assert.match((await site.http.get('/b')).body, FORM);
});
