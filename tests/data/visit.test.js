'use strict';
// What a visit asks, and what becomes of the question; and what comes late.

const assert = require('node:assert/strict');
const { describe } = require('node:test');

const {
  openStories, ADA, LEAD, START, REMEMBER, MINUTE, DAY, known, press,
} = require('./world.js');

const story = openStories();

describe('a question', () => {
  async function asked(world) {
    await known(world);
    await world.visit({ visitor: ADA, lead: LEAD, now: START + DAY,
      candidate: 'company' });
    assert.equal((await world.visitor(ADA))['shown:company'],
      `1 ${START + DAY}`);
  }

  story('left blank ends the asking for the visit, and stays counted',
    async (world) => {
      await asked(world);
      await press(world, { at: START + DAY + 5, question: 'company',
        became: 'blank' });

      const ada = await world.visitor(ADA);
      assert.equal(ada.ask, '-');
      assert.equal(ada['shown:company'], `1 ${START + DAY}`);
      assert.deepEqual(await world.visit({ visitor: ADA, lead: LEAD,
        now: START + DAY + 9, candidate: 'team_size' }), ['visit', 2, '-', 0]);
    });

  story('answered is no longer counted', async (world) => {
    await asked(world);
    await press(world, { at: START + DAY + 5, question: 'company',
      became: 'answered', answers: { company: 'Acme' } });

    const ada = await world.visitor(ADA);
    assert.equal(ada['shown:company'], undefined);
    assert.equal(ada.ask, '-');
  });

  story('declined is remembered, not counted, and nothing for sales',
    async (world) => {
      await asked(world);
      const at = START + DAY + 5;

      assert.deepEqual(await press(world, { at, question: 'company',
        became: 'declined' }), ['quiet', '']);

      const ada = await world.visitor(ADA);
      assert.equal(ada['no:company'], String(at));
      assert.equal(ada['shown:company'], undefined);
      assert.equal(ada.ask, '-');

      assert.deepEqual(await press(world, { at: at + 5 }),
        ['saved', 'lead.returned'], 'the button was not pressed yet');
    });

  story('declined beside a message is an event', async (world) => {
    await asked(world);
    assert.deepEqual(await press(world, { at: START + DAY + 5, news: true,
      question: 'company', became: 'declined' }), ['saved', 'lead.returned']);
    assert.ok((await world.visitor(ADA))['no:company']);
  });

  story('declined once and answered later is answered', async (world) => {
    await asked(world);
    await press(world, { at: START + DAY + 5, question: 'company',
      became: 'declined' });
    await press(world, { at: START + 2 * DAY, answers: { company: 'Acme' } });
    assert.equal((await world.visitor(ADA))['no:company'], undefined);

    await press(world, { at: START + 3 * DAY, question: 'company',
      became: 'declined' });
    await press(world, { at: START + 2 * DAY + 5,
      answers: { company: 'Ace' } });
    assert.equal((await world.visitor(ADA))['no:company'],
      String(START + 3 * DAY), 'a late answer is older than the word');
  });
});

describe('a visit', () => {
  story('begins after the gap, not within', async (world) => {
    await known(world);
    const o = { visitor: ADA, lead: LEAD };

    assert.deepEqual(await world.visit({ ...o, now: START + 30 * MINUTE }),
      ['visit', 1, '-', 0]);
    assert.deepEqual(await world.visit({ ...o, now: START + 60 * MINUTE }),
      ['visit', 1, '-', 0], 'counted from the last request');
    assert.deepEqual(await world.visit({ ...o, now: START + 90 * MINUTE + 1 }),
      ['visit', 2, '', 0]);
  });

  story('has one question, the first one pinned', async (world) => {
    await known(world);
    const o = { visitor: ADA, lead: LEAD, now: START + DAY };

    assert.deepEqual(await world.visit({ ...o, candidate: 'company' }),
      ['visit', 2, 'company', 1]);
    assert.deepEqual(await world.visit({ ...o, candidate: 'team_size' }),
      ['visit', 2, 'company', 0]);
    assert.deepEqual(await world.visit(o), ['visit', 2, 'company', 0]);

    const ada = await world.visitor(ADA);
    assert.equal(ada['shown:company'], `1 ${START + DAY}`);
    assert.equal(ada['shown:team_size'], undefined);
  });

  story('may be asked by the second form where the first had no question',
    async (world) => {
      await known(world);
      const o = { visitor: ADA, lead: LEAD, now: START + DAY };

      assert.deepEqual(await world.visit(o), ['visit', 2, '', 0]);
      assert.deepEqual(await world.visit({ ...o, candidate: 'company' }),
        ['visit', 2, 'company', 1]);
    });

  story('drops the question of the one before', async (world) => {
    await known(world);
    const o = { visitor: ADA, lead: LEAD };

    await world.visit({ ...o, now: START + DAY, candidate: 'company' });
    assert.deepEqual(await world.visit({ ...o, now: START + 2 * DAY }),
      ['visit', 3, '', 0]);
    assert.equal((await world.visitor(ADA)).ask, undefined);
    assert.deepEqual(await world.visit({ ...o, now: START + 3 * DAY,
      candidate: 'company' }), ['visit', 4, 'company', 1]);
    assert.equal((await world.visitor(ADA))['shown:company'],
      `2 ${START + 3 * DAY}`);
  });

  story('of a visitor without a record is their second', async (world) => {
    assert.deepEqual(await world.visit({ visitor: ADA, lead: LEAD,
      now: START + 5 }), ['visit', 2, '', 0]);
    assert.equal(await world.db.command('EXPIRETIME', world.key('v', ADA)),
      START + REMEMBER);
    assert.deepEqual(await world.visit({ visitor: ADA, lead: LEAD,
      now: START + 6 }), ['visit', 2, '', 0]);
  });

  story('writes down when it was seen, and never goes back', async (world) => {
    await known(world);
    const o = { visitor: ADA, lead: LEAD };

    await world.visit({ ...o, now: START + 100 });
    assert.equal((await world.visitor(ADA)).seen, String((START + 100) * 1000));
    const state = await world.dump();
    assert.deepEqual(await world.visit({ ...o, now: START + 90 }),
      ['visit', 1, '-', 0]);
    assert.deepEqual(await world.dump(), state);
  });

  story('ends the asking when a submission begins it', async (world) => {
    await known(world);
    await press(world, { at: START + DAY });
    assert.deepEqual(await world.visit({ visitor: ADA, lead: LEAD,
      now: START + DAY + 1, candidate: 'company' }), ['visit', 2, '-', 0]);
  });
});

