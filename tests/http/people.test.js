'use strict';
// A lead is a person, known by their contact; several visitors may be one
// lead.  Only its own visitor is shown by its profile; nothing leaks.

const test = require('node:test');
const assert = require('node:assert/strict');

const { CONTACT } = require('../lib/site.js');
const {
  Visitor, startJourney, stepOf, letTimePass, costOf, assertAsks,
  assertOwnButton, assertFirstStep, assertTellsNothing, VISIT_GAP,
} = require('../lib/visitor.js');

const KATHERINE = { name: 'Katherine Johnson', email: 'katherine@example.org' };
const SECRETS = ['Katherine Johnson', 'katherine@', 'Langley Centre',
  'floor seven'];

const FORM = { ...CONTACT,
  fields: { ...CONTACT.fields, floor: { type: 'text', label: 'Floor' } },
  then: ['company', 'floor'] };

function start(t, options = {}) {
  return startJourney(t,
    { planted: SECRETS, forms: { contact: FORM }, ...options });
}

async function known(site, values = KATHERINE) {
  const visitor = new Visitor(site);

  await visitor.send(values);

  return visitor;
}

// What a page says and asks, without what is new on every page.
function meaning(answer) {
  return answer.body.split(answer.page.ticket).join('TICKET');
}

// The lead is erased, as the people who act on a request do it.
async function erase(site, visitor, at = Date.now()) {
  const { lead } = visitor.cookie;

  await site.db.command('SET', site.key('gone', lead), at);
  await site.db.command('DEL', site.key('lead', lead),
    site.key('v', visitor.cookie.visitor));
  await site.db.command('ZREM', site.key('leads'), lead);
}

test('two devices of one person meet in one lead', async (t) => {
  const site = await start(t);
  const own = await known(site);
  const other = await known(site,
    { name: 'K. Johnson', email: 'Katherine@EXAMPLE.org' });

  assert.equal(other.cookie.lead, own.cookie.lead);
  assert.notEqual(other.cookie.visitor, own.cookie.visitor);
  assert.deepEqual((await site.events()).map((e) => [e.type, e.returning]),
    [['lead.created', undefined], ['lead.created', '1']]);
  assert.deepEqual(await site.leads(), [own.cookie.lead]);
  assert.equal((await own.person()).own, own.cookie.visitor);
});

test('another browser overwrites nothing, and fills blanks', async (t) => {
  const site = await start(t);
  const own = await known(site);

  await own.comeBack();
  await own.answer('Langley Centre');

  const other = await known(site, { ...KATHERINE, name: 'Mallory' });

  assertAsks(await other.comeBack(), 'company');
  await other.answer('Mallory Ltd');
  assertAsks(await other.comeBack(), 'floor');
  await other.answer('basement');

  const person = await own.person();

  assert.match(person['a:name'], / Katherine Johnson$/);
  assert.match(person['a:company'], / Langley Centre$/);
  assert.match(person['a:floor'], / basement$/);
  assert.match(person['also:name'], /^\d+ Mallory$/);
  assert.match(person['also:company'], /^\d+ Mallory Ltd$/);
  assert.equal(person['also:floor'], undefined);

  // It keeps its own answers in its own record, and is asked by those.
  const record = await other.record();

  assert.match(record['a:company'], / Mallory Ltd$/);
  assert.match(record['a:floor'], / basement$/);
  assertOwnButton(await other.comeBack());
});

test('the other browser never learns what the person answered', async (t) => {
  const site = await start(t);
  const own = await known(site);
  const other = await known(site, { ...KATHERINE, name: 'Mallory' });

  const before = meaning(await other.comeBack());

  await own.comeBack();
  await own.answer('Langley Centre');
  await own.comeBack();
  await own.answer('floor seven');

  const after = meaning(await other.comeBack());

  // Two showings later the same question is asked, for it is unanswered.
  assert.equal(stepOf(other.page).question, 'floor');
  await other.comeBack();
  assert.equal(meaning(other.page), before);
  assert.notEqual(after, before);

  // The same walk in a site where the person told nothing looks the same.
  const quiet = await start(t);

  await known(quiet);

  const stranger = await known(quiet, { ...KATHERINE, name: 'Mallory' });

  assert.equal(meaning(await stranger.comeBack()), before);
  assert.equal(meaning(await stranger.comeBack()), after);
  assert.equal(meaning(await stranger.comeBack()), before);

  const typed = ['Mallory', 'katherine@'];

  assertTellsNothing(other.answers,
    [...SECRETS.filter((value) => !typed.includes(value)), ...typed]);
});

