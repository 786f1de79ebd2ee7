'use strict';
// A personal link in a real browser: opened from a mail, pressed, and used.

const assert = require('node:assert/strict');
const test = require('node:test');

const { source: axe } = require('axe-core');

const { startChromium } = require('../lib/browser.js');
const { link, leadOf } = require('../lib/link.js');
const { startSite } = require('../lib/site.js');
const { TALK, SITE } = require('./story.js');

let chromium;
let site;

test.before(async () => {
  chromium = await startChromium();
  site = await startSite(null, { forms: { contact: TALK }, siteJson: SITE,
    nginx: { tcp: true } });
});

test.after(async () => {
  for (const part of [chromium, site]) {
    await (part && part.stop());
  }
});

async function barriers(person) {
  await person.page.evaluate(axe);

  const { violations } = await person.page.evaluate(() => (
    window.axe.run(document, { resultTypes: ['violations'] })));

  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

for (const script of [true, false]) {
  test(`"It's me", JavaScript ${script ? 'on' : 'off'}`, async () => {
    const { lead } = await leadOf(site);
    const person = await chromium.person({ url: site.nginx.url, script });
    const { page } = person;

    await person.open(link(site, lead));
    assert.equal(await person.heading(), 'Is this you?');
    assert.deepEqual((await person.buttons()).slice(0, 2),
      ['It’s me', 'Not me']);
    assert.equal(await person.cookie(), undefined);

    if (script) {
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await barriers(person), [], colorScheme);
      }
    }

    const told = [];

    page.on('request', (request) => told.push(request.allHeaders()));

    const own = (await site.lead(lead)).own.split(' ').length;

    await person.press('It’s me');
    assert.equal(await person.heading(), 'Welcome back');
    assert.ok(!page.url().includes('link='), page.url());
    assert.ok(await person.cookie());
    assert.equal((await site.lead(lead)).own.split(' ').length, own + 1);

    // Not even a page of the same site is told the address of this one.
    const from = (await Promise.all(told)).map((headers) => headers.referer);

    assert.ok(from.includes(`${site.nginx.url}/`), from.join(' '));
    assert.ok(from.every((page) => !String(page).includes('link=')),
      from.join(' '));

    // The company is known, and not to be seen.
    assert.deepEqual((await person.inputs()).filter((n) => !/^lf_/.test(n)), []);
    assert.ok(!(await page.content()).includes('Planted'));
    await person.close();
  });
}

test('"Not me" leads to the form', async () => {
  const { lead } = await leadOf(site);
  const person = await chromium.person({ url: site.nginx.url });

  await person.open(link(site, lead, { query: 'lang=de' }));
  assert.equal(await person.heading(), 'Sind Sie das?');
  await person.press('Das bin ich nicht');
  assert.equal(await person.heading(), 'Sprechen Sie mit uns');
  assert.equal(await person.cookie(), undefined);
  await person.close();
});

test('a link that is over says so above the form', async () => {
  const { lead } = await leadOf(site);
  const url = link(site, lead).replace(/.$/, '~');
  const person = await chromium.person({ url: site.nginx.url });

  await person.open(url);
  assert.equal(await person.heading(), 'Talk to us');
  assert.match(await person.page.locator('.lf-notice').innerText(),
    /^This personal link does not hold any more/);
  assert.deepEqual(await barriers(person), []);
  await person.close();
});
