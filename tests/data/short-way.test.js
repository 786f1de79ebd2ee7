'use strict';
// Somebody new has a short way through the script: it writes what the long
// way would.  LF_SEED repeats a run.

const assert = require('node:assert/strict');
const { test, before, after } = require('node:test');

const { startRedis } = require('../lib/redis.js');
const { random } = require('../lib/random.js');
const { World, idOf, START, DAY } = require('./world.js');

const RUNS = 200;
const VISITOR = idOf('visitor');
const LEAD = idOf('lead');
const SUBMISSION = idOf('submission');

let redis;
let db;

before(async () => {
  redis = await startRedis();
  db = await redis.connect();
});

after(() => redis.stop());

// What both ways are given.
function someone(next) {
  const chance = (p) => next() < p;
  const one = (list) => list[Math.floor(next() * list.length)];
  const answers = {};
  const consents = {};

  for (const field of ['name', 'email', 'company', 'long', 'two_words']) {
    if (chance(0.6)) {
      answers[field] = one(['A', 'ä ö', '\n', 'x'.repeat(300), '0', '-1']);
    }
  }

  for (const consent of ['news', 'calls']) {
    if (chance(0.4)) {
      consents[consent] = `${one(['1', '2026-11'])} ab12`;
    }
  }

  return { visitor: chance(0.8) ? VISITOR : '', lead: LEAD, id: SUBMISSION,
    at: START + Math.floor(next() * 20 * DAY * 1000) / 1000, answers, consents,
    form: one(['contact', 'demo']), news: chance(0.3),
    became: one(['', 'blank']), print: one(['', idOf('print')]),
    language: one(['', 'en', 'de-AT']),
    country: one(['', 'DE']), event: { at: 'now', site: 'main' } };
}

// What stood there before; nothing that makes a person or browser known.
async function prepare(world, case_) {
  if (case_.indexed) {
    await db.command('ZADD', world.key('leads'), case_.indexed, LEAD);
  }
}

// Everything of a world, the stream's own ids left out.
async function told(world) {
  const ttl = async (key) => db.command('PEXPIRETIME', key);
  const done = world.key('sub', SUBMISSION);
  const seconds = await db.command('TTL', done);

  assert.ok(seconds > 30 * 86400 && seconds <= 31 * 86400);

  return {
    keys: (await db.command('KEYS', world.key('*')))
      .map((key) => key.replace(world.tag, '')).sort(),
    visitor: await world.visitor(VISITOR),
    lead: await world.lead(LEAD),
    leads: await db.command('ZRANGE', world.key('leads'), 0, -1, 'WITHSCORES'),
    events: (await world.events()).map(({ entry, ...event }) => event),
    done: await db.command('GET', done),
    expires: [await ttl(world.key('v', VISITOR)),
      await ttl(world.key('lead', LEAD)), await ttl(world.key('leads'))],
  };
}

test('the short way writes what the long way writes', async () => {
  const seed = Number(process.env.LF_SEED) || 20261123;
  const next = random(seed);

  for (let run = 0; run < RUNS; run++) {
    const given = someone(next);
    const at = Math.round(given.at * 1000);
    const case_ = { indexed: next() < 0.3
      ? at + Math.floor((next() - 0.5) * 1e6) : 0 };
    const [short, long] = [new World(db), new World(db)];

    await prepare(short, case_);
    await prepare(long, case_);

    // To come from the same lead is to come from none, and no short way.
    assert.deepEqual(await short.submit(given),
      await long.submit({ ...given, previous: LEAD, contacts: ['email'] }));
    assert.deepEqual(await told(short), await told(long),
      `LF_SEED=${seed}, run ${run}: ${JSON.stringify([given, case_])}`);
  }
});
