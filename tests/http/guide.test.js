'use strict';
// The web admin's guide, followed: the ten lines, the ways to put a form on a
// site, behind a cache, and limits; each by its lines as they stand.

const assert = require('node:assert/strict');
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { promisify } = require('node:util');

const { startFastcgi } = require('../lib/fastcgi.js');
const { fragmentOf, pressIn, html, INCLUDE } = require('../lib/fragment.js');
const { FROM, withGeo } = require('../lib/geo.js');
const { examples } = require('../lib/guide.js');
const { HttpClient } = require('../lib/http.js');
const { TAG } = require('../lib/inject.js');
const { ROOT } = require('../lib/nginx.js');
const { startSite, CONTACT } = require('../lib/site.js');
const { startUpstream, sendPage } = require('../lib/upstream.js');

const run = promisify(execFile);
const ADA = { name: 'Ada Lovelace', email: 'ada@planted.example' };
const GERMAN = { ...CONTACT,
  title: { en: CONTACT.title, de: 'Sprechen Sie mit uns' } };
const TYPES = 'types { text/html html; text/javascript js; }';

// A site whose files lie in www; more: what nginx is told beside that.
async function start(t, files, more) {
  const site = await startSite(t, { start: false, siteJson: { min_fill: '0s' },
    forms: { contact: GERMAN }, planted: Object.values(ADA) });

  site.root = path.join(site.dir, 'www');
  for (const [name, text] of Object.entries(files)) {
    fs.writeFileSync(path.join(site.root, name), text);
  }

  const options = typeof more === 'function' ? more(site) : more;

  await site.startNginx({ pages: [], ...options,
    http: TYPES + (options.http || '') });

  return site;
}

// An example of a server, without the root that a test's nginx.conf has.
const server = (heading, at = 0) => examples('admin.md', heading,
  'nginx server')[at].replace('root /var/www/html;', '');

