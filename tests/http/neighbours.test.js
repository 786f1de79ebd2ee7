'use strict';
// The module among nginx's own: SSI, subrequests, internal redirects, gzip,
// limits, blocks within a location, and the access log.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const zlib = require('node:zlib');
const { test } = require('node:test');

const { startSite } = require('../lib/site.js');
const { readPage } = require('../lib/page.js');
const { connectRaw, postText } = require('../lib/raw.js');
const { urlencoded } = require('../lib/http.js');

const PERSON = { name: 'Zora Quintessa', email: 'zora@planted.example' };
const PLANTED = [...Object.values(PERSON), 'Planted Company', 'planted note'];

function start(t, nginx = {}, options = {}) {
  return startSite(t, { siteJson: { min_fill: '0s' }, planted: PLANTED, nginx,
    ...options });
}

function write(site, name, text) {
  fs.writeFileSync(path.join(site.dir, 'www', name), text);
}

// A browser that has sent the first step, at the beginning of a new visit.
async function known(site) {
  const browser = site.browser();
  const sent = await browser.submit(await browser.get('/contact'), PERSON);

  assert.equal(sent.status, 303);

  await nextVisit(site);

  return browser;
}

test('a page includes a form twice, for a stranger and for a known visitor',
  async (t) => {
    const site = await start(t, { server: 'ssi on;' });

    write(site, 'page.html', '<h1>Ours</h1>'
      + '<!--# include virtual="/contact" -->|'
      + '<!--# include virtual="/contact?lang=de" --><p>end</p>');

    const first = await site.http.get('/page.html');

    assert.equal(first.status, 200);
    assert.equal(readPage(first.body).inputs.filter((i) => i.name === 'name')
      .length, 2);
    assert.match(first.body, /<p>end<\/p>$/);

    const browser = await known(site);
    const second = await browser.get('/page.html');

    assert.equal(second.status, 200);
    assert.equal(readPage(second.body).inputs.filter((i) =>
      i.name === 'company').length, 2, 'the same question in both');
    assert.match(second.body, /<p>end<\/p>$/);
    assert.equal((await browser.head('/page.html')).status, 200);
  });

test('an included form that is posted to is a page of its own', async (t) => {
  const site = await start(t, { locations: `
    location = /ssi { ssi on; default_type text/html; try_files /page.html =404; }` });

  write(site, 'page.html', '<!--# include virtual="/contact" -->');

  const body = urlencoded({ ...PERSON, lf_ticket: 'none' });
  const raw = await connectRaw(site.nginx.path);

  raw.write('GET /ssi HTTP/1.1\r\nHost: localhost\r\nContent-Length: '
    + `${body.length}\r\n\r\n${body}GET /contact HTTP/1.1\r\n`
    + 'Host: localhost\r\n\r\n');
  assert.ok(readPage((await raw.response()).body).input('name'));
  assert.equal((await raw.response()).status, 200);
  raw.close();
});

test('a form as the page of an error keeps the error\'s status', async (t) => {
  const site = await start(t, { server: 'error_page 404 /contact;' });
  const missing = await site.http.get('/missing?utm_source=x');

  assert.equal(missing.status, 404);
  assert.ok(missing.page.input('name'));

  const raw = await connectRaw(site.nginx.path);

  raw.write(postText('/nothing/', urlencoded(PERSON))
    + 'GET /contact HTTP/1.1\r\nHost: localhost\r\n\r\n');

  const posted = await raw.response();

  assert.ok(posted.status === 404 || posted.status === 405);
  assert.equal((await raw.response()).status, 200,
    'the body was not taken for the next request');
  raw.close();

  const browser = await known(site);
  const again = await browser.get('/missing');

  assert.equal(again.status, 404);
  assert.ok(again.page.input('company'));
});

