'use strict';
// The form's server behind the site's: the lines of docs/site.md, "From
// another domain", one nginx in front of the other.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { FROM, withGeo } = require('../lib/geo.js');
const { examples } = require('../lib/guide.js');
const { HttpClient } = require('../lib/http.js');
const { freePort } = require('../lib/processes.js');
const { startSite } = require('../lib/site.js');

const PERSON = { name: 'Wanda Rutkiewicz', email: 'wanda@planted.example' };

// The two examples, moved to this machine and without TLS in between.
function servers(dir, port) {
  const [front, back] = examples('site.md', 'From another domain',
    'nginx http');

  return [front.replace('192.0.2.10:443', `unix:${dir}/back.sock`)
    .replace('listen 8082', `listen 127.0.0.1:${port}`)
    .replace('https://forms;', 'http://forms;'),
  back.replace('listen 8083', `listen unix:${dir}/back.sock`)
    .replace('set_real_ip_from 192.0.2.1', 'set_real_ip_from unix:')
    .replace('lead_form_secure on', 'lead_form_secure off'),
  ].join('\n');
}

async function start(t) {
  const port = await freePort();
  const site = await startSite(t, { siteJson: { min_fill: '0s' }, start: false,
    planted: Object.values(PERSON) });

  await site.startNginx(withGeo({ http: servers(site.dir, port) }));
  site.front = (options) => new HttpClient({ host: '127.0.0.1', port,
    localAddress: FROM.DE }, { headers: { host: 'www.example.org:8082',
    origin: 'http://www.example.org:8082' }, ...options });

  return site;
}

// As a browser that says nothing of Sec-Fetch-Site.
const OLD = { sameOrigin: false };

test('behind the site\'s own server visitors are remembered', async (t) => {
  const site = await start(t);

  for (const [options, count] of [[OLD, 1], [{}, 2]]) {
    const browser = site.front();
    const sent = await browser.submit(await browser.get('/contact'), PERSON,
      options);

    assert.equal(sent.status, 303);
    assert.equal(sent.headers.location, '?thanks', 'on the site itself');
    assert.equal(sent.cookies.length, 1);
    assert.equal(sent.cookies[0].attributes.domain, undefined);
    assert.equal(sent.cookies[0].attributes.path, '/');
    assert.match((await browser.get('/contact')).page.text, /Welcome back/);

    const events = await site.events();

    assert.equal(events.length, count);
    assert.notEqual(events[count - 1].visitor, '');
    assert.equal(events[count - 1].country, 'DE',
      'the visitor\'s address, not the proxy\'s');
  }
});

test('script and fragment come the same way', async (t) => {
  const site = await start(t);
  const browser = site.front();
  const script = await browser.get('/contact?element');

  assert.equal(script.headers['content-type'],
    'text/javascript; charset=utf-8');
  assert.equal(script.headers['cache-control'], 'public, max-age=3600');

  const kept = await browser.get('/contact?element',
    { headers: { 'if-none-match': script.headers.etag } });

  assert.equal(kept.status, 304);

  const fragment = await browser.get('/contact?fragment');

  assert.match(fragment.body, /^<div class="lead-form"/);
  assert.match(fragment.body, / action="\/contact"/);

  const [, ticket] = /name="lf_ticket" value="([^"]+)"/.exec(fragment.body);
  const sent = await browser.post('/contact?fragment',
    { ...PERSON, lf_ticket: ticket }, OLD);

  assert.equal(sent.status, 201);
  assert.equal(sent.cookies.length, 1);
});

test('a page of another host is refused there as anywhere', async (t) => {
  const site = await start(t);

  for (const origin of ['https://evil.example', 'http://www.example.org']) {
    const browser = site.front();
    const page = await browser.get('/contact');
    const refused = await browser.submit(page, PERSON,
      { ...OLD, headers: { origin } });

    assert.equal(refused.status, 403, origin);
  }

  assert.deepEqual(await site.events(), []);
});
