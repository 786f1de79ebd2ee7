'use strict';
// The script link: who becomes one of a lead's own browsers, and who does not.

const assert = require('node:assert/strict');

const {
  openStories, ADA, BOB, LEAD, OTHER, START, MINUTE, DAY, REMEMBER, LINK, idOf,
  known,
} = require('./world.js');

const EVE = idOf('visitor eve');
const KIM = idOf('visitor kim');
const EXPIRES = START + 90 * DAY;

const story = openStories();

story('a browser becomes the lead\'s own, and is remembered', async (world) => {
  await known(world);

  assert.deepEqual(await world.link({ visitor: BOB, lead: LEAD }), ['linked']);

  assert.equal((await world.lead(LEAD)).own, `${ADA} ${BOB}`);
  assert.deepEqual(await world.visitor(BOB), { first: String(START + 10),
    seen: String((START + 10) * 1000) });
  assert.deepEqual(await world.db.command('SMEMBERS', world.key('link', 'one')),
    [BOB]);
  assert.equal(await world.db.command('EXPIRETIME', world.key('v', BOB)),
    START + 10 + REMEMBER);
  assert.equal(await world.db.command('EXPIRETIME', world.key('link', 'one')),
    EXPIRES);

  // The next page asks in this very visit.
  assert.deepEqual(await world.visit({ visitor: BOB, lead: LEAD,
    now: START + 11, candidate: 'company' }), ['visit', 1, 'company', 1]);
});

story('a lead that sales made has no browser before', async (world) => {
  await world.submit({ lead: LEAD, answers: { name: 'Ada' } });

  assert.equal((await world.lead(LEAD)).own, undefined);
  assert.deepEqual(await world.link({ visitor: BOB, lead: LEAD }), ['linked']);
  assert.equal((await world.lead(LEAD)).own, BOB);
});

story('three browsers, and no fourth; each may press again', async (world) => {
  await known(world);

  for (const visitor of [BOB, EVE, KIM]) {
    assert.deepEqual(await world.link({ visitor, lead: LEAD }), ['linked']);
  }

  const state = await world.dump();

  for (const visitor of [BOB, EVE, KIM]) {
    assert.deepEqual(await world.link({ visitor, lead: LEAD }), ['linked']);
  }

  assert.deepEqual((await world.lead(LEAD)).own.split(' ').sort(),
    [ADA, BOB, EVE, KIM].sort());
  assert.equal((await world.visitor(BOB)).seen,
    String((START + 10) * 1000));

  const after = await world.dump();

  assert.deepEqual(Object.keys(after), Object.keys(state));
  assert.deepEqual(await world.link({ visitor: idOf('mallory'), lead: LEAD }),
    ['full']);
  assert.deepEqual(await world.dump(), after);

  // Another link has room of its own.
  assert.deepEqual(await world.link({ visitor: idOf('mallory'), lead: LEAD,
    nonce: 'two' }), ['linked']);
});

story('who is the lead\'s own already stays who they are', async (world) => {
  await known(world);
  const state = await world.dump();

  assert.deepEqual(await world.link({ visitor: BOB, lead: LEAD,
    current: ADA }), ['own', ADA]);
  assert.deepEqual(await world.dump(), state);

  // A cookie of this lead that is not its own proves nothing.
  assert.deepEqual(await world.link({ visitor: BOB, lead: LEAD,
    current: EVE }), ['linked']);
});

story('a browser that typed the same contact stays who it was, but for what the '
  + 'lead holds', async (world) => {
  await known(world);
  await world.submit({ visitor: EVE, lead: LEAD, answers: { name: 'Eve' },
    consents: { news: '1 aa' } });
  world.now += DAY;
  await world.visit({ visitor: EVE, lead: LEAD, candidate: 'budget' });
  world.now += MINUTE;
  await world.submit({ visitor: EVE, lead: LEAD, minted: START, step: 'known',
    question: 'budget', became: 'declined' });
  world.now += DAY;
  await world.visit({ visitor: EVE, lead: LEAD, candidate: 'company' });

  const before = await world.visitor(EVE);
  const at = world.now + MINUTE;

  assert.ok(before['a:name'] && before['consent:news']);
  assert.deepEqual(await world.link({ visitor: BOB, lead: LEAD, at,
    current: EVE }), ['linked']);

  const { 'a:name': name, 'consent:news': consent, ...rest } = before;

  assert.deepEqual(await world.visitor(BOB), rest);
  assert.deepEqual(Object.keys(rest).sort(), ['ask', 'first', 'no:budget',
    'seen', 'sent:contact', 'shown:company', 'visits']);
  assert.deepEqual(await world.visitor(EVE), before);
  assert.equal(await world.db.command('EXPIRETIME', world.key('v', BOB)),
    at + REMEMBER);
  assert.equal((await world.lead(LEAD)).own, `${ADA} ${BOB}`);

  // The visit goes on: what it asked is its one question.
  assert.deepEqual(await world.visit({ visitor: BOB, lead: LEAD,
    now: at + 1, candidate: 'team_size' }), ['visit', 3, 'company', 0]);

  // Pressed again it takes nothing over a second time.
  const state = await world.visitor(BOB);

  assert.deepEqual(await world.link({ visitor: BOB, lead: LEAD, at: at + 2,
    current: EVE }), ['linked']);
  assert.deepEqual(await world.visitor(BOB), state);
});

