'use strict';
// Whatever comes in whatever order: random submissions, visits, replays and
// erasures, and what has to hold after each of them.  LF_SEED repeats a run.

const assert = require('node:assert/strict');
const { test, before, after } = require('node:test');

const { random } = require('../lib/random.js');
const { startRedis } = require('../lib/redis.js');
const { World, idOf, START, MINUTE, DAY } = require('./world.js');

const MARK = '\u001e';
const RUNS = 8;
const STEPS = 150;
const FIELDS = ['name', 'company', 'team_size', 'budget'];
const VALUES = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'two words'];
const FORMS = ['contact', 'demo'];
const VISITORS = ['v1', 'v2', 'v3', 'v4'].map(idOf);
const LEADS = ['l1', 'l2', 'l3'].map(idOf);

let redis;
let db;

before(async () => {
  redis = await startRedis();
  db = await redis.connect();
});

after(() => redis.stop());

class Story {
  constructor(seed) {
    const next = random(seed);

    this.world = new World(db);
    this.chance = (p) => next() < p;
    this.one = (list) => list[Math.floor(next() * list.length)];
    this.below = (n) => Math.floor(next() * n);
    this.past = [];             // submissions, as sent
    this.replies = new Map();   // id → type of the first reply
    this.cookies = new Map();   // visitor → { minted, lead }
    this.gone = new Map();      // lead → milliseconds
    this.lives = new Map();     // lead → its first events of this life
    this.told = new Map();      // event id → type
    this.high = new Map();      // what may never go back
    this.log = [];
  }

  async step() {
    this.world.now += this.one([0, 1, 5, 5 * MINUTE, 31 * MINUTE, DAY]);

    const act = this.one(['first', 'first', 'known', 'known', 'known', 'visit',
      'visit', 'report', 'report', 'again', 'late', 'erase', 'forget', 'move']);

    this.log.push([this.world.now, act]);
    await this[act]();
    await this.check();
  }

  answers() {
    const answers = {};

    for (const field of FIELDS) {
      if (this.chance(0.4)) {
        answers[field] = this.one(VALUES);
      }
    }

    return answers;
  }

  base() {
    return { at: this.world.now + this.below(1000) / 1000,
      form: this.one(FORMS), answers: this.answers(),
      news: this.chance(0.1), language: this.one(['', 'en', 'de']),
      consents: this.chance(0.2) ? { news: `${this.below(3)} ab` } : {} };
  }

  async first() {
    const visitor = this.chance(0.1) ? '' : this.one(VISITORS);
    const lead = this.one(LEADS);
    const minted = this.cookies.has(visitor)
      ? this.cookies.get(visitor).minted : 0;

    await this.send({ ...this.base(), visitor, lead, minted, step: 'first' });
  }

  async known() {
    const visitor = this.one(VISITORS);
    const cookie = this.cookies.get(visitor);

    if (cookie) {
      const became = this.one(['', 'blank', 'declined']);

      await this.send({ ...this.base(), visitor, ...cookie, became,
        unseen: this.chance(0.5), question: became ? this.one(FIELDS) : '',
        step: this.chance(0.1) ? 'erase' : 'known' });
    }
  }

  async move() {
    const visitor = this.one(VISITORS);
    const cookie = this.cookies.get(visitor);

    if (cookie) {
      await this.send({ ...this.base(), visitor, lead: this.one(LEADS),
        minted: cookie.minted, previous: cookie.lead, contacts: ['name'],
        step: 'first' });
    }
  }

  async visit() {
    const visitor = this.one(VISITORS);
    const cookie = this.cookies.get(visitor);

    if (!cookie) {
      return;
    }

    const before = await this.world.visitor(visitor);
    const candidate = this.one(['', ...FIELDS]);
    const showing = this.one(['now', 'now', 'later']);
    const [what, visits, pin, counted] = await this.world.visit({ visitor,
      ...cookie, candidate, showing });

    if (what === 'gone') {
      assert.ok(cookie.minted * 1000 <= this.gone.get(cookie.lead));
      assert.deepEqual(await this.world.visitor(visitor), before);
      this.cookies.delete(visitor);
      return;
    }

    const [, again, second, twice] = await this.world.visit({ visitor,
      ...cookie, showing: 'later',
      candidate: pin === '' ? '' : this.one(FIELDS) });

    assert.deepEqual([again, second, twice], [visits, pin, 0],
      'one question a visit');
    assert.ok(counted === 0 || pin === candidate && showing === 'now');
    this.assertCounted(before, await this.world.visitor(visitor), candidate,
      counted);
  }

