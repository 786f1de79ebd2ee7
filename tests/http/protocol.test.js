'use strict';
// What the module says in HTTP: methods, headers, refusals, HTTP/1.0 and 2,
// and a connection that is right for the next request after each of them.

const assert = require('node:assert/strict');
const { createHash } = require('node:crypto');
const http2 = require('node:http2');
const net = require('node:net');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const { startSite, CONTACT } = require('../lib/site.js');
const { readPage } = require('../lib/page.js');
const { connectRaw, postText, chunked } = require('../lib/raw.js');
const { urlencoded } = require('../lib/http.js');

const NOW = { min_fill: '0s' };
const PERSON = { name: 'Zora Quintessa', email: 'zora@planted.example' };
const PLANTED = Object.values(PERSON);
const GET = 'GET /contact HTTP/1.1\r\nHost: localhost\r\n\r\n';

const METHOD = /This address cannot be used in this way/;
const MEDIA_TYPE = /We cannot read what was sent in this format/;
const TOO_LARGE = /This is more than we can receive at once/;
const CROSS_SITE = /This form can only be sent from its own page/;
const BAD_REQUEST = /We could not read what was sent/;

function start(t, options = {}) {
  return startSite(t, { siteJson: NOW, planted: PLANTED, ...options });
}

async function filled(site, values = PERSON) {
  const { page } = await site.browser().get('/contact');

  return urlencoded(page.filled(page.forms[0], values));
}

// "default-src 'none'" → { 'default-src': "'none'" }
function directives(policy) {
  return Object.fromEntries(policy.split(';').map((part) => {
    const [name, ...rest] = part.trim().split(' ');
    return [name, rest.join(' ')];
  }));
}

