'use strict';
// A personal link that does not hold, or may not be used here.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { setTimeout } = require('node:timers/promises');

const {
  ADA, CLI, FORMS, start, link, leadOf, openLink, tokenOf, expired,
  assertAsksWho, assertPrivate, dump,
} = require('../lib/link.js');
const { readLogs } = require('../lib/logs.js');
const { olderTicket } = require('../lib/signed.js');
const { SECRET, CONTACT } = require('../lib/site.js');
const {
  Visitor, stepOf, assertFirstStep, assertOwnButton,
} = require('../lib/visitor.js');

const OVER = 'This personal link does not hold any more. You can use the form '
  + 'all the same.';
const PRIVATE = /^Your browser asks not to be remembered/;

function forged(url) {
  const last = url.at(-10);

  return url.slice(0, -10) + (last === 'A' ? 'B' : 'A') + url.slice(-9);
}

test('a link that does not hold leads to the form, and says so', async (t) => {
  const site = await start(t);
  const { lead, visitor } = await leadOf(site);
  const other = path.join(site.dir, 'other');

  fs.writeFileSync(other, SECRET.replace(/sign \S/, 'sign +'));

  const good = link(site, lead);
  const before = await dump(site);
  const urls = [forged(good), good.slice(0, -1), '/contact?link',
    '/contact?link=', link(site, lead, { secret: other }),
    link(site, lead, { args: ['--site', 'other'] }),
    good.replace('/contact', '/demo'),
    link(site, lead, { form: 'demo' }).replace('/demo', '/contact')];

  for (const url of urls) {
    const stranger = await openLink(site, url);

    assertFirstStep(stranger.page);
    assert.equal(stepOf(stranger.page).notice, OVER, url);
    assertPrivate(stranger.page);

    // Even who presses what is not on the page.
    const pressed = await stranger.browser.post(url, { lf_do: 'its_me',
      lf_ticket: stranger.page.page.ticket });

    assertFirstStep(pressed, 410);
    assert.equal(stepOf(pressed).notice, OVER);
    assert.equal(stranger.cookie, null);
  }

  assert.deepEqual(await dump(site), before);

  // A known visitor has their own page.
  const known = await visitor.browser.get(forged(good));

  assertOwnButton(known);
  assert.equal(stepOf(known).notice, OVER);

  // Without a link at all.
  assertFirstStep(await site.browser().post('/contact', { lf_do: 'its_me' }),
    410);
});

test('an expired link leads to the form', async (t) => {
  const site = await start(t);
  const { lead } = await leadOf(site);
  const url = link(site, lead, { args: ['--expires', '1s'] });
  const early = await openLink(site, url);

  await expired(url);

  const late = await openLink(site, url);

  assertFirstStep(late.page);
  assert.equal(stepOf(late.page).notice, OVER);
  assert.equal((await early.press({}, { button: 'lf_do=its_me' })).status,
    410);
  assert.equal(early.cookie, null);
});

test('where nobody is to be remembered a link does nothing', async (t) => {
  const site = await start(t, { nginx: { server:
    'lead_form_remember $http_x_banner;' } });
  const banner = { 'x-banner': 'on' };
  const visitor = new Visitor(site, { headers: banner });

  await visitor.send(ADA);

  const url = link(site, visitor.cookie.lead);
  const allowed = await openLink(site, url, { headers: banner });

  assertAsksWho(allowed.page);

  const before = await dump(site);

  for (const headers of [{}, { 'x-banner': 'off' },
    { ...banner, 'sec-gpc': '1' }]) {
    const quiet = await openLink(site, url, { headers });

    assertFirstStep(quiet.page);
    assert.match(stepOf(quiet.page).notice, PRIVATE);

    const pressed = await quiet.browser.post(url, { lf_do: 'its_me',
      lf_ticket: allowed.page.page.ticket });

    assertFirstStep(pressed, 422);
    assert.match(stepOf(pressed).notice, PRIVATE);
    assert.equal(quiet.cookie, null);
  }

  assert.deepEqual(await dump(site), before);
});

