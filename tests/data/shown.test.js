'use strict';
// A fragment's question: pinned when it is rendered, counted when it is seen.

const assert = require('node:assert/strict');
const { describe } = require('node:test');

const {
  openStories, ADA, LEAD, START, DAY, known, press,
} = require('./world.js');

const story = openStories();

describe('a question that a page placed somewhere', () => {
  const o = { visitor: ADA, lead: LEAD, now: START + DAY,
    candidate: 'company' };
  const later = { ...o, showing: 'later' };
  const report = { ...o, now: START + DAY + 5, showing: 'report' };

  async function placed(world) {
    await known(world);
    assert.deepEqual(await world.visit(later), ['visit', 2, 'company', 0]);
    assert.deepEqual(await pinned(world), ['?company', undefined]);
  }

  async function pinned(world) {
    const ada = await world.visitor(ADA);

    return [ada.ask, ada['shown:company']];
  }

  story('is pinned, and not counted until it is reported: once',
    async (world) => {
      await placed(world);
      assert.deepEqual(await world.visit(report), ['visit', 2, 'company', 1]);
      assert.deepEqual(await pinned(world),
        ['company', `1 ${START + DAY + 5}`]);

      const state = await world.dump();

      for (const again of [report, { ...report, now: START + 9 * DAY }]) {
        assert.deepEqual(await world.visit(again),
          ['visit', 2, 'company', 0]);
      }
      assert.deepEqual(await world.dump(), state);
    });

  story('is the same for the next fragment, and for a page, which counts it',
    async (world) => {
      await placed(world);
      assert.deepEqual(await world.visit({ ...later, candidate: 'budget' }),
        ['visit', 2, 'company', 0]);
      assert.deepEqual(await world.visit({ ...o, candidate: 'budget' }),
        ['visit', 2, 'company', 0]);
      assert.deepEqual(await pinned(world), ['?company', undefined]);
      assert.deepEqual(await world.visit(o), ['visit', 2, 'company', 1]);
      assert.deepEqual(await pinned(world), ['company', `1 ${START + DAY}`]);
      assert.deepEqual(await world.visit(report), ['visit', 2, 'company', 0]);
    });

  story('counts for nothing when the next visit begins', async (world) => {
    await placed(world);
    assert.deepEqual(await world.visit({ ...later, now: START + 2 * DAY,
      candidate: 'budget' }), ['visit', 3, 'budget', 0]);
    assert.deepEqual(await world.visit(report), ['visit', 3, 'budget', 0]);

    const ada = await world.visitor(ADA);

    assert.deepEqual([ada.ask, ada['shown:company'], ada['shown:budget']],
      ['?budget', undefined, undefined]);
  });

  story('reported late begins no visit, and one that is nobody’s makes none',
    async (world) => {
      await placed(world);
      assert.deepEqual(await world.visit({ ...report,
        now: START + 3 * DAY }), ['visit', 2, 'company', 1]);
      assert.equal((await world.visitor(ADA)).seen, `${START + DAY}000`);

      await world.visit({ ...report, visitor: 'nobody' });
      assert.deepEqual(await world.visitor('nobody'), {});
    });

  for (const [became, shown] of [['blank', '1 '], ['answered'], ['declined']]) {
    story(`${became} without a report was shown all the same`,
      async (world) => {
        await placed(world);

        const sent = { at: START + DAY + 5, question: 'company', became,
          unseen: true, id: 'the same',
          answers: became === 'answered' ? { company: 'Acme' } : {} };
        const reply = await press(world, sent);

        assert.deepEqual([reply.length, reply[2]], [3, 'shown']);
        assert.deepEqual(await pinned(world),
          ['-', shown && `1 ${START + DAY + 5}`]);
        assert.equal((await press(world, sent)).length, 2);
      });
  }

  story('blank after its report was counted by that', async (world) => {
    await placed(world);
    await world.visit(report);

    const reply = await press(world, { at: START + DAY + 9,
      question: 'company', became: 'blank', unseen: true });

    assert.deepEqual(reply, ['saved', 'lead.returned']);
    assert.deepEqual(await pinned(world), ['-', `1 ${START + DAY + 5}`]);
  });

  story('is not what another form was sent with', async (world) => {
    await placed(world);
    assert.deepEqual(await press(world, { at: START + DAY + 9, question: '',
      unseen: true }), ['saved', 'lead.returned']);
    assert.deepEqual(await pinned(world), ['-', undefined]);
  });

  story('is never reported after an erasure', async (world) => {
    await placed(world);
    await world.erase(LEAD, (START + DAY) * 1000);

    const state = await world.dump();

    assert.deepEqual(await world.visit(report), ['gone']);
    assert.deepEqual(await world.dump(), state);
  });
});
