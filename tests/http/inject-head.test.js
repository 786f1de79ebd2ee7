'use strict';
// What caches and browsers are told of a page that may hold a form: nothing
// that would let them keep it, or a part or version of it.

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');

const { sendPage } = require('../lib/upstream.js');
const { startPages, assertForm, TAG, FORM } = require('../lib/inject.js');
const { PERSON, PLANTED } = require('../lib/redis-story.js');

const VALIDATORS = { etag: '"v1"', 'last-modified':
  'Tue, 10 Nov 2026 10:00:00 GMT', expires: 'Tue, 10 Nov 2036 10:00:00 GMT',
'cache-control': ['public', 'max-age=600'], 'accept-ranges': 'bytes',
'cdn-cache-control': 'max-age=600', 'surrogate-control': 'max-age=600',
'Cloudflare-CDN-Cache-Control': 'max-age=600', 'edge-control': 'max-age=10m',
pragma: 'x', digest: 'sha-256=x', 'content-md5': 'x' };
const CONDITIONS = { 'if-none-match': '"v1"', 'if-match': '"v2"', 'if-range':
  '"v1"', 'if-modified-since': 'Tue, 10 Nov 2026 10:00:00 GMT',
'if-unmodified-since': 'Tue, 10 Nov 2020 10:00:00 GMT', range: 'bytes=0-3' };

function assertUncacheable({ headers }) {
  assert.equal(headers['cache-control'], 'private, no-store');
  for (const name of [...Object.keys(VALIDATORS), 'content-length']) {
    if (name !== 'cache-control') {
      assert.equal(headers[name.toLowerCase()], undefined, name);
    }
  }
}

const cacheable = (body) => (request, response) => (
  sendPage(response, body, VALIDATORS));

test('a page of such a location is nobody\'s to keep, with a tag or without',
  async (t) => {
    const site = await startPages(t, { '/with': cacheable(`(${TAG})`),
      '/without': cacheable('no form') }, { nginx: {
      server: 'expires 1h; add_header Cache-Control public always;' } });

    for (const url of ['/with', '/without']) {
      const got = await site.http.get(url);

      assertUncacheable(got);
      assertUncacheable(await site.http.head(url));
      assert.equal((await site.http.head(url)).body, '');
    }

    assertForm((await site.http.get('/with')).body, '(', ')');
  });

test('conditions and ranges reach neither nginx nor its upstream', async (t) => {
  const site = await startPages(t, { '/a': cacheable(`(${TAG})`) });

  fs.writeFileSync(path.join(site.dir, 'www', 'file.html'), `(${TAG})`);
  site.nginx.configure({ locations: site.nginx.options.locations
    + 'location = /file.html { lead_form_inject on; }' });
  await site.nginx.reload();

  const { 'if-match': first, 'if-unmodified-since': second, ...others }
    = CONDITIONS;
  const all = { ...Object.fromEntries(Array.from({ length: 30 },
    (_, i) => ['x-' + i, String(i)])), ...CONDITIONS };

  for (const headers of [others, all, { 'if-match': first },
    { 'if-unmodified-since': second }]) {
    const got = await site.http.get('/a', { headers });
    const { headers: received } = site.upstream.requests.at(-1);

    assert.equal(got.status, 200);
    assertForm(got.body, '(', ')');
    for (const name of Object.keys(CONDITIONS)) {
      assert.equal(received[name], undefined, name);
    }
    for (const name of Object.keys(headers)) {
      assert.ok(name in CONDITIONS || received[name] === headers[name], name);
    }

    const file = await site.http.get('/file.html', { headers });

    assert.equal(file.status, 200);
    assertForm(file.body, '(', ')');
    assertUncacheable(file);
  }
});

test('what is no page keeps its head', async (t) => {
  const site = await startPages(t, {
    '/moved': (request, response) => sendPage(response, TAG,
      { location: '/x', ...VALIDATORS }, 301),
    '/empty': (request, response) => {
      response.writeHead(204, { etag: '"v1"' });
      response.end();
    },
    '/same': (request, response) => {
      response.writeHead(304, { etag: '"v1"' });
      response.end();
    },
    '/style': (request, response) => sendPage(response, TAG,
      { ...VALIDATORS, 'content-type': 'text/css' }),
  });

  for (const [url, status] of [['/moved', 301], ['/empty', 204],
    ['/same', 304], ['/style', 200]]) {
    const { headers, status: got } = await site.http.get(url);

    assert.equal(got, status);
    assert.equal(headers.etag, '"v1"', url);
    assert.notEqual(headers['cache-control'], 'private, no-store');
  }
});

