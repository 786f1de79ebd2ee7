'use strict';
// Forms that stand in a page of the site, in a real browser: nothing of it
// needs JavaScript.

const assert = require('node:assert/strict');
const { test, before, after } = require('node:test');

const { startChromium } = require('../lib/browser.js');
const { startHolding, INCLUDE } = require('../lib/fragment.js');
const { timePasses } = require('./story.js');

const PLANTED = ['Ada Lovelace', 'ada@planted.example', 'Analytical Engines'];
const FILLER = '<p>Words about us.</p>\n'.repeat(80);

let chromium;

before(async () => {
  chromium = await startChromium();
});

after(() => chromium.stop());

for (const script of [true, false]) {
  test(`a form at the foot of a page, ${script ? 'with' : 'without'} `
    + 'JavaScript', async (t) => {
    const site = await startHolding(t, {
      'about.html': FILLER + INCLUDE + FILLER
        + INCLUDE.replace('contact', 'demo'),
    }, { planted: PLANTED, nginx: { tcp: true } });
    const person = await chromium.person({ url: site.nginx.url, script });
    const { page } = person;
    const form = page.locator('#lead-form-contact');
    const heading = () => form.locator('h2').innerText();
    const there = (query) => assert.equal(page.url(),
      site.nginx.url + '/about.html' + query);

    await person.open('/about.html?p=42');
    assert.equal(await heading(), 'Talk to us');
    assert.equal(await page.evaluate('scrollY'), 0, 'nothing takes the focus');

    // An error is on the form's own page, and leads back from there.
    await form.locator('form').first().evaluate((f) => { f.noValidate = true; });
    await form.getByLabel('Your name').fill('Ada Lovelace');
    await form.getByLabel('E-mail').fill('ada at planted');
    await person.leads(() => form.getByRole('button').first().click());
    assert.equal(new URL(page.url()).pathname, '/contact');
    assert.equal(await page.getByLabel('Your name').inputValue(),
      'Ada Lovelace');
    await page.getByLabel('E-mail').fill('ada@planted.example');
    await person.leads(() => page.getByRole('button').first().click());

    there('?p=42&lead-form=contact.thanks#lead-form-contact');
    assert.equal(await heading(), 'Thank you');
    assert.ok(await form.locator('h2').evaluate((h) => (
      h.getBoundingClientRect().top < innerHeight)), 'thanks can be seen');

    // Next time, there is a question, and what is said of it stays here.
    await timePasses(site);
    await person.open('/about.html?p=42');
    assert.equal(await heading(), 'Welcome back');
    await form.getByLabel('Company').fill('Analytical Engines');
    await person.leads(() => form.getByRole('button',
      { name: 'Talk to me' }).click());
    there('?p=42&lead-form=contact.thanks#lead-form-contact');

    // The other form of the page knows her, too.
    const demo = page.locator('#lead-form-demo');

    await person.leads(() => demo.getByRole('button',
      { name: 'Talk to me' }).click());
    there('?p=42&lead-form=demo.thanks#lead-form-demo');
    assert.equal(await demo.locator('h2').innerText(), 'See you there');
    assert.equal(await heading(), 'Welcome back');

    await person.leads(() => form.getByRole('button', { name: /forget/i })
      .click());
    there('?p=42&lead-form=contact.forgotten#lead-form-contact');
    assert.match(await form.innerText(), /forgotten/i);
    assert.deepEqual((await person.context.cookies()), []);
    assert.deepEqual((await site.events()).map((e) => e.form),
      ['contact', 'contact', 'demo']);
    await person.close();
  });
}

test('the link to another contact leads back in the end', async (t) => {
  const site = await startHolding(t, { 'about.html': INCLUDE },
    { planted: PLANTED, nginx: { tcp: true } });
  const person = await chromium.person({ url: site.nginx.url,
    script: false });
  const { page } = person;

  await person.open('/about.html?p=4+2&q=%26');
  await person.leads(() => page.getByRole('link', { name: /Phone/ }).click());
  assert.equal(new URL(page.url()).pathname, '/contact');
  await page.getByLabel('Your name').fill('Ada Lovelace');
  await page.getByLabel('Phone').fill('+44 20 7946 0958');
  await person.leads(() => page.getByRole('button').first().click());
  assert.equal(page.url(), site.nginx.url + '/about.html?p=4+2&q=%26'
    + '&lead-form=contact.thanks#lead-form-contact');
  await person.close();
});
