'use strict';
// A personal link: sales put it into a mail, and whoever it is for makes their
// browser one of the lead's own.

const assert = require('node:assert/strict');
const test = require('node:test');

const {
  ADA, COMPANY, start, link, leadOf, erase, openLink, tokenOf, expired,
  assertAsksWho, dump,
} = require('../lib/link.js');
const { readLogs } = require('../lib/logs.js');
const {
  Visitor, stepOf, costOf, assertAsks, assertFirstStep, assertTellsNothing,
} = require('../lib/visitor.js');

const OVER = 'This personal link does not hold any more';

test('a browser that says so is the lead\'s own, and not asked what is known',
  async (t) => {
    const site = await start(t);
    const { lead, visitor: first } = await leadOf(site);
    const url = link(site, lead);
    const ada = await openLink(site, url);

    assertAsksWho(ada.page);
    assert.match(ada.page.page.text, /this device will be remembered/);
    assert.equal(ada.cookie, null);

    const said = await ada.press({}, { button: 'lf_do=its_me' });

    assert.equal(said.status, 303);
    assert.equal(said.headers.location, '?');
    assert.equal(ada.cookie.lead, lead);
    assert.notEqual(ada.cookie.visitor, first.cookie.visitor);
    assert.equal((await site.lead(lead)).own,
      `${first.cookie.visitor} ${ada.cookie.visitor}`);

    // The company is known from sales: the next question is asked at once.
    const page = await ada.open();

    assertAsks(page, 'team_size');
    await ada.answer('51+');
    assert.match((await site.lead(lead))['a:team_size'], / 51\+$/);
    assertTellsNothing(ada.answers, ['Ada Planted', 'ada.planted', COMPANY]);
    assertTellsNothing([...ada.answers].filter((a) => a.url !== url), [lead]);

    const event = (await site.events()).pop();

    assert.equal(event.type, 'lead.returned');
    assert.equal(event.lead, lead);
    assert.equal(event.visitor, ada.cookie.visitor);
    assert.ok(!JSON.stringify(event).includes('link='));
  });

test('three browsers take it, the fourth learns nothing', async (t) => {
  const site = await start(t);
  const { lead } = await leadOf(site);
  const url = link(site, lead);

  for (let i = 0; i < 3; i++) {
    const browser = await openLink(site, url);

    assert.equal((await browser.press({}, { button: 'lf_do=its_me' })).status,
      303);
  }

  const before = await dump(site);
  const fourth = await openLink(site, url);

  assertAsksWho(fourth.page);

  const full = await fourth.press({}, { button: 'lf_do=its_me' });

  assertFirstStep(full, 410);
  assert.match(stepOf(full).notice, new RegExp(OVER));
  assert.equal(fourth.cookie, null);
  assert.deepEqual(await dump(site), before);

  // Word for word what an erased lead's link says.
  await erase(site, lead);

  const gone = await (await openLink(site, url)).press({},
    { button: 'lf_do=its_me' });
  const words = (answer) => answer.body.replace(/value="[\w-]+"/g, '');

  assert.equal(gone.status, 410);
  assert.equal(words(gone), words(full));

  // The form is usable all the same.
  assert.equal((await fourth.press({ name: 'Bob Planted',
    email: 'bob@example.org' })).status, 303);
});

test('a link opened by a machine changes nothing, and asks Redis nothing',
  async (t) => {
    const site = await start(t);
    const { lead, visitor } = await leadOf(site);
    const url = link(site, lead);
    const before = await dump(site);

    const cost = await costOf(site, async () => {
      await openLink(site, url);
      assertAsksWho(await visitor.browser.get(url));

      const head = await visitor.browser.head(url);

      assert.equal(head.status, 200);
      assert.equal(head.body, '');
      assert.equal(head.headers['set-cookie'], undefined);
    });

    assert.deepEqual(cost, {});
    assert.deepEqual(await dump(site), before);
  });

