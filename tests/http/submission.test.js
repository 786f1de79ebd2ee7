'use strict';
// What becomes of a POST: taken once however often it is pressed, brought
// back with everything typed when it cannot be taken, refused when it comes
// from another site.

const test = require('node:test');
const assert = require('node:assert/strict');

const { CONTACT } = require('../lib/site.js');
const { olderTicket } = require('../lib/signed.js');
const {
  Visitor, startJourney, stepOf, letTimePass, costOf, assertAsks,
  assertOwnButton, assertFirstStep, DAY, VISIT_GAP,
} = require('../lib/visitor.js');

const EMMY = { name: 'Emmy Noether', email: 'emmy.noether@example.org' };
const PLANTED = ['Emmy Noether', 'emmy.noether', 'Göttingen & Co',
  'a private message'];

function start(t, options = {}) {
  return startJourney(t, { planted: PLANTED, ...options });
}

async function known(site, values = EMMY) {
  const visitor = new Visitor(site);

  await visitor.send(values);

  return visitor;
}

function notice(answer) {
  return stepOf(answer).notice;
}

// Everything typed is in its place, the ticket is a fresh one.
function assertCameBack(answer, typed, ticket) {
  assert.equal(answer.status, 422);
  assert.deepEqual(answer.cookies, []);

  for (const [name, value] of Object.entries(typed)) {
    assert.equal(answer.page.input(name).value, value, name);
  }

  assert.ok(answer.page.ticket);
  assert.notEqual(answer.page.ticket, ticket);
}

async function keys(site) {
  return (await site.db.command('KEYS', '*')).sort();
}

test('a filled honeypot is quarantined, and answered like any other',
  async (t) => {
    const site = await start(t);
    const bot = new Visitor(site);
    const page = await bot.open();
    const trap = page.page.input('lf_homepage');

    assert.equal(trap.type, 'text');
    assert.equal(trap.attributes.tabindex, '-1');

    const answer = await bot.send({ ...EMMY,
      lf_homepage: 'https://spam.example', lf_message: 'a private message' });
    const person = new Visitor(site);
    const honest = await person.send({ ...EMMY, email: 'other@example.org' });

    assert.deepEqual(Object.keys(answer.headers), Object.keys(honest.headers));
    assert.equal(answer.headers.location, honest.headers.location);
    assert.deepEqual(answer.cookies[0].attributes,
      honest.cookies[0].attributes);

    const [event, ...others] = await site.events();
    const [suspect, ...more] = await site.suspects();

    assert.deepEqual([others, more], [[], []]);
    assert.equal(event.lead, person.cookie.lead);
    assert.equal(suspect.reason, 'honeypot');
    assert.equal(suspect.type, 'lead.created');
    assert.equal(suspect.message, 'a private message');
    assert.deepEqual(JSON.parse(suspect.answers), EMMY);

    // All that a person needs who releases it, and no lead before that.
    for (const name of ['id', 'at', 'site', 'form', 'form_version', 'handoff',
      'visitor', 'lead', 'page']) {
      assert.ok(suspect[name], name);
    }

    assert.deepEqual(await site.lead(suspect.lead), {});
    assert.deepEqual(await site.leads(), [event.lead]);
  });

test('a honeypot excuses nobody from a name and a contact', async (t) => {
  const site = await start(t);
  const bot = new Visitor(site);

  const answer = await bot.press({ lf_homepage: 'x', name: 'Bot' });

  assert.equal(answer.status, 422);
  assert.deepEqual(await site.suspects(), []);
});

test('suspects are kept thirty days', async (t) => {
  const site = await start(t);
  const old = Date.now() - 31 * DAY * 1000;

  await site.db.command('CONFIG', 'SET', 'stream-node-max-entries', 1);
  await site.db.command('XADD', site.key('suspects'), `${old}-0`, 'id', 'old');
  await new Visitor(site).send({ ...EMMY, lf_homepage: 'x' });

  assert.deepEqual((await site.suspects()).map((s) => s.reason), ['honeypot']);
});

