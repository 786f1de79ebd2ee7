'use strict';
// No page has a barrier that axe-core can find, in either colour scheme, and
// none says anything in the console: every state that a visitor can see.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const { source: axe } = require('axe-core');

const { startChromium } = require('../lib/browser.js');
const { withGeo } = require('../lib/geo.js');
const { startSite } = require('../lib/site.js');
const {
  TALK, TERMS, TYPES, EVERY, HEBREW, ARABIC, JAPANESE, CLOSED, SITE,
  timePasses, askFor, sendFirst, sendForm, withoutNative,
} = require('./story.js');

// Types that do not look like any other.
const LOOKS = ['a_text', 'a_textarea', 'a_date', 'a_choice', 'a_long_choice',
  'some_choices'];

let chromium;
let site;
let asking;
let located;

test.before(async () => {
  chromium = await startChromium();
  site = await startSite(null, {
    forms: { contact: TALK, every: EVERY, terms: TERMS, closed: CLOSED,
      hebrew: HEBREW, arabic: ARABIC, japanese: JAPANESE },
    siteJson: SITE,
    nginx: { tcp: true, locations: `
        location = /small { lead_form contact; client_max_body_size 1k; }` },
  });
  asking = await startSite(null, {
    forms: { contact: TERMS },
    siteJson: { ...SITE, min_fill: '1m',
      remember: { ask_when: { country: { is: 'unknown' } } } },
    nginx: { tcp: true },
  });
  located = await startSite(null, {
    forms: { contact: { ...TALK, fields: { ...TALK.fields,
      where: { type: 'country', label: 'Country',
        why: 'So that the price is in your currency.' } },
    then: ['company', 'where'] }, arabic: ARABIC, japanese: JAPANESE },
    siteJson: SITE,
    nginx: withGeo(),
  });
});

test.after(async () => {
  for (const part of [chromium, site, asking, located]) {
    await (part && part.stop());
  }
});

// What axe-core finds: the rule, the element, and what to do.
async function barriers(person, options = {}) {
  if (!await person.page.evaluate(() => 'axe' in window)) {
    await person.page.evaluate(axe);
  }

  const result = await person.page.evaluate((settings) => window.axe.run(
    document, { resultTypes: ['violations'], ...settings }), options);

  return result.violations.flatMap((violation) => violation.nodes.map(
    (node) => `${violation.id}: ${node.html}: ${node.failureSummary}`));
}

