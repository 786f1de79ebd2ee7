'use strict';
// The element's script as it is served: small, for every origin, the same for
// everybody, and kept by browsers until another one takes its place.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { test } = require('node:test');
const vm = require('node:vm');
const zlib = require('node:zlib');

const { startSite, CONTACT } = require('../lib/site.js');
const { connectRaw } = require('../lib/raw.js');
const { ROOT } = require('../lib/nginx.js');

const SIZE_MAX = 2048;
const ELEMENT = '/contact?element';

function start(t, options = {}) {
  return startSite(t, { siteJson: { min_fill: '0s' }, ...options });
}

// What nginx's own gzip makes of it, as docs/site.md says.
function packed(site) {
  return new Promise((resolve, reject) => {
    const request = { socketPath: site.nginx.path, path: ELEMENT,
      headers: { host: 'localhost', 'accept-encoding': 'gzip' } };

    http.get(request, (response) => {
      const chunks = [];

      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks)));
    }).on('error', reject);
  });
}

test('the script is a module of at most 2 KB gzipped, and whole', async (t) => {
  const site = await start(t, { nginx: { http:
    'gzip on; gzip_comp_level 6; gzip_types text/javascript;' } });
  const { status, body, headers } = await site.http.get(ELEMENT);
  const bytes = await packed(site);

  assert.equal(status, 200);
  assert.equal(Number(headers['content-length']), Buffer.byteLength(body));
  assert.equal(zlib.gunzipSync(bytes).toString(), body);
  assert.ok(bytes.length <= SIZE_MAX, `${bytes.length} bytes`);
  assert.doesNotThrow(() => new vm.Script(body), 'it is JavaScript');
  assert.match(body, /customElements\.define\('lead-form'/);
  assert.doesNotMatch(body, /\/\*|\beval\b|\bimport\b|new Function|\.style\b/,
    'it needs nothing that a strict policy forbids');
  assert.doesNotMatch(body, /\n|  /, 'what only people need is stripped');
});

test('what is served is what web/element.js says', async (t) => {
  const site = await start(t);
  const { body } = await site.http.get(ELEMENT);
  const source = fs.readFileSync(path.join(ROOT, 'web', 'element.js'), 'utf8');

  // Equal but for comments, blanks, and what is optional in the syntax.
  const bare = (text) => text.replace(/\/\*[^]*?\*\//g, '')
    .replace(/^ *\/\/.*$/gm, '').replace(/\s+/g, '')
    .replace(/[;,]}/g, '}').replace(/\(([a-z]+)\)=>/g, '$1=>')
    .replace(/const|let/g, '');

  assert.equal(bare(body), bare(source));
});

test('its head: for everybody, from everywhere, kept for an hour',
  async (t) => {
    const site = await start(t);

    for (const headers of [{}, { origin: 'https://shop.example',
      'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }]) {
      const { headers: head } = await site.http.get(ELEMENT, { headers });

      assert.equal(head['content-type'], 'text/javascript; charset=utf-8');
      assert.equal(head['cache-control'], 'public, max-age=3600');
      assert.match(head.etag, /^"[0-9a-f]{16}"$/);
      assert.equal(head['access-control-allow-origin'], '*');
      assert.equal(head['cross-origin-resource-policy'], 'cross-origin');
      assert.equal(head['x-content-type-options'], 'nosniff');
      assert.equal(head['set-cookie'], undefined);
      assert.equal(head.vary, undefined);
      assert.equal(head['last-modified'], undefined);
    }
  });

test('a browser that has it is told so', async (t) => {
  const site = await start(t);
  const { headers } = await site.http.get(ELEMENT);

  for (const tag of [headers.etag, `W/${headers.etag}`, `"x", ${headers.etag}`,
    '*']) {
    const kept = await site.http.get(ELEMENT,
      { headers: { 'if-none-match': tag } });

    assert.equal(kept.status, 304, tag);
    assert.equal(kept.body, '');
    assert.equal(kept.headers.etag, headers.etag);
    assert.equal(kept.headers['cache-control'], 'public, max-age=3600');
    assert.equal(kept.headers['access-control-allow-origin'], '*');
  }

  assert.equal((await site.http.get(ELEMENT,
    { headers: { 'if-none-match': '"another"' } })).status, 200);
});

test('HEAD is GET without the script', async (t) => {
  const site = await start(t);
  const get = await site.http.get(ELEMENT);
  const raw = await connectRaw(site.nginx.path);

  raw.write(`HEAD ${ELEMENT} HTTP/1.1\r\nHost: localhost\r\n\r\n`
    + 'GET /contact?element HTTP/1.1\r\nHost: localhost\r\n'
    + 'Content-Length: 2\r\n\r\nxx'
    + 'GET /lead-status HTTP/1.1\r\nHost: localhost\r\n\r\n');

  const head = await raw.response({ head: true });

  assert.equal(head.status, 200);
  assert.equal(head.headers.etag, get.headers.etag);
  assert.equal(head.headers['content-length'], get.headers['content-length']);
  assert.equal((await raw.response()).body, get.body);
  assert.equal((await raw.response()).status, 200,
    'the body of a GET is not the next request');
  raw.close();
});

test('it is no form\'s request: no outcome, no count, no cookie, no Redis',
  async (t) => {
    const site = await start(t, { redis: false, nginx: {
      redis: 'unix:/nonexistent/redis.sock',
      server: 'add_header X-Outcome "$lead_form_outcome" always;',
      locations: 'location ~ ^/any/(?<form>[a-z]+)$ { lead_form $form; }',
    } });

    for (const url of [ELEMENT, '/contact?element&2', '/any/none?element']) {
      const answer = await site.http.get(url,
        { headers: { cookie: 'lead=whatever' } });

      assert.equal(answer.status, 200, url);
      assert.match(answer.body, /^let /, url);
      assert.equal(answer.headers['x-outcome'], undefined, url);
      assert.deepEqual(answer.cookies, []);
    }

    const { requests, funnel } = (await site.http.get('/lead-status')).json;

    assert.deepEqual(Object.values(requests).filter(Boolean), []);
    assert.deepEqual(funnel.filter(({ shown }) => shown > 0), []);
  });

test('only that very word asks for it, and no post', async (t) => {
  const site = await start(t, { forms: { contact: CONTACT } });

  for (const url of ['/contact?elements', '/contact?element=1',
    '/contact?Element', '/contact?thanks&element']) {
    assert.equal((await site.http.get(url)).headers['content-type'],
      'text/html; charset=utf-8', url);
  }

  assert.equal((await site.http.post(ELEMENT, {})).status, 422);
  assert.equal((await site.http.request('PUT', ELEMENT)).status, 405);
});