test('a first step sent too fast comes back once, values kept', async (t) => {
  const site = await startJourney(t,
    { planted: PLANTED, siteJson: { min_fill: '60s' } });
  const visitor = new Visitor(site);
  const typed = { ...EMMY, lf_message: 'a private message' };
  const page = await visitor.open();
  const before = await keys(site);
  const back = await visitor.press(typed);

  assertCameBack(back, typed, page.page.ticket);
  assert.match(notice(back), /once more\. Everything you entered is still here/);
  assert.deepEqual(await keys(site), before);

  // Once: then it is taken.
  await visitor.send();
  assert.deepEqual(JSON.parse((await site.events())[0].answers), EMMY);

  // A known visitor's button may be pressed at once.
  await visitor.comeBack();
  await visitor.answer('Göttingen & Co');
});

test('who took long enough is not asked to press again', async (t) => {
  const site = await startJourney(t,
    { planted: PLANTED, siteJson: { min_fill: '60s' } });
  const visitor = new Visitor(site);
  const { page } = await visitor.open();

  await visitor.press({ ...EMMY, lf_ticket: olderTicket(page.ticket, 61) });
  assert.equal((await site.events()).length, 1);
});

test('a ticket that does not hold costs a new visitor nothing', async (t) => {
  const site = await start(t, { forms: { contact: CONTACT, demo: CONTACT } });
  const other = await new Visitor(site, { form: 'demo' }).open();
  const visitor = new Visitor(site);
  const { ticket } = (await visitor.open()).page;
  const typed = { ...EMMY, lf_message: 'a private message' };
  const forged = ticket.slice(0, 30)
    + (ticket[30] === 'A' ? 'B' : 'A') + ticket.slice(31);

  const cost = await costOf(site, async () => {
    for (const bad of [olderTicket(ticket, DAY + 60),
      olderTicket(ticket, -3600), forged, ticket.slice(0, -1),
      ticket + '.company', ticket + '.no such',
      'x', '', undefined, other.page.ticket]) {
      const page = await visitor.open();
      const back = await visitor.press({ ...typed, lf_ticket: bad }, { page });

      assertCameBack(back, typed, bad);
      assert.equal(stepOf(back).step, 'first');
      assert.match(notice(back), /no longer up to date/);
    }
  });

  assert.deepEqual(cost, {});
  assert.deepEqual(await keys(site), []);

  await visitor.send();
  assert.deepEqual(JSON.parse((await site.events())[0].answers), EMMY);
});

test('a known visitor\'s ticket that does not hold costs them nothing',
  async (t) => {
    const site = await start(t);
    const visitor = await known(site);
    const stranger = await known(site, { ...EMMY, email: 'b@example.org' });

    await stranger.comeBack();

    const { page } = await visitor.open();
    const id = visitor.cookie.visitor;
    const typed = { company: 'Göttingen & Co',
      lf_message: 'a private message' };

    assertAsks(visitor.page, 'company');

    for (const bad of [olderTicket(page.ticket, DAY + 60, { visitor: id }),
      page.ticket.replace('.company', '.team_size'),
      page.ticket.replace('.company', ''),
      stranger.page.page.ticket, 'forged', '']) {
      await visitor.open();

      const back = await visitor.press({ ...typed, lf_ticket: bad });

      assertCameBack(back, typed, bad);
      assert.equal(stepOf(back).question, 'company');
      assert.match(notice(back), /no longer up to date/);
    }

    assert.equal((await site.events()).length, 2);
    await visitor.press();
    assert.deepEqual(JSON.parse((await site.events())[2].answers),
      { company: 'Göttingen & Co' });
  });

test('an answer is one to the question asked, and to no other', async (t) => {
  const site = await start(t);
  const visitor = await known(site);

  assertAsks(await visitor.comeBack(), 'company');
  await visitor.press({ company: 'Göttingen & Co', team_size: '51+',
    name: 'Someone Else', email: 'else@example.org', nothing: 'x' });

  const person = await visitor.person();

  assert.deepEqual(JSON.parse((await site.events())[1].answers),
    { company: 'Göttingen & Co' });
  assert.equal(person['a:team_size'], undefined);
  assert.match(person['a:name'], / Emmy Noether$/);
});

