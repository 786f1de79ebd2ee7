'use strict';
// The pictures of the README, of forms/contact.json: `make screenshots`.

const fs = require('node:fs');
const path = require('node:path');

const { startChromium } = require('../lib/browser.js');
const { withGeo } = require('../lib/geo.js');
const { startSite } = require('../lib/site.js');
const { timePasses, sendFirst } = require('./story.js');

const ROOT = path.resolve(__dirname, '..', '..');
const IMAGES = path.join(ROOT, 'docs', 'images');
const SIZE_MAX = 60000;
const VIEW = { viewport: { width: 560, height: 480 } };

function form(name) {
  return JSON.parse(fs.readFileSync(path.join(ROOT, 'forms', name)));
}

async function picture(person, name) {
  const file = path.join(IMAGES, name);

  await person.page.mouse.move(0, 0);
  await person.page.evaluate(() => document.activeElement.blur());
  await person.page.screenshot({ path: file, fullPage: true });

  const { size } = fs.statSync(file);

  if (size > SIZE_MAX) {
    throw new Error(`${file} is of ${size} bytes, more than ${SIZE_MAX}`);
  }

  console.log(`${path.relative(ROOT, file)}: ${size} bytes`);
}

async function take(site, chromium) {
  const person = await chromium.person({ url: site.nginx.url, settings: VIEW });

  await person.open('/contact');
  await picture(person, 'first.png');

  await sendFirst(person);
  await timePasses(site);
  await person.open('/contact');
  await person.page.getByLabel('Company').fill('Analytical Engines');
  await person.press('Talk to me');
  await timePasses(site);
  await person.open('/contact');
  await person.page.getByLabel('A question about the product').check();
  await picture(person, 'question.png');
  await person.close();
}

async function main() {
  fs.mkdirSync(IMAGES, { recursive: true });

  const site = await startSite(null, {
    forms: { contact: form('contact.json') },
    siteJson: { ...form('site.json'), min_fill: '0s' },
    nginx: withGeo(),
  });
  const chromium = await startChromium();

  try {
    await take(site, chromium);
  } finally {
    await chromium.stop();
    await site.stop();
  }
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
