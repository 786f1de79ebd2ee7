'use strict';
// A visitor of a site: opens a form, presses its buttons, goes away, comes
// back.  What a page means is read from its HTML, as a person sees it.

const assert = require('node:assert/strict');

const { startSite } = require('./site.js');

const HOUR = 3600;
const DAY = 24 * HOUR;
const VISIT_GAP = 30 * 60;

const OTHER_CONTACT = 'Use a different e-mail or phone';

// A site without min_fill, as most stories want it.
function startJourney(t, options = {}) {
  return startSite(t, {
    ...options, siteJson: { min_fill: '0s', ...options.siteJson },
  });
}

/*
 * options: form ('contact'), query ('', as "?utm_source=x"), browser (an
 * HttpClient), headers (sent with each request).  Every answer is kept in
 * `answers`; `page` is the last page seen.
 */
class Visitor {
  constructor(site, options = {}) {
    this.site = site;
    this.form = options.form || 'contact';
    this.query = options.query || '';
    this.browser = options.browser
      || site.browser({ headers: options.headers });
    this.answers = [];
    this.page = null;
  }

  // Opens the form; options: form, query, headers.
  async open(options = {}) {
    const form = options.form || this.form;
    const query = options.query === undefined ? this.query : options.query;
    const answer = this.keep(await this.browser.get('/' + form + query,
      { headers: options.headers }));

    assert.equal(answer.status, 200);

    return answer;
  }

  // Presses a button of the last page (the first one without a name).
  async press(values = {}, options = {}) {
    if (!this.page) {
      await this.open();
    }

    return this.keep(await this.browser.submit(options.page || this.page,
      values, options));
  }

  // The first step, accepted; values: { name, email, … }.
  async send(values, options) {
    return accepted(await this.press(values, options));
  }

  // Answers the page's question; null leaves it blank.
  async answer(value, options) {
    const { question } = stepOf(this.page);

    assert.ok(question, 'the page asks nothing');

    return accepted(await this.press(
      value === null ? {} : { [question]: value }, options));
  }

  async decline() {
    return accepted(await this.press({}, { button: 'Rather not say' }));
  }

  // Goes away for longer than a visit lasts, comes back and opens the form.
  async comeBack(options = {}) {
    await letTimePass(this.site, options.after || VISIT_GAP + 1);

    return this.open(options);
  }

  // Opens the link "Use a different e-mail or phone" of the last page.
  async openOther() {
    const link = this.page.page.links.find((l) => l.text === OTHER_CONTACT);
    const url = new URL(link.href, 'http://localhost' + this.page.url);

    return this.open({ query: url.search });
  }

  keep(answer) {
    this.answers.push(answer);

    if (answer.body) {
      this.page = answer;
    }

    return answer;
  }

  // Names the ids in the cookie; null without one.
  get cookie() {
    const { lead } = this.browser;

    if (!lead) {
      return null;
    }

    const bytes = Buffer.from(lead.value, 'base64url');

    return {
      minted: bytes.readUIntBE(4, 5),
      visitor: bytes.subarray(9, 25).toString('base64url'),
      lead: bytes.subarray(25, 41).toString('base64url'),
    };
  }

  // The records in Redis; {} where there is none.
  record() {
    return this.site.visitor(this.cookie.visitor);
  }

  person() {
    return this.site.lead(this.cookie.lead);
  }
}

function accepted(answer) {
  assert.equal(answer.status, 303, answer.body);

  return answer;
}

/*
 * What a page is: step ("first", "known" or neither: null), question (the
 * field asked beside the form's own button, or null), notice (said on top).
 */
function stepOf(answer) {
  const { page } = answer;
  const names = page.names().filter((name) => !/^lf_/.test(name));
  const known = page.button('lf_do=not_me') !== undefined;
  const notice = page.tags.find((tag) => tag.attributes.class === 'lf-notice');

  return {
    step: known ? 'known' : names.length > 0 ? 'first' : null,
    question: known && names.length > 0 ? names[0] : null,
    names,
    notice: notice ? notice.text : null,
  };
}

function assertAsks(answer, question) {
  assert.equal(answer.status, 200);

  const { step, names } = stepOf(answer);

  assert.deepEqual({ step, names }, { step: 'known', names: [question] });
  assert.ok(answer.page.button('lf_do=decline'));
}

// The form's own button, and no question above it.
function assertOwnButton(answer) {
  assert.equal(answer.status, 200);

  const { step, names } = stepOf(answer);

  assert.deepEqual({ step, names }, { step: 'known', names: [] });
  assert.equal(answer.page.button('lf_do=decline'), undefined);
}

function assertFirstStep(answer, status = 200) {
  assert.equal(answer.status, status);
  assert.equal(stepOf(answer).step, 'first');
}

/*
 * Lets time pass for all that Redis remembers of people: every time in their
 * records becomes `seconds` older.  What browsers hold stays as young as it is.
 */
async function letTimePass(site, seconds) {
  const { db } = site;
  const keys = [...await db.command('KEYS', site.key('v', '*')),
    ...await db.command('KEYS', site.key('lead', '*'))];

  await Promise.all(keys.map(async (key) => {
    const changed = Object.entries(await db.hash(key)).flatMap(
      ([name, value]) => {
        const older = aged(name, value, seconds);
        return older === value ? [] : [name, older];
      });

    if (changed.length > 0) {
      await db.command('HSET', key, ...changed);
    }
  }));
}

function aged(name, value, seconds) {
  const older = (text) => String(Math.max(1, Number(text) - seconds));

  if (name === 'seen') {
    return String(Math.max(1, Number(value) - seconds * 1000));
  }

  if (/^(first|last)$/.test(name) || /^(a|no|consent):/.test(name)) {
    return value.replace(/^\d+/, older);
  }

  if (/^shown:/.test(name)) {
    return value.replace(/\d+$/, older);
  }

  return value;
}

/*
 * What `story` cost Redis: { hgetall: 2, … }, what scripts call included, and
 * the scripts themselves as "script"; without the funnel's counters, which
 * are sent in the background (by the only script that calls EXPIRE).
 */
async function costOf(site, story) {
  const before = await calls(site.db);

  await story();

  const after = await calls(site.db);

  return Object.fromEntries(Object.entries(after)
    .map(([name, count]) => [name, count - (before[name] || 0)])
    .filter(([, count]) => count > 0));
}

async function calls(db) {
  const stats = await db.command('INFO', 'commandstats');
  const counts = { script: 0 };

  for (const [, name, called, failed] of stats.matchAll(
    /^cmdstat_([\w|]+):calls=(\d+),.*failed_calls=(\d+)/gm)) {
    const count = called - failed;

    if (/^(eval|evalsha)$/.test(name)) {
      counts.script += count;
    } else if (name === 'expire') {
      counts.script -= count;
    } else if (!/^(info|hincrby)$/.test(name)) {
      counts[name] = count;
    }
  }

  return counts;
}

// Fails where one of the values is in a body or a header of the answers.
function assertTellsNothing(answers, values) {
  for (const answer of answers) {
    const text = `${answer.rawHeaders.join('\n')}\n${answer.body}`
      .toLowerCase();

    for (const value of values) {
      for (const form of [value, encodeURIComponent(value)]) {
        assert.ok(!text.includes(form.toLowerCase()),
          `"${value}" is in the answer to ${answer.url}`);
      }
    }
  }
}

module.exports = {
  Visitor, startJourney, stepOf, letTimePass, costOf, assertAsks,
  assertOwnButton, assertFirstStep, assertTellsNothing, HOUR, DAY, VISIT_GAP,
};
