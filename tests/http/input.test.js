'use strict';
// Whatever is typed or forged: an answer in clear words, everything back in
// its place, escaped; nothing stored; and the next request is served.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const { startSite, CONTACT } = require('../lib/site.js');

const PERSON = { name: 'Zora Quintessa', email: 'zora@planted.example' };
const HTML = '"><script>alert(\'planted\')</script>&amp;<b x=\'y\'>';
const PLANTED = [...Object.values(PERSON), 'alert(', 'planted'];

// A field of each type, each the question of a form of its own.
const TYPES = {
  text: { field: { type: 'text', pattern: '[A-Z]{2}[0-9]{4}' },
    bad: ['nope', HTML, 'x'.repeat(5000), 'AB1234\0', 'AB12\u0007'],
    good: ['AB1234', 'AB1234'] },
  textarea: { field: { type: 'textarea' },
    bad: ['y'.repeat(5000), 'bell \u0007 planted', `${HTML}\0\r\n planted`],
    good: ['one\r\ntwo', 'one\ntwo'] },
  email: { field: { type: 'email' },
    bad: ['nobody', 'a@', '@b.example', HTML, `${'a'.repeat(300)}@b.example`,
      'a b@c.example', 'a@b.example\r\nBcc: planted@c.example'],
    good: ['Ann@Example.org', null] },
  phone: { field: { type: 'phone' },
    bad: ['call me', HTML, '+'.repeat(50), '+1', '9'.repeat(100)],
    good: ['+44 20 7946 0123', null] },
  url: { field: { type: 'url' },
    bad: ['javascript:alert(1)', HTML, 'http://', `https://${'a.'.repeat(2000)}x`,
      'data:text/html,planted'],
    good: ['https://www.example.com/', null] },
  number: { field: { type: 'number', min: 1, max: 100, step: 1 },
    bad: ['many', HTML, '0', '101', '1e999', 'NaN', '1.5', '0x10', '--1'],
    good: ['42', '42'] },
  date: { field: { type: 'date', min: '2020-01-01' },
    bad: ['tomorrow', HTML, '2026-02-30', '2019-12-31', '99999-01-01', '1-1-1'],
    good: ['2026-03-31', '2026-03-31'] },
  choice: { field: { type: 'choice', options: ['red', 'blue'] },
    bad: ['green', HTML, 'RED', 'red\0', 'r'.repeat(5000)],
    good: ['red', 'red'] },
  choices: { field: { type: 'choices', options: ['red', 'blue', 'grey'] },
    bad: ['green', HTML, 'red,blue', 'red\nblue'],
    good: [['blue', 'red'], null] },
  country: { field: { type: 'country' },
    bad: ['XX', 'Germany', HTML, 'D', 'DEU'],
    good: ['DE', 'DE'] },
  yes_no: { field: { type: 'yes_no' },
    bad: ['maybe', HTML, 'true', 'YES'],
    good: ['yes', 'yes'] },
};

const SHOWN_AGAIN = ['text', 'textarea', 'email', 'phone', 'url', 'number',
  'date'];

function formOf(type) {
  const name = 'q_' + type;

  return { ...CONTACT,
    fields: { name: CONTACT.fields.name, email: CONTACT.fields.email,
      [name]: { label: `A ${type}`, ...TYPES[type].field } },
    first: ['name', 'email'], then: [name] };
}

function start(t, options = {}) {
  return startSite(t, { siteJson: { min_fill: '0s' }, planted: PLANTED,
    ...options });
}

async function nextVisit(site) {
  for (const key of await site.db.command('KEYS', site.key('v', '*'))) {
    await site.db.command('HSET', key, 'seen', Date.now() - 7200e3);
  }
}

// A control character may be shown as the mark for what cannot be shown.
function shown(typed) {
  return typed.replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, '\ufffd');
}

