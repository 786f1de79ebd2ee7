'use strict';
// What is refused, is refused whole; and what a lead takes of memory.

const assert = require('node:assert/strict');
const { test, describe, before, after } = require('node:test');

const { startRedis } = require('../lib/redis.js');
const {
  World, SUBMIT, pack, ADA, LEAD, OTHER, START, DAY, idOf, known, press,
} = require('./world.js');

let redis;
let db;

before(async () => {
  redis = await startRedis();
  db = await redis.connect();
});

after(() => redis.stop());

function story(name, run) {
  return test(name, () => run(new World(db)));
}

describe('refused whole', () => {
  const wrong = [
    ['v', ADA], ['lead', LEAD], ['leads'], ['events'], ['sub', idOf('id')],
    ['gone', LEAD], ['lead', OTHER], ['gone', OTHER],
  ];

  for (const parts of wrong) {
    story(`a submission where ${parts[0]} ${parts[1] === OTHER
      ? 'of the previous lead ' : ''}is of the wrong type`, async (world) => {
      await known(world, ADA, OTHER, { company: 'Acme' });
      await known(world, ADA, LEAD);
      await db.command('DEL', world.key(...parts));
      await db.command('LPUSH', world.key(...parts), 'wrong');
      const state = await world.dump();

      await assert.rejects(world.submit({ visitor: ADA, lead: LEAD,
        minted: START, previous: OTHER, id: idOf('id'), at: START + DAY,
        answers: { name: 'B', company: 'C' }, consents: { news: '1 a' },
        language: 'de', country: 'DE' }), /WRONGTYPE/);
      assert.deepEqual(await world.dump(), state);
    });
  }

  for (const parts of [['v', ADA], ['gone', LEAD]]) {
    story(`a visit where ${parts[0]} is of the wrong type`, async (world) => {
      await known(world);
      await db.command('DEL', world.key(...parts));
      await db.command('LPUSH', world.key(...parts), 'wrong');
      const state = await world.dump();

      await assert.rejects(world.visit({ visitor: ADA, lead: LEAD,
        now: START + DAY, candidate: 'company' }), /WRONGTYPE/);
      assert.deepEqual(await world.dump(), state);
    });
  }

  story('arguments that do not add up', async (world) => {
    await known(world);
    const state = await world.dump();
    const keys = ['v:x', 'lead:x', 'leads', 'events', 'sub:x', 'gone:x']
      .map((k) => world.key(k));
    const good = { at: START * 1000, gap: 1800, expires: START + 9, minted: 0,
      visitor: 'x', lead: 'x', id: 'x', form: 'contact', step: 'first',
      answers: ['name', 'Ada'], consents: [], event: ['site', 'main'] };
    const needed = ['at', 'gap', 'expires', 'minted', 'lead', 'id', 'form',
      'step'];
    const bad = [
      ...needed.map((name) => ({ ...good, [name]: [] })),
      ...[...needed, 'event'].map((name) => Object.fromEntries(Object.entries(good)
        .filter((entry) => entry[0] !== name))),
      ...['answers', 'consents', 'event', 'contacts'].map((name) => (
        { ...good, [name]: 'no list' })),
      ...['answers', 'consents', 'event'].map((name) => (
        { ...good, [name]: [...good[name], 'odd'] })),
      { ...good, answers: new Array(5000).fill('x') },
      { ...good, at: 'soon' }, { ...good, at: '1.5' },
      { ...good, expires: '1e300' }, { ...good, expires: 'nan' },
      { ...good, step: 'last' },
    ].map((given) => [pack(given)]);

    bad.push([], [''], ['no pack'], [pack('text')], [pack([])],
      [pack(good).subarray(0, 40)]);

    for (const args of bad) {
      await assert.rejects(world.run(SUBMIT, keys, args), /ERR|wrong number/);
      assert.deepEqual(await world.dump(), state);
    }
  });
});

test('without memory left nothing is written at all', async () => {
  const full = await startRedis({ args: ['--maxmemory-policy', 'noeviction'] });

  try {
    const own = await full.connect();
    const world = new World(own);

    await known(world);
    await own.command('CONFIG', 'SET', 'maxmemory', 100000);
    const state = await world.dump();

    await assert.rejects(press(world, { at: START + DAY,
      answers: { company: 'Acme' } }), /^RedisError: OOM/);
    await assert.rejects(world.visit({ visitor: ADA, lead: LEAD,
      now: START + DAY, candidate: 'company' }), /^RedisError: OOM/);
    await own.command('CONFIG', 'SET', 'maxmemory', 0);
    assert.deepEqual(await world.dump(), state);
    assert.deepEqual(await press(world, { at: START + DAY }),
      ['saved', 'lead.returned']);

  } finally {
    await full.stop();
  }
});

test('a lead of six answers takes no more than 700 bytes', async () => {
  const world = new World(db);
  const many = 2000;
  const usage = async (key) => db.command('MEMORY', 'USAGE', key);
  let records = 0;

  world.tag = '{main.0}';

  for (let i = 0; i < many; i++) {
    const visitor = idOf('v' + i);
    const lead = idOf('l' + i);

    await world.submit({ visitor, lead, at: START + i * 7, language: 'en',
      country: 'DE', answers: { name: 'Ada Lovelace',
        email: 'ada.lovelace@example.org', company: 'Analytical Engines',
        team_size: '11-50', role: 'Head of research', budget: '10k-50k' } });
    records += await usage(world.key('v', visitor))
      + await usage(world.key('lead', lead));
  }

  const index = await db.command('MEMORY', 'USAGE', world.key('leads'),
    'SAMPLES', 0);
  const each = (records + index) / many;

  assert.ok(each <= 700, `${Math.round(each)} bytes each (${records / many} without index)`);
  assert.equal(await db.command('OBJECT', 'ENCODING',
    world.key('lead', idOf('l1'))), 'listpack');
});
