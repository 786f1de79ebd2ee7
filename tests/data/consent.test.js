'use strict';
// Whose consent it is, and how it ends: the scripts against a real server.

const assert = require('node:assert/strict');
const { describe } = require('node:test');

const {
  openStories, WITHDRAW, ADA, BOB, LEAD, OTHER, START, DAY, idOf, known, press,
} = require('./world.js');

const GRANT = `${START} 1 aa`;

const story = openStories();

// Ada's first step, the letter agreed to.
async function agreed(world, o = {}) {
  await world.submit({ visitor: ADA, lead: LEAD, answers: { name: 'Ada' },
    consents: { news: '1 aa' }, ...o });
}

// Bob's browser typed Ada's contact, and agrees a day later.
function bob(world, o = {}) {
  return world.submit({ visitor: BOB, lead: LEAD, at: START + DAY,
    consents: { news: '2 bb' }, ...o });
}

function withdraw(world, o = {}) {
  return world.withdraw({ visitor: ADA, lead: LEAD, grant: GRANT,
    at: START + 2 * DAY, ...o });
}

describe('a consent', () => {
  story('of another browser fills a blank, and is kept by it', async (world) => {
    await known(world);
    await bob(world);
    assert.equal((await world.lead(LEAD))['consent:news'],
      `${START + DAY} 2 bb`);
    assert.equal((await world.visitor(BOB))['consent:news'],
      `${START + DAY} 2 bb`);
    assert.equal((await world.visitor(ADA))['consent:news'], undefined);
  });

  story('of another browser replaces nothing', async (world) => {
    await agreed(world);
    await bob(world);
    await world.submit({ lead: LEAD, at: START + DAY,
      consents: { news: '3 cc' } });
    assert.equal((await world.lead(LEAD))['consent:news'], GRANT);
    assert.equal((await world.visitor(BOB))['consent:news'],
      `${START + DAY} 2 bb`);
  });

  story('stays with the contact it was given for', async (world) => {
    await agreed(world);
    await bob(world);
    await known(world, idOf('eve'), OTHER);
    await world.submit({ visitor: BOB, lead: OTHER, previous: LEAD,
      contacts: ['email'], minted: START + DAY, at: START + 2 * DAY,
      consents: { calls: '1 cc' } });

    const record = await world.visitor(BOB);

    assert.equal(record['consent:news'], undefined);
    assert.equal(record['consent:calls'], `${START + 2 * DAY} 1 cc`);
    assert.equal((await world.lead(OTHER))['consent:news'], undefined);
    assert.equal((await world.lead(LEAD))['consent:news'], GRANT);
  });

  story('comes back with its visitor where the lead was lost', async (world) => {
    await agreed(world);
    await bob(world);
    await world.db.command('DEL', world.key('lead', LEAD));
    await world.submit({ visitor: BOB, lead: LEAD, step: 'known',
      minted: START + DAY, at: START + 2 * DAY });
    assert.equal((await world.lead(LEAD)).own, BOB);
    assert.equal((await world.lead(LEAD))['consent:news'],
      `${START + DAY} 2 bb`);
    assert.equal((await world.visitor(BOB))['consent:news'], undefined);
  });
});

