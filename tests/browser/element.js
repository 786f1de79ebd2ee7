'use strict';
// Pages of a site that hold a form by <lead-form>, and what a person does in
// them.

const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const { startChromium } = require('../lib/browser.js');
const { startSite, CONTACT } = require('../lib/site.js');
const { TALK, SITE } = require('./story.js');

const PERSON = { name: 'Ada Lovelace', email: 'ada@example.com' };
const PLANTED = [...Object.values(PERSON), 'Analytical Engines',
  '+44 20 7946 0123'];

const SCRIPT = '<script type="module" src="/contact?element"></script>';
const TAG = '<lead-form src="/contact"><a href="/contact">Contact</a></lead-form>';

// A page of the site's own, which notes what the element tells.
const page = (body, head = SCRIPT) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Prices</title>
<script src="/note.js"></script>${head}</head>
<body><h1>Prices</h1>${body}</body></html>`;

const NOTE = `window.noted = [];
for (const type of ['shown', 'sent', 'error']) {
  document.addEventListener('lead-form:' + type, (event) => {
    noted.push({ type, ...event.detail, bubbles: event.bubbles,
      composed: event.composed, of: event.target.localName });
  });
}
`;

const PAGES = {
  'note.js': NOTE,
  'prices.html': page(TAG),
  'later.html': page(''),
  'deep.html': page(`<div style="height: 3000px"></div>${TAG}`),
  'two.html': page(`${TAG}<lead-form src="/talk" lang="de"></lead-form>${TAG}`),
  'next.html': page('<lead-form src="/next"></lead-form>'),
  'thanks.html': page('', ''),
  'broken.html': page(TAG.replace('src="/contact"', 'src="/nothing"')),
  'strict.html': page(TAG, SCRIPT),
};

const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; "
  + "form-action 'none'; base-uri 'none'; "
  + "require-trusted-types-for 'script'; trusted-types lead-form";

// `site` is there once the first test runs.
const place = {};
let chromium;

test.before(async () => {
  chromium = await startChromium();
  const site = await startSite(null, {
    forms: { contact: { ...CONTACT,
      hidden: { product: { from: 'attribute:product' } } }, talk: TALK,
      next: { ...CONTACT, thanks: [{ redirect: '/thanks.html' }] } },
    siteJson: SITE,
    planted: PLANTED,
    nginx: { tcp: true, locations: `
      location = /strict.html { add_header Content-Security-Policy "${POLICY}"; }
      location = /small { client_max_body_size 200; lead_form contact; }` },
  });

  place.site = site;

  // From here on the port is known.
  site.nginx.configure({ http: `types { text/html html; text/javascript js; }
    lead_form_allow_origin http://localhost:${site.nginx.port};` });
  await site.nginx.reload();

  for (const [name, text] of Object.entries(PAGES)) {
    fs.writeFileSync(path.join(site.dir, 'www', name), text);
  }
});

test.after(async () => {
  for (const part of [chromium, place.site]) {
    await (part && part.stop());
  }
});

function story(name, told, options = {}) {
  test(name, async () => {
    await place.site.db.command('FLUSHALL');

    const person = await chromium.person({
      url: place.site.nginx.url.replace('127.0.0.1',
        options.host || '127.0.0.1'),
      ...options });

    await told(person);
    await person.close();
  });
}

const heading = (person, text) => person.page.locator('lead-form h2',
  { hasText: text }).first().waitFor();

const noted = (person, type) => person.page.evaluate((only) => (
  window.noted.filter((one) => !only || one.type === only)), type);

const note = (person, type, count = 1) => person.page.waitForFunction(
  ([only, least]) => window.noted.filter((one) => one.type === only).length
    >= least, [type, count]);

const send = (person, name = 'Send') => person.page.getByRole('button',
  { name, exact: true }).first().click();

async function fill(person, values = PERSON) {
  for (const [name, value] of Object.entries(values)) {
    await person.page.locator(`lead-form [name=${name}]`).first().fill(value);
  }
}

const focused = (person) => person.page.evaluate(() => (
  document.activeElement.textContent.trim()));

async function lastEvent() {
  const events = await place.site.events();
  const event = events[events.length - 1];

  return { ...event, answers: JSON.parse(event.answers || '{}') };
}

async function funnel(field) {
  const { json } = await place.site.browser().get('/lead-status');

  return json.funnel.find((one) => one.form === 'contact'
    && one.field === field);
}

Object.assign(place, { PERSON, story, heading, noted, note, send, fill,
  focused, lastEvent, funnel, page });

module.exports = place;