story('a browser whose record is gone begins anew', async (world) => {
  await known(world);
  assert.deepEqual(await world.link({ visitor: BOB, lead: LEAD,
    current: EVE }), ['linked']);
  assert.deepEqual(Object.keys(await world.visitor(BOB)), ['first', 'seen']);

  // So does one whose record is from before an erasure.
  await world.submit({ visitor: EVE, lead: LEAD });
  await world.db.command('HSET', world.key('v', EVE), 'no:budget', world.now);
  await world.erase(LEAD, world.now * 1000 + 400);
  await world.submit({ visitor: ADA, lead: LEAD, at: world.now + 1 });
  assert.deepEqual(await world.link({ visitor: KIM, lead: LEAD, nonce: 'two',
    minted: world.now + 1, at: world.now + 2, current: EVE }), ['linked']);
  assert.deepEqual(Object.keys(await world.visitor(KIM)), ['first', 'seen']);
});

story('of many browsers the oldest goes', async (world) => {
  const all = [...Array(25).keys()].map((i) => idOf(`browser ${i}`));

  await world.submit({ visitor: all[0], lead: LEAD });

  for (const [i, visitor] of all.slice(1).entries()) {
    assert.deepEqual(await world.link({ visitor, lead: LEAD,
      nonce: `n${Math.floor(i / 3)}` }), ['linked']);
  }

  const { own } = await world.lead(LEAD);

  assert.deepEqual(own.split(' '), all.slice(-20));
  assert.ok(own.length <= 512);
});

story('an erasure ends the links made before it', async (world) => {
  await known(world);
  await world.erase(LEAD, START * 1000 + 400);
  const state = await world.dump();

  assert.deepEqual(await world.link({ visitor: BOB, lead: LEAD }), ['gone']);
  assert.deepEqual(await world.dump(), state);

  // Also for the lead that comes after it, in the same second or later.
  await world.submit({ visitor: EVE, lead: LEAD, at: START + DAY });

  for (const [minted, said] of [[START - 1, 'gone'], [START, 'gone'],
    [START + 1, 'linked']]) {
    assert.deepEqual(await world.link({ visitor: BOB, lead: LEAD, minted,
      at: START + DAY + 1, nonce: String(minted) }), [said]);
  }
});

story('a lead that is not there is made by nobody', async (world) => {
  assert.deepEqual(await world.link({ visitor: BOB, lead: OTHER }), ['gone']);
  assert.deepEqual(await world.dump(), {});
});

story('what is of another type, or no number, changes nothing',
  async (world) => {
    const keys = [['v', BOB], ['lead', LEAD], ['link', 'one'], ['gone', LEAD],
      ['v', EVE]].map((parts) => world.key(...parts));

    for (const [i, key] of keys.entries()) {
      await known(world);
      await world.db.command('DEL', key);
      await world.db.command('RPUSH', key, 'a list');
      const state = await world.dump();

      await assert.rejects(world.link({ visitor: BOB, lead: LEAD,
        current: EVE }), /WRONGTYPE/, String(i));
      assert.deepEqual(await world.dump(), state);
      await world.db.command('DEL', ...keys, world.key('v', ADA));
    }

    await known(world);
    const state = await world.dump();
    const good = [START * 1000, START, EXPIRES, START + REMEMBER, BOB, ''];

    for (const [i, bad] of [[0, 'x'], [1, '-1'], [2, '1.5'], [3, '1e15'],
      [4, '']]) {
      const args = [...good];

      args[i] = bad;
      await assert.rejects(world.run(LINK, keys, args), /bad arguments/);
    }

    await assert.rejects(world.run(LINK, keys, good.slice(0, 5)),
      /bad arguments/);
    assert.deepEqual(await world.dump(), state);
  });
