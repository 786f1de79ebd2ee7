'use strict';
// Stories of consents: the form, its boxes and buttons, and what is remembered.

const assert = require('node:assert/strict');
const crypto = require('node:crypto');

const { CONTACT } = require('./site.js');
const { Visitor, startJourney } = require('./visitor.js');

const LETTER = { en: 'Send me the monthly letter.',
  de: 'Senden Sie mir den Brief.' };
const NEWS = { id: 'news', version: '2026-11', text: LETTER };
const CALLS = { id: 'calls', version: '1', text: 'You may call me.' };
const FORM = { ...CONTACT, title: { en: 'Talk to us', de: 'Kontakt' },
  consent: [NEWS, CALLS] };
const ADA = { name: 'Ada Planted', email: 'ada.planted@example.org' };

function start(t, options = {}) {
  return startJourney(t, { forms: { contact: FORM },
    planted: ['Ada Planted', 'ada.planted'], ...options });
}

function hashOf(text) {
  return crypto.createHash('sha256').update(text).digest('hex');
}

// The boxes of a page: id → ticked.
function boxes(answer) {
  return Object.fromEntries(answer.page.inputs
    .filter((i) => i.name === 'lf_consent')
    .map((i) => [i.value.split(' ')[0], i.checked]));
}

// What its box says on the last page.
function box(visitor, id) {
  const found = visitor.page.page.inputs.find((i) => i.name === 'lf_consent'
    && i.value.startsWith(id + ' '));

  assert.ok(found, `${id} is not offered`);

  return found.value;
}

// The ids that the page has a button for to withdraw.
function withdrawals(answer) {
  return answer.page.buttons.filter((b) => b.name === 'lf_consent')
    .map((b) => b.value);
}

// The first step, with these boxes ticked.
async function sendTicked(visitor, ids, values = ADA) {
  await visitor.open();

  return visitor.send({ ...values,
    lf_consent: ids.map((id) => box(visitor, id)) });
}

async function knownVisitor(site, ids = ['news'], options = {}) {
  const visitor = new Visitor(site, options);

  await sendTicked(visitor, ids, options.values);
  await visitor.open();

  return visitor;
}

async function withdraw(visitor, id = 'news', options = {}) {
  return visitor.keep(await visitor.browser.submit(visitor.page, {},
    { ...options, button: `lf_consent=${id}` }));
}

// Everything in Redis but the counters, which are sent in the background.
async function dump(site) {
  const keys = (await site.db.command('KEYS', site.key('*'))).sort()
    .filter((key) => !key.includes(':stats:'));

  return Object.fromEntries(await Promise.all(keys.map(async (key) => [key,
    await site.db.command('EVAL', `return { redis.sha1hex(redis.call('DUMP',
      KEYS[1])), redis.call('PEXPIRETIME', KEYS[1]) }`, 1, key)])));
}

module.exports = {
  LETTER, NEWS, CALLS, FORM, ADA, start, hashOf, boxes, box, withdrawals,
  sendTicked, knownVisitor, withdraw, dump,
};
