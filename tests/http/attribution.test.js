'use strict';
// Where a visitor came from, and what the form takes along without asking:
// campaign, click and hidden values go into the event, and nowhere else.

const test = require('node:test');
const assert = require('node:assert/strict');

const { CONTACT } = require('../lib/site.js');
const {
  Visitor, startJourney, assertTellsNothing,
} = require('../lib/visitor.js');

const ADA = { name: 'Ada Byron', email: 'ada.byron@example.org' };

const HIDDEN = {
  product: { from: 'attribute:product' },
  ad: { from: 'query:gclid' },
  plan: { from: 'query:plan' },
  first_touch: { from: 'cookie:_ft' },
};

const FORM = { ...CONTACT, hidden: HIDDEN };

// Cookies and inputs are never logged; queries are, by the site's own format.
const COOKIE = 'planted-first-touch';
const LANDING = 'planted-landing-page';
const LAMP = 'planted lamp';
const PLANTED = [...Object.values(ADA), COOKIE, LANDING, LAMP];

const start = (t, options = {}) => startJourney(t, {
  forms: { contact: FORM }, planted: PLANTED, ...options,
});

// A visitor whose browser has the cookie that a hidden value is made of.
function withCookie(visitor, value = COOKIE) {
  visitor.browser.cookies.set('_ft', { name: '_ft', value });

  return visitor;
}

async function lastEvent(site) {
  const event = (await site.events()).at(-1);

  return { ...event, ...Object.fromEntries(['utm', 'click', 'hidden']
    .filter((name) => event[name]).map((name) => [name,
      JSON.parse(event[name])])) };
}

// What Redis holds but for the streams.
async function records(site) {
  const { db } = site;
  const keys = [...await db.command('KEYS', site.key('v', '*')),
    ...await db.command('KEYS', site.key('lead', '*'))];

  return JSON.stringify(await Promise.all(keys.map((key) => db.hash(key))));
}

test('an event tells campaign, click and hidden values of the page', async (t) => {
  const site = await start(t);
  const ada = withCookie(new Visitor(site, {
    query: '?utm_source=letter&utm_medium=mail&gclid=G-1&fbclid=F-1&plan=pro',
  }));

  await ada.open({ headers: { referer: 'https://search.example/?q=private' } });
  await ada.send(ADA);

  const event = await lastEvent(site);

  assert.equal(event.page, '/contact');
  assert.equal(event.referrer, 'https://search.example/');
  assert.deepEqual(event.utm, { source: 'letter', medium: 'mail' });
  assert.deepEqual(event.click, { gclid: 'G-1', fbclid: 'F-1' });
  assert.deepEqual(event.hidden,
    { ad: 'G-1', plan: 'pro', first_touch: COOKIE });
  assert.equal(event.answers, JSON.stringify(ADA));
});

test('an event without any has neither click nor hidden', async (t) => {
  const site = await start(t);
  const ada = new Visitor(site, { query: '?gclid=&plan=%20' });

  await ada.open();
  await ada.send(ADA);

  const event = await lastEvent(site);

  assert.equal('click' in event, false);
  assert.equal('hidden' in event, false);
  assert.equal('utm' in event, false);
});

test('no profile and no page has them', async (t) => {
  const site = await start(t);
  const ada = withCookie(new Visitor(site, {
    query: '?utm_source=letter&gclid=planted-click&plan=planted-plan',
  }));

  await ada.open();
  await ada.press({ ...ADA, email: 'nobody' });
  assert.equal(ada.page.status, 422);
  await ada.send(ADA);
  ada.query = '';
  await ada.open();
  await ada.comeBack();

  const held = await records(site);

  assert.ok(held.includes('ada.byron'));

  for (const value of ['planted-click', 'planted-plan', COOKIE, 'letter']) {
    assert.ok(!held.includes(value), value);
  }

  assertTellsNothing(ada.answers, ['planted-click', 'planted-plan', COOKIE]);
});

test('a form elsewhere says which page holds it', async (t) => {
  const site = await start(t);
  const ada = new Visitor(site);

  await ada.open();
  await ada.send({
    ...ADA,
    lf_page: '/prei%C3%9F?plan=pro&utm_source=page#form',
    lf_query: `?utm_source=${LANDING}&msclkid=M-1`,
    lf_referrer: 'https://search.example/a?q=private',
    lf_attributes: `product=${encodeURIComponent(LAMP)}&other=x`,
  });

  const event = await lastEvent(site);

  assert.equal(event.page, '/preiß');
  assert.equal(event.referrer, 'https://search.example/a');
  assert.deepEqual(event.utm, { source: LANDING });
  assert.deepEqual(event.click, { msclkid: 'M-1' });
  assert.deepEqual(event.hidden, { product: LAMP, plan: 'pro' });
});

test('a page of another origin keeps it, one of this site does not', async (t) => {
  const site = await start(t);
  const origin = 'http://localhost';

  for (const [page, expected] of [
    ['https://other.example/shop/?id=1', 'https://other.example/shop/'],
    [`${origin}/shop/?id=1`, '/shop/'],
    ['//other.example/shop/', '/contact'],
    ['javascript:alert(1)', '/contact'],
    ['/\u0000', '/contact'],
    ['https://ada:pw@other.example/', '/contact'],
    ['/' + 'x'.repeat(3000), '/contact'],
  ]) {
    const visitor = new Visitor(site);

    await visitor.open();
    await visitor.send({ ...ADA, lf_page: page });
    assert.equal((await lastEvent(site)).page, expected, page);
  }
});

