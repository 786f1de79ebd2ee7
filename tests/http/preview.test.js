'use strict';
// A preview: the real page in a made-up state, from a signed link; nothing of
// it is stored, counted or remembered.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const { CONTACT } = require('../lib/site.js');
const { Visitor, startJourney, assertAsks, assertFirstStep } =
  require('../lib/visitor.js');

const CLI = process.env.LF_CLI
  || path.resolve(__dirname, '..', '..', 'build', 'lead-form');
const BANNER = 'Preview: nothing is saved';
const FORMS = {
  contact: { ...CONTACT, title: { en: 'Talk to us', de: 'Sprechen wir' },
    then: ['company',
      { ask: 'team_size', when: { country: { in: ['EU'] } } }],
    consent: [{ id: 'news', version: '1', text: 'The letter, please.',
      when: { country: { is: 'DE' } } }] },
  demo: CONTACT,
};

function link(site, args, form = 'contact', secret = site.secretFile) {
  const url = execFileSync(CLI, ['preview', form, '--forms', site.formsDir,
    '--secret', secret, '--url', 'http://localhost/' + form, ...args],
  { encoding: 'utf8' }).trim();

  return url.slice('http://localhost'.length);
}

async function start(t, options = {}) {
  return startJourney(t, { forms: FORMS, planted: ['Made Up Inc'],
    ...options });
}

// What Redis holds, and all that it was told since.
async function watch(site) {
  const monitor = await site.redis.connect();
  const heard = [];
  const before = await site.db.command('DBSIZE');

  monitor.onpush = (line) => heard.push(line);
  await monitor.command('MONITOR');

  return async () => {
    assert.equal(await site.db.command('DBSIZE'), before);
    assert.deepEqual(heard.filter((line) => /hgetall|evalsha|script|xadd/i
      .test(line)), []);
  };
}

async function counted(site) {
  const { json } = await site.http.get('/lead-status', { cookies: false });

  return JSON.stringify([json.requests, json.funnel]);
}

function assertPreview(answer, status = 200) {
  assert.equal(answer.status, status);
  assert.ok(answer.page.text.includes(BANNER), answer.body);
  assert.equal(answer.headers['set-cookie'], undefined);
  assert.equal(answer.headers['cache-control'], 'private, no-store');
  assert.equal(answer.headers['x-robots-tag'], 'noindex, nofollow');
}

test('a preview shows a visit that never was, and stores nothing', async (t) => {
  const site = await start(t);
  const browser = site.browser();
  const unchanged = await watch(site);
  const before = await counted(site);
  const url = link(site, ['--country', 'DE', '--visit', '3', '--answer',
    'company=Made Up Inc']);
  const page = await browser.get(url);

  assertPreview(page);
  assertAsks(page, 'team_size');
  assert.ok(!page.body.includes('Made Up Inc'));

  const sent = await browser.submit(page, { team_size: '51+' });

  assertPreview(sent);
  assert.equal(sent.page.title, 'This would have been sent');

  const event = JSON.parse(sent.page.all('textarea')[0].raw);

  assert.equal(event.type, 'lead.returned');
  assert.equal(event.form, 'contact');
  assert.equal(event.country, 'DE');
  assert.deepEqual(event.answers, { team_size: '51+' });

  // "Rather not say" alone makes no event.
  const declined = await browser.submit(page, {}, { button: 'lf_do=decline' });

  assertPreview(declined);
  assert.equal(declined.page.title, 'Nothing would have been sent');

  // What is typed wrong is said, as on the page itself.
  const wrong = await browser.submit(page, { team_size: 'many' });

  assertPreview(wrong, 422);
  assert.ok(wrong.page.input('team_size'));

  // Nobody is there to be forgotten.
  for (const button of ['lf_do=not_me', 'lf_do=forget']) {
    const answer = await browser.submit(page, {}, { button });

    assert.equal(answer.status, 303);
    assert.equal(answer.headers.location, url.slice('/contact'.length));
  }

  const erase = await browser.submit(page, {}, { button: 'lf_do=erase' });

  assert.equal(JSON.parse(erase.page.all('textarea')[0].raw).type,
    'lead.erasure_requested');

  assert.equal(browser.cookies.size, 0);
  assert.equal(await counted(site), before);
  await unchanged();
});

