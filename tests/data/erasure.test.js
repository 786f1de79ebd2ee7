'use strict';
// What an erasure forbids, and what moves to another lead.

const assert = require('node:assert/strict');
const { describe } = require('node:test');

const {
  openStories, ADA, BOB, LEAD, OTHER, START, DAY, idOf, known, press,
} = require('./world.js');

const story = openStories();

describe('an erasure', () => {
  const ERASED = (START + 100) * 1000;

  story('is not undone by anything accepted before', async (world) => {
    await known(world);
    await world.erase(LEAD, ERASED);
    const state = await world.dump();

    for (const step of ['first', 'known', 'erase']) {
      assert.deepEqual(await world.submit({ visitor: ADA, lead: LEAD, step,
        at: START + 100, answers: { name: 'Ada' } }), ['gone', '']);
    }

    assert.deepEqual(await world.dump(), state);
  });

  story('makes a stranger of the browser that was known', async (world) => {
    await known(world);
    await world.erase(LEAD, ERASED);
    const state = await world.dump();

    assert.deepEqual(await world.visit({ visitor: ADA, lead: LEAD,
      now: START + DAY, candidate: 'company' }), ['gone']);
    assert.deepEqual(await press(world, { at: START + DAY,
      answers: { company: 'Acme' } }), ['gone', '']);
    assert.deepEqual(await world.dump(), state);
  });

  story('wins within its own second, and not after', async (world) => {
    await world.erase(LEAD, (START * 1000) + 400);
    assert.deepEqual(await world.visit({ visitor: ADA, lead: LEAD,
      now: START + DAY, minted: START }), ['gone']);
    assert.deepEqual(await press(world, { at: START + DAY, minted: START }),
      ['gone', '']);
    assert.deepEqual(await world.submit({ visitor: ADA, lead: LEAD,
      at: START + 0.401 }), ['saved', 'lead.created']);
    assert.deepEqual(await world.visit({ visitor: BOB, lead: LEAD,
      now: START + DAY, minted: START + 1 }), ['visit', 2, '', 0]);
    assert.deepEqual(await press(world, { visitor: BOB, at: START + DAY,
      minted: START + 1 }), ['saved', 'lead.returned']);
  });

  story('is written in the lead that comes after it', async (world) => {
    await known(world);
    await world.erase(LEAD, ERASED);

    assert.deepEqual(await world.submit({ visitor: BOB, lead: LEAD,
      at: START + DAY, answers: { name: 'Ada' } }), ['saved', 'lead.created']);

    const lead = await world.lead(LEAD);
    assert.equal(lead.erased, String(ERASED));
    assert.equal(lead.own, BOB);
    assert.equal(lead.first, String(START + DAY));
    assert.equal((await world.events()).at(-1).returning, undefined);
  });

  story('does not cost a lead sent by a browser from before', async (world) => {
    await known(world);
    await world.erase(LEAD, ERASED);
    await world.db.command('DEL', world.key('v', ADA));

    assert.deepEqual(await world.submit({ visitor: ADA, lead: LEAD,
      minted: START, at: START + DAY, answers: { name: 'Ada' } }),
    ['saved', 'lead.created']);
    assert.equal((await world.lead(LEAD)).own, undefined);
    assert.deepEqual(await world.visitor(ADA), {});
  });

  story('requested is an event for people, whatever the visit', async (world) => {
    await known(world);
    assert.deepEqual(await press(world, { step: 'erase' }),
      ['saved', 'lead.erasure_requested']);
    assert.deepEqual(await press(world), ['quiet', '']);
    assert.deepEqual(await press(world, { step: 'erase' }),
      ['saved', 'lead.erasure_requested']);
    assert.equal((await world.lead(LEAD)).last, String(world.now));
  });

  story('requested of a lost lead takes nothing from its visitor',
    async (world) => {
      await known(world);
      await world.submit({ visitor: BOB, lead: LEAD, answers: { name: 'Bob' } });
      await world.db.command('DEL', world.key('lead', LEAD));
      await press(world, { visitor: BOB, step: 'erase' });
      assert.equal((await world.visitor(BOB))['a:name'], `${world.now} Bob`);
      assert.deepEqual(await world.lead(LEAD), {});
    });

  story('requested for what is not there makes nothing but the event',
    async (world) => {
      assert.deepEqual(await press(world, { step: 'erase', id: idOf('e') }),
        ['saved', 'lead.erasure_requested']);
      assert.deepEqual(Object.keys(await world.dump()),
        [world.key('events'), world.key('sub', idOf('e'))].sort());
    });
});