test('internal redirects lead to a form, with the method they came with',
  async (t) => {
    const site = await start(t, { locations: `
      location /try/     { try_files $uri /contact; }
      location /rewrite/ { rewrite ^ /contact last; }
      location /named/   { try_files $uri @form; }
      location @form     { lead_form contact; }
      location /accel/   { error_page 418 = @form; return 418; }` });

    for (const url of ['/try/x', '/rewrite/x', '/named/x', '/accel/x']) {
      const browser = site.browser();
      const page = await browser.get(url);

      assert.equal(page.status, 200, url);

      const sent = await browser.submit(page, PERSON);

      assert.equal(sent.status, 303, url);
      assert.equal(sent.headers.location, '?thanks', url);

      const next = await browser.get(url);

      assert.equal(next.status, 200, url);
      assert.match(next.body, /Talk to me/, url);
    }

    assert.equal((await site.events()).length, 4);

    for (const url of ['/try/x', '/named/x', '/rewrite/x']) {
      const raw = await connectRaw(site.nginx.path);

      raw.write(postText(url, '', { headers:
        { 'Content-Length': 10 * 1024 * 1024 } }));
      assert.equal((await raw.response()).status, 413, url);
      raw.close();
    }
  });

test('auth_request guards a form, and a form can be asked', async (t) => {
  const site = await start(t, { locations: `
    location = /yes     { return 204; }
    location = /no      { return 401; }
    location = /allowed { auth_request /yes; lead_form contact; }
    location = /denied  { auth_request /no; lead_form contact; }
    location = /asking  { auth_request /contact; lead_form contact; }` });
  const browser = site.browser();
  const page = await browser.get('/allowed');

  assert.equal((await browser.submit(page, PERSON)).status, 303);
  assert.equal((await browser.get('/denied')).status, 401);
  assert.equal((await browser.post('/denied', PERSON)).status, 401);

  for (const one of [site.browser(), await known(site)]) {
    const asked = await one.get('/asking');

    assert.equal(asked.status, 200);
    assert.ok(asked.page.buttons.length > 0);
  }
});

test('mirror reads the body first, and it is still there', async (t) => {
  const site = await start(t, { locations: `
    location = /mirrored { mirror /copy; lead_form contact; }
    location = /copy     { internal; return 204; }` });
  const page = await site.http.get('/mirrored');

  assert.equal((await site.http.submit(page, PERSON)).status, 303);
  assert.equal((await site.events()).length, 1);
});

test('blocks within the location of a form leave it a form', async (t) => {
  const site = await start(t, {
    http: 'map $request_method $posts { default 0; POST 1; }',
    locations: `
      location = /if {
          lead_form contact;
          if ($arg_debug) { add_header X-Debug yes; }
          if ($posts) { add_header X-Posted yes always; }
      }
      location = /limited {
          lead_form contact;
          limit_except POST { allow all; }
      }
      location = /refusing {
          lead_form contact;
          limit_except GET { deny all; }
      }` });

  const plain = await site.http.get('/if');
  assert.equal(plain.status, 200);
  assert.equal(plain.headers['x-debug'], undefined);

  const debug = await site.http.get('/if?debug=1');
  assert.equal(debug.status, 200);
  assert.equal(debug.headers['x-debug'], 'yes');
  assert.ok(debug.page.input('name'));

  const sent = await site.http.submit(debug, PERSON);
  assert.equal(sent.status, 303);
  assert.equal(sent.headers['x-posted'], 'yes');

  const limited = await site.browser().get('/limited');
  assert.equal(limited.status, 200);
  assert.ok(limited.page.input('name'));
  assert.equal((await site.browser().submit(limited,
    { ...PERSON, email: 'other@planted.example' })).status, 303);

  assert.equal((await site.http.get('/refusing')).status, 200);
  assert.equal((await site.http.post('/refusing', PERSON)).status, 403);
});

