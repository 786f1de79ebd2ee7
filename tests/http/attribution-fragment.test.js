'use strict';
// A form in another page: what that page's address, its tag and its cookies
// say is of the page that holds the form, when it is shown and when it is sent.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const { CONTACT } = require('../lib/site.js');
const { startJourney } = require('../lib/visitor.js');

const ADA = { name: 'Ada Lovelace', email: 'ada@planted.example' };
const LAMP = 'a "lamp" & <more>';
const PLANTED = [...Object.values(ADA), 'planted-first-touch'];

const FORM = {
  ...CONTACT,
  hidden: {
    product: { from: 'attribute:product' },
    plan: { from: 'query:plan' },
    first_touch: { from: 'cookie:_ft' },
  },
  consent: [
    { id: 'page', version: '1', text: 'On the price list',
      when: { page: { is: '/price/' } } },
    { id: 'mail', version: '1', text: 'From a letter',
      when: { 'utm.source': { is: 'letter' } } },
    { id: 'partner', version: '1', text: 'From a partner',
      when: { referrer: { is: 'https://partner.example/list' } } },
  ],
};

const INCLUDE = '<!--# include virtual="/contact?fragment" -->';

const WITH_LAMP = INCLUDE.replace('fragment',
  'fragment&attributes=' + encodeURIComponent(
    `name=contact&product=${encodeURIComponent(LAMP)}&onclick=x&product=late`));

const PAGES = { 'about.html': INCLUDE, 'price/index.html': INCLUDE,
  'lamp.html': WITH_LAMP };

const REFERER = { referer: 'https://partner.example/list?session=private' };

// A site with pages that include the form.
async function start(t) {
  const site = await startJourney(t, { forms: { contact: FORM },
    planted: PLANTED, nginx: { server: 'ssi on; index index.html;' } });

  for (const [name, body] of Object.entries(PAGES)) {
    const file = path.join(site.dir, 'www', name);

    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `<!doctype html><title>A page</title>\n${body}\n`);
  }

  return site;
}

// The consents that a fragment shows.
function shown(answer) {
  assert.match(answer.body, /<div class="lead-form"/);

  return [...answer.body
    .matchAll(/name="lf_consent"[^>]*value="(\w+) /g)].map((m) => m[1]);
}

async function lastEvent(site) {
  const event = (await site.events()).at(-1);

  return { ...event, ...Object.fromEntries(['utm', 'click', 'hidden']
    .filter((name) => event[name]).map((name) => [name,
      JSON.parse(event[name])])) };
}

test('an event tells of the page that holds the form', async (t) => {
  const site = await start(t);
  const browser = site.browser();

  browser.cookies.set('_ft', { name: '_ft', value: 'planted-first-touch' });

  const page = await browser.get(
    '/price/?plan=pro&utm_source=letter&gclid=G-1', { headers: REFERER });

  assert.equal((await browser.submit(page, ADA)).status, 303);

  const event = await lastEvent(site);

  assert.equal(event.page, '/price/');
  assert.equal(event.referrer, 'https://partner.example/list');
  assert.deepEqual(event.utm, { source: 'letter' });
  assert.deepEqual(event.click, { gclid: 'G-1' });
  assert.deepEqual(event.hidden,
    { plan: 'pro', first_touch: 'planted-first-touch' });
});

test('conditions are about that page, shown and sent', async (t) => {
  const site = await start(t);
  const address = '/price/?utm_source=letter';
  const browser = site.browser();

  assert.deepEqual(shown(await browser.get('/about.html')), []);
  assert.deepEqual(shown(await browser.get('/about.html?utm_source=letter')),
    ['mail']);

  const page = await browser.get(address, { headers: REFERER });

  assert.deepEqual(shown(page), ['page', 'mail', 'partner']);

  // What is missing comes back as the form's own page, about the same page.
  const again = await browser.submit(page, { ...ADA, email: 'nobody' });

  assert.equal(again.status, 422);
  assert.deepEqual(again.page.forms[0].inputs
    .filter((input) => input.name === 'lf_consent').length, 3);

  await browser.submit(page, { ...ADA,
    lf_consent: [...page.body.matchAll(/name="lf_consent"[^>]*value="([^"]+)"/g)]
      .map((m) => m[1]) });

  const event = await lastEvent(site);

  assert.deepEqual(JSON.parse(event.consent).map((c) => c.id),
    ['page', 'mail', 'partner']);
});

test('of the tag the form carries what it names, and no more', async (t) => {
  const site = await start(t);
  const browser = site.browser();
  const page = await browser.get('/lamp.html');
  const carried = page.page.forms[0].hidden.lf_attributes;

  assert.deepEqual([...new URLSearchParams(carried)], [['product', LAMP]]);

  const again = await browser.submit(page, { ...ADA, email: 'nobody' });

  assert.equal(again.status, 422);
  assert.equal(again.page.forms[0].hidden.lf_attributes, carried);
  assert.equal((await browser.submit(again, ADA)).status, 303);
  assert.deepEqual((await lastEvent(site)).hidden, { product: LAMP });

  const other = await browser.get('/about.html');

  assert.equal('lf_attributes' in other.page.forms[0].hidden, false);
});

test('a fragment that a script fetches is about the page it is in', async (t) => {
  const site = await start(t);
  const browser = site.browser();
  const from = (referer) => browser.get(
    '/contact?fragment&utm_source=letter', { headers: { referer } });

  assert.deepEqual(shown(await from('http://localhost/price/?plan=pro')),
    ['page', 'mail']);
  assert.deepEqual(shown(await from('http://localhost/about.html')), ['mail']);
  assert.deepEqual(shown(await from('https://other.example/price/')), ['mail']);
  assert.deepEqual(shown(await from('http://localhost//price/')), ['mail']);

  const { page } = await from('http://localhost/price/?plan=pro');
  const sent = await browser.post('/contact?fragment', {
    ...page.forms[0].hidden, ...ADA,
    lf_page: 'http://localhost/price/?plan=pro#form',
    lf_query: '?utm_source=letter&fbclid=F-1',
    lf_referrer: REFERER.referer,
  });

  assert.equal(sent.status, 201, sent.body);

  const event = await lastEvent(site);

  assert.equal(event.page, '/price/');
  assert.equal(event.referrer, 'https://partner.example/list');
  assert.deepEqual(event.utm, { source: 'letter' });
  assert.deepEqual(event.click, { fbclid: 'F-1' });
  assert.deepEqual(event.hidden, { plan: 'pro' });
});

test('what a link leads to from a page is about that page', async (t) => {
  const site = await start(t);
  const browser = site.browser();

  for (const page of ['/price/', '/about.html']) {
    const answer = await browser.get('/contact?with=phone&lf_page='
      + encodeURIComponent(page + '?utm_source=letter&plan=pro'));

    assert.equal(/On the price list/.test(answer.body), page === '/price/');
    assert.match(answer.body, /From a letter/);
  }
});
