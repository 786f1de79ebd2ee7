'use strict';
// A form in a page that passes by: <lead-form name="contact"></lead-form>
// becomes it, wherever the page is cut and whatever stands around.

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');

const { sendPage, sendParts } = require('../lib/upstream.js');
const { startPages, assertForm, TAG, FORM } = require('../lib/inject.js');
const { CONTACT } = require('../lib/site.js');
const { PERSON, PLANTED } = require('../lib/redis-story.js');

const BEFORE = '<!DOCTYPE html><html><head><title>Ours</title></head><body>'
  + '<p class="intro">Hello</p>';
const AFTER = '<p>Bye</p></body></html>';
const PAGE = BEFORE + TAG + AFTER;

test('a visitor fills in the form of a page, and is led back to it',
  async (t) => {
    const site = await startPages(t, { '/pricing': PAGE },
      { planted: PLANTED });
    const page = await site.http.get('/pricing?plan=b');

    assert.equal(page.status, 200);
    assertForm(page.body, BEFORE, AFTER);

    const sent = await site.http.submit(page, PERSON);

    assert.equal(sent.status, 303);
    assert.match(sent.headers.location, /^\/pricing\?plan=b&lead-form=/);
    assert.equal((await site.events()).length, 1);

    const thanks = await site.http.get(
      sent.headers.location.replace(/#.*/, ''));

    assert.match(thanks.body, FORM);
    assert.doesNotMatch(thanks.body, /name="email"/);

    const known = await site.http.get('/pricing');

    assertForm(known.body, BEFORE, AFTER);
    assert.match(known.body, /Welcome back/);
  });

test('what the tag says is still said behind the form\'s links', async (t) => {
  const lamp = 'a "lamp" & more';
  const site = await startPages(t, { '/lamps': BEFORE + '<lead-form '
    + 'name="contact" product="a &quot;lamp&quot; &amp; more"></lead-form>'
    + AFTER }, { planted: PLANTED, forms: { contact: { ...CONTACT,
    hidden: { product: { from: 'attribute:product' } } } } });
  const link = ({ page }, pattern) => page.links.find(({ href }) => (
    pattern.test(href))).href;
  const hidden = async () => JSON.parse((await site.events()).pop().hidden);

  const phone = await site.http.get(link(await site.http.get('/lamps'),
    /with=phone/));
  const email = await site.http.get(`/contact${link(phone, /with=email/)}`);
  const sent = await site.http.submit(email, PERSON);

  assert.equal(sent.status, 303);
  assert.match(sent.headers.location, /^\/lamps\?lead-form=/);
  assert.deepEqual(await hidden(), { product: lamp });

  const other = await site.http.get(link(await site.http.get('/lamps'),
    /other/));

  await site.http.submit(other, { ...PERSON, email: 'other@planted.example' });
  assert.equal((await site.events()).length, 2);
  assert.deepEqual(await hidden(), { product: lamp });
});

test('a page cut at any byte holds the same form', async (t) => {
  const around = ['<p>a</p>', '<p>b</p>'];
  const text = around.join(TAG);
  const site = await startPages(t, {
    '/cut': (request, response) => {
      const at = Number(request.url.split('?')[1]);

      sendParts(response, [text.slice(0, at), text.slice(at)]);
    },
    '/bytes': (request, response) => sendParts(response, [...text]),
  }, { inject: 'lead_form_inject on; proxy_buffering off;' });

  for (let at = 1; at < text.length; at++) {
    assertForm((await site.http.get('/cut?' + at)).body, ...around);
  }

  assertForm((await site.http.get('/bytes')).body, ...around);
});

test('what precedes the tag is not kept waiting for it', async (t) => {
  let finish;
  const site = await startPages(t, { '/slow': (request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.write(BEFORE + '<lead-form na');
    finish = () => response.end('me="contact"></lead-form>' + AFTER);
  } }, { inject: 'lead_form_inject on; proxy_buffering off;' });
  const seen = await new Promise((resolve, reject) => {
    require('node:http').get({ socketPath: site.nginx.path, path: '/slow',
      headers: { host: 'localhost' } }, (response) => {
      let body = '';

      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        body += chunk;
        if (body === BEFORE) {
          finish();
        }
      });
      response.on('end', () => resolve(body));
    }).on('error', reject);
  });

  assertForm(seen, BEFORE, AFTER);
});

test('a large page passes whole, its forms in their places', async (t) => {
  const part = '<p class="x">Some words, "quoted", and more.</p>\n'.repeat(9000);
  const site = await startPages(t, { '/large': BEFORE + part + TAG + part
    + '<lead-form name=demo></lead-form>' + part + AFTER },
  { forms: { contact: CONTACT, demo: CONTACT } });

  fs.writeFileSync(path.join(site.dir, 'www', 'large.html'),
    BEFORE + part + TAG + part + AFTER);
  await site.nginx.configure({ locations: site.nginx.options.locations
    + 'location = /large.html { lead_form_inject on; }' });
  await site.nginx.reload();

  const { body } = await site.http.get('/large');
  const second = body.indexOf('<div class="lead-form" id="lead-form-demo"');
  const split = body.indexOf('</div>', second - part.length - 20);

  assert.ok(second > 0 && split > 0);
  assertForm(body.slice(0, second - part.length), BEFORE + part, '');
  assertForm(body.slice(second), '', part + AFTER);
  assert.equal(body.slice(second - part.length, second), part);
  assertForm((await site.http.get('/large.html')).body, BEFORE + part,
    part + AFTER);
});