describe('a replay that comes late', () => {
  story('does not turn back any clock', async (world) => {
    await known(world);
    await press(world, { at: START + 5 * DAY, language: 'de', country: 'DE' });
    await press(world, { at: START + 2 * DAY, language: 'en', country: 'US',
      consents: { news: '1 aa' } });

    const lead = await world.lead(LEAD);
    assert.equal(lead.last, String(START + 5 * DAY));
    assert.equal(lead.first, String(START));
    assert.equal(lead.language, 'de');
    assert.equal(lead.country, 'DE');
    assert.equal(lead['consent:news'], `${START + 2 * DAY} 1 aa`);
    assert.equal(await world.db.command('ZSCORE', world.key('leads'), LEAD),
      String((START + 5 * DAY) * 1000));
    assert.equal((await world.visitor(ADA)).seen,
      String((START + 5 * DAY) * 1000));
    assert.equal((await world.events()).length, 3);
  });

  story('leaves the running visit as it is', async (world) => {
    await known(world);
    await world.visit({ visitor: ADA, lead: LEAD, now: START + 5 * DAY,
      candidate: 'company' });
    const visitor = await world.visitor(ADA);

    assert.deepEqual(await press(world, { at: START + 2 * DAY }),
      ['saved', 'lead.returned']);
    assert.deepEqual(await world.visitor(ADA), visitor);
    assert.deepEqual(await press(world, { at: START + 5 * DAY + 5 }),
      ['saved', 'lead.returned']);
  });

  story('of a first step says since when the person is known', async (world) => {
    await press(world, { at: START + DAY });
    await world.submit({ visitor: ADA, lead: LEAD, at: START,
      answers: { name: 'Ada' } });

    assert.equal((await world.lead(LEAD)).first, String(START));
    assert.equal((await world.lead(LEAD)).last, String(START + DAY));
    assert.equal((await world.lead(LEAD))['a:name'], `${START} Ada`);
    assert.equal((await world.visitor(ADA)).first, String(START));
    assert.equal((await world.visitor(ADA)).visits, '2');
  });

  story('keeps the later of two consents', async (world) => {
    await known(world);
    await press(world, { at: START + DAY, consents: { news: '2 bb' } });
    await press(world, { at: START + 60, consents: { news: '1 aa' } });
    assert.equal((await world.lead(LEAD))['consent:news'],
      `${START + DAY} 2 bb`);
    await press(world, { at: START + 2 * DAY, consents: { news: '3 cc' } });
    assert.equal((await world.lead(LEAD))['consent:news'],
      `${START + 2 * DAY} 3 cc`);
  });

  story('never brings the visitor\'s end nearer', async (world) => {
    await known(world);
    await press(world, { at: START + DAY, minted: START - 100 * DAY });
    assert.equal(await world.db.command('EXPIRETIME', world.key('v', ADA)),
      START + REMEMBER);
    await world.visit({ visitor: ADA, lead: LEAD, now: START + 3 * DAY,
      minted: START - 100 * DAY });
    assert.equal(await world.db.command('EXPIRETIME', world.key('v', ADA)),
      START + REMEMBER);
  });
});