function assertBack(answer, name, typed, type) {
  const { page } = answer;
  const input = page.input(name);
  const summary = page.links.find((l) => l.href === `#f-${name}`);

  assert.equal(answer.status, 422, `${type}: ${typed}`);
  assert.ok(input, type);
  assert.ok(summary, `${type}: the summary leads to the input`);
  assert.ok(page.byId(`f-${name}`), type);

  const error = page.byId(`e-${name}`);

  assert.ok(error.text.length > 5, type);
  assert.ok(page.tags.some((one) => one.attributes['aria-invalid'] === 'true'),
    type);
  assert.ok(page.tags.some((one) => (one.attributes['aria-describedby'] || '')
    .split(' ').includes(`e-${name}`)), type);
  assert.doesNotMatch(answer.body, /<script|<b x/i, type);

  if (SHOWN_AGAIN.includes(type)) {
    assert.equal(shown(input.value), shown(typed), `${type}: as it was typed`);
  }
}

test('a value of the wrong kind comes back in its place, for every type',
  async (t) => {
    const types = Object.keys(TYPES);
    const site = await start(t, { forms: Object.fromEntries(types.map((type) => (
      [type.replace('_', '-'), formOf(type)]))) });

    for (const type of types) {
      await t.test(type, async () => {
        const url = '/' + type.replace('_', '-');
        const name = 'q_' + type;
        const browser = site.browser();
        const first = await browser.submit(await browser.get(url),
          { ...PERSON, email: `${type.replace('_', '')}@planted.example` });

        assert.equal(first.status, 303);
        await nextVisit(site);

        const page = await browser.get(url);
        const size = await site.db.command('DBSIZE');
        const events = (await site.events()).length;

        assert.ok(page.page.input(name), 'the question is asked');

        for (const typed of TYPES[type].bad) {
          const answer = await browser.submit(page, { [name]: typed });

          assertBack(answer, name, typed, type);
        }

        if (type !== 'choices') {
          const [good] = TYPES[type].good;
          const twice = await browser.submit(page, { [name]: [good, good] });

          assertBack(twice, name, good, type);
        }

        assert.equal((await site.events()).length, events);
        assert.equal(await site.db.command('DBSIZE'), size,
          'nothing was stored');

        const [good, stored] = TYPES[type].good;
        const sent = await browser.submit(page, { [name]: good });

        assert.equal(sent.status, 303, 'the page could still be sent');

        const answers = JSON.parse((await site.events()).pop().answers);

        assert.ok(name in answers);
        if (stored !== null) {
          assert.equal(String(answers[name]), stored);
        }
      });
    }
  });

test('everything typed comes back escaped, in every input of the first step',
  async (t) => {
    const fields = { name: CONTACT.fields.name, email: CONTACT.fields.email };
    const site = await start(t, { forms: { contact: { ...CONTACT, fields,
      first: ['name', 'email'], then: [],
      consent: [{ id: 'news', version: '1', text: 'Letters' },
        { id: 'terms', version: '1', text: 'Terms', required: true }] } } });
    const size = await site.db.command('DBSIZE');
    const page = await site.http.get('/contact');
    const message = `${HTML}\n</textarea><script>planted</script>\n%zz`;
    const answer = await site.http.submit(page, { name: `${HTML} Zora`,
      email: HTML, lf_message: message, lf_consent: 'news' });

    assert.equal(answer.status, 422);
    assert.doesNotMatch(answer.body, /<script|<b x/i);
    assert.equal(answer.page.input('name').value, `${HTML} Zora`);
    assert.equal(answer.page.input('email').value, HTML);
    assert.equal(answer.page.input('lf_message').value, message);
    assert.ok('open' in answer.page.all('details')[0].attributes,
      'the message is to be seen');

    const consents = Object.fromEntries(answer.page.inputs
      .filter((i) => i.name === 'lf_consent')
      .map((i) => [i.value.split(' ')[0], i.checked]));

    assert.deepEqual(consents, { news: true, terms: false });
    assert.deepEqual(answer.page.links.filter((l) => l.href.startsWith('#'))
      .map((l) => l.href), ['#f-email', '#f-lf_consent-terms']);
    assert.equal(answer.page.input('email').attributes['aria-invalid'], 'true');
    assert.equal(answer.page.input('name').attributes['aria-invalid'],
      undefined);
    assert.match(answer.page.title, /^Please check your entries/);

    const again = await site.http.submit(answer, { email: '' });

    assert.equal(again.status, 422);
    assert.equal(again.page.input('lf_message').value, message,
      'and again, unchanged');
    assert.equal(await site.db.command('DBSIZE'), size);
    assert.equal(answer.cookies.length, 0);
  });