test('a double click is one lead, one event and one cookie', async (t) => {
  const site = await start(t, { nginx: { workers: 2 } });
  const visitor = new Visitor(site);
  const page = await visitor.open();
  const values = { ...EMMY, lf_ticket: page.page.ticket };

  // Both leave before either is answered: neither carries a cookie.
  const answers = await Promise.all([1, 2, 3].map(() => site.browser()
    .post('/contact', values)));

  answers.forEach((answer) => assert.equal(answer.status, 303));

  const cookies = new Set(answers.map((answer) => Buffer.from(
    answer.cookies[0].value, 'base64url').subarray(9, 41).toString('hex')));

  assert.equal(cookies.size, 1);
  assert.equal((await site.events()).length, 1);
  assert.equal((await site.leads()).length, 1);
  assert.equal((await site.db.command('KEYS', site.key('v', '*'))).length, 1);

  // Pressed again with the cookie it is the same submission, too.
  await visitor.send(EMMY);

  const again = await visitor.press(EMMY, { page });

  assert.equal(again.status, 303);
  assert.deepEqual(again.cookies, []);
  assert.equal((await site.events()).length, 1);
});

test('a known visitor\'s double click is one event', async (t) => {
  const site = await start(t);
  const visitor = await known(site);

  await letTimePass(site, VISIT_GAP + 1);

  const page = await visitor.open();

  await Promise.all([1, 2].map(() => visitor.browser.submit(page,
    { company: 'Göttingen & Co', lf_message: 'a private message' })));
  assert.equal((await site.events()).length, 2);
});

test('a changed resend is a new submission of the same lead', async (t) => {
  const site = await start(t);
  const visitor = new Visitor(site);
  const page = await visitor.open();

  await visitor.send(EMMY);

  const { lead, visitor: id } = visitor.cookie;

  await visitor.press({ ...EMMY, name: 'Amalie Noether' }, { page });

  const events = await site.events();

  assert.deepEqual(
    events.map((e) => [e.type, e.returning, e.lead, e.visitor]), [
      ['lead.created', undefined, lead, id],
      ['lead.created', '1', lead, id],
    ]);
  assert.notEqual(events[0].id, events[1].id);
  assert.match((await visitor.person())['a:name'], / Amalie Noether$/);
});

test('a 422 consumes nothing: the same ticket is good for the corrected page',
  async (t) => {
    const site = await start(t);
    const visitor = new Visitor(site);
    const { ticket } = (await visitor.open()).page;

    for (const [wrong, field] of [
      [{ name: '', email: EMMY.email }, 'name'],
      [{ name: 'Emmy Noether', email: 'emmy.noether@' }, 'email'],
      [{ ...EMMY, lf_message: 'x'.repeat(4001) }, 'lf_message'],
    ]) {
      const back = await visitor.press(wrong);

      assert.equal(back.status, 422);
      assert.deepEqual(back.cookies, []);
      assert.equal(back.page.ticket, ticket);
      assert.equal(back.page.input(field).attributes['aria-invalid'], 'true');
    }

    assert.deepEqual(await keys(site), []);
    await visitor.send({ ...EMMY, lf_message: '' });
    assert.equal((await site.events()).length, 1);
  });

// What a browser says of where a post comes from, and what is made of it.
const OWN = 'http://localhost';
const EVIL = 'https://evil.example';