  // Counting a question is counting it once, and no other.
  assertCounted(before, after, field, counted) {
    for (const name of FIELDS) {
      const count = (record) => parseInt(record['shown:' + name] || '0', 10);

      assert.equal(count(after), count(before)
        + (name === field ? counted : 0), name);
    }
  }

  async report() {
    const visitor = this.one(VISITORS);
    const cookie = this.cookies.get(visitor);

    if (!cookie) {
      return;
    }

    const before = await this.world.visitor(visitor);
    const candidate = this.one(FIELDS);
    const said = { visitor, ...cookie, candidate, showing: 'report' };
    const [what, , , counted] = await this.world.visit(said);
    const state = await this.world.dump();
    const seen = await this.world.visitor(visitor);

    if (what === 'gone') {
      assert.deepEqual(seen, before);
      return;
    }

    assert.equal(counted, before.ask === '?' + candidate ? 1 : 0);
    this.assertCounted(before, seen, candidate, counted);
    assert.equal((await this.world.visit(said))[3], 0);
    assert.deepEqual(await this.world.dump(), state, 'a report said again');
  }

  async again() {
    if (this.past.length) {
      const sent = this.one(this.past);
      const before = await this.world.dump();
      const reply = await this.world.submit(sent);

      if (this.replies.has(sent.id)) {
        assert.deepEqual(reply, ['again', this.replies.get(sent.id)]);
      } else {
        assert.deepEqual(reply, ['gone', '']);
      }
      assert.deepEqual(await this.world.dump(), before);
    }
  }

  async late() {
    const visitor = this.one(VISITORS);
    const cookie = this.cookies.get(visitor);

    if (cookie) {
      const at = Math.max(cookie.minted, this.world.now - this.below(3 * DAY));

      await this.send({ ...this.base(), visitor, ...cookie, at,
        step: 'known' });
    }
  }

  async erase() {
    if (this.chance(0.3)) {
      const lead = this.one(LEADS);
      const at = this.world.now * 1000 + this.below(1000);

      await this.world.erase(lead, at);
      this.gone.set(lead, at);
      this.lives.delete(lead);
      this.high.delete('last ' + lead);
    }
  }

  async forget() {
    if (this.chance(0.2)) {
      const visitor = this.one(VISITORS);

      await db.command('DEL', this.world.key('v', visitor));
      this.cookies.delete(visitor);
      this.high.delete('seen ' + visitor);
    }
  }

  async send(o) {
    const { world } = this;
    const sent = { ...o, id: idOf(world.tag + this.past.length) };
    const before = await world.lead(o.lead);
    const browser = o.visitor ? await world.visitor(o.visitor) : {};
    const state = await world.dump();
    const [what, type] = await world.submit(sent);
    const at = Math.round(o.at * 1000);
    const erased = this.gone.get(o.lead) || 0;

    this.past.push(sent);
    this.log.push([o, what, type]);

    if (what === 'gone') {
      assert.ok(at <= erased
        || (o.minted && o.step !== 'first' && o.minted * 1000 <= erased));
      assert.deepEqual(await world.dump(), state);
      return;
    }

    assert.ok(at > erased);
    this.replies.set(sent.id, type);

    if (what === 'saved') {
      this.told.set(sent.id, type);
    } else {
      assert.equal(what, 'quiet');
      assert.equal(o.step, 'known');
      assert.ok(!o.news);
    }

    const exists = Object.keys(before).length > 0;

    if (type === 'lead.created' && !exists) {
      this.lives.set(o.lead, (this.lives.get(o.lead) || 0) + 1);
    }

    const stranger = o.minted && o.minted * 1000 <= erased;

    if (o.step === 'first' && o.visitor && !stranger) {
      this.cookies.set(o.visitor, { lead: o.lead,
        minted: o.minted || Math.floor(at / 1000) });
    }

    await this.keeps(o, before, browser, stranger);
  }

