'use strict';
// The guide's lines for the element, in a browser: as a program's own, and
// under a strict policy.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const { startChromium } = require('../lib/browser.js');
const { examples } = require('../lib/guide.js');
const { startSite, CONTACT } = require('../lib/site.js');

const PERSON = { name: 'Ada Lovelace', email: 'ada@example.com' };
const HEADING = 'A single-page application';
const TYPES = 'types { text/html html; text/javascript js; }';

async function start(t, pages, server) {
  const site = await startSite(t, { start: false, planted:
    Object.values(PERSON), siteJson: { min_fill: '0s' },
  forms: { contact: { ...CONTACT,
    hidden: { product: { from: 'attribute:product' } } } } });

  for (const [name, text] of Object.entries(pages)) {
    fs.writeFileSync(path.join(site.dir, 'www', name), text);
  }

  await site.startNginx({ tcp: true, pages: [], http: TYPES,
    server: server.replace('root /var/www/html;', '') });

  const chromium = await startChromium();

  t.after(() => chromium.stop());

  return { site, person: await chromium.person({ url: site.nginx.url }) };
}

const page = (body) => `<!doctype html><html lang="en"><head>
  <meta charset="utf-8"><title>Lamps</title></head><body>${body}</body></html>`;

async function sends(person) {
  const form = person.page.locator('lead-form form');

  await form.locator('[name=name]').fill(PERSON.name);
  await form.locator('[name=email]').fill(PERSON.email);
  await form.getByRole('button', { name: 'Send', exact: true }).click();
  await person.page.locator('lead-form h2', { hasText: 'Thank you' })
    .waitFor();
}

test('the application’s script brings the form, and keeps its address',
  async (t) => {
    const [server] = examples('admin.md', HEADING, 'nginx server');
    const [script] = examples('admin.md', HEADING, 'js');
    const { site, person } = await start(t, { 'app.js': script, 'index.html':
      page('<main></main><script src="/app.js"></script>') }, server);

    await person.open('/lamps/flux');
    await sends(person);

    assert.equal(new URL(person.page.url()).pathname, '/lamps/flux');

    const [event] = await site.events();

    assert.equal(JSON.parse(event.hidden).product, 'lamp');
    assert.match(event.page, /\/lamps\/flux$/);
    await person.close();
  });

test('two lines are a form, under the strict policy of the guide',
  async (t) => {
    const heading = 'With a script: the element';
    const [lines] = examples('site.md', heading, 'html');
    const [policy] = examples('site.md', heading, 'nginx server');
    const { site, person } = await start(t, { 'prices.html': page(lines) },
      policy + 'location = /contact { lead_form contact; }');

    await person.open('/prices.html');
    await sends(person);
    assert.equal((await site.events()).length, 1);
    await person.close();
  });
