'use strict';
// The cookie and whether there is one at all; and that no page, header or log
// repeats what a person told.

const test = require('node:test');
const assert = require('node:assert/strict');

const { CONTACT } = require('../lib/site.js');
const { olderCookie } = require('../lib/signed.js');
const {
  Visitor, startJourney, costOf, assertAsks, assertOwnButton,
  assertFirstStep, assertTellsNothing, letTimePass, DAY, VISIT_GAP,
} = require('../lib/visitor.js');

const ALAN = { name: 'Alan Planted', email: 'alan.planted@example.org' };
const PLANTED = ['Alan Planted', 'alan.planted', 'Hut Eight', 'Bombe & <Sons>',
  'my private message'];
const GPC = { 'sec-gpc': '1' };

function start(t, options = {}) {
  return startJourney(t, { planted: PLANTED, ...options });
}

async function known(site, options) {
  const visitor = new Visitor(site, options);
  const answer = await visitor.send(ALAN);

  return { visitor, answer, cookie: answer.cookies[0] };
}

// The jar's cookie is replaced by this value.
function carry(visitor, value, name = 'lead') {
  visitor.browser.cookies.clear();
  visitor.browser.cookies.set(name, { name, value });
}

test('the cookie comes with an accepted submission, and says little',
  async (t) => {
    const site = await start(t);
    const visitor = new Visitor(site);
    const page = await visitor.open();

    assert.deepEqual(page.cookies, []);

    const half = await visitor.press({ name: 'Alan Planted' });

    assert.deepEqual(half.cookies, []);

    const { cookies } = await visitor.send(ALAN);

    assert.equal(cookies.length, 1);
    assert.equal(cookies[0].name, 'lead');
    assert.match(cookies[0].value, /^[\w-]+$/);
    assert.deepEqual(cookies[0].attributes, { path: '/', httponly: true,
      samesite: 'Lax', 'max-age': String(400 * DAY) });
  });

test('over TLS the cookie is __Host-lead, and Secure', async (t) => {
  const site = await start(t, { nginx: { tls: true } });
  const { visitor, cookie } = await known(site, { browser: site.tlsBrowser() });

  assert.equal(cookie.name, '__Host-lead');
  assert.deepEqual(cookie.attributes, { path: '/', httponly: true, secure: true,
    samesite: 'Lax', 'max-age': String(400 * DAY) });
  assertAsks(await visitor.comeBack(), 'company');

  // One without the prefix may be anybody's on the same domain.
  carry(visitor, cookie.value, 'lead');
  assertFirstStep(await visitor.open());
});

test('lead_form_secure says what stands in front of nginx', async (t) => {
  const site = await start(t, { nginx: { tls: true, locations: `
    location = /on { lead_form contact; lead_form_secure on; }
    location = /off { lead_form contact; lead_form_secure off; }` } });

  const on = await known(site, { form: 'on' });

  assert.equal(on.cookie.name, '__Host-lead');
  assert.equal(on.cookie.attributes.secure, true);
  assertOwnButton(await on.visitor.open());

  const off = await known(site, { form: 'off', browser: site.tlsBrowser() });

  assert.equal(off.cookie.name, 'lead');
  assert.equal(off.cookie.attributes.secure, undefined);
  assertOwnButton(await off.visitor.open());
});

test('the time of remembering runs from the first submission on', async (t) => {
  const site = await start(t, { siteJson: { remember: { for: '100d' } } });
  const { visitor, cookie } = await known(site);
  const key = site.key('v', visitor.cookie.visitor);
  const ends = () => site.db.command('EXPIRETIME', key);
  const end = await ends();

  assert.equal(cookie.attributes['max-age'], String(100 * DAY));
  assert.equal(end, visitor.cookie.minted + 100 * DAY);

  // Neither a visit nor a press nor another contact moves it.
  carry(visitor, olderCookie(cookie.value, 30 * DAY));
  assert.deepEqual((await visitor.comeBack()).cookies, []);
  assert.deepEqual((await visitor.press()).cookies, []);
  assert.equal(await ends(), end);

  await visitor.open();
  await visitor.openOther();

  const again = await visitor.send({ ...ALAN, email: 'at@home.example' });
  const age = Number(again.cookies[0].attributes['max-age']);

  assert.ok(age > 70 * DAY - 60 && age <= 70 * DAY, `${age}`);
  assert.equal(await ends(), end);

  // When it is over the cookie is none.
  carry(visitor, olderCookie(cookie.value, 100 * DAY - 60));
  assertOwnButton(await visitor.open());
  carry(visitor, olderCookie(cookie.value, 100 * DAY + 1));
  assertFirstStep(await visitor.open());
});