test('control characters, broken UTF-8 and broken escapes', async (t) => {
  const site = await start(t);
  const page = await site.http.get('/contact');
  const ticket = encodeURIComponent(page.page.ticket);
  const size = await site.db.command('DBSIZE');

  const post = (body) => site.http.request('POST', '/contact', {
    body: Buffer.from(`lf_ticket=${ticket}&${body}`, 'latin1'),
    headers: { 'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin' } });

  const bad = {
    'a NUL': 'name=Zo%00ra&email=zora%40planted.example',
    'broken UTF-8': 'name=Zo%ff%fera&email=zora%40planted.example',
    'broken UTF-8, raw': 'name=Zo\xff\xfera&email=zora%40planted.example',
    'overlong UTF-8': 'name=Zo%c0%afra&email=zora%40planted.example',
    'a surrogate': 'name=Zo%ed%a0%80ra&email=zora%40planted.example',
    'cut UTF-8': 'name=Zo%e2%82&email=zora%40planted.example',
    'an escape character': 'name=Zo%1b[31mra&email=zora%40planted.example',
    'a NUL in the e-mail': 'name=Zora&email=zora%40planted.example%00',
    'broken UTF-8 in the message':
      'name=Zora&email=zora%40planted.example&lf_message=%ff',
    'a long name': `name=${'x'.repeat(100000)}&email=zora%40planted.example`,
  };

  for (const [what, body] of Object.entries(bad)) {
    const answer = await post(body);

    assert.equal(answer.status, 422, what);
    assert.ok(answer.page.links.some((l) => l.href.startsWith('#f-')), what);
    assert.ok(answer.body.length < 50000, what);
  }

  assert.equal(await site.db.command('DBSIZE'), size);

  // No browser sends a "%" that two hexadecimal digits do not follow.
  for (const broken of ['100%', '%zz', '%4', '%4g', '%%20']) {
    const answer = await post(`name=${broken}&email=zora%40planted.example`);

    assert.equal(answer.status, 400, broken);
    assert.match(answer.body, /could not read what was sent/);
  }

  assert.equal(await site.db.command('DBSIZE'), size);

  const taken = await post('name=100%25+%C3%A9&email=zora%40planted.example'
    + '&&=&x&=y&lf_message=%25zz');

  assert.equal(taken.status, 303);

  const [event] = await site.events();

  assert.equal(JSON.parse(event.answers).name, '100% é');
  assert.equal(event.message, '%zz');
});

test('a line end in a value begins no header, no command and no line of a log',
  async (t) => {
    const site = await start(t);
    const inject = 'Zora\r\nSet-Cookie: lead=planted\r\n\r\n*1\r\n$8\r\nFLUSHALL'
      + '\r\n';
    const page = await site.http.get('/contact');
    const sent = await site.http.submit(page, { name: inject,
      email: PERSON.email, lf_message: inject,
      lf_referrer: `http://localhost/\r\nX: ${inject}` });

    assert.ok(sent.status === 303 || sent.status === 422);
    assert.ok(!sent.cookies.some((c) => /planted/.test(c.value)));
    assert.equal(await site.db.command('PING'), 'PONG');

    const get = await site.http.get('/contact?lang=en%0d%0aX-Bad:1&thanks=%0d'
      + '%0aX-Bad:1&with=%0d%0a&utm_source=a%0d%0aX-Bad:1');

    assert.equal(get.status, 200);
    assert.equal(get.headers['x-bad'], undefined);

    const post = await site.http.post('/contact?lang=en%0d%0aX-Bad:1',
      { lf_do: 'not_me' });

    assert.equal(post.status, 303);
    assert.equal(post.headers['x-bad'], undefined);
    assert.doesNotMatch(post.headers.location, /[\r\n]/);
  });