describe('a withdrawal', () => {
  story('ends the grant, and says which', async (world) => {
    const id = idOf('the withdrawal');

    await agreed(world);
    assert.deepEqual(await withdraw(world, { id,
      event: { at: 'now', site: 'main', consent: '[]' } }),
    ['saved', 'lead.consent_withdrawn']);

    const lead = await world.lead(LEAD);
    const [, { entry, ...event }] = await world.events();

    assert.ok(entry);
    assert.deepEqual(event, { id, type: 'lead.consent_withdrawn', at: 'now',
      site: 'main', consent: '[]' });
    assert.equal(lead['consent:news'], undefined);
    assert.equal(lead['withdrawn:news'], String(START + 2 * DAY));
    assert.equal(await world.db.command('GET', world.key('sub', id)),
      'lead.consent_withdrawn');
    const ttl = await world.db.command('TTL', world.key('sub', id));
    assert.ok(ttl > 2678390 && ttl <= 2678400, String(ttl));
  });

  story('touches nothing else', async (world) => {
    const id = idOf('id');

    await agreed(world, { consents: { news: '1 aa', calls: '1 cc' } });
    await bob(world);

    const before = await world.dump();
    const lead = await world.lead(LEAD);

    await withdraw(world, { id });

    const now = await world.dump();
    const changed = Object.keys(now).filter(
      (key) => String(now[key]) !== String(before[key])).sort();

    assert.deepEqual(changed, [world.key('events'), world.key('lead', LEAD),
      world.key('sub', id)].sort());
    delete lead['consent:news'];
    assert.deepEqual(await world.lead(LEAD),
      { ...lead, 'withdrawn:news': String(START + 2 * DAY) });
  });

  story('comes once, however often it is sent', async (world) => {
    const id = idOf('id');

    await agreed(world);
    await withdraw(world, { id });

    const state = await world.dump();

    assert.deepEqual(await withdraw(world, { id }),
      ['again', 'lead.consent_withdrawn']);
    assert.deepEqual(await withdraw(world), ['again', '']);
    assert.deepEqual(await world.dump(), state);
  });

  story('does not end what was given anew since', async (world) => {
    await agreed(world);
    await press(world, { at: START + DAY, consents: { news: '2 bb' } });

    const state = await world.dump();

    assert.deepEqual(await withdraw(world), ['changed', '']);
    assert.deepEqual(await world.dump(), state);
  });

  story('of another browser ends its own grant, and the lead\'s where it is '
    + 'the very same', async (world) => {
    await known(world);
    await bob(world);
    await withdraw(world, { visitor: BOB, grant: `${START + DAY} 2 bb` });
    assert.equal((await world.visitor(BOB))['consent:news'], undefined);
    assert.equal((await world.lead(LEAD))['consent:news'], undefined);
  });

  story('of another browser leaves the own visitor\'s', async (world) => {
    await agreed(world);
    assert.deepEqual(await withdraw(world, { visitor: BOB }), ['again', '']);
    await bob(world);
    assert.deepEqual(await withdraw(world, { visitor: BOB,
      grant: `${START + DAY} 2 bb` }), ['saved', 'lead.consent_withdrawn']);
    assert.equal((await world.visitor(BOB))['consent:news'], undefined);
    assert.equal((await world.lead(LEAD))['consent:news'], GRANT);
    assert.equal((await world.lead(LEAD))['withdrawn:news'], undefined);
  });

  story('is not undone by a spool that replays what it ended', async (world) => {
    await agreed(world);
    await withdraw(world);
    await press(world, { at: START + DAY, consents: { news: '2 bb' } });
    await bob(world);
    assert.equal((await world.lead(LEAD))['consent:news'], undefined);

    // Of the same second, or later, it is given anew.
    await press(world, { at: START + 2 * DAY, consents: { news: '2 bb' } });
    assert.equal((await world.lead(LEAD))['consent:news'],
      `${START + 2 * DAY} 2 bb`);
  });

  story('keeps the visitor\'s end', async (world) => {
    await known(world);
    await bob(world);
    const end = () => world.db.command('EXPIRETIME', world.key('v', BOB));
    const before = await end();

    await withdraw(world, { visitor: BOB, grant: `${START + DAY} 2 bb` });
    assert.equal(await end(), before);
  });

  story('after an erasure writes nothing', async (world) => {
    await agreed(world);
    await world.erase(LEAD, (START + DAY) * 1000);

    for (const o of [{ at: START + DAY }, {}]) {
      const state = await world.dump();

      assert.deepEqual(await withdraw(world, o), ['gone', '']);
      assert.deepEqual(await world.dump(), state);
    }
  });

  for (const parts of [['v', ADA], ['lead', LEAD], ['events'],
    ['sub', idOf('id')], ['gone', LEAD]]) {
    story(`is refused whole where ${parts[0]} is of the wrong type`,
      async (world) => {
        await agreed(world);
        await world.db.command('HSET', world.key('v', ADA), 'consent:news',
          GRANT);
        await world.db.command('DEL', world.key(...parts));
        await world.db.command('LPUSH', world.key(...parts), 'wrong');
        const state = await world.dump();

        await assert.rejects(withdraw(world, { id: idOf('id') }), /WRONGTYPE/);
        assert.deepEqual(await world.dump(), state);
      });
  }

  story('is refused where its arguments do not add up', async (world) => {
    await agreed(world);
    const state = await world.dump();
    const keys = [world.key('v', ADA), world.key('lead', LEAD),
      world.key('events'), world.key('sub', 'x'), world.key('gone', LEAD)];
    const good = [START * 1000, ADA, LEAD, 'x', START, 'news', GRANT, 'site',
      'main'];

    for (const args of [good.slice(0, 6), [...good, 'odd'],
      ['soon', ...good.slice(1)], [good[0], '', ...good.slice(2)],
      [...good.slice(0, 4), '1.5', ...good.slice(5)]]) {
      await assert.rejects(world.run(WITHDRAW, keys, args), /ERR/);
      assert.deepEqual(await world.dump(), state);
    }
  });
});