test('pressed twice it is one browser', async (t) => {
  const site = await start(t);
  const { lead } = await leadOf(site);
  const ada = await openLink(site, link(site, lead));
  const { page } = ada;
  const answers = await Promise.all([1, 2, 3].map(() => ada.press({},
    { button: 'lf_do=its_me', page })));

  for (const answer of answers) {
    assert.equal(answer.status, 303);
  }

  const id = ada.cookie.visitor;

  assert.equal((await site.lead(lead)).own.split(' ').length, 2);
  assert.ok((await site.lead(lead)).own.endsWith(id));

  // Once more, by the browser that has the cookie now: it is own already.
  ada.page = await ada.browser.get(page.url);
  assertAsksWho(ada.page);

  const own = await ada.press({}, { button: 'lf_do=its_me' });

  assert.equal(own.status, 303);
  assert.equal(own.headers['set-cookie'], undefined);
  assert.equal((await site.lead(lead)).own.split(' ').length, 2);
});

test('a browser that was forgotten has taken its place', async (t) => {
  const site = await start(t);
  const { lead } = await leadOf(site);
  const url = link(site, lead);
  const ada = await openLink(site, url);
  const { page } = ada;

  for (const name of ['first', 'second']) {
    ada.keep(await ada.browser.get(url));
    await ada.press({}, { button: 'lf_do=its_me' });
    assert.equal(ada.cookie.lead, lead, name);
    assert.equal(stepOf(await ada.open()).step, 'known');
    await ada.press({}, { button: 'lf_do=forget' });
    assert.equal(ada.cookie, null);
  }

  // The third, in a page from before, however often.
  for (let i = 0; i < 2; i++) {
    await ada.press({}, { button: 'lf_do=its_me', page });
    assert.equal(stepOf(await ada.open()).step, 'known');
    await ada.press({}, { button: 'lf_do=forget' });
  }

  const fourth = await (await openLink(site, url)).press({},
    { button: 'lf_do=its_me' });

  assertFirstStep(fourth, 410);
});

test('"Not me" leaves everybody else who they are', async (t) => {
  const site = await start(t);
  const { lead } = await leadOf(site);
  const url = link(site, lead);
  const bob = new Visitor(site);

  await bob.send({ name: 'Bob Planted', email: 'bob@example.org' });

  const { value } = bob.browser.lead;
  const before = await dump(site);

  bob.keep(await bob.browser.get(url));
  assertAsksWho(bob.page);

  const not = await bob.press({}, { button: 'lf_do=not_mine' });

  assert.equal(not.status, 303);
  assert.equal(not.headers.location, '?');
  assert.equal(not.headers['set-cookie'], undefined);
  assert.equal(bob.browser.lead.value, value);
  assert.deepEqual(await dump(site), before);

  const stranger = await openLink(site, url);

  assert.equal((await stranger.press({}, { button: 'lf_do=not_mine' })).status,
    303);
  assert.equal(stranger.cookie, null);
});

test('"Not me" in a browser of the very lead forgets its cookie', async (t) => {
  const site = await start(t);
  const { lead, visitor } = await leadOf(site);
  const url = link(site, lead);
  const before = await dump(site);

  // What may come from anywhere has no say; a browser that asks not to be
  // remembered has.
  visitor.keep(await visitor.browser.get(url));

  for (const [status, from] of [[403, 'cross-site'], [303, undefined]]) {
    const elsewhere = await visitor.browser.submit(visitor.page, {}, {
      button: 'lf_do=not_mine', headers: { 'sec-fetch-site': from } });

    assert.equal(elsewhere.status, status);
    assert.ok(visitor.cookie);
  }

  const not = await visitor.press({}, { button: 'lf_do=not_mine',
    headers: { 'sec-gpc': '1' } });

  assert.equal(not.status, 303);
  assert.match(not.headers['set-cookie'][0], /^lead=; Max-Age=0/);
  assert.equal(visitor.cookie, null);
  assertFirstStep(await visitor.open());
  assert.deepEqual(await dump(site), before);
});