test('"Not you?" starts afresh, and deletes nothing', async (t) => {
  const site = await start(t);
  const visitor = await known(site);
  const { visitor: id, lead } = visitor.cookie;
  const page = await visitor.open();
  const answer = await visitor.press({}, { button: 'Not you?' });

  assert.equal(answer.status, 303);
  assert.equal(answer.headers.location, '?');
  assert.equal(answer.cookies[0].attributes['max-age'], '0');
  assert.equal(visitor.cookie, null);
  assertFirstStep(await visitor.open({ query: '?' }));
  assert.notDeepEqual(await site.visitor(id), {});

  // Whoever sits here now is a person of their own.
  await visitor.send({ name: 'Dorothy Vaughan', email: 'dorothy@example.org' });
  assert.notEqual(visitor.cookie.lead, lead);
  assert.notEqual(visitor.cookie.visitor, id);
  assertTellsNothing(visitor.answers, SECRETS);

  // The page that the former one left open is not taken for theirs.
  const late = await visitor.press({ lf_message: 'from before' }, { page });

  assert.equal(late.status, 422);
  assert.equal((await site.events()).length, 2);
});

test('a different e-mail is the same visitor, who is asked nothing twice',
  async (t) => {
    const site = await start(t);
    const visitor = await known(site);
    const before = visitor.cookie;

    await visitor.comeBack();
    await visitor.answer('Langley Centre');
    await visitor.open();

    // Not even a name and a contact of before are told.
    assertFirstStep(await visitor.openOther());
    assertTellsNothing(visitor.answers, SECRETS);

    const answer = await visitor.send(
      { name: 'Katherine Johnson', email: 'kj@home.example' });
    const after = visitor.cookie;
    const event = (await site.events())[2];

    assert.equal(event.type, 'lead.created');
    assert.equal(event.previous, before.lead);
    assert.equal(event.returning, undefined);
    assert.equal(event.lead, after.lead);
    assert.equal(event.visitor, before.visitor);

    assert.equal(after.visitor, before.visitor);
    assert.notEqual(after.lead, before.lead);
    assert.equal(after.minted, before.minted);
    assert.ok(Number(answer.cookies[0].attributes['max-age']) <= 400 * 86400);

    // What this person told is theirs under the new contact, too.
    const person = await visitor.person();

    assert.match(person['a:company'], / Langley Centre$/);
    assert.match(person['a:email'], / kj@home\.example$/);
    assertAsks(await visitor.comeBack(), 'floor');
  });

test('the same contact typed as a different one changes nothing',
  async (t) => {
    const site = await start(t);
    const visitor = await known(site);
    const before = visitor.cookie;

    await visitor.open();
    await visitor.openOther();
    await visitor.send(KATHERINE);

    assert.deepEqual(visitor.cookie, before);
    assert.equal((await site.events())[1].previous, undefined);
    assert.equal((await site.leads()).length, 1);
  });

test('a different contact that is somebody else\'s unlocks nothing',
  async (t) => {
    const site = await start(t);
    const own = await known(site);

    await own.comeBack();
    await own.answer('Langley Centre');

    const visitor = await known(site,
      { name: 'Mallory', email: 'mallory@example.org' });

    assertAsks(await visitor.comeBack(), 'company');
    await visitor.answer('Mallory Ltd');
    await visitor.open();
    await visitor.openOther();
    await visitor.send({ name: 'Mallory', email: KATHERINE.email });

    const person = await own.person();

    assert.equal(visitor.cookie.lead, own.cookie.lead);
    assert.equal(person.own, own.cookie.visitor);
    assert.match(person['a:name'], / Katherine Johnson$/);
    assert.match(person['a:company'], / Langley Centre$/);

    // They themselves are asked on where they were.
    assertAsks(await visitor.comeBack(), 'floor');
    assertTellsNothing(visitor.answers, SECRETS);
  });