async function assertReturns(browser, url, back = url) {
  const page = await browser.get(url);
  const sent = await pressIn(browser, page, ADA);
  const { location } = sent.headers;

  assert.equal(sent.status, 303);
  assert.equal(location, `${back}${back.includes('?') ? '&' : '?'
  }lead-form=contact.thanks#lead-form-contact`);

  const thanks = await browser.get(location.replace(/#.*/, ''));

  assert.match(fragmentOf(thanks), /Thank you|Vielen Dank/);
  assert.match(fragmentOf(await browser.get(url)), /Welcome back/);
}

function assertUncacheable({ headers }) {
  assert.equal(headers['cache-control'], 'private, no-store');
  for (const name of ['etag', 'last-modified', 'expires']) {
    assert.equal(headers[name], undefined, name);
  }
}

test('the commands install what the ten lines serve', async (t) => {
  const site = await startSite(t, { start: false, redis: { port: true },
    planted: Object.values(ADA) });
  const place = (...parts) => path.join(site.dir, ...parts);
  const [commands] = examples('admin.md', 'Install', 'sh');
  const [lines] = examples('admin.md',
    'The ten lines that put a form on a site', 'nginx main');

  for (const folder of ['usr/lib/nginx/modules', 'usr/local/bin', 'etc',
    'var/lib', 'tmp']) {
    fs.mkdirSync(place(folder), { recursive: true });
  }

  assert.equal(lines.split('\n').filter((line) => /\w/.test(line)).length, 10);

  // make did its part before the tests; / is the test's folder.
  await run('bash', ['-e', '-c', commands.replace(/^make$/m, '')
    .replace(/^sudo lead-form/m, place('usr/local/bin/lead-form'))
    .replace(/^sudo /gm, '').replace(/ \/(usr|etc)\//g, ` ${site.dir}/$1/`)],
  { cwd: ROOT });

  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${place('tmp', name)};`).join('\n');

  await site.startNginx({ conf: lines
    .replace('modules/', place('usr/lib/nginx/modules/'))
    .replace('redis://127.0.0.1', `redis://127.0.0.1:${site.redis.port}`)
    .replace(/ \/(etc|var)\//g, ` ${site.dir}/$1/`)
    .replace('listen 80', `listen unix:${place('http.sock')}`)
    .replace(/^events/m, `daemon off; pid ${place('nginx.pid')};
      error_log ${place('logs/error.log')} info;
      ${process.getuid() === 0 ? 'user root;' : ''}
      events`)
    .replace(/^http \{/m, `http { access_log ${place('logs/access.log')};
      ${temporary}`) });

  const page = await site.http.get('/contact');

  assert.match(page.page.text, /Talk to us/);

  const sent = await site.http.submit(page, ADA);
  const again = sent.status === 422
    ? await site.http.submit(sent, ADA) : sent;

  assert.equal(again.status, 303);
  assert.equal((await site.events()).length, 1);
});

// What stands for WordPress: each post holds what its author put there.
const POST = html(`<lead-form name="contact"><a
href="/contact">Contact</a></lead-form>`);

async function startPhp(t, answer) {
  let php;
  const site = await start(t, { 'index.php': '<?php' }, (here) => {
    fs.writeFileSync(path.join(here.dir, 'fastcgi_params'), [
      'QUERY_STRING $query_string', 'REQUEST_METHOD $request_method',
      'CONTENT_LENGTH $content_length', 'REQUEST_URI $request_uri',
    ].map((line) => `fastcgi_param ${line};\n`).join(''));

    return { server: server('WordPress and other PHP')
      .replace('/run/php/php-fpm.sock', path.join(here.dir, 'php.sock')) };
  });

  php = await startFastcgi(t, site.dir, answer);

  return { site, php };
}

test('a tag in a post of WordPress is a form, which leads back to the post',
  async (t) => {
    const { site, php } = await startPhp(t, () => ({ body: POST, headers: {
      ETag: '"post"', 'Last-Modified': new Date(0).toUTCString() } }));
    const browser = site.browser();
    const page = await browser.get('/about-us/?p=1', { headers:
      { 'accept-encoding': 'gzip', 'if-none-match': '"post"' } });

    assertUncacheable(page);
    assert.match(fragmentOf(page), /Talk to us/);
    assert.match(page.body, /The end\.<\/p><\/body><\/html>\n$/);

    const [seen] = php.requests;

    assert.equal(seen.SCRIPT_FILENAME, path.join(site.root, 'index.php'));
    assert.equal(seen.REQUEST_URI, '/about-us/?p=1');
    assert.ok(!seen.HTTP_ACCEPT_ENCODING);
    assert.equal(seen.HTTP_IF_NONE_MATCH, undefined);

    await assertReturns(browser, '/about-us/?p=1');
    assert.ok(php.requests.every((one) => one.REQUEST_METHOD === 'GET'),
      'PHP has seen no submission');
  });

test('the element in a post leaves what PHP says of caches', async (t) => {
  const [block] = examples('admin.md', 'WordPress and other PHP', 'html');
  const { site } = await startPhp(t, () => ({ body: html(block), headers: {
    'Cache-Control': 'max-age=60' } }));
  const conf = site.nginx.options.server.replace('lead_form_inject on;', '');

  site.nginx.configure({ server: conf });
  await site.nginx.reload();

  const page = await site.http.get('/about-us/');

  assert.equal(page.headers['cache-control'], 'max-age=60');
  assert.ok(page.body.includes(block));

  const [, script] = /src="([^"]+element)"/.exec(block);
  const got = await site.http.get(script);

  assert.match(got.headers['content-type'], /^text\/javascript/);
});

test('one page of a static site holds a form, the others are as they were',
  async (t) => {
    const site = await start(t, { 'about.html': html(TAG),
      'prices.html': html('') }, { server: server('A static site') });
    const page = await site.http.get('/about.html');
    const other = await site.http.get('/prices.html');

    assertUncacheable(page);
    assert.equal(other.headers['cache-control'], undefined);
    assert.match(other.headers.etag, /^"/);
    await assertReturns(site.browser(), '/about.html');
  });

test('a form’s address is not the application’s', async (t) => {
  const site = await start(t, { 'index.html': html('the application') },
    { server: server('A single-page application') });

  assert.match((await site.http.get('/any/view')).body, /the application/);
  assert.match((await site.http.get('/contact')).page.text, /Talk to us/);

  const data = await site.http.get('/contact',
    { headers: { accept: 'application/json' } });

  assert.equal(data.json.state, 'first');
});

test('the lines of the element are the same wherever they stand', () => {
  const [lines] = examples('site.md', 'With a script: the element', 'html');

  assert.deepEqual([
    ...examples('admin.md', 'WordPress and other PHP', 'html'),
    ...examples('../README.md', 'For the web admin', 'html'),
  ], [lines, lines]);
});

test('a cache is told what the guide says', async (t) => {
  const site = await start(t, { 'ssi.html': html(INCLUDE),
    'tag.html': html(TAG), 'plain.html': html('') }, { server: `
      location = /contact { lead_form contact; }
      location = /plain.html { expires 1h; }
      location / { ssi on; lead_form_inject on; }` });

  for (const url of ['/contact', '/contact?thanks', '/contact?fragment',
    '/contact?lang=de', '/ssi.html', '/tag.html']) {
    assertUncacheable(await site.http.get(url));
  }

  const data = await site.http.get('/contact',
    { headers: { accept: 'application/json' } });

  assertUncacheable(data);

  const script = await site.http.get('/contact?element');

  assert.equal(script.headers['cache-control'], 'public, max-age=3600');
  assert.ok(script.headers.etag);
  assert.equal((await site.http.get('/plain.html')).headers['cache-control'],
    'max-age=3600');
});

test('behind a CDN the visitor’s address is found', async (t) => {
  const [conf] = examples('admin.md', 'Behind a CDN or a cache', 'nginx http');
  const site = await start(t, {}, withGeo({ tcp: true,
    http: conf.replace('192.0.2.0/24', '127.0.0.1'),
    locations: 'location = /contact { lead_form contact; }' }));
  const from = (client) => new HttpClient({ host: '127.0.0.1',
    port: site.nginx.port, localAddress: client }, { headers:
    { 'x-forwarded-for': FROM.DE } });
  const browser = from('127.0.0.1');
  const sent = await browser.submit(await browser.get('/contact'), ADA);

  assert.equal(sent.status, 303);
  assert.equal(sent.cookies[0].name, '__Host-lead');
  assert.equal((await site.events())[0].country, 'DE');

  const other = from(FROM.GB);

  await other.submit(await other.get('/contact'), ADA);
  assert.equal((await site.events())[1].country, 'GB',
    'from elsewhere the header is nobody’s word');
});

test('the limit counts what is posted, and a person can correct mistakes',
  async (t) => {
    const [conf] = examples('admin.md', 'Rate limits', 'nginx http');
    const site = await start(t, { 'tag.html': html(TAG) }, (here) => ({
      http: conf.replace('rate=30r/m', 'rate=1r/m').replace('listen 80;',
        `listen unix:${here.dir}/limited.sock; root ${here.dir}/www;
         location / { lead_form_inject on; }`)
        .replace('$binary_remote_addr', '$document_root') }));
    const browser = new HttpClient({ socketPath: `${site.dir}/limited.sock` });

    for (let i = 0; i < 30; i++) {
      assert.equal((await browser.get('/contact')).status, 200);
    }

    const page = await browser.get('/contact');

    for (let i = 0; i < 21; i++) {
      assert.equal((await browser.submit(page, { name: 'Ada' })).status, 422);
    }

    assert.equal((await browser.submit(page, ADA)).status, 429);
    assert.ok(fragmentOf(await browser.get('/tag.html')),
      'the form comes all the same');
  });

test('where pages count, one limit counts for each request', async (t) => {
  const PAGES = { 'one.html': html(TAG), 'two.html': html(TAG + TAG),
    'ssi.html': html(INCLUDE), 'own.html': html(TAG) };
  const site = await start(t, PAGES, { http: `
      limit_req_zone $server_name zone=leads:1m rate=1r/m;
      limit_req_zone $server_name zone=pages:1m rate=1r/m;`, server: `
      location = /contact { limit_req zone=leads burst=2 nodelay;
        limit_req_status 429; lead_form contact; }
      location / { lead_form_inject on; ssi on; }
      location = /own.html { lead_form_inject on;
        limit_req zone=pages burst=20 nodelay; }` });
  const get = async (url) => (await site.http.get(url)).body;
  const forms = (body) => body.split('<div class="lead-form"').length - 1;

  for (let i = 0; i < 5; i++) {
    assert.equal(forms(await get('/own.html')), 1, 'its own limit alone');
  }

  assert.equal(forms(await get('/two.html')), 2);
  assert.equal(forms(await get('/two.html')), 2);
  assert.equal(forms(await get('/one.html')), 1, 'three requests, three counts');
  assert.ok((await get('/one.html')).includes(TAG), 'the tag stays');
  assert.match(await get('/ssi.html'), /429 Too Many Requests/);
  assert.equal((await site.http.get('/contact')).status, 429);
});

test('without lead_form_inject SSI leaves Cache-Control as it was',
  async (t) => {
    const [conf] = examples('site.md', 'Into a page by SSI', 'nginx server');
    const site = await start(t, { 'about.html': html(INCLUDE) }, (here) => ({
      server: conf.replace('lead_form_inject on;', '')
        .replace('/var/www/html', here.dir + '/www') }));

    assert.equal((await site.http.get('/about.html')).headers['cache-control'],
      undefined);
  });

test('a link to the form’s own page says language and campaign', async (t) => {
  const [conf] = examples('site.md', 'A page of its own', 'nginx server');
  const [page] = examples('site.md', 'A page of its own', 'html');
  const site = await start(t, { 'index.html': html(page) }, { server: conf });
  const [, first, german] = [...page.matchAll(/href="([^"]+)"/g)]
    .reduce((all, [, url]) => [...all, url], ['']);

  assert.match((await site.http.get(first)).page.text, /Talk to us/);
  assert.match((await site.http.get(german)).page.text, /Sprechen Sie mit uns/);

  const sent = await site.http.submit(
    await site.http.get(first + '?utm_source=letter'), ADA);

  assert.equal(sent.headers.location.includes('thanks'), true);

  const [event] = await site.events();

  assert.match(event.utm, /letter/);
});

test('the tag of the guide is a form, where the upstream is asked for plain '
  + 'pages', async (t) => {
  const heading = 'Into pages that pass: a tag';
  const [tag] = examples('site.md', heading, 'html');
  const [conf, blog] = examples('site.md', heading, 'nginx server');
  const site = await start(t, {}, (here) => ({
    server: (conf + blog).replace(/http:\/\/127\.0\.0\.1:3000/g,
      `http://unix:${here.dir}/upstream.sock:`) }));
  const upstream = await startUpstream(t, site.dir, (request, response) => (
    sendPage(response, request.url.startsWith('/blog/')
      ? html('<article>News</article>') : html(tag))));

  const page = await site.http.get('/pricing?a=b',
    { headers: { 'accept-encoding': 'gzip' } });

  assertUncacheable(page);
  assert.match(fragmentOf(page), / action="\/contact\?lang=de"/);
  assert.equal(upstream.requests[0].headers['accept-encoding'], undefined);
  await assertReturns(site.browser(), '/pricing?a=b');

  const post = await site.http.get('/blog/news');

  assert.ok(fragmentOf(post));
  assert.match(post.body, /News[^]*id="lead-form-contact"[^]*<\/article>/);
});

test('a page of another domain may use the form, and nobody is remembered',
  async (t) => {
    const [conf] = examples('site.md', 'On the forms\' address',
      'nginx server');
    const [page] = examples('site.md', 'On the forms\' address', 'html');
    const site = await start(t, {}, { server: conf });
    const headers = { origin: 'https://www.example.org',
      'sec-fetch-site': 'cross-site', host: 'forms.example.com' };

    for (const [, address] of page.matchAll(/(?:src|href)="([^"]+)"/g)) {
      const { host, pathname, search } = new URL(address);

      assert.equal(host, headers.host);

      const got = await site.http.get(pathname + search, { headers });

      assert.equal(got.status, 200);
      assert.match(got.headers['access-control-allow-origin'],
        /^(\*|https:\/\/www\.example\.org)$/);
    }

    const form = await site.http.get('/contact?fragment', { headers });
    const sent = await site.http.post('/contact?fragment', { ...ADA,
      lf_ticket: form.page.forms[0].hidden.lf_ticket }, { headers });

    assert.equal(sent.status, 201);
    assert.equal(sent.cookies.length, 0);
    assert.equal((await site.events())[0].visitor, '');

    const refused = await site.http.post('/contact?fragment', ADA,
      { headers: { ...headers, origin: 'https://evil.example' } });

    assert.equal(refused.status, 403);
  });