  // No answer is lost: it is the profile's, or beside it, or older than what is.
  async keeps(o, before, browser, stranger) {
    const seconds = Math.floor(Math.round(o.at * 1000) / 1000);
    const lead = await this.world.lead(o.lead);
    const exists = Object.keys(before).length > 0;

    if (o.step === 'erase' && !exists) {
      assert.deepEqual(lead, {});
      return;
    }

    const own = o.visitor && !stranger
      && (!exists || before.own === o.visitor);

    for (const [field, value] of Object.entries(o.answers)) {
      const held = read(before['a:' + field]);
      const now = read(lead['a:' + field]);

      if (!held || (own && seconds >= held.at)) {
        assert.deepEqual(now, { at: seconds, by: undefined, value });
      } else {
        assert.deepEqual(now, held, 'nobody else changes the profile');

        const also = list(lead['also:' + field]);

        assert.ok(now.value === value || also.some((e) => e.value === value)
          || (also.length === 5 && also[4].at >= seconds));
      }

      if (o.visitor && !own && !stranger) {
        const kept = read((await this.world.visitor(o.visitor))['a:' + field]);
        const old = read(browser['a:' + field]);

        assert.deepEqual(kept, old && old.at > seconds ? old
          : { at: seconds, by: undefined, value });
      }
    }

    for (const [name, stored] of Object.entries(before)) {
      if (/^a:/.test(name)) {
        assert.ok(lead[name], 'no answer disappears');
        assert.ok(own || lead[name] === stored);
      }
    }
  }

  async check() {
    const { world } = this;
    const events = await world.events();

    assert.deepEqual(events.map((e) => [e.id, e.type]), [...this.told],
      'one event for each submission that made one');

    for (const [, count] of this.lives) {
      assert.equal(count, 1, 'a lead is created once');
    }

    for (const id of LEADS) {
      const lead = await world.lead(id);
      const score = await db.command('ZSCORE', world.key('leads'), id);

      assert.equal(score && Math.floor(score / 1000).toString(),
        lead.last || null);

      if (lead.last) {
        assert.ok(Number(lead.first) <= Number(lead.last));
        this.rises('last ' + id, Number(lead.last));
      }

      if (this.gone.has(id) && lead.last) {
        assert.equal(lead.erased, String(this.gone.get(id)));
        assert.ok(Number(lead.first) * 1000 + 999 > this.gone.get(id));
      }

      assert.ok(Object.keys(lead).length <= 2 * FIELDS.length + 7);

      for (const [name, stored] of Object.entries(lead)) {
        if (/^also:/.test(name)) {
          this.orderly(list(stored));
        }
      }
    }

    for (const id of VISITORS) {
      const visitor = await world.visitor(id);

      if (visitor.seen) {
        this.rises('seen ' + id, Number(visitor.seen));
        assert.ok(Number(visitor.first || 0) <= visitor.seen / 1000);
        assert.ok(await db.command('TTL', world.key('v', id)) > 0);
      }

      assert.ok(Object.keys(visitor).length
        <= 4 + 3 * FIELDS.length + FORMS.length);
    }
  }

  rises(name, value) {
    assert.ok(value >= (this.high.get(name) || 0), name + ' went back');
    this.high.set(name, value);
  }

  orderly(entries) {
    assert.ok(entries.length >= 1 && entries.length <= 5);
    assert.equal(new Set(entries.map((e) => e.value)).size, entries.length);

    for (let i = 1; i < entries.length; i++) {
      assert.ok(entries[i - 1].at >= entries[i].at, 'newest first');
    }
  }
}

function read(stored) {
  const match = stored && /^(\d+)(?:\/(\S+))? ([^]*)$/.exec(stored);

  return match ? { at: Number(match[1]), by: match[2], value: match[3] }
    : undefined;
}

function list(stored) {
  return (stored || '').split(MARK).filter(Boolean).map((entry) => {
    const [, at, value] = /^(\d+) ([^]*)$/.exec(entry);
    return { at: Number(at), value };
  });
}

const start = process.env.LF_SEED ? Number(process.env.LF_SEED) : 1;
const runs = process.env.LF_SEED ? 1 : RUNS;

for (let seed = start; seed < start + runs; seed++) {
  test(`a random story keeps every promise (seed ${seed})`, async () => {
    const story = new Story(seed);

    for (let i = 0; i < STEPS; i++) {
      try {
        await story.step();
      } catch (error) {
        error.message += `\nseed ${seed}, step ${i}, last acts: `
          + JSON.stringify(story.log.slice(-4));
        throw error;
      }
    }

    assert.ok(story.told.size > STEPS / 5, 'the story was no story');
  });
}