test('another contact in a first step is another person', async (t) => {
  const site = await start(t);
  const visitor = new Visitor(site);
  const first = await visitor.open();
  const second = await visitor.open();

  await visitor.press(KATHERINE, { page: first });

  const before = visitor.cookie;
  const record = await visitor.record();

  await visitor.press({ name: 'Dorothy Vaughan', email: 'dorothy@example.org' },
    { page: second });

  assert.notEqual(visitor.cookie.visitor, before.visitor);
  assert.notEqual(visitor.cookie.lead, before.lead);
  assert.deepEqual(await site.visitor(before.visitor), record);
  assert.equal((await site.events())[1].previous, undefined);
});

test('"Forget this browser" deletes the record and the cookie', async (t) => {
  const site = await start(t);
  const visitor = await known(site);
  const { visitor: id, lead } = visitor.cookie;

  await visitor.open();

  const answer = await visitor.press({}, { button: 'Forget this browser' });

  assert.equal(answer.status, 303);
  assert.equal(answer.headers.location, '?forgotten');
  assert.equal(answer.cookies[0].attributes['max-age'], '0');
  assert.equal(visitor.cookie, null);
  assert.deepEqual(await site.visitor(id), {});
  assert.notDeepEqual(await site.lead(lead), {});

  await visitor.open({ query: '?forgotten' });
  assert.match(visitor.page.page.text, /This browser is forgotten/);
  assertFirstStep(await visitor.open());

  // It is no event, and a browser that is not known can be forgotten, too.
  const stranger = new Visitor(site);
  const again = await stranger.browser.post('/contact', { lf_do: 'forget' });

  assert.equal(again.headers.location, '?forgotten');
  assert.equal((await site.events()).length, 1);
});

test('"Ask us to delete my data" is an event for people to act on',
  async (t) => {
    const site = await start(t);
    const visitor = await known(site);

    await visitor.open();

    const answer = await visitor.press({ lf_message: 'Please' },
      { button: 'Ask us to delete my data' });

    assert.equal(answer.headers.location, '?erase');
    await visitor.open({ query: '?erase' });
    assert.match(visitor.page.page.text, /We have received your request/);

    const event = (await site.events())[1];

    assert.equal(event.type, 'lead.erasure_requested');
    assert.equal(event.lead, visitor.cookie.lead);
    assert.equal(event.visitor, visitor.cookie.visitor);
    assert.equal(event.answers, undefined);

    // Nothing is deleted by it.
    assert.match((await visitor.person())['a:name'], / Katherine Johnson$/);
    assertOwnButton(await visitor.open());
  });

test('a stranger has no data to be deleted', async (t) => {
  const site = await start(t);
  const stranger = new Visitor(site);
  const { page } = await stranger.open();

  const answer = await stranger.browser.post('/contact',
    { lf_ticket: page.ticket, lf_do: 'erase', name: 'Nobody' });

  assertFirstStep(answer, 422);
  assert.equal(answer.page.input('name').value, 'Nobody');
  assert.deepEqual(await site.events(), []);

  // Nor has a known visitor who is about to give another contact.
  const visitor = await known(site);

  await visitor.open();

  const other = await visitor.openOther();
  const again = await visitor.press({ lf_do: 'erase' }, { page: other });

  assert.equal(again.status, 422);
  assert.equal((await site.events()).length, 1);
});

