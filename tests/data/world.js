'use strict';
// The scripts of ngx_module/scripts, called as the module calls them, against
// a real Redis; every test has a site of its own.

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const SCRIPTS = path.join(__dirname, '..', '..', 'ngx_module', 'scripts');
const VISIT = fs.readFileSync(path.join(SCRIPTS, 'visit.lua'), 'utf8');
const SUBMIT = fs.readFileSync(path.join(SCRIPTS, 'submit.lua'), 'utf8');
const GAP = 1800;
const REMEMBER = 400 * 86400;
const MINUTE = 60;
const DAY = 86400;

// Seconds; near enough to now for Redis to let nothing of a story expire.
const START = (Math.floor(Date.now() / 1000 / DAY) - 30) * DAY;

let sites = 0;

// 16 bytes as base64url, the same for the same name.
function idOf(name) {
  return crypto.createHash('sha256').update(name).digest().subarray(0, 16)
    .toString('base64url');
}

class World {
  constructor(db) {
    this.db = db;
    this.tag = `{test${process.pid}-${++sites}.0}`;
    this.now = START;
    this.ids = 0;
  }

  key(...parts) {
    return ['lf', this.tag, ...parts].join(':');
  }

  // o: visitor, lead, now, gap, minted, candidate
  async visit(o) {
    const minted = o.minted === undefined ? START : o.minted;

    return this.run(VISIT, [
      this.key('v', o.visitor), this.key('gone', o.lead),
    ], [
      (o.now === undefined ? this.now : o.now) * 1000, o.gap || GAP, minted + REMEMBER,
      minted, o.candidate || '',
    ]);
  }

  /*
   * o: visitor ('' by default: not remembered), lead, id (a fresh one by
   * default), previous, contacts, at (seconds or, with a fraction, their
   * milliseconds), minted (0: new), form, step ('first'), question, became,
   * news, language, country, answers and consents (objects), event (object).
   */
  async submit(o) {
    const at = Math.round((o.at === undefined ? this.now : o.at) * 1000);
    const visitor = o.visitor || '';
    const id = o.id || idOf(`${this.tag} submission ${++this.ids}`);
    const previous = o.previous || '';
    const minted = o.minted || 0;
    const answers = Object.entries(o.answers || {});
    const consents = Object.entries(o.consents || {});
    const event = Object.entries(o.event || { site: 'main', visitor,
      lead: o.lead });

    return this.run(SUBMIT, [
      this.key('v', visitor || 'unused'), this.key('lead', o.lead),
      this.key('leads'), this.key('events'), this.key('sub', id),
      this.key('gone', o.lead), this.key('lead', previous || o.lead),
      this.key('gone', previous || o.lead),
    ], [
      at, o.gap || GAP, visitor, o.lead, id,
      [previous, ...(o.contacts || [])].join(' ').trim(),
      (minted || Math.floor(at / 1000)) + REMEMBER, minted,
      o.form || 'contact', o.step || 'first', o.question || '', o.became || '',
      o.news ? '1' : '', o.language || '', o.country || '',
      answers.length, ...answers.flat(), consents.length, ...consents.flat(),
      ...event.flat(),
    ]);
  }

  run(script, keys, args) {
    return this.db.command('EVAL', script, keys.length, ...keys, ...args);
  }

  erase(lead, ms) {
    return Promise.all([
      this.db.command('DEL', this.key('lead', lead)),
      this.db.command('ZREM', this.key('leads'), lead),
      this.db.command('SET', this.key('gone', lead), ms),
    ]);
  }

  visitor(id) {
    return this.db.hash(this.key('v', id));
  }

  lead(id) {
    return this.db.hash(this.key('lead', id));
  }

  events() {
    return this.db.stream(this.key('events'));
  }

  // Everything of this site, for comparison: key → digest of it, and expiry.
  async dump() {
    const keys = (await this.db.command('KEYS', this.key('*'))).sort();
    const state = {};

    for (const key of keys) {
      state[key] = await this.db.command('EVAL', `return {
        redis.sha1hex(redis.call('DUMP', KEYS[1])),
        redis.call('PEXPIRETIME', KEYS[1]) }`, 1, key);
    }

    return state;
  }
}

const ADA = idOf('visitor ada');
const BOB = idOf('visitor bob');
const LEAD = idOf('lead ada@example.org');
const OTHER = idOf('lead ada@example.net');

// A visitor whose first step was accepted a moment ago.
async function known(world, visitor = ADA, lead = LEAD, answers = {}) {
  await world.submit({ visitor, lead, answers: { name: 'Ada', ...answers } });
  world.now += 10;
}

// The form's own button, pressed by Ada.
function press(world, o = {}) {
  return world.submit({ visitor: ADA, lead: LEAD, minted: START, step: 'known',
    ...o });
}

module.exports = {
  World, VISIT, SUBMIT, idOf, known, press, ADA, BOB, LEAD, OTHER, START,
  REMEMBER, MINUTE, DAY,
};
