'use strict';
// Pages of another origin: which ones may use a form is the configuration's
// word (lead_form_allow_origin), browsers are told so in CORS, and whoever
// comes from there is a stranger and stays one.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { startSite } = require('../lib/site.js');
const { connectRaw } = require('../lib/raw.js');

const SHOP = 'https://shop.example';
const LOCAL = 'http://localhost:8081';
const EVIL = 'https://evil.example';
const OWN = 'https://localhost';
const PERSON = { name: 'Maria Mitchell', email: 'maria@planted.example' };
const PLANTED = Object.values(PERSON);
const ALLOWED = `lead_form_allow_origin ${SHOP} ${LOCAL}`
  + ' HTTPS://Other.Example:443;';

function start(t, options = {}) {
  return startSite(t, {
    siteJson: { min_fill: '0s' },
    planted: PLANTED,
    ...options,
    nginx: { http: ALLOWED, ...options.nginx },
  });
}

// What is said about origins, and nothing else.
function cors({ headers }) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => (
    name === 'vary' || name.startsWith('access-control-'))));
}

const SAID = (origin) => ({ 'access-control-allow-origin': origin,
  'access-control-expose-headers': 'Retry-After', vary: 'Origin' });

const from = (origin, site = 'cross-site') => ({ headers: { origin,
  'sec-fetch-site': site } });

async function filled(site, values = PERSON) {
  const { page } = await site.browser().get('/contact');

  return page.filled(page.forms[0], values);
}

test('a page of an allowed origin may read the form, and send it',
  async (t) => {
    const site = await start(t);

    for (const origin of [SHOP, LOCAL, 'https://other.example']) {
      const browser = site.browser();
      const page = await browser.get('/contact', from(origin));

      assert.equal(page.status, 200);
      assert.deepEqual(cors(page), SAID(origin));

      const sent = await browser.submit(page, PERSON, from(origin));

      assert.equal(sent.status, 303);
      assert.deepEqual(cors(sent), SAID(origin));
      assert.deepEqual(sent.cookies, [], 'nobody is remembered');
    }

    const events = await site.events();

    assert.equal(events.length, 3);
    assert.deepEqual(events.map(({ visitor }) => visitor), ['', '', '']);
    assert.deepEqual(await site.db.command('KEYS', site.key('v', '*')), []);
  });

test('any other origin is answered as if there were none', async (t) => {
  const site = await start(t);
  const body = await filled(site);

  for (const origin of [EVIL, 'null', 'http://shop.example',
    'https://shop.example:8443', 'https://www.shop.example',
    'https://shop.example.evil.example', 'https://shop.example/',
    'HTTPS://SHOP.EXAMPLE', 'http://localhost', '*', '']) {
    const page = await site.browser().get('/contact', from(origin));

    assert.equal(page.status, 200, origin);
    assert.deepEqual(cors(page), { vary: 'Origin' }, origin);

    const refused = await site.browser().post('/contact', body, from(origin));

    assert.equal(refused.status, 403, origin);
    assert.deepEqual(cors(refused), { vary: 'Origin' }, origin);

    const asked = await site.browser().request('OPTIONS', '/contact', {
      headers: { origin, 'access-control-request-method': 'POST' } });

    assert.equal(asked.status, 405, origin);
    assert.deepEqual(cors(asked), { vary: 'Origin' }, origin);
  }

  assert.deepEqual(await site.events(), []);
});

test('where no origin is allowed nothing is said about any', async (t) => {
  const site = await start(t, { nginx: { http: ALLOWED,
    server: 'lead_form_allow_origin off;' } });

  assert.deepEqual(cors(await site.browser().get('/contact', from(SHOP))), {});
  assert.equal((await site.browser().post('/contact', await filled(site),
    from(SHOP))).status, 403);
});

test('an inner level has origins of its own', async (t) => {
  const site = await start(t, { nginx: {
    pages: ['contact'],
    locations: `
      location = /inherits { lead_form contact; }
      location = /other {
          lead_form_allow_origin https://other.example;
          lead_form contact;
      }` } });

  const allowed = async (url, origin) => cors(await site.browser().get(url,
    from(origin)))['access-control-allow-origin'];

  assert.equal(await allowed('/inherits', SHOP), SHOP);
  assert.equal(await allowed('/other', SHOP), undefined);
  assert.equal(await allowed('/other', 'https://other.example'),
    'https://other.example');
});

