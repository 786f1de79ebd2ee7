'use strict';
// What a site's stylesheet can rely on: names that the guide lists and pages
// have, and a policy that lets this stylesheet in and no other.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const { section } = require('../lib/guide.js');
const { ROOT } = require('../lib/nginx.js');
const { startSite, CONTACT } = require('../lib/site.js');

const read = (...parts) => fs.readFileSync(path.join(ROOT, ...parts), 'utf8');
const CSS = (read('web', 'form.css') + read('web', 'more.css'))
  .replace(/\/\*[^]*?\*\//g, '');
const THEMING = section('site.md', 'Theming');

const FORM = { ...CONTACT,
  fields: { ...CONTACT.fields,
    company: { type: 'text', label: 'Company', why: 'To be prepared.' } },
  consent: [{ id: 'news', version: '1', text: 'Send me the letter.' }] };
const SITE = { min_fill: '0s',
  privacy: { controller: 'Acme GmbH', url: '/privacy' } };
const PERSON = { name: 'Ada Lovelace', email: 'ada@example.com' };

const sorted = (names) => [...new Set(names)].sort();

// The first cell of each row of the guide's tables, those of one kind.
function documented(pattern) {
  return sorted([...THEMING.matchAll(/^\| `([\w-]+)` \|/gm)]
    .map(([, name]) => name).filter((name) => pattern.test(name)));
}

function classes(html) {
  return [...html.matchAll(/\sclass="([^"]*)"/g)]
    .flatMap(([, names]) => names.split(' '));
}

function styleSources(answer) {
  return /style-src ([^;]*);/.exec(answer.headers['content-security-policy'])[1]
    .split(' ').filter((source) => !source.startsWith("'sha256-"));
}

function link(answer) {
  const found = /<link rel="stylesheet" href="([^"]*)">/.exec(answer.body);

  return found && found[1];
}

function start(t, nginx = {}, options = {}) {
  return startSite(t, { forms: { contact: FORM }, siteJson: SITE,
    planted: Object.values(PERSON), nginx, ...options });
}

// Pages and fragments in which each name occurs.
async function everything(site) {
  const first = await site.http.get('/contact');
  const wrong = await site.http.submit(first, { ...PERSON, email: 'ada' });
  const stale = await site.http.submit(first, { ...PERSON, lf_ticket: 'x' });

  assert.equal(wrong.status, 422);

  const sent = await site.http.submit(first,
    { ...PERSON, lf_consent: ['news'] });

  assert.equal(sent.status, 303);

  const [visitor] = await site.db.command('KEYS', site.key('v', '*'));

  await site.db.command('HSET', visitor, 'seen', Date.now() - 7200e3);

  const pages = [first, wrong, stale, await site.http.get('/contact?thanks'),
    await site.http.get('/contact'), await site.http.get('/contact?fragment'),
    await site.browser().get('/contact?fragment'),
    await site.http.request('PUT', '/contact')];

  return pages.map(({ body }) => body).join('\n');
}

test('the guide lists each class that pages have, and no other', async (t) => {
  const site = await start(t);
  const html = await everything(site);
  const listed = documented(/^(lf-|lead-form)/);

  assert.deepEqual(sorted(classes(html)), listed);

  for (const [, name] of CSS.matchAll(/\.([a-z][\w-]*)/g)) {
    assert.ok(listed.includes(name), `${name} of the style is not listed`);
  }
});

test('the guide lists each custom property of the style, and no other', () => {
  const used = sorted(CSS.match(/--[\w-]+/g));

  assert.deepEqual(documented(/^--/), used);

  for (const [name] of THEMING.matchAll(/--[a-z][\w-]+/g)) {
    assert.ok(used.includes(name), name);
  }
});

test('a stylesheet is linked and allowed where it is named, and inherited',
  async (t) => {
    const remote = 'https://cdn.example.com/a/form.css?v=2&x';
    const site = await start(t, {
      http: 'lead_form_stylesheet /site.css;',
      locations: `
        location = /remote { lead_form contact;
          lead_form_stylesheet "${remote}"; }
        location = /none { lead_form contact; lead_form_stylesheet off; }
        location /nested/ { lead_form_stylesheet /nested.css;
          location = /nested/form { lead_form contact; } }`,
    });

    for (const [url, href, sources] of [
      ['/contact', '/site.css', ["'self'"]],
      ['/contact?thanks', '/site.css', ["'self'"]],
      ['/remote', remote.replace('&', '&amp;'),
        ['https://cdn.example.com/a/form.css']],
      ['/none', null, []],
      ['/nested/form', '/nested.css', ["'self'"]],
    ]) {
      const page = await site.http.get(url);

      assert.equal(link(page), href, url);
      assert.deepEqual(styleSources(page), sources, url);
    }

    const refused = await site.http.request('PUT', '/contact');

    assert.equal(refused.status, 405);
    assert.equal(link(refused), '/site.css');
    assert.deepEqual(styleSources(refused), ["'self'"]);

    const wrong = await site.http.submit(await site.http.get('/contact'),
      { ...PERSON, email: 'ada' });

    assert.equal(wrong.status, 422);
    assert.equal(link(wrong), '/site.css');
    assert.match(wrong.body, /<\/style><link [^>]*><\/head>/, 'it comes last');
    assert.equal(link(await site.http.get('/contact?fragment')), null);
  });

test('what cannot be a stylesheet is refused by nginx -t', async (t) => {
  const site = await start(t, {}, { allow: [/\[emerg\]/] });

  for (const [value, reason] of [
    ['style.css', /"style\.css" cannot be a stylesheet; a path of this site/],
    ['//cdn.example.com/x.css', /cannot be a stylesheet/],
    ['http://cdn.example.com/x.css', /cannot be a stylesheet/],
    ['"https://a.example/x;script-src"', /cannot be a stylesheet/],
    ['"/a b.css"', /cannot be a stylesheet/],
    ['""', /cannot be a stylesheet/],
    ['/a.css /b.css', /invalid number of arguments/],
    ['/a.css; lead_form_stylesheet /b.css', /is duplicate/],
  ]) {
    site.nginx.configure({ http: `lead_form_stylesheet ${value};` });

    const { code, output } = await site.nginx.test();

    assert.equal(code, 1, value);
    assert.match(output, reason);
    assert.match(output, /nginx\.conf:\d+/);
  }
});
