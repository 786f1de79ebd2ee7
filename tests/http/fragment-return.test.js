'use strict';
// Where a post leads: back to the page that holds the form, never to another
// site, whatever `lf_page` says.  The URL standard, as node has it, judges.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const http = require('node:http');
const path = require('node:path');
const { test } = require('node:test');

const { startHolding, pressIn, fragmentOf, INCLUDE }
  = require('../lib/fragment.js');
const { ROOT } = require('../lib/nginx.js');
const { random } = require('../lib/random.js');

const CLI = process.env.LF_CLI || path.join(ROOT, 'build', 'lead-form');
const SITE = 'https://site.example';
const ADA = { name: 'Ada Lovelace', email: 'ada@planted.example' };
const PLANTED = ['ada@planted.example', 'Ada Lovelace'];

function start(t, more) {
  return startHolding(t, { 'about.html': INCLUDE },
    { planted: PLANTED, ...more });
}

// Where "Not you?" leads with that page; it is a post that nothing is kept of.
async function led(browser, page) {
  const answer = await browser.post('/contact',
    { lf_do: 'not_me', lf_page: page });

  assert.equal(answer.status, 303, JSON.stringify(page));

  return answer.headers.location;
}

test('a page of the site is gone back to', async (t) => {
  const { http: browser } = await start(t);

  for (const [page, expected] of [
    ['/', '/'], ['/a/b.html?x=1&y=/2', '/a/b.html?x=1&y=/2'],
    ['/%e2%82%ac', '/%e2%82%ac'], ['/#top', '/'],
    ['/a?b#c?d', '/a?b'], ['/?lead-form=x.thanks&p=1', '/?p=1'],
    ['/%0d%0aSet-Cookie:x=y', '/%0d%0aSet-Cookie:x=y'],
    ['/a?next=https://else.example/', '/a?next=https://else.example/'],
    ['/%2f%2felse.example', '/%2f%2felse.example'],
    ['/%5celse.example', '/%5celse.example'], ['/@else.example',
      '/@else.example'],
  ]) {
    assert.equal(await led(browser, page), `${expected}#lead-form-contact`);
  }
});

test('what is no page of the site is not', async (t) => {
  const { http: browser } = await start(t);

  for (const page of [
    '', 'about', '?x', '#x', '//', '//else.example', '///else.example',
    '/\\else.example', '\\/else.example', '\\\\else.example',
    '/\t/else.example', '/\n/else.example', '/\r\n/else.example',
    '\t//else.example', ' //else.example', ' /a', '/a b', '/a\u0000b',
    'https://else.example/', 'https:else.example', 'https:/else.example',
    'http:else.example', 'javascript:alert(1)', 'JaVaScRiPt:alert(1)',
    'data:text/html,x', '/..//else.example', '/.//else.example',
    '/a/..//else.example', '/%2e%2e//else.example', '/.%2E//else.example',
    '/a\r\nSet-Cookie: a=b', '/caf\u00e9', '/\u2028', '/\ufffd', '/"onload=',
    "/'", '/<script>', '/' + 'a'.repeat(2000), '/a'.repeat(5000),
    '\u2215\u2215else.example', '/\uff0felse.example', 'site.example/a',
    'https://localhost/a', '//localhost/a',
  ]) {
    assert.equal(await led(browser, page), '?', JSON.stringify(page));
  }
});

