'use strict';
// Pages that hold forms, of every kind that SSI knows: any method, HTTP/2,
// pages within pages; and what becomes of them when Redis or the client goes.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const http2 = require('node:http2');
const net = require('node:net');
const path = require('node:path');
const { once } = require('node:events');
const { test } = require('node:test');

const { act } = require('../lib/fake-redis.js');
const { startHolding, fragmentOf, pressIn, html, funnelOf, INCLUDE }
  = require('../lib/fragment.js');
const { readPage } = require('../lib/page.js');
const { startAtFake, PATIENCE } = require('../lib/redis-story.js');
const { within } = require('../lib/processes.js');
const { CONTACT } = require('../lib/site.js');
const { letTimePass, VISIT_GAP } = require('../lib/visitor.js');

const ADA = { name: 'Ada Lovelace', email: 'ada@planted.example' };
const PLANTED = Object.values(ADA);
const WAIT = INCLUDE.replace(' -->', ' wait="yes" -->');
const DEMO = INCLUDE.replace('contact', 'demo');

async function startKnown(t, pages, nginx) {
  const site = await startHolding(t, { 'about.html': INCLUDE, ...pages },
    { planted: PLANTED, nginx });
  const browser = site.browser();

  await pressIn(browser, await browser.get('/about.html'), ADA);
  await letTimePass(site, VISIT_GAP + 1);

  return { site, browser };
}

test('a page within a page knows which one the browser shows', async (t) => {
  const { browser } = await startKnown(t, {
    'part.html': INCLUDE,
    'outer.html': '<!--# include virtual="/part.html" wait="yes" -->',
    'outer2.html': '<!--# include virtual="/part.html?x" -->',
  });

  for (const page of ['/outer.html?a=1', '/outer2.html']) {
    const answer = await browser.get(page);

    assert.ok(answer.page.input('company'), page);
    assert.equal(answer.page.forms[0].hidden.lf_page, page);
    assert.match(answer.body, /<\/html>\n$/);

    const thanks = await browser.get(page + (page.includes('?') ? '&' : '?')
      + 'lead-form=contact.thanks');

    assert.match(fragmentOf(thanks), /Thank you/);
  }
});

test('includes that wait for each other, and many at once', async (t) => {
  const { site, browser } = await startKnown(t, {
    'wait.html': WAIT + '<hr>' + DEMO + '<hr>' + WAIT,
    'many.html': `${INCLUDE}<p>${'x'.repeat(50000)}</p>`.repeat(20) + DEMO,
  });

  for (const [page, count] of [['/wait.html', 2], ['/many.html', 20]]) {
    const answer = await browser.get(page);

    assert.equal(answer.body.split('name="company"').length - 1, count, page);
    assert.match(answer.body, /The end\..*<\/html>\n$/s);
    assert.ok(answer.body.indexOf('lead-form-contact')
      < answer.body.indexOf('lead-form-demo'));
  }

  assert.equal((await site.db.command('KEYS', site.key('v', '*'))).length, 1);
});