test('a compressed page passes as it is, and the admin is told once',
  async (t) => {
    const packed = zlib.gzipSync(`(${TAG})`);
    const site = await startPages(t, { '/packed': (request, response) => (
      sendPage(response, packed, { 'content-encoding': 'gzip' })) });

    for (let i = 0; i < 3; i++) {
      const got = await site.http.head('/packed');

      assert.equal(got.headers['content-encoding'], 'gzip');
      assert.equal(got.headers['cache-control'], 'private, no-store');
    }

    const body = await new Promise((resolve) => {
      require('node:http').get({ socketPath: site.nginx.path, path: '/packed',
        headers: { host: 'localhost' } }, async (response) => {
        const chunks = [];

        for await (const chunk of response) {
          chunks.push(chunk);
        }
        resolve(Buffer.concat(chunks));
      });
    });

    assert.equal(zlib.gunzipSync(body).toString(), `(${TAG})`);

    const log = fs.readFileSync(site.nginx.errorLog, 'utf8')
      .match(/\[warn\].*lead_form_inject.*/g);

    assert.equal(log.length, 1);
    assert.match(log[0],
      /location "\/" is compressed.*proxy_set_header Accept-Encoding ""/);
  });

test('a page that is said to be coded by nothing is plain', async (t) => {
  const site = await startPages(t, { '/a': (request, response) => (
    sendPage(response, `(${TAG})`, { 'content-encoding': 'Identity' })) });

  assertForm((await site.http.get('/a')).body, '(', ')');
  assert.doesNotMatch(fs.readFileSync(site.nginx.errorLog, 'utf8'),
    /is compressed/);
});

test('with the remedy the page comes plain and leaves compressed', async (t) => {
  const site = await startPages(t, { '/a': (request, response) => {
    const packs = /gzip/.test(request.headers['accept-encoding'] || '');

    sendPage(response, packs ? zlib.gzipSync(TAG) : `(${TAG})`,
      packs ? { 'content-encoding': 'gzip' } : {});
  } }, { inject: 'lead_form_inject on; gzip on; gzip_min_length 1;'
    + 'proxy_set_header Accept-Encoding "";' });
  const body = await new Promise((resolve) => {
    require('node:http').get({ socketPath: site.nginx.path, path: '/a',
      headers: { host: 'localhost', 'accept-encoding': 'gzip' } },
    async (response) => {
      const chunks = [];

      assert.equal(response.headers['content-encoding'], 'gzip');
      for await (const chunk of response) {
        chunks.push(chunk);
      }
      resolve(zlib.gunzipSync(Buffer.concat(chunks)).toString());
    });
  });

  assertForm(body, '(', ')');
});

test('two visitors of one page in nginx\'s cache have a form each', async (t) => {
  const site = await startPages(t, { '/a': cacheable(`(${TAG})`) }, {
    planted: PLANTED,
    inject: 'lead_form_inject on; proxy_cache pages;'
      + 'add_header X-Cache $upstream_cache_status;',
    nginx: { http: 'proxy_cache_path DIR keys_zone=pages:1m;'
      .replace('DIR', path.join('/tmp', 'lf-inject-' + process.pid)) } });

  t.after(() => fs.rmSync(path.join('/tmp', 'lf-inject-' + process.pid),
    { recursive: true, force: true }));

  const [ann, ben] = [site.browser(), site.browser()];
  const first = await ann.get('/a');

  assert.equal((await ann.submit(first, PERSON)).status, 303);

  const known = await ann.get('/a');
  const stranger = await ben.get('/a');

  assert.equal(known.headers['x-cache'], 'HIT');
  assert.equal(stranger.headers['x-cache'], 'HIT');
  assert.equal(site.upstream.requests.length, 1);
  assertForm(known.body, '(', ')');
  assertForm(stranger.body, '(', ')');
  assert.match(known.body, /Welcome back/);
  assert.doesNotMatch(stranger.body, /Welcome back/);
  assertUncacheable(known);
});

test('a page that includes a form by SSI is uncacheable, too', async (t) => {
  const site = await startPages(t, {
    '/a': cacheable('(<!--# include virtual="/contact?fragment" -->)') },
  { inject: 'lead_form_inject on; ssi on;' });
  const got = await site.http.get('/a');

  assert.match(got.body, FORM);
  assertUncacheable(got);
});

test('a file without the tag is read once, until it is another', async (t) => {
  const words = '<p>some words</p>\n'.repeat(6000);
  const site = await startPages(t, {}, { nginx: { locations: `
    location = /page.html { lead_form_inject on; sendfile on; }` } });
  const file = path.join(site.dir, 'www', 'page.html');
  const got = async () => {
    const answer = await site.http.get('/page.html');

    assertUncacheable(answer);
    return answer.body;
  };

  for (const [before, after] of [[words, words], ['', ''], [words, '']]) {
    fs.writeFileSync(file, before + 'x' + after);
    for (let i = 0; i < 3; i++) {
      assert.equal(await got(), before + 'x' + after);
    }

    fs.writeFileSync(file, before + TAG + after);
    for (let i = 0; i < 3; i++) {
      assertForm(await got(), before, after);
    }
  }
});
