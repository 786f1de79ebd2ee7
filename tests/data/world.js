'use strict';
// The scripts of ngx_module/scripts, called as the module calls them, against
// a real Redis; every test has a site of its own.

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { test, before, after } = require('node:test');

const { startRedis } = require('../lib/redis.js');

const SCRIPTS = path.join(__dirname, '..', '..', 'ngx_module', 'scripts');
const VISIT = fs.readFileSync(path.join(SCRIPTS, 'visit.lua'), 'utf8');
const SUBMIT = fs.readFileSync(path.join(SCRIPTS, 'submit.lua'), 'utf8');
const WITHDRAW = fs.readFileSync(path.join(SCRIPTS, 'withdraw.lua'), 'utf8');
const LINK = fs.readFileSync(path.join(SCRIPTS, 'link.lua'), 'utf8');
const GAP = 1800;
const REMEMBER = 400 * 86400;
const MINUTE = 60;
const DAY = 86400;

// Seconds; near enough to now for Redis to let nothing of a story expire.
const START = (Math.floor(Date.now() / 1000 / DAY) - 30) * DAY;

let sites = 0;

// MessagePack of strings, arrays and objects, as lf_pack writes it.
function pack(value) {
  if (Array.isArray(value)) {
    return Buffer.concat([head(0xdc, value.length), ...value.map(pack)]);
  }

  if (typeof value === 'object') {
    const entries = Object.entries(value).flat();

    return Buffer.concat([head(0xde, entries.length / 2),
      ...entries.map(pack)]);
  }

  const text = Buffer.from(String(value));

  return Buffer.concat([head(0xda, text.length), text]);
}

function head(kind, length) {
  return Buffer.from([kind, length >> 8, length & 255]);
}

// 16 bytes as base64url, the same for the same name.
function idOf(name) {
  return crypto.createHash('sha256').update(name).digest().subarray(0, 16)
    .toString('base64url');
}

// The object without the names that hold one of these values.
function without(object, ...values) {
  return Object.fromEntries(Object.entries(object)
    .filter(([, value]) => !values.includes(value)));
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

  // o: visitor, lead, now, gap, minted, candidate, showing ('now')
  async visit(o) {
    const minted = o.minted === undefined ? START : o.minted;

    return this.run(VISIT, [
      this.key('v', o.visitor), this.key('gone', o.lead),
    ], [
      (o.now === undefined ? this.now : o.now) * 1000, o.gap || GAP, minted + REMEMBER,
      minted, o.candidate || '', o.showing || 'now',
    ]);
  }

  /*
   * o: visitor ('' by default: not remembered), lead, id (a fresh one by
   * default), previous, contacts, at (seconds or, with a fraction, their
   * milliseconds), minted (0: new), form, step ('first'), question, became, unseen,
   * news, print, language, country, answers and consents (objects), event
   * (object).
   */
  async submit(o) {
    const at = Math.round((o.at === undefined ? this.now : o.at) * 1000);
    const visitor = o.visitor || '';
    const id = o.id || idOf(`${this.tag} submission ${++this.ids}`);
    const previous = o.previous || '';
    const minted = o.minted || 0;
    const keys = [
      this.key('v', visitor || 'unused'), this.key('lead', o.lead),
      this.key('leads'), this.key('events'), this.key('sub', id),
      this.key('gone', o.lead),
    ];
    const given = {
      at, gap: o.gap || GAP, expires: (minted || Math.floor(at / 1000))
        + REMEMBER, minted, visitor, lead: o.lead, id,
      form: o.form || 'contact', step: o.step || 'first',
      question: o.question, became: o.became,
      unseen: o.unseen && '1', news: o.news && '1', print: o.print,
      language: o.language, country: o.country, previous,
      contacts: o.contacts, answers: Object.entries(o.answers || {}).flat(),
      consents: Object.entries(o.consents || {}).flat(),
      event: Object.entries(o.event || { site: 'main', visitor,
        lead: o.lead }).flat(),
    };

    if (previous) {
      keys.push(this.key('lead', previous), this.key('gone', previous));
    }

    return this.run(SUBMIT, keys, [pack(without(given, '', undefined))]);
  }

  // o: visitor, lead, id, at, minted, consent ('news'), grant, event (object)
  async withdraw(o) {
    const at = Math.round((o.at === undefined ? this.now : o.at) * 1000);
    const id = o.id || idOf(`${this.tag} submission ${++this.ids}`);
    const event = Object.entries(o.event || { site: 'main', lead: o.lead });

    return this.run(WITHDRAW, [
      this.key('v', o.visitor), this.key('lead', o.lead), this.key('events'),
      this.key('sub', id), this.key('gone', o.lead),
    ], [
      at, o.visitor, o.lead, id, o.minted || START, o.consent || 'news',
      o.grant, ...event.flat(),
    ]);
  }

  // o: visitor, lead, nonce ('one'), at, minted, expires, current ('')
  async link(o) {
    const at = Math.round((o.at === undefined ? this.now : o.at) * 1000);
    const minted = o.minted === undefined ? START : o.minted;

    return this.run(LINK, [
      this.key('v', o.visitor), this.key('lead', o.lead),
      this.key('link', o.nonce || 'one'), this.key('gone', o.lead),
      this.key('v', o.current || o.visitor),
    ], [
      at, minted, o.expires || START + 90 * DAY,
      Math.floor(at / 1000) + REMEMBER, o.visitor, o.current || '',
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

// A Redis for all stories of a file, each of which gets a world of its own.
function openStories() {
  let redis;
  let db;

  before(async () => {
    redis = await startRedis();
    db = await redis.connect();
  });

  after(() => redis.stop());

  return (name, run) => test(name, () => run(new World(db)));
}

module.exports = {
  openStories,
  World, VISIT, SUBMIT, WITHDRAW, LINK, pack, idOf, known, press, ADA, BOB,
  LEAD, OTHER, START, REMEMBER, MINUTE, DAY,
};