test('"Not me", pressed when the link is over, means the link\'s lead',
  async (t) => {
    const site = await start(t);
    const { lead, visitor } = await leadOf(site);
    const bob = new Visitor(site);

    await bob.send({ name: 'Bob Planted', email: 'bob@example.org' });

    const url = link(site, lead, { args: ['--expires', '1s'] });

    for (const person of [bob, visitor]) {
      person.keep(await person.browser.get(url));
      assertAsksWho(person.page);
    }

    await expired(url);

    const { value } = bob.browser.lead;
    const not = await bob.press({}, { button: 'lf_do=not_mine' });

    assert.equal(not.status, 303);
    assert.equal(not.headers['set-cookie'], undefined);
    assert.equal(bob.browser.lead.value, value);

    await visitor.press({}, { button: 'lf_do=not_mine' });
    assert.equal(visitor.cookie, null);

    // A link that was never ours names nobody.
    const forged = await bob.browser.post(`${url.slice(0, -9)}A${
      url.slice(-8)}`, { lf_do: 'not_mine' });

    assert.equal(forged.status, 303);
    assert.equal(bob.browser.lead.value, value);
  });

test('a browser that typed the same contact is not asked again what it declined',
  async (t) => {
    const site = await start(t);
    const { lead, visitor } = await leadOf(site);
    const other = new Visitor(site);

    await site.db.command('HDEL', site.key('lead', lead), 'a:company');
    await other.send(ADA);
    assertAsks(await other.comeBack(), 'company');
    await other.decline();

    const before = other.cookie;

    assert.equal(before.lead, lead);
    assert.equal((await site.lead(lead)).own, visitor.cookie.visitor);

    other.keep(await other.browser.get(link(site, lead)));
    await other.press({}, { button: 'lf_do=its_me' });

    assert.notEqual(other.cookie.visitor, before.visitor);
    assert.ok((await site.lead(lead)).own.endsWith(other.cookie.visitor));
    assertAsks(await other.comeBack(), 'team_size');
    assertTellsNothing(other.answers, ['Ada Planted', 'ada.planted']);
  });

test('another person\'s browser becomes the link\'s', async (t) => {
  const site = await start(t);
  const { lead } = await leadOf(site);
  const bob = new Visitor(site);

  await bob.send({ name: 'Bob Planted', email: 'bob@example.org' });

  const before = bob.cookie;

  bob.keep(await bob.browser.get(link(site, lead)));
  await bob.press({}, { button: 'lf_do=its_me' });

  assert.equal(bob.cookie.lead, lead);
  assert.notEqual(bob.cookie.visitor, before.visitor);
  assert.equal((await site.lead(before.lead)).own, before.visitor);
  assertAsks(await bob.open(), 'team_size');
});

test('an erasure ends the link, and the browser that came by it',
  async (t) => {
    const site = await start(t);
    const { lead } = await leadOf(site);
    const url = link(site, lead);
    const ada = await openLink(site, url);

    await ada.press({}, { button: 'lf_do=its_me' });
    await erase(site, lead, Date.now() + 1000);
    assertFirstStep(await ada.open());

    const late = await openLink(site, url);
    const before = await dump(site);

    assertFirstStep(await late.press({}, { button: 'lf_do=its_me' }), 410);
    assert.equal(late.cookie, null);
    assert.deepEqual(await dump(site), before);
  });

test('a link speaks the visitor\'s language, and keeps it', async (t) => {
  const site = await start(t);
  const { lead } = await leadOf(site);
  const ada = await openLink(site, link(site, lead, { query: 'lang=de' }));

  assert.equal(ada.page.page.title, 'Sind Sie das?');

  const said = await ada.press({}, { button: 'Das bin ich' });

  assert.equal(said.headers.location, '?lang=de');
});

test('the error log has no token, and outcomes are told', async (t) => {
  const site = await start(t, { nginx: { server:
    'add_header X-Outcome "$lead_form_outcome" always;' } });
  const { lead } = await leadOf(site);
  const url = link(site, lead);
  const ada = await openLink(site, url);
  const told = (answer) => answer.headers['x-outcome'];

  assert.equal(told(ada.page), undefined);
  assert.equal(told(await ada.press({}, { button: 'lf_do=its_me' })), 'saved');
  assert.equal(told(await ada.browser.post(url, { lf_do: 'its_me',
    lf_ticket: 'old' })), 'retry');

  await erase(site, lead, Date.now() + 1000);
  assert.equal(told(await (await openLink(site, url)).press({},
    { button: 'lf_do=its_me' })), 'refused');

  for (const { file, text } of readLogs(site.dir)) {
    assert.ok(!/error/.test(file) || !text.includes(tokenOf(url)), file);
  }
});