test('a page that answers a post holds a form, too', async (t) => {
  const { site, browser } = await startKnown(t, {}, { locations: `
    location = /own { default_type text/html;
        return 200 '<!doctype html><body>${INCLUDE}</body>'; }
    location = /proxied { proxy_set_header Host localhost;
        proxy_pass http://unix:$document_root/../http.sock:/about.html; }` });

  for (const method of ['GET', 'POST', 'PUT']) {
    const answer = await browser.request(method, '/own', { body:
      method === 'GET' ? undefined : 'lf_do=forget&name=x', headers:
      { 'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'cross-site' } });

    assert.equal(answer.status, 200, method);
    assert.ok(answer.page.input('company'), method);
    assert.match(answer.body, /<\/body>$/);
    assert.equal(answer.headers['set-cookie'], undefined);
  }

  // Headers alone: nothing is included, nothing is begun.
  await letTimePass(site, VISIT_GAP + 1);
  assert.equal((await browser.head('/own')).status, 200);
  assert.equal((await browser.head('/about.html')).status, 200);

  const [key] = await site.db.command('KEYS', site.key('v', '*'));

  assert.equal((await site.db.hash(key)).visits, '2');
  assert.equal(browser.cookies.size, 1);
});

test('a prefetched page begins no visit, and asks nothing', async (t) => {
  const { site, browser } = await startKnown(t);
  const answer = await browser.get('/about.html',
    { headers: { 'sec-purpose': 'prefetch' } });

  assert.match(fragmentOf(answer), /Welcome back/);
  assert.equal(answer.page.input('company'), undefined);

  const [key] = await site.db.command('KEYS', site.key('v', '*'));

  assert.equal((await site.db.hash(key)).visits, undefined);
  assert.deepEqual(await funnelOf(site, 'company'), {});
});

test('a form that is not there says so in the page', async (t) => {
  const site = await startHolding(t, {
    'about.html': INCLUDE.replace('contact', 'any/nothing') + INCLUDE,
  }, { planted: PLANTED, nginx: { locations: `
    location ~ ^/any/(?<form>.+)$ { lead_form $form; }` } });
  const answer = await site.http.get('/about.html');

  assert.equal(answer.status, 200);
  assert.equal(answer.body.split('<html').length, 2);
  assert.ok(answer.page.input('email'));
});

test('over HTTP/2, a page for each of many visitors at once', async (t) => {
  const { site, browser } = await startKnown(t, {}, { http2: true });
  const session = http2.connect('http://localhost',
    { createConnection: () => net.connect(site.nginx.h2Path) });

  t.after(() => session.close());

  const get = async (cookie) => {
    const stream = session.request({ ':path': '/about.html',
      ...(cookie ? { cookie } : {}) });
    let body = '';

    stream.setEncoding('utf8');
    stream.on('data', (chunk) => { body += chunk; });
    await within(PATIENCE, 'a page', once(stream, 'end'));

    return readPage(body);
  };

  const pages = await Promise.all(Array.from({ length: 20 }, (_, i) => (
    get(i % 2 ? browser.header() : null))));

  pages.forEach((page, i) => {
    assert.ok(page.input(i % 2 ? 'company' : 'email'));
    assert.match(page.html, /<\/html>\n$/);
  });
});

// A site at a Redis that misbehaves, with a page that holds a form.
async function startAtStalling(t, nginx = {}) {
  const { fake, site } = await startAtFake(t, { known: true,
    parameters: ' timeout=300ms', nginx: { server: 'ssi on;', ...nginx } });

  fs.writeFileSync(path.join(site.dir, 'www', 'about.html'), html(INCLUDE));

  return { fake, site };
}

test('where Redis is slow, the page waits for it', async (t) => {
  const { fake, site } = await startAtStalling(t);
  let release;

  fake.always('HGETALL', act.after(new Promise((resolve) => {
    release = resolve;
  }), (args) => (args[1].includes(':lead:') ? ['first', '1', 'last', '1']
    : ['visits', '1', 'first', '1', 'seen', String(Date.now()),
      'ask', '-'])));

  const pending = site.http.get('/about.html');

  await fake.received('HGETALL');
  release();

  const answer = await pending;

  assert.match(fragmentOf(answer), /Welcome back/);
  assert.match(answer.body, /<\/html>\n$/);
});

test('where Redis is away, a known visitor has the form’s own button',
  async (t) => {
    const { fake, site } = await startAtStalling(t);

    for (const fault of [act.stall(), act.close()]) {
      fake.always('HGETALL', fault);

      const answer = await site.http.get('/about.html');

      assert.equal(answer.status, 200);
      assert.match(fragmentOf(answer), /Welcome back/);
      assert.match(answer.body, /<\/html>\n$/);
      fake.closeAll();
    }

    const stranger = await site.browser().get('/about.html');

    assert.ok(stranger.page.input('email'));
  });

for (const http of [1, 2]) {
  test(`clients that leave while a page waits harm nobody: HTTP/${http}`,
    async (t) => {
      const { fake, site } = await startAtStalling(t, { http2: true });
      const cookie = site.http.header();
      const seen = fake.commands.length;
      const [worker] = site.nginx.workers();

      fake.always('HGETALL', act.stall());

      if (http === 1) {
        const sockets = await Promise.all(Array.from({ length: 20 },
          async () => {
            const socket = net.connect(site.nginx.path);

            await once(socket, 'connect');
            socket.write('GET /about.html HTTP/1.1\r\nHost: localhost\r\n'
              + `Cookie: ${cookie}\r\n\r\n`);
            return socket;
          }));

        await fake.until('command', () => fake.commands.length > seen);
        sockets.forEach((socket) => socket.destroy());

      } else {
        const session = http2.connect('http://localhost',
          { createConnection: () => net.connect(site.nginx.h2Path) });
        const streams = Array.from({ length: 20 }, () => session.request(
          { ':path': '/about.html', cookie }));

        streams.forEach((stream) => stream.on('error', () => {}));
        await fake.until('command', () => fake.commands.length > seen);
        streams.slice(10).forEach((stream) => stream.close(
          http2.constants.NGHTTP2_CANCEL));
        session.destroy();
      }

      fake.always('HGETALL', null);
      fake.closeAll();

      const answer = await site.http.get('/about.html');

      assert.match(fragmentOf(answer), /Welcome back/);
      assert.deepEqual(site.nginx.workers(), [worker]);
    });
}

test('what was typed is neither a directive nor a tag to nginx', async (t) => {
  const typed = '<!--# echo var="request_method" -->'
    + '<lead-form name="contact"></lead-form>';
  const site = await startHolding(t, { 'about.html': INCLUDE }, {
    forms: { contact: { ...CONTACT,
      hidden: { product: { from: 'attribute:product' } } } },
    nginx: { server: 'lead_form_inject on;' } });
  const browser = site.browser();
  const encoded = encodeURIComponent(typed);

  for (const query of ['', '?fragment']) {
    const { status, body } = await browser.submit(
      await browser.get(`/contact${query}`), { name: typed, email: typed,
        lf_message: typed, lf_attributes: `product=${encoded}`,
        lf_page: `/about.html?${encoded}`, lf_query: typed,
        lf_referrer: typed });

    assert.equal(status, 422);
    assert.ok(body.includes(' value="&lt;!--# echo'));
    assert.doesNotMatch(body, /<!--#|<lead-form|POST/);
  }

  const { body } = await browser.get(`/about.html?${encoded}`);

  assert.doesNotMatch(body, /<!--#|<lead-form|GET/);
});