for (const [what, headers, outcome] of [
  ['Sec-Fetch-Site: same-origin', { 'sec-fetch-site': 'same-origin' }, 'known'],
  ['Sec-Fetch-Site: none', { 'sec-fetch-site': 'none' }, 'known'],
  ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }, 'refused'],
  ['Sec-Fetch-Site before a foreign Origin',
    { 'sec-fetch-site': 'same-origin', origin: EVIL }, 'known'],
  ['Sec-Fetch-Site before a null Origin',
    { 'sec-fetch-site': 'same-origin', origin: 'null' }, 'known'],
  ['Sec-Fetch-Site before our own Origin',
    { 'sec-fetch-site': 'cross-site', origin: OWN }, 'refused'],
  ['our own Origin', { origin: OWN }, 'known'],
  ['a foreign Origin', { origin: EVIL }, 'refused'],
  ['a foreign Origin before our own Referer',
    { origin: EVIL, referer: OWN + '/contact' }, 'refused'],
  ['our host as the beginning of another',
    { origin: OWN + '.evil.example' }, 'refused'],
  ['our host with another port', { origin: OWN + ':8443' }, 'refused'],
  ['our host as a user',
    { origin: 'http://localhost@evil.example' }, 'refused'],
  ['our own Referer', { referer: OWN + '/contact?x=1' }, 'known'],
  ['a foreign Referer', { referer: EVIL + '/?' + OWN }, 'refused'],
  ['Origin: null', { origin: 'null' }, 'stranger'],
  ['Origin: null and a foreign Referer',
    { origin: 'null', referer: EVIL + '/' }, 'stranger'],
  ['none of them', {}, 'stranger'],
]) {
  test(`a post with ${what}: ${outcome}`, async (t) => {
    const site = await start(t);
    const visitor = await known(site);
    const { lead, visitor: id } = visitor.cookie;
    const newcomer = await new Visitor(site).open();

    assertAsks(await visitor.comeBack(), 'company');

    const record = await visitor.record();
    const options = { sameOrigin: false, headers };
    const answer = await visitor.browser.post('/contact',
      { company: 'Göttingen & Co', lf_ticket: visitor.page.page.ticket },
      options);
    const events = await site.events();

    if (outcome === 'known') {
      assert.equal(answer.status, 303);
      assert.equal(events[1].lead, lead);
      return;
    }

    // The cookie does not act: the visitor's records are as they were.
    assert.equal(answer.status, outcome === 'refused' ? 403 : 422);
    assert.deepEqual(await site.visitor(id), record);
    assert.equal(events.length, 1);

    // A first step is taken as a stranger's, or refused.
    const first = await visitor.browser.post('/contact',
      { ...EMMY, name: 'E. Noether', lf_ticket: newcomer.page.ticket },
      options);

    assert.equal(first.status, outcome === 'refused' ? 403 : 303);
    assert.equal((await site.events()).length, outcome === 'refused' ? 1 : 2);
    assert.deepEqual(await site.visitor(id), record);
    assert.match((await site.lead(lead))['a:name'], / Emmy Noether$/);

    // Nor can another site make anybody forget or be forgotten.
    const forget = await visitor.browser.post('/contact', { lf_do: 'forget' },
      options);

    const sent = outcome === 'refused' || visitor.browser.lead;

    assert.equal(forget.status, sent ? 403 : 303);
    assert.deepEqual(await site.visitor(id), record);
  });
}

test('a refused post says where to send the form from', async (t) => {
  const site = await start(t);
  const answer = await site.http.post('/contact', EMMY,
    { headers: { 'sec-fetch-site': 'cross-site' } });

  assert.equal(answer.status, 403);
  assert.match(answer.page.text, /only be sent from its own page/);
  assert.deepEqual(answer.cookies, []);
});

test('a first step pressed by a known visitor of the same contact is theirs',
  async (t) => {
    const site = await start(t);
    const visitor = new Visitor(site);
    const first = await visitor.open();
    const second = await visitor.open();

    await visitor.press(EMMY, { page: first });

    const before = visitor.cookie;
    const answer = await visitor.press(EMMY, { page: second });

    assert.equal(answer.status, 303);
    assert.deepEqual(visitor.cookie, before);
    assert.equal((await site.leads()).length, 1);
    assertOwnButton(await visitor.open());
  });

test('when Redis cannot take it, the same press later is the same submission',
  async (t) => {
    const site = await start(t);
    const visitor = new Visitor(site);
    const page = await visitor.open();

    await site.db.command('CONFIG', 'SET', 'maxmemory', 1);

    const away = await visitor.press(EMMY);

    assertFirstStep(away, 503);
    assert.equal(away.page.input('name').value, 'Emmy Noether');
    assert.equal(away.page.ticket, page.page.ticket);
    assert.deepEqual(away.cookies, []);

    await site.db.command('CONFIG', 'SET', 'maxmemory', 0);
    await visitor.send();
    await visitor.press(EMMY, { page });
    assert.equal((await site.events()).length, 1);
  });