// [what is asked, the answer's status]
const REFUSALS = [
  ['a wrong method', 405, { method: 'PUT' }],
  ['a wrong media type', 415, { type: 'text/plain' }],
  ['a body that is none', 400, { body: 'a=%00%zz&'.repeat(2000) }],
  ['too much', 413, { body: 'name=' + 'x'.repeat(2 * 1024 * 1024) }],
  ['what needs correction', 422, { body: 'name=&email=' }],
  ['a form that is not there', 404, { url: '/any/none' }],
];

test('a refusal can be read, too', async (t) => {
  const site = await start(t, { nginx: { locations:
    'location ~ ^/any/(?<form>[a-z]+)$ { lead_form $form; }' } });

  for (const [name, status, asked] of REFUSALS) {
    const answer = await site.browser().request(asked.method || 'POST',
      asked.url || '/contact', { body: asked.body || 'name=x', headers: {
        ...from(SHOP).headers,
        'content-type': asked.type || 'application/x-www-form-urlencoded' } });

    assert.equal(answer.status, status, name);
    assert.deepEqual(cors(answer), SAID(SHOP), name);
  }

  await site.redis.stop();

  const away = await site.browser().post('/contact', await filled(site),
    from(SHOP));

  assert.equal(away.status, 503);
  assert.equal(away.headers['retry-after'], '5');
  assert.deepEqual(cors(away), SAID(SHOP));
});

test('a browser that asks before it sends is told what it may send',
  async (t) => {
    const site = await start(t);
    const raw = await connectRaw(site.nginx.path);

    // The body of an OPTIONS must not be taken for the next request.
    raw.write('OPTIONS /contact HTTP/1.1\r\nHost: localhost\r\n'
      + `Origin: ${SHOP}\r\nAccess-Control-Request-Method: POST\r\n`
      + 'Access-Control-Request-Headers: content-type,idempotency-key\r\n'
      + 'Content-Length: 3\r\n\r\na=bGET /contact HTTP/1.1\r\n'
      + 'Host: localhost\r\n\r\n');

    const answer = await raw.response();

    assert.equal(answer.status, 204);
    assert.equal(answer.body, '');
    assert.deepEqual(cors(answer), {
      'access-control-allow-origin': SHOP,
      'access-control-allow-methods': 'GET, HEAD, POST',
      'access-control-allow-headers':
        'Accept, Accept-Language, Content-Type, Idempotency-Key',
      'access-control-max-age': '3600',
      vary: 'Origin',
    });
    assert.equal(answer.headers['content-type'], undefined);

    const next = await raw.response();

    assert.equal(next.status, 200, 'the connection is right');
    assert.deepEqual(cors(next), { vary: 'Origin' });
    raw.close();

    const simple = await site.browser().request('OPTIONS', '/contact',
      { headers: { origin: SHOP } });

    assert.equal(simple.status, 405, 'nothing was asked');
    assert.deepEqual(cors(simple), SAID(SHOP));
  });

test('credentials are never allowed, in no answer', async (t) => {
  const site = await start(t);
  const body = await filled(site);

  for (const [method, headers] of [['GET', {}], ['POST', {}],
    ['OPTIONS', { 'access-control-request-method': 'POST' }]]) {
    const answer = await site.browser().request(method, '/contact', {
      body: method === 'POST' ? body : undefined,
      headers: { ...from(SHOP).headers, ...headers } });

    assert.equal(answer.headers['access-control-allow-origin'], SHOP);
    assert.equal(answer.headers['access-control-allow-credentials'],
      undefined, method);
  }
});

test('a known visitor is a stranger there, and known again at home',
  async (t) => {
    const site = await start(t);
    const person = site.browser();

    await person.submit(await person.get('/contact'), PERSON);

    const { value } = person.lead;

    for (const [place, headers] of [['cross-site', from(SHOP).headers],
      ['same-site', from(SHOP, 'same-site').headers],
      ['an old browser', { origin: SHOP }]]) {
      const away = await person.get('/contact', { headers });

      assert.match(away.page.text, /Talk to us/, place);
      assert.ok(away.page.input('email'), 'the first step');

      for (const button of ['send', 'forget', 'not_me', 'erase']) {
        const answer = await person.post('/contact', [
          ...away.page.filled(away.page.forms[0],
            { name: 'Somebody Else', email: 'else@planted.example' }),
          ['lf_do', button]], { headers: { 'sec-fetch-site': undefined,
          ...headers } });

        assert.deepEqual(answer.cookies, [], `${place}: ${button}`);
      }
    }

    assert.equal(person.lead.value, value, 'the cookie is as it was');
    assert.match((await person.get('/contact')).page.text, /Welcome back/);

    const visitors = await site.db.command('KEYS', site.key('v', '*'));

    assert.equal(visitors.length, 1);

    for (const event of (await site.events()).slice(1)) {
      assert.equal(event.visitor, '');
    }
  });