// The policy allows the two styles there are, of which the page has `count`.
function assertStyles(policy, body, count, message) {
  const hash = (style) => (
    `'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  const styles = [...body.matchAll(/<style>([^]*?)<\/style>/g)]
    .map(([, style]) => hash(style));
  const allowed = policy.split(' ');

  assert.equal(styles.length, count, message);
  assert.deepEqual(allowed.slice(0, count), styles, message);
  assert.equal(allowed.length, 2, message);
  assert.match(policy, /^('sha256-[^' ]+'( |$)){2}$/, message);
}

test('a page says what it is, and that nobody may keep it', async (t) => {
  const site = await start(t);
  const first = await site.http.get('/contact');
  const { headers } = first;

  assert.equal(first.status, 200);
  assert.equal(headers['content-type'], 'text/html; charset=utf-8');
  assert.equal(headers['cache-control'], 'private, no-store');
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(Number(headers['content-length']),
    Buffer.byteLength(first.body));
  assert.equal(headers.etag, undefined);
  assert.equal(headers['last-modified'], undefined);
  assert.equal(headers['set-cookie'], undefined);
  assert.equal(headers.location, undefined);

  const policy = directives(headers['content-security-policy']);

  assertStyles(policy['style-src'], first.body, 1);
  assert.deepEqual(policy, {
    'default-src': "'none'",
    'style-src': policy['style-src'],
    'form-action': "'self'",
    'frame-ancestors': "'self'",
    'base-uri': "'none'",
  });

  const sent = await site.http.submit(first, PERSON);

  assert.equal(sent.status, 303);
  assert.equal(sent.headers.location, '?thanks');
  assert.equal(sent.headers['cache-control'], 'private, no-store');
  assert.equal(sent.body, '');

  for (const [url, styles] of [['/contact', 2], ['/contact?thanks', 1],
    ['/contact?other', 1], ['/contact?forgotten', 1], ['/contact?erase', 1]]) {
    const page = await site.http.get(url);

    assert.equal(page.status, 200, url);
    assert.equal(page.headers['cache-control'], 'private, no-store', url);
    assertStyles(directives(page.headers['content-security-policy'])[
      'style-src'], page.body, styles, url);
    assert.doesNotMatch(page.body, /\sstyle="|<script|\son\w+="/i, url);
  }
});

test('a page that says more brings the rest of the style', async (t) => {
  const site = await start(t);
  const first = await site.http.get('/contact');
  const wrong = await site.http.submit(first, { ...PERSON, email: 'ada' });

  assert.equal(wrong.status, 422);
  assertStyles(directives(wrong.headers['content-security-policy'])[
    'style-src'], wrong.body, 2);
});

test('the policy names each origin that thanks redirects to, once',
  async (t) => {
    const at = (country, redirect) => ({ when: { utm: { source: country } },
      redirect });
    const thanks = ['https://partner.example/x?y=1',
      'https://partner.example/other', 'https://eu.example:8443/', '/de/danke',
    ].map((redirect, i) => at(String(i), redirect));

    for (const one of thanks) {
      one.when = { 'utm.source': { is: one.when.utm.source } };
    }

    const site = await start(t, { forms: { contact: { ...CONTACT,
      thanks: [...thanks, { title: 'Thank you' }] } } });
    const page = await site.http.get('/contact?utm_source=1');
    const policy = directives(page.headers['content-security-policy']);

    assert.equal(policy['form-action'],
      "'self' https://partner.example https://eu.example:8443");

    const sent = await site.http.submit(page, PERSON);

    assert.equal(sent.status, 303);
    assert.equal(sent.headers.location, 'https://partner.example/other');
  });

test('HEAD is GET without the page, and no showing', async (t) => {
  const site = await start(t);
  const get = await site.http.get('/contact');
  const raw = await connectRaw(site.nginx.path);

  raw.write(GET.replace('GET', 'HEAD') + GET);

  const head = await raw.response({ head: true });

  assert.equal(head.status, 200);
  assert.equal(head.headers['content-length'], get.headers['content-length']);

  for (const name of ['content-type', 'cache-control',
    'content-security-policy', 'x-content-type-options']) {
    assert.equal(head.headers[name], get.headers[name], name);
  }

  assert.equal((await raw.response()).status, 200, 'no byte of a body');
  raw.close();

  const { funnel } = (await site.http.get('/lead-status')).json;

  assert.equal(funnel.find((f) => f.field === '').shown, 2,
    'two GETs were showings, the HEAD was none');
});

test('any other method is told which ones there are', async (t) => {
  const site = await start(t);

  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
    const answer = await site.http.request(method, '/contact',
      { body: 'x=1' });

    assert.equal(answer.status, 405, method);
    assert.equal(answer.headers.allow, 'GET, HEAD, POST', method);
    assert.match(answer.body, METHOD, method);
    assert.equal(answer.headers['cache-control'], 'private, no-store');
    assertStyles(directives(answer.headers['content-security-policy'])[
      'style-src'], answer.body, 1, method);
  }

  const status = await site.http.request('POST', '/lead-status');

  assert.equal(status.status, 405);
  assert.equal(status.headers.allow, 'GET, HEAD');
  assert.equal((await site.http.head('/lead-status')).status, 200);
});

test('a body of another media type is refused in words', async (t) => {
  const site = await start(t);
  const body = await filled(site);

  for (const type of ['text/plain', 'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded-not', 'application', '', undefined]) {
    const answer = await site.http.request('POST', '/contact',
      { body, headers: { 'content-type': type } });

    assert.equal(answer.status, 415, String(type));
    assert.match(answer.body, MEDIA_TYPE);
  }

  assert.equal((await site.events()).length, 0);

  const type = 'Application/X-WWW-Form-Urlencoded ; charset=UTF-8';
  const taken = await site.http.request('POST', '/contact',
    { body, headers: { 'content-type': type } });

  assert.equal(taken.status, 303);
  assert.equal((await site.events()).length, 1);
});

test('a body that is too large is refused in words', async (t) => {
  const site = await start(t, { nginx: { http2: true } });
  const huge = 'name=' + 'x'.repeat(10 * 1024 * 1024);
  const raw = await connectRaw(site.nginx.path);

  // Its length alone tells: the body need not be sent.
  raw.write(postText('/contact', '', { headers:
    { 'Content-Length': huge.length } }));

  const byLength = await raw.response();

  assert.equal(byLength.status, 413);
  assert.match(byLength.body, TOO_LARGE);
  assert.equal(byLength.headers['cache-control'], 'private, no-store');
  assert.equal(byLength.headers.connection, 'close');
  raw.close();

  const expecting = await connectRaw(site.nginx.path);

  expecting.write(postText('/contact', '', { headers:
    { 'Content-Length': huge.length, Expect: '100-continue' } }));
  assert.equal((await expecting.response()).status, 413,
    'without asking for the body first');
  expecting.close();

  const inChunks = await connectRaw(site.nginx.path);

  inChunks.write(postText('/contact', '', { headers:
    { 'Content-Length': null, 'Transfer-Encoding': 'chunked' } }));
  inChunks.write(chunked(huge, 65536));

  const byChunks = await inChunks.response();

  assert.equal(byChunks.status, 413);
  assert.match(byChunks.body, TOO_LARGE);
  inChunks.close();

  const overHttp2 = await request2(site.nginx.h2Path, 'POST', '/contact',
    huge.slice(0, 2 * 1024 * 1024));

  assert.equal(overHttp2.status, 413);
  assert.match(overHttp2.body, TOO_LARGE);
  assert.equal((await site.http.get('/contact')).status, 200);
});

test('a server that takes large bodies elsewhere takes none here',
  async (t) => {
    const site = await start(t, { nginx: {
      http: 'client_max_body_size 0;', http2: true } });
    const body = 'name=' + 'x'.repeat(8 * 1024 * 1024);
    const raw = await connectRaw(site.nginx.path);

    raw.write(postText('/contact', '', { headers:
      { 'Content-Length': body.length } }));
    assert.equal((await raw.response()).status, 413);
    raw.close();

    const inChunks = await connectRaw(site.nginx.path);

    inChunks.write(postText('/contact', '', { headers:
      { 'Content-Length': null, 'Transfer-Encoding': 'chunked' } }));
    inChunks.write(chunked(body, 65536));
    assert.equal((await inChunks.response()).status, 413);
    inChunks.close();

    assert.equal((await request2(site.nginx.h2Path, 'POST', '/contact', body))
      .status, 413);
  });

test('the admin\'s own page for 413 wins', async (t) => {
  for (const place of ['http', 'server']) {
    await t.test('given in ' + place, async (st) => {
      const site = await start(st, { nginx: {
        [place]: 'error_page 413 /too-big.html;' } });

      fs.writeFileSync(path.join(site.dir, 'www', 'too-big.html'), 'Too big!');

      const answer = await tooLarge(site);

      assert.equal(answer.status, 413);
      assert.equal(answer.body, 'Too big!');
    });
  }

  await t.test('another status\'s page does not', async (st) => {
    const site = await start(st, { nginx: {
      server: 'error_page 404 /gone.html;' } });

    fs.writeFileSync(path.join(site.dir, 'www', 'gone.html'), 'Gone');

    assert.match((await tooLarge(site)).body, TOO_LARGE);
    assert.equal((await site.http.get('/missing')).body, 'Gone');
  });
});

async function tooLarge(site) {
  const raw = await connectRaw(site.nginx.path);

  raw.write(postText('/contact', '', { headers:
    { 'Content-Length': 10 * 1024 * 1024 } }));

  const answer = await raw.response();

  raw.close();

  return answer;
}

test('after an early answer the connection is right for the next request',
  async (t) => {
    const site = await start(t);
    const many = 'x=1&'.repeat(1000);
    const body = await filled(site);
    const early = {
      403: [{ 'Sec-Fetch-Site': 'cross-site' }, body, CROSS_SITE],
      405: [{}, body, METHOD],
      415: [{ 'Content-Type': 'text/plain' }, body, MEDIA_TYPE],
      400: [{}, many, BAD_REQUEST],
      422: [{}, 'name=Zora+Quintessa', /no longer up to date/],
      303: [{}, 'lf_do=not_me', /^$/],
    };

    for (const [status, [headers, text, words]] of Object.entries(early)) {
      for (const transfer of ['length', 'chunks']) {
        await t.test(`${status}, a body by ${transfer}`, async () => {
          const raw = await connectRaw(site.nginx.path);
          const request = transfer === 'length'
            ? postText('/contact', text, { headers })
            : postText('/contact', '', { headers: { ...headers,
              'Content-Length': null, 'Transfer-Encoding': 'chunked' } })
              + chunked(text, 100);

          raw.write((status === '405' ? request.replace('POST', 'PUT')
            : request) + GET);

          const answer = await raw.response();

          assert.equal(answer.status, Number(status));
          assert.match(answer.body, words);
          assert.equal(answer.headers.connection, 'keep-alive');

          const next = await raw.response();

          assert.equal(next.status, 200);
          assert.ok(readPage(next.body).input('name'));
          raw.close();
        });
      }
    }

    assert.equal((await site.events()).length, 0);
  });

test('a body on a GET is not the next request', async (t) => {
  const site = await start(t);
  const raw = await connectRaw(site.nginx.path);

  raw.write(postText('/contact', 'GET /smuggled HTTP/1.1\r\n\r\n')
    .replace('POST', 'GET') + GET);
  assert.equal((await raw.response()).status, 200);
  assert.equal((await raw.response()).status, 200);
  raw.close();
});

test('HTTP/1.0 without Host is served, HTTP/1.1 without Host is not',
  async (t) => {
    const site = await start(t);
    const body = await filled(site);

    const old = await connectRaw(site.nginx.path);
    old.write('GET /contact HTTP/1.0\r\n\r\n');
    const page = await old.response();
    assert.equal(page.status, 200);
    assert.ok(readPage(page.body).input('name'));
    await old.closed;

    const post = await connectRaw(site.nginx.path);
    post.write(postText('/contact', body,
      { version: '1.0', headers: { Host: null } }));
    const sent = await post.response();
    assert.equal(sent.status, 303);
    assert.equal(sent.headers.location, '?thanks');
    assert.equal((await site.events()).length, 1);

    const origin = await connectRaw(site.nginx.path);
    origin.write(postText('/contact', body, { version: '1.0', headers:
      { Host: null, 'Sec-Fetch-Site': null, Origin: 'http://localhost' } }));
    assert.equal((await origin.response()).status, 403,
      'an origin that nothing can be compared with');

    const strict = await connectRaw(site.nginx.path);
    strict.write('GET /contact HTTP/1.1\r\n\r\n');
    assert.equal((await strict.response()).status, 400);
  });

test('over HTTP/2 a form works the same', async (t) => {
  const site = await start(t, { nginx: { http2: true } });
  const session = connect2(site.nginx.h2Path);
  const get = await stream2(session, 'GET', '/contact');

  assert.equal(get.status, 200);
  assert.equal(get.headers['cache-control'], 'private, no-store');

  const page = readPage(get.body);
  const body = urlencoded(page.filled(page.forms[0], PERSON));

  // Refusals leave the other streams alone.
  const [wrongType, wrongMethod, crossSite, sent] = await Promise.all([
    stream2(session, 'POST', '/contact', body,
      { 'content-type': 'text/plain' }),
    stream2(session, 'PUT', '/contact', body),
    stream2(session, 'POST', '/contact', body,
      { 'sec-fetch-site': 'cross-site' }),
    stream2(session, 'POST', '/contact', body),
  ]);

  assert.equal(wrongType.status, 415);
  assert.equal(wrongMethod.status, 405);
  assert.equal(crossSite.status, 403);
  assert.equal(sent.status, 303, 'a body without Content-Length');
  assert.equal(sent.headers.location, '?thanks');

  const [cookie] = sent.headers['set-cookie'];
  const known = await stream2(session, 'GET', '/contact', null,
    { cookie: cookie.split(';')[0] });

  assert.match(known.body, /Talk to me/);
  assert.equal((await stream2(session, 'HEAD', '/contact')).body, '');

  const halves = await stream2(session, 'POST', '/contact',
    urlencoded({ ...PERSON, lf_ticket: 'none' }), {}, 3);

  assert.equal(halves.status, 422, 'a body in frames of three bytes');
  assert.equal(readPage(halves.body).input('name').value, PERSON.name);
  session.close();

  const [event] = await site.events();

  assert.equal(JSON.parse(event.answers).email, PERSON.email);
});

function connect2(socketPath) {
  const session = http2.connect('http://localhost',
    { createConnection: () => net.connect(socketPath) });

  session.on('error', () => {});

  return session;
}

function stream2(session, method, url, body, headers = {}, size = 65536) {
  return new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': method,
      ':path': url,
      'sec-fetch-site': 'same-origin',
      ...(body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...headers,
    });
    const answer = { body: '' };

    stream.setEncoding('utf8');
    stream.on('response', (received) => {
      answer.status = received[':status'];
      answer.headers = received;
    });
    stream.on('data', (chunk) => { answer.body += chunk; });
    stream.on('end', () => resolve(answer));
    stream.on('error', (error) => (answer.status ? resolve(answer)
      : reject(error)));

    for (let i = 0; body && i < body.length; i += size) {
      stream.write(body.slice(i, i + size));
    }
    stream.end();
  });
}

async function request2(socketPath, ...request) {
  const session = connect2(socketPath);

  try {
    return await stream2(session, ...request);
  } finally {
    session.destroy();
  }
}