test('whatever is said, nobody leaves the site', async (t) => {
  const { nginx } = await start(t);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const seed = Number(process.env.LF_SEED) || Date.now() % 1e6;
  const next = random(seed);
  const parts = ['/', '/', '\\', '.', '..', '//', '?', '#', '@', ':', '%',
    '%2f', '%5c', '%2e', '%09', '%0d%0a', '\t', '\n', '\r', ' ', '\u0000',
    'else.example', 'https:', 'http://', 'javascript:', 'a', 'b=c', '&',
    'lead-form=x', '\u00e9', '\uff0f', '\u2028', '[', ']', '|', '^', '`',
    '{', '"', "'", '<', '>', ';', ',', '\u007f'];
  let taken = 0;

  t.after(() => agent.destroy());
  t.diagnostic(`LF_SEED=${seed}`);

  for (let i = 0; i < 3000; i++) {
    let page = next() < 0.7 ? '/' : '';

    for (let n = next() * 7; n > 0; n--) {
      page += parts[Math.floor(next() * parts.length)];
    }

    const { location } = await post(nginx.path, agent, page);
    const url = new URL(location, SITE + '/contact');

    assert.equal(url.origin, SITE, JSON.stringify({ page, location, seed }));

    if (location !== '?') {
      taken++;
      assert.equal(new URL(page, SITE).origin, SITE);
      assert.equal(url.hash, '#lead-form-contact');
      assert.equal(url.pathname, new URL(page, SITE).pathname);
      assert.match(location, /^\/(?!\/)[\x21-\x7e]*$/);
    }
  }

  assert.ok(taken > 100, `${taken} of 3000 were pages`);
});

function post(socketPath, agent, page) {
  const body = new URLSearchParams({ lf_do: 'not_me', lf_page: page })
    .toString();

  return new Promise((resolve, reject) => {
    http.request({ socketPath, agent, method: 'POST', path: '/contact',
      headers: { host: 'localhost', 'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body) } }, (response) => {
      assert.equal(response.statusCode, 303);
      response.resume().on('end', () => resolve(response.headers));
    }).on('error', reject).end(body);
  });
}

test('a fragment never posts to another host', async (t) => {
  const site = await start(t, { nginx: {
    server: 'merge_slashes off;',
    locations: 'location ~ /form$ { lead_form contact; }\n'
      + 'location = /moved { rewrite ^ /contact last; }',
  } });

  for (const [url, action] of [
    ['/contact?fragment', '/contact'],
    ['/contact?x=1&fragment=1&y', '/contact'],
    ['/moved?fragment', '/moved'],
    ['/a%20b/form?fragment', '/a%20b/form'],
    ['//else.example/form?fragment', '/else.example/form'],
    ['//else.example/../form?fragment', '/form'],
    ['///else.example/form?fragment', '/else.example/form'],
    ['/%5celse.example/form?fragment', '/%5celse.example/form'],
  ]) {
    const answer = await site.http.get(url);

    assert.equal(answer.status, 200, url);
    assert.equal(answer.page.forms[0].attributes.action, action, url);
  }
});

test('what a fragment’s own post is answered with', async (t) => {
  const site = await start(t);
  const browser = site.browser();
  const page = await browser.get('/contact?fragment');
  const as = { query: '?fragment' };

  assert.equal(page.headers['cache-control'], 'private, no-store');
  assert.equal(page.headers['x-content-type-options'], 'nosniff');
  assert.equal(page.headers['content-security-policy'], undefined);
  assert.match(page.body, /^<div class="lead-form"/);
  assert.equal(page.page.hidden.lf_page, undefined);

  const wrong = await pressIn(browser, page, { name: 'Ada' }, as);

  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /^<div class="lead-form"/);
  assert.equal(wrong.page.input('name').value, 'Ada');
  assert.equal(wrong.headers['content-security-policy'], undefined);

  const sent = await pressIn(browser, wrong, ADA, as);

  assert.equal(sent.status, 201);
  assert.equal(sent.headers.location, undefined);
  assert.match(fragmentOf(sent), /<h2>Thank you<\/h2>/);
  assert.doesNotMatch(sent.body, /<form|Ada|planted/);
  assert.ok(browser.lead);

  const known = await browser.get('/contact?fragment');

  assert.match(fragmentOf(known), /<h2>Welcome back<\/h2>/);

  for (const [button, expected] of [
    ['lf_do=erase', /request/i], ['lf_do=not_me', /<h2>Talk to us<\/h2>/],
  ]) {
    const answer = await pressIn(browser, known, {}, { button, ...as });

    assert.equal(answer.status, 200, button);
    assert.match(answer.body, /^<div class="lead-form"/);
    assert.match(answer.body, expected);
  }

  // After "Not you?" the first step is fresh, and can be sent.
  const fresh = await pressIn(browser, await browser.get(
    '/contact?fragment'), ADA, as);

  assert.equal(fresh.status, 201);

  const forgotten = await pressIn(browser, await browser.get(
    '/contact?fragment'), {}, { button: 'lf_do=forget', ...as });

  assert.equal(forgotten.status, 200);
  assert.match(forgotten.body, /forgotten/i);
  assert.equal(browser.lead, undefined);
  assert.equal((await site.events()).length, 3);
});