test('a preview shows what would be told of the page, but no cookie', async (t) => {
  const site = await start(t, { forms: { contact: { ...CONTACT, hidden: {
    ad: { from: 'query:gclid' }, product: { from: 'attribute:product' },
    first_touch: { from: 'cookie:_ft' } } } } });
  const browser = site.browser();

  browser.cookies.set('_ft', { name: '_ft', value: 'the-author' });

  const page = await browser.get(link(site, ['--page', '/price',
    '--utm', 'source=letter']) + '&utm_source=other');
  const sent = await browser.submit(page, { name: 'Ada',
    email: 'ada@example.com', lf_page: '/elsewhere?gclid=G-1',
    lf_attributes: 'product=lamp' });
  const event = JSON.parse(sent.page.all('textarea')[0].raw);

  assert.equal(event.page, '/price');
  assert.deepEqual(event.utm, { source: 'letter' });
  assert.deepEqual(event.click, { gclid: 'G-1' });
  assert.deepEqual(event.hidden, { ad: 'G-1', product: 'lamp' });
});

test('a preview of the first visit is the first step', async (t) => {
  const site = await start(t);
  const browser = site.browser();
  const page = await browser.get(link(site, ['--visit', '1', '--country', 'DE',
    '--language', 'de-CH']));

  assert.equal(page.page.lang, 'de');
  assert.ok(page.page.text.includes('Vorschau: Es wird nichts gespeichert'));
  assertFirstStep(page);
  assert.ok(page.page.input('lf_consent'));

  // The link to the other contact is a preview, too.
  const other = page.page.links.find((l) => /with=phone/.test(l.href));
  const phone = await browser.get('/contact' + other.href);

  assert.ok(phone.page.input('phone'));
  assert.ok(phone.page.text.includes('Vorschau'));

  const sent = await browser.submit(phone, { name: 'Ada Lovelace',
    phone: '+49 30 123456', lf_consent: 'news' });
  const event = JSON.parse(sent.page.all('textarea')[0].raw);

  assert.equal(event.type, 'lead.created');
  assert.deepEqual(event.answers, { name: 'Ada Lovelace',
    phone: '+4930123456' });
  assert.equal(event.consent[0].id, 'news');
  assert.equal(await site.db.command('DBSIZE'), 0);
});

test('a known visitor who opens a preview stays who they are', async (t) => {
  const site = await start(t);
  const visitor = new Visitor(site);

  await visitor.send({ name: 'Grace', email: 'grace@example.org' });

  const cookie = visitor.browser.lead.value;
  const record = await visitor.record();
  const page = await visitor.browser.get(link(site, ['--visit', '1']));

  assertFirstStep(page);
  await visitor.browser.submit(page, { name: 'X', email: 'x@example.org' });
  await visitor.browser.get(link(site, ['--visit', '4']));

  assert.equal(visitor.browser.lead.value, cookie);
  assert.deepEqual(await visitor.record(), record);
  assert.equal((await site.events()).length, 1);
});

test('a link that does not hold is refused in plain words', async (t) => {
  const site = await start(t);
  const good = link(site, []);
  const token = good.slice(good.indexOf('=') + 1);
  const other = path.join(site.dir, 'other');

  fs.writeFileSync(other, 'sign another-signing-key-0123456789abcdefghijk\n'
    + 'lead test-lead-key-0123456789abcdefghijklmn\n');

  const swapped = (i) => token.slice(0, i)
    + (token[i] === 'A' ? 'B' : 'A') + token.slice(i + 1);

  for (const url of [
    '/contact?preview=', '/contact?preview=.', '/contact?preview=x.y',
    '/contact?preview=' + token.slice(0, -4),
    '/contact?preview=' + swapped(3), '/contact?preview=' + swapped(30),
    '/contact?preview=' + swapped(token.length - 9),
    '/demo?preview=' + token,
    '/contact?preview=' + 'A'.repeat(6100),
    link(site, ['--site', 'another']),
    link(site, [], 'contact', other),
  ]) {
    for (const answer of [await site.http.get(url),
      await site.http.post(url, { name: 'Ada', email: 'ada@example.org' })]) {
      assert.equal(answer.status, 403, url);
      assert.match(answer.page.text, /This preview link does not hold/);
      assert.equal(answer.headers['set-cookie'], undefined);
    }
  }

  assert.equal((await site.http.get(good)).status, 200);
  assert.equal(await site.db.command('DBSIZE'), 0);

  // It held for a second.
  const brief = link(site, ['--for', '1s']);
  let answer;

  do {
    answer = await site.http.get(brief);
  } while (answer.status === 200);

  assert.equal(answer.status, 403);
});

test('a preview needs no Redis', async (t) => {
  const site = await start(t, { redis: false,
    nginx: { redis: 'unix:/nonexistent/redis.sock' },
    allow: [/redis/i] });
  const page = await site.http.get(link(site, ['--visit', '2']));

  assertPreview(page);
  assertAsks(page, 'company');
  assertPreview(await site.http.submit(page, { company: 'Acme' }));
});