test('with Sec-GPC a cookie is neither set nor used; the lead is taken',
  async (t) => {
    const site = await start(t);
    const private_ = new Visitor(site, { headers: GPC });
    const answer = await private_.send(ALAN);
    const [event] = await site.events();

    assert.deepEqual(answer.cookies, []);
    assert.equal(event.type, 'lead.created');
    assert.equal(event.gpc, '1');
    assert.equal(event.visitor, '');
    assert.deepEqual(await site.db.command('KEYS', site.key('v', '*')), []);
    assert.match((await site.lead(event.lead))['a:name'], / Alan Planted$/);

    const { visitor, cookie } = await known(site);
    const cost = await costOf(site, async () => {
      assertFirstStep(await visitor.open({ headers: GPC }));
    });

    assert.deepEqual(cost, {});

    const page = await visitor.open({ headers: GPC });
    const sent = await visitor.press(ALAN, { page, headers: GPC });

    assert.equal(sent.status, 303);
    assert.deepEqual(sent.cookies, []);
    assert.equal((await site.events())[2].visitor, '');
    assert.equal(visitor.browser.lead.value, cookie.value);

    // A page opened before the wish was made is not taken for the visitor's.
    await visitor.open();

    const late = await visitor.press({ lf_message: 'my private message' },
      { headers: GPC });

    assert.equal(late.status, 422);
    assert.equal((await site.events()).length, 3);
  });

test('lead_form_remember has the consent banner\'s word', async (t) => {
  const site = await start(t, { nginx: { locations: `
    location = /off { lead_form contact; lead_form_remember off; }
    location = /banner {
      lead_form contact;
      lead_form_remember $arg_may;
    }` } });

  for (const [form, query, remembered] of [
    ['contact', '', true], ['off', '', false], ['banner', '?may=on', true],
    ['banner', '?may=1', true], ['banner', '', false],
    ['banner', '?may=off', false], ['banner', '?may=0', false],
    ['banner', '?may=maybe', false],
  ]) {
    const visitor = new Visitor(site, { form, query });
    const answer = await visitor.send(ALAN);
    const event = (await site.events()).pop();

    assert.equal(answer.cookies.length, remembered ? 1 : 0, form + query);
    assert.equal(event.visitor !== '', remembered, form + query);
    assert.equal(event.type, 'lead.created');
  }

  assert.equal((await site.db.command('KEYS', site.key('v', '*'))).length, 3);
});

test('where the law asks for it, only who ticks the box is remembered',
  async (t) => {
    const site = await start(t, { siteJson: { remember: {
      ask_when: { country: { in: ['EEA', 'unknown'] } } } } });
    const visitor = new Visitor(site);
    const page = await visitor.open();
    const box = page.page.input('lf_remember');

    assert.equal(box.type, 'checkbox');
    assert.equal(box.checked, false);
    assert.equal(box.required, false);
    assert.match(page.page.text, /Remember me on this device/);

    assert.deepEqual((await visitor.send(ALAN)).cookies, []);
    assert.equal((await site.events())[0].visitor, '');
    assert.deepEqual(await site.db.command('KEYS', site.key('v', '*')), []);

    await visitor.open();

    const answer = await visitor.send({ ...ALAN, lf_remember: '1' });

    assert.equal(answer.cookies.length, 1);
    assert.equal((await site.events())[1].visitor, visitor.cookie.visitor);
    assertAsks(await visitor.comeBack(), 'company');

    // Nobody is asked who would not be remembered anyway.
    const quiet = new Visitor(site, { headers: GPC });

    assert.equal((await quiet.open()).page.input('lf_remember'), undefined);
  });

test('where the law does not ask for it, there is no box', async (t) => {
  const site = await start(t, { siteJson: { remember: {
    ask_when: { country: { in: ['EEA'] } } } } });
  const { visitor, answer } = await known(site);

  assert.equal(visitor.answers[0].page.input('lf_remember'), undefined);
  assert.equal(answer.cookies.length, 1);
});

