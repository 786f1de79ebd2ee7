'use strict';
// What a submission does to Redis, by whom it is and how often it comes: the
// script against a real server, told as stories.

const assert = require('node:assert/strict');
const { describe } = require('node:test');

const {
  openStories, ADA, BOB, LEAD, START, REMEMBER, DAY, idOf, known, press,
} = require('./world.js');

const MARK = '\u001e';

const story = openStories();

describe('the first step', () => {
  story('of a new visitor makes a lead, an own visitor, and one event',
    async (world) => {
      const id = idOf('a submission');

      assert.deepEqual(await world.submit({ visitor: ADA, lead: LEAD, id,
        answers: { name: 'Ada', email: 'ada@example.org' },
        consents: { news: '2026-11 ab12' }, language: 'de', country: 'DE',
        event: { at: 'now', site: 'main', form: 'contact' } }),
      ['saved', 'lead.created']);

      assert.deepEqual(await world.lead(LEAD), {
        'a:name': `${START} Ada`,
        'a:email': `${START} ada@example.org`,
        'consent:news': `${START} 2026-11 ab12`,
        first: String(START), last: String(START), own: ADA,
        country: 'DE', language: 'de',
      });
      assert.deepEqual(await world.visitor(ADA), {
        first: String(START), seen: String(START * 1000), ask: '-',
        'sent:contact': '1' });

      const [{ entry, ...event }] = await world.events();
      assert.ok(entry);
      assert.deepEqual(event, { id, type: 'lead.created', at: 'now',
        site: 'main', form: 'contact' });
      assert.equal(await world.db.command('ZSCORE', world.key('leads'), LEAD),
        String(START * 1000));
      assert.equal(await world.db.command('GET', world.key('sub', id)),
        'lead.created');
    });

  story('lets the visitor expire with the cookie, the record after 31 days',
    async (world) => {
      const id = idOf('a submission');

      await world.submit({ visitor: ADA, lead: LEAD, id });
      assert.equal(await world.db.command('EXPIRETIME', world.key('v', ADA)),
        START + REMEMBER);
      const ttl = await world.db.command('TTL', world.key('sub', id));
      assert.ok(ttl > 2678390 && ttl <= 2678400, String(ttl));
      assert.equal(await world.db.command('TTL', world.key('lead', LEAD)), -1);
    });

  story('sent three times is one lead and one event', async (world) => {
    const o = { visitor: ADA, lead: LEAD, id: idOf('double click'),
      answers: { name: 'Ada' } };

    assert.deepEqual(await world.submit(o), ['saved', 'lead.created']);
    const state = await world.dump();

    assert.deepEqual(await world.submit({ ...o, at: START + 1 }),
      ['again', 'lead.created']);
    assert.deepEqual(await world.submit({ ...o, at: START + DAY }),
      ['again', 'lead.created']);
    assert.deepEqual(await world.dump(), state);
  });

  story('of a person known already says so in its event', async (world) => {
    await known(world);
    await world.submit({ visitor: BOB, lead: LEAD });

    const events = await world.events();
    assert.deepEqual(events.map((e) => [e.type, e.returning]),
      [['lead.created', undefined], ['lead.created', '1']]);
  });

  story('without a memory leaves no visitor, and a lead that nobody owns',
    async (world) => {
      assert.deepEqual(await world.submit({ lead: LEAD,
        answers: { name: 'Ada' } }), ['saved', 'lead.created']);

      assert.equal((await world.lead(LEAD)).own, undefined);
      assert.deepEqual(await world.db.command('KEYS', world.key('v', '*')), []);

      await world.submit({ visitor: BOB, lead: LEAD, answers: { name: 'Bob' } });
      assert.equal((await world.lead(LEAD)).own, undefined);
      assert.equal((await world.lead(LEAD))['a:name'], `${START} Ada`);
    });
});

