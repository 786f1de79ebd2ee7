'use strict';
// `lead-form simulate` and the live module, given the same forms, visitors and
// answers, show the same pages and remember the same.
//
// LF_STEPS: how many requests in all (2000); LF_SEED: one story only.

const assert = require('node:assert/strict');
const http = require('node:http');
const path = require('node:path');
const { test, before, after } = require('node:test');
const { setTimeout: sleep } = require('node:timers/promises');

const { faketime, makeClock } = require('../lib/clock.js');
const { makeFolder, removeFolder, startProcess } = require('../lib/processes.js');
const { FROM, withGeo } = require('../lib/geo.js');
const { startRedis } = require('../lib/redis.js');
const { HttpClient } = require('../lib/http.js');
const { startSite } = require('../lib/site.js');
const { randomSite, Chance } = require('./random-site.js');

const CLI = process.env.LF_CLI
  || path.resolve(__dirname, '..', '..', 'build', 'lead-form');
const STEPS = Number(process.env.LF_STEPS || 2000);
const STORY = 100;          // steps of a story
const SETTLE = 5000;        // ms for what is written without waiting
const DAY = 86400;
const GAPS = [0, 1, 2, 5, 60, 61, 300, 1799, 1801, 7199, 7201, DAY, DAY + 3,
  3 * DAY, 6 * DAY, 11 * DAY];
const READS = [0, 1, 2, 5, 30, 59, 61, 1801, 7201, DAY - 1, DAY + 3];
// From where, as the database for trials has it.
const PLACES = [['US', 'NA', 'CA'], ['DE', 'EU', 'BY'], ['CH', 'EU', 'ZH'],
  ['BR', 'SA', 'SP'], ['absent', '', '']];
const PEOPLE = ['ada@example.org', 'Grace@Example.org', 'ada@EXAMPLE.org'];

let redis;

before(async () => {
  redis = faketime() && await startRedis();
});

after(() => redis && redis.stop());

// The command, asked step by step.
class Simulator {
  constructor(dir) {
    this.child = startProcess(CLI, ['simulate', 'contact', '--forms', dir,
      '--script', '-'], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.waiting = [];
    this.text = '';
    this.errors = '';
    this.child.stdout.setEncoding('utf8');
    this.child.stdout.on('data', (chunk) => this.read(chunk));
    this.child.stderr.on('data', (chunk) => { this.errors += chunk; });
    this.child.stdin.on('error', () => {});
    this.child.done.then(() => this.waiting.splice(0).forEach((w) => w.reject(
      new Error('simulate ended: ' + this.errors + this.text))));
  }

  read(chunk) {
    const lines = (this.text + chunk).split('\n');

    this.text = lines.pop();
    lines.filter(Boolean).forEach((line) => {
      const waiting = this.waiting.shift();

      try {
        waiting.resolve(JSON.parse(line));
      } catch (error) {
        waiting.reject(new Error('not a state: ' + line));
      }
    });
  }

  step(step) {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.child.stdin.write(JSON.stringify(step) + '\n');
    });
  }

  async end() {
    this.child.stdin.end();
    await this.child.done;
  }
}

// One visitor, played live and by the command.
class Story {
  constructor(seed, site, clock, simulator, made) {
    Object.assign(this, { site, clock, simulator, made, seed });
    this.chance = new Chance(seed * 7919 + 1);
    this.agent = new http.Agent({ keepAlive: true });
    this.browser = new HttpClient({ host: '127.0.0.1', port: site.nginx.port },
      { agent: this.agent });
    this.page = null;           // the last one shown
    this.last = null;           // the last post
    this.facts = {};
    this.log = [];
    this.kinds = {};
  }

  async play(steps) {
    try {
      for (let i = 0; i < steps; i++) {
        await this.act();
      }
    } catch (error) {
      error.message += `\nseed ${this.seed}, step ${this.log.length}\n`
        + this.log.slice(-6).map((e) => JSON.stringify(e)).join('\n');
      throw error;
    } finally {
      this.agent.destroy();
    }
  }

  async act() {
    const { chance } = this;

    const act = !this.page ? 'open'
      : chance.weighted({ open: 8, post: 9, peek: 1, again: 1, decline: 2,
        learn: 0.7, notMe: 0.3, forget: 0.2 });
    const gaps = /^(post|again|decline)$/.test(act) && chance.is(0.9) ? READS
      : GAPS;

    this.clock.set(this.clock.now + chance.one(gaps));

    await this[act]();
  }

  // Both do it; what they say is compared.
  async both(name, step, live) {
    const at = this.clock.now * 1000;
    const full = { at, do: name, ...this.facts, ...step };

    this.log.push(full);

    const seen = await live();
    const state = await this.simulator.step(full);
    const kind = `${name} ${state.result || state.page || ''}`;

    this.kinds[kind] = (this.kinds[kind] || 0) + 1;
    this.log.push({ seen: seen && seen.said, state });

    if (seen) {
      assert.deepEqual(seen.said, said(state, seen), 'what is shown');
    }

    await this.compareRecords(state.records);
  }