test('an unknown field is passed over, a repeated one is refused',
  async (t) => {
    const site = await start(t);
    const page = await site.http.get('/contact');

    const repeated = await site.http.submit(page,
      { name: ['Zora Quintessa', 'Other Planted'], email: PERSON.email });

    assert.equal(repeated.status, 422);
    assert.match(repeated.page.byId('e-name').text, /only one answer/);
    assert.equal(repeated.page.input('name').value, 'Zora Quintessa');

    const sent = await site.http.submit(page, { ...PERSON, unknown: 'planted',
      company: 'planted: not asked', lf_unknown: 'planted', 'name ': 'planted',
      NAME: 'planted', 'a:name': 'planted', owner: 'planted' });

    assert.equal(sent.status, 303);

    const [event] = await site.events();

    assert.deepEqual(JSON.parse(event.answers), PERSON);

    const lead = await site.lead(event.lead);

    assert.deepEqual(Object.keys(lead).filter((k) => k.startsWith('a:')).sort(),
      ['a:email', 'a:name']);
    assert.equal(lead.owner, undefined);
  });

test('more fields than any form has are refused in words', async (t) => {
  const site = await start(t);
  const size = await site.db.command('DBSIZE');
  const page = await site.http.get('/contact');

  for (const body of ['x=1&'.repeat(10000), 'name=Zora+Quintessa&'.repeat(10000),
    'a&'.repeat(200000)]) {
    const answer = await site.http.request('POST', '/contact', { body,
      headers: { 'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin' } });

    assert.equal(answer.status, 400);
    assert.match(answer.body, /We could not read what was sent/);
    assert.equal(answer.headers['cache-control'], 'private, no-store');
  }

  assert.equal(await site.db.command('DBSIZE'), size);

  const query = await site.http.get('/contact?' + 'x=1&'.repeat(1500));

  assert.equal(query.status, 200, 'a long query is no reason to refuse a page');
  assert.equal((await site.http.submit(page, PERSON)).status, 303);
});

test('a ticket that is none costs one more press and nothing typed',
  async (t) => {
    const site = await start(t);
    const page = await site.http.get('/contact');
    const good = page.page.ticket;

    for (const ticket of ['', 'x', good.slice(1), good + 'A', good.slice(0, -1),
      'A'.repeat(100000), HTML, '\0', good.replace(/.$/, (c) => (
        c === 'A' ? 'B' : 'A'))]) {
      const answer = await site.http.submit(page, { ...PERSON,
        lf_message: 'planted message', lf_ticket: ticket });

      assert.equal(answer.status, 422, ticket.slice(0, 40));
      assert.equal(answer.page.input('name').value, PERSON.name);
      assert.equal(answer.page.input('email').value, PERSON.email);
      assert.equal(answer.page.input('lf_message').value, 'planted message');
      assert.notEqual(answer.page.ticket, ticket);
      assert.doesNotMatch(answer.body, /<script|<b x/i);
    }

    assert.equal((await site.events()).length, 0);

    const stale = await site.http.submit(page, { ...PERSON, lf_ticket: 'x' });

    assert.equal((await site.http.submit(stale)).status, 303,
      'the fresh ticket is good');
  });

test('odd cookies, origins and queries are a stranger\'s', async (t) => {
  const site = await start(t);

  for (const cookie of ['lead=', 'lead', 'lead=x; lead=y', '=', ';;;',
    `lead=${'A'.repeat(4000)}`, 'lead="<script>"', '__Host-lead=x']) {
    const page = await site.http.get('/contact', { headers: { cookie } });

    assert.equal(page.status, 200, cookie.slice(0, 40));
    assert.ok(page.page.input('name'));
  }

  for (const origin of ['http://', 'http://evil.example', 'localhost', '://',
    'http://localhost.evil.example', 'http://localhost@evil.example', HTML]) {
    const answer = await site.http.post('/contact', PERSON,
      { sameOrigin: false, headers: { origin } });

    assert.equal(answer.status, 403, origin);
  }

  for (const query of ['thanks=-1', 'thanks=99999999999999999999', 'with=name',
    'with=%ff', 'lang=%ff', 'lang=' + 'x'.repeat(3000), 'other', '%', '&&&',
    'thanks=1&erase&forgotten&other&lang=', 'utm_=x&utm_%ff=x']) {
    const page = await site.http.get('/contact?' + query);

    assert.equal(page.status, 200, query.slice(0, 40));
    assert.doesNotMatch(page.body, /<script|<b x/i);
  }
});