describe('an own visitor', () => {
  story('overwrites the profile, and sales', async (world) => {
    await known(world, ADA, LEAD, { company: 'Acme' });
    await world.db.command('HSET', world.key('lead', LEAD), 'a:team_size',
      `${START}/s:ann 11-50`);

    await press(world, { answers: { company: 'Ace', team_size: '1-10' } });

    const lead = await world.lead(LEAD);
    assert.equal(lead['a:company'], `${world.now} Ace`);
    assert.equal(lead['a:team_size'], `${world.now} 1-10`);
    assert.equal(lead['also:company'], undefined);
    assert.equal((await world.visitor(ADA))['a:company'], undefined);
  });

  story('whose answer comes late overwrites nothing written since',
    async (world) => {
      await known(world);
      await world.db.command('HSET', world.key('lead', LEAD), 'a:company',
        `${START + 100}/s:ann Sold%20Ltd Inc`);

      await press(world, { at: START + 50, answers: { company: 'Acme' } });

      const lead = await world.lead(LEAD);
      assert.equal(lead['a:company'], `${START + 100}/s:ann Sold%20Ltd Inc`);
      assert.equal(lead['also:company'], `${START + 50} Acme`);
    });

  story('settles a conflict by choosing one of its answers', async (world) => {
    await known(world, ADA, LEAD, { company: 'Acme' });
    await world.submit({ visitor: BOB, lead: LEAD, at: START + 20,
      answers: { company: 'Ace' } });
    await world.submit({ visitor: BOB, lead: LEAD, at: START + 30,
      answers: { company: 'Apex' } });

    await press(world, { at: START + 40, answers: { company: 'Ace' } });
    assert.equal((await world.lead(LEAD))['also:company'], `${START + 30} Apex`);

    await press(world, { at: START + 50, answers: { company: 'Apex' } });
    assert.equal((await world.lead(LEAD))['also:company'], undefined);
  });

  story('keeps several lines and blanks of an answer', async (world) => {
    const value = 'one two\nthree  four';

    await known(world, ADA, LEAD, { interests: value });
    await world.submit({ visitor: BOB, lead: LEAD,
      answers: { interests: value } });

    const lead = await world.lead(LEAD);
    assert.equal(lead['a:interests'], `${START} ${value}`);
    assert.equal(lead['also:interests'], undefined);
  });
});

describe('a stranger who typed the same contact', () => {
  story('only fills blanks, and keeps their own answers', async (world) => {
    await known(world, ADA, LEAD, { company: 'Acme' });
    await world.submit({ visitor: BOB, lead: LEAD,
      answers: { name: 'Bob', company: 'Evil', team_size: '1-10' } });

    const lead = await world.lead(LEAD);
    assert.equal(lead.own, ADA);
    assert.equal(lead['a:company'], `${START} Acme`);
    assert.equal(lead['also:company'], `${world.now} Evil`);
    assert.equal(lead['also:name'], `${world.now} Bob`);
    assert.equal(lead['a:team_size'], `${world.now} 1-10`);

    const bob = await world.visitor(BOB);
    assert.equal(bob['a:name'], `${world.now} Bob`);
    assert.equal(bob['a:company'], `${world.now} Evil`);
    assert.equal(bob['a:team_size'], `${world.now} 1-10`);
  });

  story('makes no conflict of what agrees, and no answer younger',
    async (world) => {
      await known(world, ADA, LEAD, { company: 'Acme' });
      await world.submit({ visitor: BOB, lead: LEAD,
        answers: { company: 'Acme' } });

      const lead = await world.lead(LEAD);
      assert.equal(lead['a:company'], `${START} Acme`);
      assert.equal(lead['also:company'], undefined);
    });

  story('leaves five conflicting answers, newest first, none twice',
    async (world) => {
      await known(world, ADA, LEAD, { company: 'Acme' });

      for (const value of ['A', 'B', 'C', 'D', 'B', 'E', 'F']) {
        world.now += 10;
        await world.submit({ visitor: BOB, lead: LEAD,
          answers: { company: value } });
      }

      const also = (await world.lead(LEAD))['also:company'].split(MARK);
      assert.deepEqual(also.map((e) => e.replace(/^\d+ /, '')),
        ['F', 'E', 'B', 'D', 'C']);
      const times = also.map((e) => parseInt(e, 10));
      assert.deepEqual(times, [...times].sort((a, b) => b - a));
    });

  story('whose conflict comes late takes its place in time', async (world) => {
    await known(world, ADA, LEAD, { company: 'Acme' });

    for (const [value, at] of [['C', 300], ['A', 100], ['B', 200], ['C', 50],
      ['A', 400]]) {
      await world.submit({ visitor: BOB, lead: LEAD, at: START + at,
        answers: { company: value } });
    }

    assert.equal((await world.lead(LEAD))['also:company'], [
      `${START + 400} A`, `${START + 300} C`, `${START + 200} B`].join(MARK));
    assert.equal((await world.visitor(BOB))['a:company'], `${START + 400} A`);
  });

  story('stays one when they come back', async (world) => {
    await known(world);
    await world.submit({ visitor: BOB, lead: LEAD });
    await press(world, { visitor: BOB, at: START + DAY,
      answers: { name: 'Bob' } });

    assert.equal((await world.lead(LEAD))['a:name'], `${START} Ada`);
    assert.equal((await world.lead(LEAD)).own, ADA);
  });
});