test('a press from elsewhere is refused', async (t) => {
  const site = await start(t);
  const { lead } = await leadOf(site);
  const ada = await openLink(site, link(site, lead));
  const before = await dump(site);

  for (const headers of [
    { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': undefined, origin: 'null' },
    { 'sec-fetch-site': undefined, origin: undefined },
    { 'sec-fetch-site': undefined, origin: 'https://evil.example' },
  ]) {
    const answer = await ada.browser.submit(ada.page, {},
      { button: 'lf_do=its_me', headers });

    assert.equal(answer.status, 403, JSON.stringify(headers));
    assert.equal(answer.headers['set-cookie'], undefined);
  }

  assert.deepEqual(await dump(site), before);
});

test('whatever is answered at a link\'s address, the address is not passed on',
  async (t) => {
    const site = await start(t);
    const { lead } = await leadOf(site);
    const url = link(site, lead);
    const { browser, page } = await openLink(site, url);
    const ticket = page.page.ticket;

    const answers = [
      [405, await browser.request('DELETE', url)],
      [413, await browser.post(url, { lf_do: 'its_me',
        padding: 'x'.repeat(1100000) })],
      [403, await browser.post(url, { lf_do: 'its_me', lf_ticket: ticket },
        { headers: { 'sec-fetch-site': 'cross-site' } })],
      [422, await browser.post(url, { lf_do: 'its_me' })],
      [303, await browser.post(url, { lf_do: 'its_me', lf_ticket: ticket })],
      [200, await browser.get(`${url}&thanks`)],
      [200, await browser.get(url,
        { headers: { accept: 'application/json' } })],
    ];

    for (const [status, answer] of answers) {
      assert.equal(answer.status, status);
      assertPrivate(answer);
    }

    // Elsewhere a site says for itself what it wants.
    assert.equal((await browser.get('/contact')).headers['referrer-policy'],
      undefined);
  });

test('an old page is pressed once more', async (t) => {
  const site = await start(t);
  const { lead } = await leadOf(site);
  const ada = await openLink(site, link(site, lead));
  const before = await dump(site);

  for (const ticket of ['', 'nonsense',
    olderTicket(ada.page.page.ticket, 86401)]) {
    const again = await ada.browser.submit(ada.page, { lf_ticket: ticket },
      { button: 'lf_do=its_me' });

    assertAsksWho(again, 422);
    assert.match(stepOf(again).notice, /no longer up to date: please press/);
    ada.page = again;
  }

  assert.deepEqual(await dump(site), before);
  assert.equal((await ada.press({}, { button: 'lf_do=its_me' })).status, 303);
  assert.equal(ada.cookie.lead, lead);
});

test('without Redis nobody is linked; pressing again, they are', async (t) => {
  const site = await start(t, { allow: [/lead_form: redis/],
    redis: { appendfsync: 'always', append: true } });
  const { lead } = await leadOf(site);
  const url = link(site, lead);
  const ada = await openLink(site, url);

  await site.redis.kill();

  // To open it needs no Redis.
  assertAsksWho((await openLink(site, url)).page);

  const away = await ada.press({}, { button: 'lf_do=its_me' });

  assertAsksWho(away, 503);
  assert.equal(stepOf(away).notice, 'We cannot do this at the moment. Please '
    + 'press the button again in a few minutes.');
  assert.equal(away.headers['retry-after'], '5');
  assert.equal(ada.cookie, null);

  await site.redis.start();

  for (const end = Date.now() + 10000; Date.now() < end;) {
    if ((await ada.press({}, { button: 'lf_do=its_me' })).status === 303) {
      break;
    }

    await setTimeout(50);
  }

  assert.equal(ada.cookie.lead, lead);

  const db = await site.redis.connect();
  const [record] = await db.command('KEYS', site.key('link', '*'));

  assert.equal(await db.command('SCARD', record), 1);
});

test('what Redis refuses is logged without the link', async (t) => {
  const site = await start(t, { allow: [/lead_form: redis refused/] });
  const { lead } = await leadOf(site);
  const url = link(site, lead);
  const ada = await openLink(site, url);

  await site.db.command('DEL', site.key('lead', lead));
  await site.db.command('RPUSH', site.key('lead', lead), 'a list');

  const before = await dump(site);
  const refused = await ada.press({}, { button: 'lf_do=its_me' });

  assertAsksWho(refused, 503);
  assert.equal(ada.cookie, null);
  assert.deepEqual(await dump(site), before);

  const { text } = readLogs(site.dir).find(({ file }) => /error/.test(file));

  assert.match(text, /lead_form: redis refused with \w+, form "contact"/);
  assert.ok(!text.includes(tokenOf(url)));
});

test('a closed form is closed', async (t) => {
  const site = await start(t, { forms: { ...FORMS,
    old: { ...CONTACT, closed: 'This form is closed.' } } });
  const { lead } = await leadOf(site);
  const ada = await openLink(site, link(site, lead, { form: 'old' }));
  const open = await openLink(site, link(site, lead));

  assert.match(ada.page.page.text, /This form is closed/);

  const pressed = await ada.browser.post(ada.page.url, { lf_do: 'its_me',
    lf_ticket: open.page.page.ticket });

  assert.match(pressed.page.text, /This form is closed/);
  assert.equal(ada.cookie, null);
});

test('"Not you?" below a link that is over means the browser\'s own visitor',
  async (t) => {
    const site = await start(t);
    const { lead } = await leadOf(site);
    const url = link(site, lead);
    const bob = new Visitor(site);

    await site.db.command('DEL', site.key('lead', lead));
    await bob.send({ name: 'Bob Planted', email: 'bob@example.org' });
    bob.keep(await bob.browser.get(url));

    const over = await bob.press({}, { button: 'lf_do=its_me' });

    assert.equal(over.status, 410);
    assert.equal(stepOf(over).step, 'known');

    const not = await bob.press({}, { button: 'Not you?' });

    assert.equal(not.status, 303);
    assert.equal(bob.cookie, null);
  });

test('a fragment and a preview know no link', async (t) => {
  const site = await start(t);
  const { lead } = await leadOf(site);
  const url = link(site, lead);
  const fragment = await site.browser().get(`${url}&fragment`);

  assert.equal(fragment.status, 200);
  assert.ok(fragment.page.input('email'));
  assertPrivate(fragment);

  const preview = await site.browser().get(`${url}&preview=none`);

  assert.equal(preview.status, 403);

  const good = execFileSync(CLI, ['preview', 'contact', '--forms',
    site.formsDir, '--secret', site.secretFile, '--url',
    `http://localhost${url}`], { encoding: 'utf8' }).trim()
    .slice('http://localhost'.length);
  const ada = await openLink(site, good);

  assert.match(ada.page.body, /Preview/);
  assert.ok(!ada.page.body.includes('its_me'));

  for (const action of ['its_me', 'not_mine']) {
    const back = await ada.browser.post(good, { lf_do: action });

    assert.match(back.headers.location, /^\?preview=/);
    assert.equal(back.headers['set-cookie'], undefined);
  }

  // What such a page's button says means nothing elsewhere.
  for (const [where, headers] of [[`${url}&fragment`, {}],
    [url, { accept: 'application/json' }]]) {
    for (const action of ['its_me', 'not_mine']) {
      const pressed = await site.browser().post(where, { lf_do: action },
        { headers });

      assert.equal(pressed.status, 400, `${where} ${action}`);
    }
  }

  for (const action of ['its_me', 'not_mine']) {
    const said = await site.browser().request('POST', url, {
      headers: { 'content-type': 'application/json',
        origin: 'http://localhost', accept: 'application/json' },
      body: JSON.stringify({ action }) });

    assert.equal(said.status, 400);
    assert.match(said.body, /no such action/);
  }
});