  async open(form = this.chance.one(this.made.names), peek = false) {
    const { chance } = this;

    this.travel();
    this.facts = {
      form,
      page: '/' + form,
      language: chance.one(['en', 'de', 'de-AT', 'fr']),
      referrer: chance.one(['', 'http://localhost/prices',
        'https://example.org/blog']),
      utm: chance.one([{}, {}, { source: 'mail' },
        { source: 'ad', campaign: 'spring' }]),
      ...this.place,
    };

    const query = Object.entries(this.facts.utm)
      .map(([name, value]) => `utm_${name}=${value}`).join('&');
    const headers = { 'accept-language': this.facts.language };

    if (this.facts.referrer) {
      headers.referer = this.facts.referrer;
    }
    if (peek) {
      headers['sec-purpose'] = 'prefetch';
    }

    await this.both(peek ? 'peek' : 'open', {}, async () => {
      const answer = await this.browser.get(`/${form}${query && '?' + query}`,
        { headers });

      this.take(answer);

      return { status: answer.status, page: answer.page,
        said: saidLive(answer) };
    });
  }

  // Another country is another connection.
  travel() {
    const [country, continent, region] = this.chance.one(PLACES);

    this.browser.address.localAddress = FROM[country];
    this.place = { country: country === 'absent' ? '' : country, continent,
      region: region && `${country}-${region}` };
  }

  peek() {
    return this.open(undefined, true);
  }

  async post() {
    const { chance, made, page } = this;
    const values = {};
    const extra = {};

    for (const name of fieldsOf(page.page)) {
      const value = name === 'email' ? chance.one([...PEOPLE, ...PEOPLE, ''])
        : made.value(this.facts.form, name, chance);

      if (value !== undefined) {
        values[name] = value;
      }
    }

    if (page.page.input('lf_consent')) {
      extra.consent = consentsOf(page.page).filter(() => chance.is(0.5));
    }
    if (page.page.input('lf_remember')) {
      extra.remember = chance.is(0.7);
    }
    if (chance.is(0.1) && page.page.input('lf_message')) {
      extra.message = 'Hello';
    }

    await this.send('send', values, extra);
  }

  // The same page once more, the same answers or others.
  async again() {
    if (this.last && this.last.page === this.page) {
      await this.send(...this.last.sent);
    } else {
      await this.post();
    }
  }

  decline() {
    return this.page.page.button('lf_do=decline')
      ? this.send('decline', {}, {}) : this.post();
  }

  notMe() {
    return this.page.page.button('lf_do=not_me')
      ? this.send('not_me', {}, {}) : this.open();
  }

  forget() {
    return this.page.page.button('lf_do=forget')
      ? this.send('forget', {}, {}) : this.open();
  }

  // Sales heard something.
  async learn() {
    const lead = this.cookie();

    if (!lead) {
      return this.open();
    }

    const form = this.chance.one(this.made.names);
    const name = this.chance.one(this.made.fields(form));
    const value = this.made.good(form, name, this.chance);

    if (typeof value !== 'string' || !value) {
      return this.open();
    }

    await this.both('learn', { values: { [name]: value } }, async () => {
      await this.site.db.command('HSET', this.site.key('lead', lead.lead),
        'a:' + name, `${this.clock.now}/s:sales ${value}`);
    });
  }

  async send(name, values, extra) {
    const { page } = this;

    this.last = { page, sent: [name, values, extra] };

    await this.both(name, { values, ...extra }, async () => {
      const sent = { ...values };

      if (extra.consent) {
        sent.lf_consent = page.page.inputs.map((i) => i.value)
          .filter((value) => extra.consent.includes(value.split(' ')[0]));
      }
      if (extra.remember) {
        sent.lf_remember = '1';
      }
      if (extra.message) {
        sent.lf_message = extra.message;
      }

      const button = name === 'send' ? undefined : 'lf_do=' + name;
      const { form } = page.page.find(button);
      const list = Object.entries({ ...form.hidden, ...sent })
        .flatMap(([key, value]) => (Array.isArray(value)
          ? value.map((one) => [key, one]) : [[key, value]]));

      list.push(['lf_do', name]);

      const answer = await this.browser.post(page.url, list,
        { headers: { 'accept-language': this.facts.language } });

      if (answer.status === 422) {
        this.take(answer);
      }

      return { status: answer.status, page: answer.page,
        said: saidLive(answer) };
    });
  }

  take(answer) {
    if (fieldsOf(answer.page).length || answer.page.ticket) {
      this.page = answer;
    }
  }

  cookie() {
    const { lead } = this.browser;

    if (!lead) {
      return null;
    }

    const bytes = Buffer.from(lead.value, 'base64url');

    return { visitor: bytes.subarray(9, 25).toString('base64url'),
      lead: bytes.subarray(25, 41).toString('base64url') };
  }