describe('the form\'s button', () => {
  story('pressed in a later visit is one event', async (world) => {
    await known(world);
    assert.deepEqual(await press(world, { at: START + DAY }),
      ['saved', 'lead.returned']);

    const events = await world.events();
    assert.deepEqual(events.map((e) => e.type),
      ['lead.created', 'lead.returned']);
    assert.equal(events[1].returning, undefined);
    assert.equal((await world.visitor(ADA)).visits, '2');
    assert.equal((await world.visitor(ADA))['sent:contact'], '2');
  });

  story('pressed again in the same visit is no second event', async (world) => {
    await known(world);
    const id = idOf('second press');

    assert.deepEqual(await press(world, { id }), ['quiet', '']);
    assert.deepEqual(await press(world, { id }), ['again', '']);
    assert.equal((await world.events()).length, 1);
    assert.equal((await world.lead(LEAD)).last, String(world.now));
    assert.equal(await world.db.command('ZSCORE', world.key('leads'), LEAD),
      String(world.now * 1000));
  });

  story('pressed again with an answer, a message or a consent is one',
    async (world) => {
      await known(world);
      assert.deepEqual(await press(world, { answers: { company: 'Acme' } }),
        ['saved', 'lead.returned']);
      assert.deepEqual(await press(world, { answers: { company: 'Acme' } }),
        ['quiet', '']);
      assert.deepEqual(await press(world, { answers: { company: 'Ace' } }),
        ['saved', 'lead.returned']);
      assert.deepEqual(await press(world, { news: true }),
        ['saved', 'lead.returned']);
      assert.equal((await world.events()).length, 4);
    });

  story('of another form is an event of its own, once a visit', async (world) => {
    await known(world);
    assert.deepEqual(await press(world, { form: 'demo' }),
      ['saved', 'lead.returned']);
    assert.deepEqual(await press(world, { form: 'demo' }), ['quiet', '']);
    assert.deepEqual(await press(world), ['quiet', '']);

    assert.deepEqual(await press(world, { form: 'demo', at: START + DAY }),
      ['saved', 'lead.returned']);
    assert.deepEqual(await press(world, { at: START + DAY + 10 }),
      ['saved', 'lead.returned']);
    assert.equal((await world.visitor(ADA)).visits, '2');
  });

  story('pressed again by a stranger brings what they had not said before',
    async (world) => {
      await known(world, ADA, LEAD, { company: 'Acme' });
      await world.submit({ visitor: BOB, lead: LEAD });

      const o = { visitor: BOB, answers: { company: 'Acme' } };
      assert.deepEqual(await press(world, o), ['saved', 'lead.returned']);
      assert.deepEqual(await press(world, o), ['quiet', '']);
    });

  story('is taken from a visitor whose record is gone', async (world) => {
    await known(world);
    await world.db.command('DEL', world.key('v', ADA));

    assert.deepEqual(await press(world, { at: START + DAY,
      answers: { company: 'Acme' } }), ['saved', 'lead.returned']);
    assert.equal((await world.visitor(ADA)).visits, '2');
    assert.equal((await world.lead(LEAD))['a:company'],
      `${START + DAY} Acme`);
    assert.equal(await world.db.command('EXPIRETIME', world.key('v', ADA)),
      START + REMEMBER);
  });

  story('is taken where the lead\'s record is gone', async (world) => {
    await known(world);
    await world.db.command('DEL', world.key('lead', LEAD));

    assert.deepEqual(await press(world, { at: START + DAY,
      answers: { company: 'Acme' } }), ['saved', 'lead.returned']);
    const lead = await world.lead(LEAD);
    assert.equal(lead.own, ADA);
    assert.equal(lead.first, String(START + DAY));
  });

  story('gives a lost lead back what its visitor kept', async (world) => {
    await known(world);
    await world.submit({ visitor: BOB, lead: LEAD, answers: { name: 'Bob' } });
    await world.db.command('DEL', world.key('lead', LEAD));

    await press(world, { visitor: BOB, at: START + DAY });
    const lead = await world.lead(LEAD);
    assert.equal(lead.own, BOB);
    assert.equal(lead['a:name'], `${world.now} Bob`);
    assert.equal((await world.visitor(BOB))['a:name'], undefined);
  });
});