// Everything in the light; the dark changes nothing but colours.
async function isAccessible(person, state, both = true) {
  const { page } = person;

  assert.deepEqual(await barriers(person), [], state);
  if (!both) {
    return;
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.deepEqual(await barriers(person, { runOnly: ['color-contrast'] }), [],
    `${state}, dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

function story(name, told, where = () => site) {
  test(name, async () => {
    const person = await chromium.person({ url: where().nginx.url });

    await told(person);
    await person.close();
  });
}

story('the check itself finds barriers, in either scheme', async (person) => {
  const { page } = person;

  await person.open('/contact');
  await page.evaluate(() => {
    document.querySelector('label[for]').remove();
    document.querySelector('h1').style.color = '#eaecf0';
  });
  assert.match((await barriers(person)).join(), /color-contrast: .*label: /s);
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.doesNotMatch((await barriers(person)).join(), /color-contrast/);
});

story('the first step, with either contact, and its errors',
  async (person) => {
    await person.open('/contact');
    await isAccessible(person, 'e-mail');

    await person.press('Phone instead', { role: 'link' });
    await isAccessible(person, 'phone');

    await person.page.locator('summary').click();
    await isAccessible(person, 'open message');

    await withoutNative(person);
    const response = await sendForm(person);

    assert.equal(response.status(), 422);
    await isAccessible(person, 'errors');

    await person.open('/hebrew');
    await isAccessible(person, 'right to left');
  });

story('thanks, the question, and the pages of the footer',
  async (person) => {
    await sendFirst(person, { email: 'footer@example.com' });
    assert.equal(await person.heading(), 'Thank you');
    await isAccessible(person, 'thanks');

    await person.open('/contact');
    assert.deepEqual(await person.inputs(), ['lf_consent']);
    await isAccessible(person, 'known, no question');

    await timePasses(site);
    await person.open('/contact');
    assert.deepEqual(await person.inputs(), ['company', 'lf_consent']);
    await isAccessible(person, 'question');

    await person.page.locator('summary').click();
    await isAccessible(person, 'question and open message');

    await person.press('Use a different e-mail or phone', { role: 'link' });
    await isAccessible(person, 'other contact');

    await person.open('/contact');
    await person.press('Ask us to delete my data');
    await isAccessible(person, 'erase');

    await person.open('/contact');
    await person.press('Forget this browser');
    await isAccessible(person, 'forgotten');
  });

story('what was agreed to, and its withdrawal', async (person) => {
  const { page } = person;

  await person.open('/contact');
  await page.getByLabel('Send me the monthly letter.').check();
  await page.fill('#f-name', 'Ada Lovelace');
  await page.fill('#f-email', 'letters@example.com');
  await sendForm(person);
  await person.open('/contact');
  await isAccessible(person, 'agreed, closed');

  await page.getByText('What you agreed to').click();
  await isAccessible(person, 'agreed, open');

  const button = page.getByRole('button', { name: 'Withdraw' });

  assert.equal(await button.evaluate((element) => document.getElementById(
    element.getAttribute('aria-describedby')).textContent),
  'You agreed to: Send me the monthly letter.');
  await person.press('Withdraw');
  assert.equal(await person.heading(), 'Your consent is withdrawn');
  await isAccessible(person, 'withdrawn');

  await person.open('/contact');
  await isAccessible(person, 'offered again');
});

story('a question of every type, and what is wrong with its answer',
  async (person) => {
    await sendFirst(person, { path: '/every', email: 'every@example.com' });

    for (const field of Object.keys(TYPES)) {
      await askFor(site, field);
      await person.open('/every');
      assert.deepEqual(await person.inputs(), [field]);
      await isAccessible(person, field, LOOKS.includes(field));

      if (!LOOKS.includes(field)) {
        continue;
      }

      await withoutNative(person);
      await spoil(person, field);

      const response = await sendForm(person);

      assert.equal(response.status(), 422, field);
      await isAccessible(person, `${field}, refused`);
    }
  });

// Whatever the control offers, the answer is none that can be taken.
function spoil(person, field) {
  return person.page.evaluate((name) => {
    const control = document.querySelector(`[name="${name}"]`);
    const bad = document.createElement('input');

    bad.type = 'hidden';
    bad.name = name;
    bad.value = control.tagName === 'TEXTAREA' || name === 'a_text'
      ? 'x'.repeat(20000) : 'no such answer';
    document.querySelectorAll(`[name="${name}"]`).forEach((old) => {
      old.disabled = true;
    });
    control.form.append(bad);
  }, field);
}

for (const [form, language, questions] of [
  ['arabic', 'ar', ['team', 'website', 'where']],
  ['japanese', 'ja', ['people', 'where']],
  ['hebrew', 'he', ['size']]]) {
  story(`every state of a form in the language ${language}`,
    async (person) => {
      await person.open(`/${form}`);
      assert.equal(await person.page.locator('html').getAttribute('lang'),
        language);
      await isAccessible(person, 'first');

      await withoutNative(person);
      assert.equal((await sendForm(person)).status(), 422);
      await isAccessible(person, 'errors');

      for (const box of await person.page.locator('.lf-choice input').all()) {
        await box.check();
      }
      await person.page.fill('#f-name', 'Ada Lovelace');
      await person.page.fill('#f-email', `${form}@example.com`);
      await sendForm(person);
      assert.equal(new URL(person.page.url()).search, '?thanks');
      await isAccessible(person, 'thanks');

      for (const question of questions) {
        await askFor(site, question);
        await person.open(`/${form}`);
        assert.deepEqual(await person.inputs(), [question]);
        await isAccessible(person, question);
      }

      await person.leads(() => person.page.locator('footer button').nth(1)
        .click());
      assert.match(person.page.url(), /\?forgotten/);
      await isAccessible(person, 'forgotten');
    });
}

story('consents, "Remember me", and a first step sent too fast',
  async (person) => {
    await person.open('/contact');
    await person.page.getByLabel('Remember me on this device').waitFor();
    await isAccessible(person, 'consents');

    await withoutNative(person);
    await person.page.fill('#f-name', 'Ada Lovelace');
    await person.page.fill('#f-email', 'fast@example.com');
    assert.equal((await sendForm(person)).status(), 422);
    await person.page.getByText('Please tick this box to go on').first()
      .waitFor();
    await isAccessible(person, 'missing consent');

    await person.open('/contact');
    await person.page.fill('#f-name', 'Ada Lovelace');
    await person.page.fill('#f-email', 'fast@example.com');
    await person.page.getByLabel(/I have read the terms/).check();
    assert.equal((await sendForm(person)).status(), 422);
    await person.page.getByText('Please press the button once more').waitFor();
    await isAccessible(person, 'too fast');
  }, () => asking);

story('a closed form, and the short pages of what cannot be taken',
  async (person) => {
    await person.open('/closed');
    await isAccessible(person, 'closed');

    const www = path.join(site.dir, 'www', 'elsewhere.html');

    fs.writeFileSync(www, `<!DOCTYPE html><title>Elsewhere</title>
      <link rel="icon" href="data:,">
      <form method="post" action="${site.nginx.url}/contact">
      <button>403</button></form>`);
    await person.page.goto(
      site.nginx.url.replace('127.0.0.1', 'localhost') + '/elsewhere.html');
    await refused(person, 403, () => person.press('403'));

    await rewritten(person, { method: 'PUT' }, '/contact', 405);
    await rewritten(person, { method: 'POST', postData: 'x'.repeat(2000),
      headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    '/small', 413);
    await rewritten(person, { method: 'POST', postData: 'name=Ada',
      headers: { 'content-type': 'text/plain' } }, '/contact', 415);
  });

async function refused(person, status, action) {
  const response = await action();

  assert.equal(response.status(), status);
  assert.notEqual(await person.heading(), '');
  await isAccessible(person, String(status));
}

// The browser asks for the page, and something on the way makes it this.
async function rewritten(person, changes, url, status) {
  await person.page.route('**' + url, (route) => route.continue(changes));
  await refused(person, status, () => person.open(url));
  await person.page.unroute('**' + url);
}

test('a known visitor whose wish Redis cannot take now', async () => {
  const person = await chromium.person({ url: site.nginx.url });

  await sendFirst(person, { email: 'away@example.com' });
  await person.open('/contact');
  await site.redis.kill();

  const response = await person.press('Forget this browser');

  assert.equal(response.status(), 503);
  assert.equal(await person.heading(), 'Welcome back');
  await person.page.getByText('Nothing you entered is lost').waitFor();
  await isAccessible(person, '503');
  await person.close();
});

story('the country that the address tells, to be corrected', async (person) => {
  const { page } = person;

  await sendFirst(person);

  for (const [form, summary] of [['contact', 'Country: United States'],
    ['arabic', 'البلد: الولايات المتحدة'], ['japanese', '国・地域：アメリカ合衆国']]) {
    await timePasses(located);
    await askFor(located, 'company');
    await person.open('/' + form);

    const closed = page.locator('summary').last();

    assert.equal(await closed.innerText(), summary);
    assert.ok(!(await person.inputs()).includes('where'));
    await isAccessible(person, `${form}, country`);

    // By the keyboard alone.
    await closed.focus();
    await page.keyboard.press('Enter');
    assert.ok((await person.inputs()).includes('where'));
    await isAccessible(person, `${form}, open country`, false);
  }

  await person.open('/contact');
  await page.locator('summary').last().click();
  await page.getByLabel('Country').selectOption('AT');
  await person.leads(() => page.locator('details[open] button').click());
  assert.deepEqual(JSON.parse((await located.events()).at(-1).answers),
    { where: 'AT' });
}, () => located);