test('the first step after "Not you?" is a form to be sent', async (t) => {
  const site = await start(t);
  const browser = site.browser();
  const as = { query: '?fragment' };

  await pressIn(browser, await browser.get('/contact?fragment'), ADA, as);

  const known = await browser.get('/contact?fragment');
  const fresh = await pressIn(browser, known, {}, { button: 'lf_do=not_me',
    ...as });

  assert.ok(fresh.page.ticket && fresh.page.ticket !== known.page.ticket);
  assert.equal(fresh.page.input('name').value, '');

  const sent = await pressIn(browser, fresh,
    { ...ADA, email: 'ada2@planted.example' }, as);

  assert.equal(sent.status, 201);
  assert.equal(new Set((await site.events()).map((e) => e.visitor)).size, 2);
});

test('what is refused says so without a page around it', async (t) => {
  const site = await start(t, { nginx: { locations: `
    location ~ ^/any/(?<form>.+)$ { lead_form $form; }` } });

  for (const [status, method, url, headers, body] of [
    [403, 'POST', '/contact?fragment', { 'sec-fetch-site': 'cross-site',
      'content-type': 'application/x-www-form-urlencoded' }, 'a=b'],
    [415, 'POST', '/contact?fragment', { 'sec-fetch-site': 'same-origin',
      'content-type': 'text/plain' }, 'a=b'],
    [405, 'PUT', '/contact?fragment', {}, 'a=b'],
    [400, 'POST', '/contact?fragment', { 'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded' }, 'a=%'],
    [413, 'POST', '/contact?fragment', { 'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded' },
    'a=' + 'b'.repeat(2 << 20)],
    [404, 'GET', '/any/nothing?fragment', {}, undefined],
  ]) {
    const answer = await site.browser().request(method, url,
      { headers, body });

    assert.equal(answer.status, status);
    assert.match(answer.body, /^<div class="lead-form"/, String(status));
    assert.doesNotMatch(answer.body, /<(html|style|main)/);
    assert.equal(answer.headers['content-security-policy'], undefined);
  }
});

test('a preview is the form’s own page', async (t) => {
  const site = await start(t);
  const url = new URL(execFileSync(CLI, ['preview', 'contact', '--forms',
    site.formsDir, '--secret', site.secretFile, '--url',
    'http://localhost/contact'],
  { encoding: 'utf8' }).trim());
  const link = url.pathname + url.search;
  const page = await site.http.get(link + '&fragment');
  const post = (values) => site.http.post(link + '&fragment', {
    lf_ticket: page.page.ticket, lf_page: '/about.html', ...values });

  assert.equal(page.status, 200);
  assert.match(page.body, /^<!doctype html>.*Preview: nothing is saved/is);
  assert.equal((await post({ lf_do: 'not_me' })).headers.location,
    url.search);
  assert.equal((await post({ lf_do: 'shown' })).status, 204);

  const sent = await post({ company: 'Acme' });

  assert.equal(sent.status, 200);
  assert.match(sent.body, /^<!doctype html>/i);
  assert.deepEqual(await site.events(), []);
  assert.equal((await site.http.get('/contact?fragment&preview=forged'))
    .status, 403);
});
