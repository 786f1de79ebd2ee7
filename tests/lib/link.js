'use strict';
// Stories of personal links: a lead that sales wrote something about, and the
// command that makes a link to them.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { setTimeout } = require('node:timers/promises');

const { CONTACT } = require('./site.js');
const { Visitor, startJourney } = require('./visitor.js');
const { ROOT } = require('./nginx.js');

const CLI = process.env.LF_CLI || path.join(ROOT, 'build', 'lead-form');
const ADA = { name: 'Ada Planted', email: 'ada.planted@example.org' };
const COMPANY = 'Planted Works';
const FORMS = { contact: { ...CONTACT, title: { en: 'Talk to us',
  de: 'Sprechen wir' } }, demo: CONTACT };

async function start(t, options = {}) {
  return startJourney(t, { forms: FORMS, ...options,
    planted: ['Ada Planted', 'ada.planted', COMPANY] });
}

/*
 * The path and query of a link; options: form, secret (a file), args, query
 * ("lang=de").
 */
function link(site, lead, options = {}) {
  const form = options.form || 'contact';
  const url = execFileSync(CLI, ['link', '--lead', lead, '--form', form,
    '--secret', options.secret || site.secretFile, '--url',
    `http://localhost/${form}${options.query ? `?${options.query}` : ''}`,
    ...options.args || []], { encoding: 'utf8' });

  return url.trim().slice('http://localhost'.length);
}

// The id of a lead who came by, and whom sales asked for their company.
async function leadOf(site) {
  const visitor = new Visitor(site);

  await visitor.send(ADA);
  await site.db.command('HSET', site.key('lead', visitor.cookie.lead),
    'a:company', `${Math.floor(Date.now() / 1000)}/s:kim ${COMPANY}`);

  return { lead: visitor.cookie.lead, visitor };
}

// As whoever erases a lead writes it.
async function erase(site, lead, ms = Date.now()) {
  await site.db.command('DEL', site.key('lead', lead));
  await site.db.command('ZREM', site.key('leads'), lead);
  await site.db.command('SET', site.key('gone', lead), ms);
}

// Opens the link in a browser of its own; options as of Visitor.
async function openLink(site, url, options = {}) {
  const visitor = new Visitor(site, options);

  visitor.keep(await visitor.browser.get(url));

  return visitor;
}

function tokenOf(url) {
  return new URL(url, 'http://localhost').searchParams.get('link');
}

// Waits until a link of a moment is over.
async function expired(url) {
  const token = Buffer.from(tokenOf(url), 'base64url');

  while (Date.now() / 1000 < token.readUIntBE(9, 5) + 0.05) {
    await setTimeout(50);
  }
}

function assertAsksWho(answer, status = 200) {
  assert.equal(answer.status, status);
  assert.equal(answer.page.title, 'Is this you?');
  assert.deepEqual(answer.page.buttons.map((b) => b.value),
    ['its_me', 'not_mine']);
  assert.deepEqual(answer.page.names(), []);
  assertPrivate(answer);
}

function assertPrivate(answer) {
  assert.equal(answer.headers['referrer-policy'], 'strict-origin');
  assert.equal(answer.headers['x-robots-tag'], 'noindex, nofollow');
  assert.equal(answer.headers['cache-control'], 'private, no-store');
}

// { key: its value } of all keys of the site, but for the funnel's counters.
async function dump(site) {
  const keys = (await site.db.command('KEYS', site.key('*'))).sort()
    .filter((key) => !key.includes(':stats:'));

  return Object.fromEntries(await Promise.all(keys.map(async (key) => [key,
    await site.db.command('EVAL', `return
      redis.sha1hex(redis.call('DUMP', KEYS[1]))`, 1, key)])));
}

module.exports = { ADA, CLI, COMPANY, FORMS, start, link, leadOf, erase,
  openLink, tokenOf, expired, assertAsksWho, assertPrivate, dump };