test('no stored value is in any page, header or log', async (t) => {
  const site = await start(t, { forms: { contact: { ...CONTACT,
    then: ['company', 'team_size', 'notes'],
    fields: { ...CONTACT.fields, notes: { type: 'textarea', label: 'Notes' } },
    consent: [{ id: 'news', version: '1', text: 'Letter' }],
    thanks: [{ when: { company: { known: true } }, title: 'A company!' },
      { title: 'Thanks' }] } } });
  const { visitor } = await known(site);

  await visitor.open();
  await visitor.press({ lf_message: 'my private message' });
  await visitor.comeBack();
  await visitor.answer('Bombe & <Sons>');
  await visitor.comeBack();
  await visitor.decline();
  await visitor.comeBack();
  await visitor.answer('Hut Eight');
  await visitor.comeBack();
  await visitor.press({}, { button: 'Ask us to delete my data' });

  for (const query of ['', '?other', '?other&with=phone', '?with=email',
    '?thanks', '?thanks=1', '?thanks=2', '?forgotten', '?erase', '?lang=de']) {
    await visitor.open({ query });
  }

  visitor.keep(await visitor.browser.head('/contact'));
  visitor.keep(await visitor.browser.get('/contact',
    { headers: { accept: 'application/json' } }));
  visitor.keep(await visitor.browser.get('/lead-status'));
  await visitor.open();
  await visitor.press({ lf_ticket: 'forged' });
  await visitor.open();
  await visitor.press({}, { button: 'Not you?' });

  assert.equal((await site.events()).length, 5);
  assertTellsNothing(visitor.answers, [...PLANTED, 'Bombe &amp; &lt;Sons']);
});

test('every answer is private, and is stored nowhere', async (t) => {
  const site = await start(t);
  const { visitor } = await known(site);

  await visitor.comeBack();
  await visitor.press({ lf_ticket: 'forged' });
  visitor.keep(await visitor.browser.request('DELETE', '/contact'));

  for (const { headers, url } of visitor.answers) {
    assert.equal(headers['cache-control'], 'private, no-store', url);
    assert.equal(headers.etag, undefined);
    assert.equal(headers['last-modified'], undefined);
  }
});

test('a bad cookie is no cookie, and costs Redis nothing', async (t) => {
  const site = await start(t, { nginx: { locations: `
    location = /shop { lead_form contact; lead_form_site shop; }` } });
  const { cookie } = await known(site);
  const { value } = cookie;
  const shop = await known(site, { form: 'shop' });
  const flip = (at) => value.slice(0, at)
    + (value[at] === 'A' ? 'B' : 'A') + value.slice(at + 1);

  const bad = {
    empty: '', short: 'x', zeros: 'A'.repeat(value.length),
    truncated: value.slice(0, -1), longer: value + 'A', padded: value + '==',
    quoted: `"${value}"`, 'another version': 'B' + value.slice(1),
    'another key': flip(2), 'another shard': flip(4), younger: flip(10),
    'another visitor': flip(20), 'another lead': flip(45),
    'another MAC': flip(60),
    'of the future': olderCookie(value, -3600),
    'too old': olderCookie(value, 401 * DAY),
    'of another site': shop.cookie.value,
    'no base64url': '!'.repeat(value.length), huge: 'A'.repeat(4000),
  };

  const visitor = new Visitor(site);
  const cost = await costOf(site, async () => {
    for (const [what, forged] of Object.entries(bad)) {
      carry(visitor, forged);
      assertFirstStep(await visitor.open());

      // What presses a known visitor's button with it is a stranger, too.
      const { status } = await visitor.press({ lf_do: 'decline' });

      assert.equal(status, 422, what);
    }
  });

  assert.deepEqual(cost, {});

  // The right one beside others is found.
  visitor.browser.cookies.clear();
  assertOwnButton(await visitor.browser.get('/contact', { headers: {
    cookie: `xlead=1; lead2=2; a=b; lead=${value}; z=lead` } }));
});

test('one site\'s cookie is nothing to another', async (t) => {
  const site = await start(t, { nginx: { locations: `
    location = /shop { lead_form contact; lead_form_site shop; }` } });
  const { visitor } = await known(site);

  assertFirstStep(await visitor.open({ form: 'shop' }));
  await visitor.send(ALAN);

  const [event] = await site.db.stream('lf:{shop.0}:events');
  const [first] = await site.events();

  assert.equal(event.site, 'shop');
  assert.notEqual(event.lead, first.lead);
  assert.equal(event.returning, undefined);
});

test('a visitor is remembered no longer than promised, in Redis either',
  async (t) => {
    const site = await start(t, { siteJson: { remember: { for: '30d' } } });
    const { visitor } = await known(site);
    const key = site.key('v', visitor.cookie.visitor);

    for (let i = 0; i < 2; i++) {
      await letTimePass(site, VISIT_GAP + 1);
      await visitor.open();
      await visitor.press();

      const ttl = await site.db.command('TTL', key);

      assert.ok(ttl > 29 * DAY && ttl <= 30 * DAY);
    }

    // Forgotten by Redis first, it begins anew with the same end.
    await site.db.command('DEL', key);
    await visitor.open();
    assert.equal(await site.db.command('EXPIRETIME', key),
      visitor.cookie.minted + 30 * DAY);
  });