test('the cookie of an erased lead is a stranger\'s', async (t) => {
  const site = await start(t);
  const visitor = await known(site);
  const { lead, visitor: id } = visitor.cookie;
  const page = await visitor.open();

  await erase(site, visitor);

  // What it has open can be sent no more, and writes nothing.
  const kept = visitor.browser.lead;
  const late = await visitor.press({ lf_message: 'from before' }, { page });

  assertFirstStep(late, 422);
  assert.deepEqual(await site.lead(lead), {});
  assert.deepEqual(await site.visitor(id), {});
  assert.equal((await site.events()).length, 1);

  visitor.browser.cookies.set(kept.name, kept);

  const answer = await visitor.open();

  assertFirstStep(answer);
  assert.equal(answer.cookies[0].attributes['max-age'], '0');
  assert.equal(visitor.cookie, null);
  assert.deepEqual(await site.visitor(id), {});
});

test('who was erased and comes back is a new lead of the same id',
  async (t) => {
    const site = await start(t);
    const visitor = await known(site);
    const old = visitor.cookie;
    const second = await known(site);

    await erase(site, visitor);
    await visitor.open();

    await visitor.send(KATHERINE);
    assert.equal(visitor.cookie.lead, old.lead);
    assert.notEqual(visitor.cookie.visitor, old.visitor);

    const event = (await site.events())[2];

    assert.equal(event.type, 'lead.created');
    assert.equal(event.returning, undefined);
    assert.equal((await visitor.person()).own, visitor.cookie.visitor);

    // A browser of the former lead is a stranger, whatever it has of its own.
    assert.notDeepEqual(await second.record(), {});
    assertFirstStep(await second.open());
    assert.equal(second.cookie, null);
  });

test('a second device of an erased lead is a stranger in the same visit',
  async (t) => {
    const site = await start(t);
    const visitor = await known(site);
    const second = await known(site);

    assertOwnButton(await second.open());
    await erase(site, visitor);
    assertFirstStep(await second.open());
    assert.equal(second.cookie, null);
  });

test('what sales learned counts as known, to the person\'s own visitor only',
  async (t) => {
    const site = await start(t);
    const own = await known(site);
    const other = await known(site, KATHERINE);
    const seconds = String(own.cookie.minted);

    await site.db.command('HSET', site.key('lead', own.cookie.lead),
      'a:company', `${seconds}/s:anna Langley Centre`,
      'a:floor', `${seconds}/i:crm floor seven`);

    assertOwnButton(await own.comeBack());
    assertAsks(await other.comeBack(), 'company');
    assertTellsNothing([...own.answers, ...other.answers],
      ['Langley Centre', 'floor seven']);
  });

test('a valid cookie without a record is a known visitor of the first step',
  async (t) => {
    const site = await start(t);
    const visitor = await known(site);

    await visitor.comeBack();
    await visitor.answer('Langley Centre');
    await site.db.command('FLUSHALL');
    await site.db.command('SCRIPT', 'FLUSH');

    // Nobody is asked for name and contact twice.
    assertAsks(await visitor.open(), 'company');
    assert.deepEqual(await site.events(), []);

    const record = await visitor.record();

    assert.equal(record.visits, '2');
    assert.equal(record.ask, 'company');

    await visitor.answer('Langley Centre');

    const [event] = await site.events();

    assert.equal(event.type, 'lead.returned');
    assert.equal(event.lead, visitor.cookie.lead);
    assert.match((await visitor.person())['a:company'], / Langley Centre$/);
    assertAsks(await visitor.comeBack(), 'floor');
  });

test('a lead whose record is lost does not make its visitor a stranger',
  async (t) => {
    const site = await start(t);
    const visitor = await known(site);

    await site.db.command('DEL', site.key('lead', visitor.cookie.lead));
    await letTimePass(site, VISIT_GAP + 1);
    assertAsks(await visitor.open(), 'company');
    assert.equal((await visitor.record()).visits, '2');
  });

test('who is not known is known to nobody: no cookie, no trace', async (t) => {
  const site = await start(t);
  const cost = await costOf(site, async () => {
    for (const query of ['', '?with=phone', '?other', '?thanks',
      '?forgotten']) {
      await new Visitor(site).open({ query });
    }
  });

  assert.deepEqual(cost, {});
  assert.deepEqual(await site.db.command('KEYS', '*'), []);
});
