'use strict';
// The element among others: what its tag held, who sat there before, and
// where an answer would send the page.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const { startChromium } = require('../lib/browser.js');
const { startSite, CONTACT } = require('../lib/site.js');
const { SITE } = require('./story.js');

const PERSON = { name: 'Ada Lovelace', email: 'ada@example.com' };
const WORDS = 'about the Analytical Engine';

const page = (body) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Prices</title>
<script type="module" src="/contact?element"></script></head>
<body><h1>Prices</h1>${body}</body></html>`;

const PAGES = {
  'prices.html': page('<lead-form src="/contact"></lead-form>'),
  'thanks.html': page(''),
  'own.html': page(`<lead-form src="/nothing">
    <a href="/thanks.html?with=own">Another way</a>
    <form action="/thanks.html"><button name="own">Own</button></form>
    </lead-form>`),
};

let chromium;
let site;

test.before(async () => {
  chromium = await startChromium();
  site = await startSite(null, { forms: { contact: CONTACT }, siteJson: SITE,
    planted: [...Object.values(PERSON), WORDS],
    nginx: { tcp: true, http: 'types { text/html html; }' } });

  for (const [name, text] of Object.entries(PAGES)) {
    fs.writeFileSync(path.join(site.dir, 'www', name), text);
  }
});

test.after(async () => {
  for (const part of [chromium, site]) {
    await (part && part.stop());
  }
});

function story(name, told) {
  test(name, async () => {
    const person = await chromium.person({ url: site.nginx.url });

    await told(person, person.page);
    await person.close();
  });
}

const heading = (person, text) => person.page.locator('lead-form h2',
  { hasText: text }).waitFor();

const press = (person, name) => person.page.getByRole('button',
  { name, exact: true }).click();

async function send(person) {
  for (const [name, value] of Object.entries(PERSON)) {
    await person.page.locator(`[name=${name}]`).fill(value);
  }

  await press(person, 'Send');
}

story('links and forms that the tag held lead where they say',
  async (person, tab) => {
    for (const [role, name] of [['link', 'Another way'], ['button', 'Own']]) {
      await person.open('/own.html');
      await tab.locator('lead-form:not([aria-busy])').waitFor();
      await tab.getByRole(role, { name }).click();
      await tab.waitForURL(/thanks\.html\?(with=)?own/);
    }
  });

story('who is not the person we know finds none of their words',
  async (person, tab) => {
    await person.open('/prices.html');
    await heading(person, 'Talk to us');
    await send(person);
    await heading(person, 'Thank you');
    await person.open('/prices.html');
    await heading(person, 'Welcome back');

    const message = tab.locator('[name=lf_message]');

    await tab.locator('lead-form summary').first().click();
    await message.fill(WORDS);
    await press(person, 'Not you?');
    await heading(person, 'Talk to us');
    assert.equal(await message.inputValue(), '');
  });

story('who is sent on is sent to a page, not to a script',
  async (person, tab) => {
    await tab.route('**/contact*', (route) => (
      route.request().method() === 'POST'
        ? route.fulfill({ status: 201, contentType: 'text/html',
          body: '<div class="lead-form"><h2>Sent</h2><a rel="next" '
            + 'href="java&#9;script:document.title=1">Next</a></div>' })
        : route.continue()));
    await person.open('/prices.html');
    await heading(person, 'Talk to us');
    await send(person);
    await heading(person, 'Sent');
    assert.equal(await tab.title(), 'Prices');
  });