describe('a different e-mail or phone', () => {
  const move = (world, o) => world.submit({ visitor: ADA, lead: OTHER,
    minted: START, previous: LEAD, contacts: ['email', 'phone'],
    at: START + DAY, answers: { name: 'Ada L', email: 'ada@example.net' },
    ...o });

  story('takes what the person told along, but not the old contacts',
    async (world) => {
      await known(world, ADA, LEAD, { company: 'Acme', phone: '+491234',
        email: 'ada@example.org' });
      await world.db.command('HSET', world.key('lead', LEAD), 'a:budget',
        `${START + 5}/s:ann 10k`);

      assert.deepEqual(await move(world), ['saved', 'lead.created']);

      const lead = await world.lead(OTHER);
      assert.equal(lead['a:company'], `${START} Acme`);
      assert.equal(lead['a:budget'], `${START + 5}/s:ann 10k`);
      assert.equal(lead['a:name'], `${START + DAY} Ada L`);
      assert.equal(lead['a:email'], `${START + DAY} ada@example.net`);
      assert.equal(lead['a:phone'], undefined);
      assert.equal(lead.own, ADA);
      assert.equal((await world.events()).at(-1).previous, LEAD);
      assert.equal((await world.lead(LEAD))['a:company'], `${START} Acme`);
    });

  story('that is somebody else\'s only fills their blanks', async (world) => {
    await known(world, BOB, OTHER, { company: 'Bobs' });
    await known(world, ADA, LEAD, { company: 'Acme', team_size: '1-10' });
    await world.db.command('HSET', world.key('lead', LEAD), 'a:budget',
      `${START + 5}/s:ann 10k`);

    await move(world);

    const lead = await world.lead(OTHER);
    assert.equal(lead['a:company'], `${START} Bobs`);
    assert.equal(lead['also:company'], undefined);
    assert.equal(lead['a:team_size'], `${START + 10} 1-10`);
    assert.equal(lead['a:budget'], `${START + 5}/s:ann 10k`);
    assert.equal(lead['also:name'], `${START + DAY} Ada L`);
    assert.equal(lead.own, BOB);

    const ada = await world.visitor(ADA);
    assert.equal(ada['a:company'], `${START + 10} Acme`);
    assert.equal(ada['a:team_size'], `${START + 10} 1-10`);
    assert.equal(ada['a:budget'], `${START + 5} 10k`);
    assert.equal(ada['a:name'], `${START + DAY} Ada L`);

    const event = (await world.events()).at(-1);
    assert.equal(event.returning, '1');
    assert.equal(event.previous, LEAD);
  });

  story('takes from a stranger\'s lead only what they said themselves',
    async (world) => {
      await known(world, BOB, LEAD, { company: 'Bobs', budget: '9k' });
      await world.submit({ visitor: ADA, lead: LEAD, minted: 0, at: START,
        answers: { name: 'Ada', team_size: '1-10', phone: '+491234' } });

      await move(world);

      const lead = await world.lead(OTHER);
      assert.equal(lead.own, ADA);
      assert.equal(lead['a:team_size'], `${START} 1-10`);
      assert.equal(lead['a:name'], `${START + DAY} Ada L`);
      assert.equal(lead['a:company'], undefined);
      assert.equal(lead['a:budget'], undefined);
      assert.equal(lead['a:phone'], undefined);

      const ada = await world.visitor(ADA);
      assert.deepEqual(Object.keys(ada).filter((f) => /^a:/.test(f)), [],
        'the profile holds them now');
    });

  story('from one stranger\'s lead to another\'s keeps them apart',
    async (world) => {
      await known(world, BOB, LEAD, { company: 'Bobs' });
      await known(world, BOB, OTHER, { budget: '9k' });
      await world.submit({ visitor: ADA, lead: LEAD, at: START,
        answers: { team_size: '1-10' } });

      await move(world);

      const lead = await world.lead(OTHER);
      assert.equal(lead['a:team_size'], `${START} 1-10`);
      assert.equal(lead['a:budget'], `${START + 10} 9k`);
      assert.equal(lead['a:company'], undefined);
      assert.equal((await world.visitor(ADA))['a:team_size'],
        `${START} 1-10`);
      assert.equal((await world.visitor(ADA))['a:budget'], undefined);
    });

  story('back and forth keeps the newer of two answers', async (world) => {
    await known(world, ADA, LEAD, { company: 'Acme' });
    await move(world, { answers: { email: 'x@example.net' } });
    await press(world, { lead: OTHER, at: START + 2 * DAY,
      answers: { company: 'Ace' } });
    await world.submit({ visitor: ADA, lead: LEAD, minted: START,
      previous: OTHER, at: START + 3 * DAY, answers: { name: 'Ada' } });

    const lead = await world.lead(LEAD);
    assert.equal(lead['a:company'], `${START + 2 * DAY} Ace`);
    assert.equal(lead.own, ADA);
    assert.equal(lead['also:company'], undefined);
  });

  story('that is the same one after all is no other lead', async (world) => {
    await known(world, ADA, LEAD, { company: 'Acme' });
    await move(world, { lead: LEAD });
    assert.equal((await world.events()).at(-1).previous, undefined);
    assert.equal((await world.lead(LEAD))['a:company'], `${START} Acme`);
  });

  story('takes nothing along from a lead that was erased', async (world) => {
    await known(world, BOB, LEAD);
    await world.submit({ visitor: ADA, lead: LEAD, at: START,
      answers: { team_size: '1-10' } });
    await world.erase(LEAD, (START + 500) * 1000);

    assert.deepEqual(await move(world), ['saved', 'lead.created']);
    assert.equal((await world.lead(OTHER))['a:team_size'], undefined);
    assert.equal((await world.events()).at(-1).previous, undefined);
  });
});