test('a compressed page is the page', async (t) => {
  const site = await start(t, { server: `
    gzip on; gzip_min_length 0; gzip_types *;` });
  const answer = await new Promise((resolve, reject) => {
    http.get({ socketPath: site.nginx.path, path: '/contact',
      headers: { host: 'localhost', 'accept-encoding': 'gzip' } }, resolve)
      .on('error', reject);
  });
  const chunks = [];

  for await (const chunk of answer) {
    chunks.push(chunk);
  }

  assert.equal(answer.headers['content-encoding'], 'gzip');
  assert.equal(answer.headers['cache-control'], 'private, no-store');

  const page = readPage(zlib.gunzipSync(Buffer.concat(chunks)).toString());

  assert.ok(page.input('name'));
  assert.equal((await site.http.submit({ page, url: '/contact' }, PERSON)).status, 303);
});

test('nginx\'s own limits stand before a form', async (t) => {
  const site = await start(t, {
    http: 'limit_req_zone $request_method zone=posts:1m rate=1r/m;',
    locations: `location = /limited {
      limit_req zone=posts; limit_req_status 429; lead_form contact; }` });
  const page = await site.http.get('/limited');

  assert.equal(page.status, 200);
  assert.equal((await site.http.submit(page, PERSON)).status, 303);
  assert.equal((await site.http.submit(page, PERSON)).status, 429);
  assert.equal((await site.events()).length, 1);
  assert.equal((await site.http.get('/contact')).status, 200);
});

test('the variables tell a log what became of a request, never what was typed',
  async (t) => {
    const site = await start(t, {
      http: `log_format outcome '$request_method $status [$lead_form_outcome]'
        ' [$lead_form_field] [$lead_form_country] [$lead_form_known]';
        access_log logs/outcome.log outcome;`,
      locations: 'location = /static { return 204; }' });
    const log = path.join(site.dir, 'logs', 'outcome.log');
    const lines = [];

    const logged = async (expected) => {
      lines.push(expected);
      await eventually(() => fs.readFileSync(log, 'utf8').split('\n').length
        > lines.length);
      assert.deepEqual(fs.readFileSync(log, 'utf8').trim().split('\n'), lines);
    };

    const { http } = site;
    const page = await http.get('/contact');
    await logged('GET 200 [new] [-] [-] [-]');

    await http.head('/contact');
    await logged('HEAD 200 [new] [-] [-] [-]');

    await http.get('/static');
    await logged('GET 204 [-] [-] [-] [-]');

    await http.submit(page, { ...PERSON, email: 'no address' });
    await logged('POST 422 [invalid] [-] [-] [-]');

    await http.submit(page, { ...PERSON, lf_ticket: 'none' });
    await logged('POST 422 [retry] [-] [-] [-]');

    await http.submit(page, { ...PERSON, lf_homepage: 'x' },
      { cookies: false });
    await logged('POST 303 [suspect] [-] [-] [-]');

    await http.request('PUT', '/contact');
    await logged('PUT 405 [refused] [-] [-] [-]');

    await http.post('/contact', PERSON,
      { headers: { 'sec-fetch-site': 'cross-site' } });
    await logged('POST 403 [refused] [-] [-] [-]');

    await http.submit(page, PERSON);
    await logged('POST 303 [saved] [-] [-] [-]');

    // The name and the contact.
    await http.get('/contact');
    await logged('GET 200 [known] [-] [-] [2]');

    await nextVisit(site);
    const question = await http.get('/contact');
    await logged('GET 200 [question] [company] [-] [2]');

    await http.submit(question, { company: 'Planted Company' });
    await logged('POST 303 [saved] [company] [-] [-]');

    await site.redis.kill();
    await http.get('/contact');
    await logged('GET 200 [known] [-] [-] [-]');
    await site.redis.start();
  });

async function nextVisit(site) {
  for (const key of await site.db.command('KEYS', site.key('v', '*'))) {
    await site.db.command('HSET', key, 'seen', Date.now() - 7200e3);
  }
}

async function eventually(test) {
  for (const end = Date.now() + 10000; !(await test());) {
    assert.ok(Date.now() < end, 'not within 10 s: ' + test);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}