  // "Last seen" is written without waiting.
  async compareRecords(records) {
    const cookie = this.cookie();

    assert.equal(cookie !== null, records.visitor !== null, 'the cookie');

    if (!cookie) {
      return;
    }

    const until = Date.now() + SETTLE;

    for (;;) {
      const visitor = await this.site.visitor(cookie.visitor);

      if (same(visitor, records.visitor)) {
        break;
      }
      if (Date.now() > until) {
        assert.deepEqual(visitor, records.visitor, 'the visitor\'s record');
      }
      await sleep(1);
    }

    assert.deepEqual(plain(await this.site.lead(cookie.lead)),
      plain(records.lead), 'the lead\'s record');
  }
}

function same(a, b) {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(object) {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}

// Whose it is, has another name there; conflicting answers are not played.
function plain(lead) {
  return Object.fromEntries(sorted(lead)
    .filter(([name]) => name !== 'own' && !/^also:/.test(name)));
}

function fieldsOf(page) {
  return page.names().filter((name) => name && !/^lf_/.test(name));
}

function consentsOf(page) {
  return page.inputs.filter((i) => i.name === 'lf_consent')
    .map((i) => i.value.split(' ')[0]);
}

// What a person sees.
function saidLive(answer) {
  const { page, status } = answer;

  if (status === 303) {
    return { status, location: answer.headers.location };
  }

  const known = page.button('lf_do=not_me') !== undefined;
  const fields = fieldsOf(page);
  const asks = page.button('lf_do=decline') !== undefined;
  const [field] = fields;
  const out = {
    status,
    page: known ? 'known' : field ? 'first' : 'closed',
    language: page.lang,
    title: (page.all('h1')[0] || {}).text,
    question: asks && field ? field : null,
    offered: known && fields.find((name) => name !== (asks && field)) || null,
    consent: consentsOf(page),
    remember: page.input('lf_remember') !== undefined,
  };

  if (out.page !== 'closed') {
    out.button = page.buttons.find((b) => !/^lf_do=[dnfe]/
      .test(`${b.name}=${b.value}`)).text;
  }

  if (status === 422) {
    out.problems = page.links.map((link) => /^#f-(?:lf_consent-)?(.+)$/
      .exec(link.href)).filter(Boolean).map((match) => match[1]).sort();
  }

  // A page that comes back is made without what Redis remembers.
  const input = status === 200 && asks && field && page.input(field);

  if (input && /^(radio|checkbox|select)$/.test(input.type)) {
    out.options = input.options
      ? input.options.map((o) => o.value).filter(Boolean)
      : page.inputs.filter((i) => i.name === field).map((i) => i.value);
  }

  return out;
}

// The same of a state.
function said(state, seen) {
  if (state.status === 303) {
    return { status: 303, location: state.location };
  }

  const status = state.status || 200;
  const out = {
    status,
    page: state.page,
    language: state.language,
    title: state.title,
    question: state.question ? state.question.field : null,
    offered: state.offered ? state.offered.field : null,
    consent: (state.consent || []).map((c) => c.id),
    remember: state.remember === true,
  };

  if (out.page !== 'closed') {
    out.button = state.button;
  }

  if (status === 422) {
    out.problems = state.problems.map((p) => p.field).sort();
  }

  if (seen.said.options) {
    out.options = state.question.options || seen.said.options;
  }

  return out;
}

const seeds = process.env.LF_SEED ? [Number(process.env.LF_SEED)]
  : Array.from({ length: Math.ceil(STEPS / STORY) }, (_, i) => i + 1);

test(`simulate and the live module agree over ${STEPS} steps`, {
  skip: !faketime() && 'the package faketime is not installed',
}, async (t) => {
  const kinds = {};
  let steps = 0;

  for (const seed of seeds) {
    const made = randomSite(new Chance(seed));
    const folder = makeFolder();
    // Redis keeps real time: what is written must not be over already.
    const clock = makeClock(path.join(folder, 'clock'),
      Math.floor(Date.now() / 1000 / DAY + 1) * DAY);
    const site = await startSite(null, { redis: redis.url,
      forms: made.forms, siteJson: made.site, nginx: withGeo(clock.nginx) });

    site.db = await redis.connect();
    await site.db.command('FLUSHALL');

    const simulator = new Simulator(site.formsDir);

    try {
      const story = new Story(seed, site, clock, simulator, made);

      await story.play(Math.min(STORY, STEPS));
      steps += Math.min(STORY, STEPS);

      for (const [kind, count] of Object.entries(story.kinds)) {
        kinds[kind] = (kinds[kind] || 0) + count;
      }
    } finally {
      await simulator.end();
      site.db.close();
      await site.stop();
      removeFolder(folder);
    }
  }

  t.diagnostic(`${steps} steps: ${JSON.stringify(kinds)}`);

  // The stories were stories.
  if (!process.env.LF_SEED) {
    for (const kind of ['open known', 'open first', 'send saved', 'send quiet',
      'send invalid', 'send stale', 'send again', 'send fast', 'decline quiet',
      'peek known', 'learn ']) {
      assert.ok(kinds[kind] > steps / 1000, `too little of "${kind}"`);
    }
  }
});