test('hostile values cost nobody their lead', async (t) => {
  const site = await start(t);
  const hostile = ['%00', '%FF%FE', '%0D%0ASet-Cookie:a=b', '%', '%E2%80%AE',
    'x'.repeat(501), '%3Cscript%3E', '%22%7D%7B', '&'.repeat(700),
    'a&'.repeat(700)];

  for (const value of hostile) {
    const visitor = withCookie(new Visitor(site, {
      query: `?gclid=${value}&utm_source=${value}`,
    }), value);

    await visitor.open();
    await visitor.send({ ...ADA, lf_page: `/x?plan=${value}`,
      lf_query: `plan=${value}`, lf_attributes: `product=${value}`,
      lf_referrer: value });
    assert.equal((await lastEvent(site)).answers, JSON.stringify(ADA));
  }

  for (const event of await site.events()) {
    for (const name of ['utm', 'click', 'hidden']) {
      const values = Object.values(JSON.parse(event[name] || '{}'));

      for (const value of values) {
        // eslint-disable-next-line no-control-regex
        assert.doesNotMatch(value, /[\u0000-\u001f\u007f]/);
        assert.ok(value.length <= 500);
      }
    }
  }
});

test('a resend from another address is the same submission', async (t) => {
  const site = await start(t);
  const ada = new Visitor(site);

  await ada.open();

  const { page } = ada;

  await ada.send({ ...ADA, lf_page: '/a?gclid=1', lf_attributes: 'product=a' });
  await ada.send({ ...ADA, lf_page: '/b?gclid=2', lf_attributes: 'product=b' },
    { page });

  assert.equal((await site.events()).length, 1);
  assert.equal((await lastEvent(site)).page, '/a');
});

test('with Global Privacy Control no click and no cookie is told', async (t) => {
  const site = await start(t, { forms: { contact: { ...FORM, hidden: {
    ...HIDDEN, other: { from: 'query:ttclid' },
    tag: { from: 'attribute:fbclid' },
  } } } });
  const ada = withCookie(new Visitor(site, {
    query: '?utm_source=letter&gclid=G-1&plan=pro&ttclid=T-1',
    headers: { 'sec-gpc': '1' },
  }));

  await ada.open();
  await ada.send({ ...ADA,
    lf_attributes: `fbclid=F-1&product=${encodeURIComponent(LAMP)}` });

  const event = await lastEvent(site);

  assert.equal(event.gpc, '1');
  assert.equal('click' in event, false);
  assert.deepEqual(event.utm, { source: 'letter' });
  assert.deepEqual(event.hidden, { product: LAMP, plan: 'pro' });
});

test('of a post that may come from anywhere no cookie is read', async (t) => {
  const site = await start(t);
  const ada = withCookie(new Visitor(site));

  await ada.open();
  await ada.send(ADA, { sameOrigin: false, headers: { origin: 'null' } });
  assert.equal('hidden' in await lastEvent(site), false);

  await ada.open();
  await ada.send(ADA, { headers: { 'sec-fetch-site': 'same-site' } });
  assert.equal('hidden' in await lastEvent(site), false);
});

test('what is quarantined has them, too', async (t) => {
  const site = await start(t);
  const bot = new Visitor(site, { query: '?gclid=G-1&plan=pro' });

  await bot.open();
  await bot.send({ ...ADA, lf_homepage: 'x' });

  const [suspect] = await site.suspects();

  assert.deepEqual(JSON.parse(suspect.click), { gclid: 'G-1' });
  assert.deepEqual(JSON.parse(suspect.hidden), { ad: 'G-1', plan: 'pro' });
  assert.equal((await site.events()).length, 0);
});

test('a known visitor who comes back is told by the visit they came by', async (t) => {
  const site = await start(t);
  const ada = new Visitor(site, { query: '?gclid=G-1&utm_source=first' });

  await ada.open();
  await ada.send(ADA);
  ada.query = '?gclid=G-2&utm_source=second';
  await ada.comeBack();
  await ada.answer('Acme');

  const event = await lastEvent(site);

  assert.equal(event.type, 'lead.returned');
  assert.deepEqual(event.click, { gclid: 'G-2' });
  assert.deepEqual(event.utm, { source: 'second' });
});

test('who asks to be deleted is not followed to where they came from', async (t) => {
  const site = await start(t);
  const ada = new Visitor(site, { query: '?gclid=G-1' });

  await ada.open();
  await ada.send(ADA);
  await ada.comeBack();
  await ada.press({}, { button: 'lf_do=erase' });

  const event = await lastEvent(site);

  assert.equal(event.type, 'lead.erasure_requested');
  assert.equal('click' in event, false);
  assert.equal('hidden' in event, false);
});

test('conditions are about the page that holds the form', async (t) => {
  const site = await start(t, { forms: { contact: { ...FORM, thanks: [
    { when: { page: { is: '/pricing' }, 'utm.source': { is: 'page' } },
      redirect: '/held' },
    { title: 'Thank you' },
  ] } } });
  const ada = new Visitor(site);

  await ada.open();
  assert.equal((await ada.send({ ...ADA, lf_page: '/pricing?utm_source=page' }))
    .headers.location, '/held');

  const ben = new Visitor(site);

  await ben.open();
  assert.notEqual((await ben.send({ ...ADA, name: 'Ben Planted' }))
    .headers.location, '/held');
});