test('a tag that is none of ours stays as it is', async (t) => {
  const pages = {
    '/src': '<lead-form src="/contact"><a href="/contact">x</a></lead-form>',
    '/comment': `<!-- ${TAG} -->`,
    '/script': `<script>var a = '${TAG}';</script>`,
    '/attribute': `<a title='${TAG}'>x</a>`,
    '/half': '<p>a</p><lead-form name="contact"',
    '/none': '',
    '/other': '<lead-form name="other">O</lead-form><lead-form name="N">'
      + 'O</lead-form>',
  };
  const site = await startPages(t, { ...pages,
    '/text': (request, response) => sendPage(response, TAG,
      { 'content-type': 'text/plain' }),
    '/off/a': TAG }, { nginx: { server: 'lead_form_inject off;' } });

  for (const [url, body] of Object.entries(pages)) {
    assert.equal((await site.http.get(url)).body, body, url);
    assert.equal((await site.http.get(url)).body, body, url);
  }

  const text = await site.http.get('/text');

  assert.equal(text.body, TAG);
  assert.equal(text.headers['cache-control'], undefined);

  const log = fs.readFileSync(site.nginx.errorLog, 'utf8')
    .match(/\[warn\].*lead_form_inject.*/g);

  assert.equal(log.length, 1, 'said once');
  assert.match(log[0], /no location of this server has lead_form "other"/);
});

test('of very many tags the first ones become forms', async (t) => {
  const site = await startPages(t, { '/many': TAG.repeat(20) });
  const { body } = await site.http.get('/many');

  assert.equal(body.split(FORM).length - 1, 16);
  assert.ok(body.endsWith(TAG.repeat(4)));
});

test('a form is found by the location of its server that has it', async (t) => {
  const site = await startPages(t, {
    '/1': '<lead-form name="demo" lang="de" product="A &amp; B"/>',
    '/2': '<lead-form name="contact"/>',
    '/3': '<lead-form name="other"/>',
  }, {
    forms: { contact: CONTACT, other: CONTACT,
      demo: { ...CONTACT, title: { en: 'Talk', de: 'Reden' } } },
    nginx: { pages: [], locations: `
      location /get/in/touch { lead_form contact; }
      location ~ ^/forms/get/in/ { return 404; }
      location = /demo { return 404; }
      location ~ ^/(?<form>[a-z]+)$ { lead_form $form; }
      location = /a-demo { internal; lead_form demo; }` },
  });

  const a = await site.http.get('/1');

  assert.match(a.body, /id="lead-form-demo" lang="de"[^]*Reden/);
  assert.match(a.body, /action="\/a-demo[?"]/);
  assert.match((await site.http.get('/2')).body, /action="\/get\/in\/touch"/);
  assert.match((await site.http.get('/3')).body, /action="\/other"/);
});

test('an answer that is no fragment is no part of a page', async (t) => {
  const site = await startPages(t, { '/a': `(${TAG})`, '/contact': 'no form',
    '/b': '(<lead-form name=gone></lead-form>)' },
  { nginx: { pages: [], locations: `
      location ~ ^/(contact|gone)/$ { lead_form $1; }
      location = /gone { return 200 "no form, either"; }` } });

  assert.equal((await site.http.get('/a')).body, `(${TAG})`);
  assert.equal((await site.http.get('/b')).body,
    '(<lead-form name=gone></lead-form>)');
});

test('what cannot be had leaves the tag, with what stands in it', async (t) => {
  const tag = '<lead-form name="contact"><a href="/write">Write</a></lead-form>';
  const site = await startPages(t, { '/a': BEFORE + tag + AFTER },
    { nginx: { http: 'limit_req_zone $server_name zone=z:1m rate=1r/m;',
      pages: [], locations: `
      location = /contact { limit_req zone=z; lead_form contact; }
      error_page 503 /sorry; location = /sorry { return 503 "Sorry"; }` } });

  assertForm((await site.http.get('/a')).body, BEFORE, AFTER);

  const second = await site.http.get('/a');

  assert.equal(second.status, 200);
  assert.equal(second.body, BEFORE + tag + AFTER);
  assert.match(fs.readFileSync(site.nginx.errorLog, 'utf8'),
    /\[warn\].*"\/contact" has no fragment for a page of location "\/"/);
});

test('a page in answer to a post holds a form, too, and an error page',
  async (t) => {
    const site = await startPages(t, {
      '/search': PAGE,
      '/gone': (request, response) => sendPage(response, PAGE, {}, 410),
    });
    const posted = await site.http.post('/search', { q: 'x'.repeat(5000) });

    assertForm(posted.body, BEFORE, AFTER);

    const gone = await site.http.get('/gone');

    assert.equal(gone.status, 410);
    assertForm(gone.body, BEFORE, AFTER);
  });
