'use strict';
// A submission with an Idempotency-Key: its record tells other answers under
// the same key from the same ones sent again.

const assert = require('node:assert/strict');

const {
  openStories, ADA, LEAD, OTHER, DAY, idOf, known, press,
} = require('./world.js');

const ID = idOf('a key within a ticket');
const MINE = idOf('answers');
const OTHERS = idOf('other answers');

const story = openStories();

const first = { id: ID, visitor: ADA, lead: LEAD,
  answers: { name: 'Ada', email: 'ada@example.org' } };

const done = (world) => world.db.command('GET', world.key('sub', ID));

for (const [way, more] of [['short', {}],
  ['long', { previous: LEAD, contacts: ['email'] }]]) {
  story(`other answers under the same key change nothing (${way} way)`,
    async (world) => {
      const given = { ...first, ...more, print: MINE };

      assert.deepEqual(await world.submit(given), ['saved', 'lead.created']);
      assert.equal(await done(world), `lead.created ${MINE}`);

      const state = await world.dump();

      assert.deepEqual(await world.submit(given), ['again', 'lead.created']);
      assert.deepEqual(await world.submit({ ...given, print: OTHERS,
        lead: OTHER, answers: { name: 'Eve', email: 'eve@example.org' } }),
      ['reused', 'lead.created']);
      assert.deepEqual(await world.dump(), state);
    });
}

story('without a key nothing is compared', async (world) => {
  assert.deepEqual(await world.submit(first), ['saved', 'lead.created']);
  assert.equal(await done(world), 'lead.created');
  assert.deepEqual(await world.submit(first), ['again', 'lead.created']);
});

story('a button pressed again is quiet under a key, too', async (world) => {
  await known(world);
  world.now += DAY;
  await press(world);

  const again = { id: ID, print: MINE };

  assert.deepEqual(await press(world, again), ['quiet', '']);
  assert.equal(await done(world), ` ${MINE}`);
  assert.deepEqual(await press(world, again), ['again', '']);
  assert.deepEqual(await press(world, { ...again, print: OTHERS }),
    ['reused', '']);
});