test('"Remember me" is not offered to who will not be remembered',
  async (t) => {
    const site = await start(t, { siteJson: { min_fill: '0s',
      remember: { ask_when: { country: { in: ['unknown'] } } } } });
    const offered = async (options) => (await site.browser().get('/contact',
      options)).page.input('lf_remember');

    assert.ok(await offered());
    assert.ok(await offered(from(EVIL)));
    assert.ok(await offered(from(SHOP, 'same-origin')));
    assert.equal(await offered(from(SHOP)), undefined);

    const body = [...await filled(site), ['lf_remember', '1']];
    const sent = await site.browser().post('/contact', body, from(SHOP));

    assert.equal(sent.status, 303);
    assert.deepEqual(sent.cookies, []);
  });

test('an origin that is allowed and the form\'s own is at home', async (t) => {
  const site = await start(t, { nginx: { http:
    `lead_form_allow_origin ${OWN} ${SHOP};` } });

  for (const headers of [{ origin: OWN, 'sec-fetch-site': undefined },
    { origin: OWN, 'sec-fetch-site': 'same-origin' },
    { origin: SHOP, 'sec-fetch-site': 'same-origin' }]) {
    const browser = site.browser();
    const page = await browser.get('/contact', { headers });
    const sent = await browser.submit(page, PERSON, { headers });

    assert.equal(sent.status, 303);
    assert.equal(sent.cookies.length, 1, JSON.stringify(headers));
    assert.match((await browser.get('/contact')).page.text, /Welcome back/);
  }
});

test('a bot or a hasty hand is met there as at home', async (t) => {
  const site = await start(t, { siteJson: { min_fill: '1m' } });
  const page = await site.browser().get('/contact', from(SHOP));
  const hasty = await site.browser().submit(page, PERSON, from(SHOP));

  assert.equal(hasty.status, 422);
  assert.deepEqual(cors(hasty), SAID(SHOP));

  const bot = await site.browser().submit(hasty, { ...PERSON,
    lf_homepage: 'https://spam.example' }, from(SHOP));

  assert.equal(bot.status, 303);
  assert.deepEqual(bot.cookies, []);
  assert.equal((await site.suspects()).length, 1);
  assert.equal((await site.events()).length, 0);

  const again = await site.browser().submit(hasty, {}, from(SHOP));

  assert.equal(again.status, 303);
  assert.equal((await site.events()).length, 1);
});

// [what stands in nginx.conf, what nginx -t says]
const WRONG = [
  ['*', 'there are no wildcards, each origin is named'],
  ['https://*.example.com', 'there are no wildcards, each origin is named'],
  ['www.example.com', 'an origin is https://HOST or https://HOST:PORT'],
  ['null', 'an origin is https://HOST or https://HOST:PORT'],
  ['https://shop.example/', 'an origin ends with the host or the port'],
  ['https://shop.example/contact', 'an origin ends with the host or the port'],
  ['http://shop.example',
    'http:// is taken of localhost, 127.0.0.1 and [::1] only'],
  ['https://shop.example:https', 'the port is no number from 1 to 65535'],
  ['https://münchen.example', 'this is no host\'s name in ASCII'],
  [`${SHOP} off`, 'an origin is https://HOST or https://HOST:PORT'],
];

test('nginx -t says what is wrong with an origin', async (t) => {
  const site = await start(t, { allow: [/\[emerg\]/], redis: false,
    start: false });

  site.redisUrl = 'redis://127.0.0.1:1';

  await site.startNginx();

  for (const [given, words] of WRONG) {
    site.nginx.configure({ http: `lead_form_allow_origin ${given};` });

    const { code, output } = await site.nginx.test();

    assert.equal(code, 1, given);
    assert.ok(output.includes(`cannot be allowed: ${words}`),
      `${given}\n${output}`);
    assert.match(output, /nginx\.conf:\d+/);
  }

  for (const [http, words] of [
    [`${ALLOWED} ${ALLOWED}`, 'is duplicate'],
    ['lead_form_allow_origin;', 'invalid number of arguments'],
    [`lead_form_allow_origin ${`${SHOP} `.repeat(65)};`,
      'takes at most 64 origins'],
  ]) {
    site.nginx.configure({ http });

    const { code, output } = await site.nginx.test();

    assert.equal(code, 1, http);
    assert.ok(output.includes(words), output);
  }

  site.nginx.configure({ http: ALLOWED });
  assert.equal((await site.nginx.test()).code, 0);
});
