'use strict';
// `make screenshots`: a picture of each state of states.js on a phone and a
// desktop, in the light and the dark, in forced colours and on paper, and a
// page that shows them side by side, into build/screenshots; and the README's
// pictures, of forms/contact.json and of the stories' Arabic form.

const fs = require('node:fs');
const path = require('node:path');

const { startChromium, SCREENS } = require('../lib/browser.js');
const { withGeo } = require('../lib/geo.js');
const { startSite } = require('../lib/site.js');
const { STATES, openGallery } = require('./states.js');
const { ARABIC, timePasses, sendFirst, withoutNative } = require('./story.js');

const ROOT = path.resolve(__dirname, '..', '..');
const FOLDER = path.join(ROOT, 'build', 'screenshots');
const IMAGES = path.join(ROOT, 'docs', 'images');
const SIZE_MAX = 80000;
const VIEW = { viewport: { width: 560, height: 480 } };
const LOOKS = [
  ...['phone', 'desktop'].flatMap((screen) => ['light', 'dark'].map(
    (scheme) => ({ name: `${screen}-${scheme}`, screen,
      media: { colorScheme: scheme } }))),
  { name: 'small-forced', screen: 'small', media: { forcedColors: 'active' } },
  { name: 'print', screen: 'phone', media: { media: 'print' } },
];
const PLAIN = { colorScheme: 'light', forcedColors: 'none', media: 'screen' };

function form(name) {
  return JSON.parse(fs.readFileSync(path.join(ROOT, 'forms', name)));
}

async function picture(page, file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  await page.screenshot({ path: file, fullPage: true });

  return fs.statSync(file).size;
}

// Every state, as it comes: what has the focus shows it.
async function takeStates() {
  const gallery = await openGallery();
  const { page } = gallery.person;

  fs.rmSync(FOLDER, { recursive: true, force: true });
  try {
    for (const [index, state] of STATES.entries()) {
      await gallery.show(state);
      for (const look of LOOKS) {
        await page.setViewportSize(SCREENS[look.screen]);
        await page.emulateMedia({ ...PLAIN, ...look.media });
        await picture(page, path.join(FOLDER, place(index, state, look)));
      }
      await page.setViewportSize(SCREENS.desktop);
      await page.emulateMedia(PLAIN);
    }
  } finally {
    await gallery.stop();
  }
  fs.writeFileSync(path.join(FOLDER, 'index.html'), overview());
  console.log(`${path.relative(ROOT, FOLDER)}/index.html: `
    + `${STATES.length} states`);
}

function place(index, { name }, look) {
  const number = String(index + 1).padStart(2, '0');
  const words = name.replace(/[^a-z0-9]+/gi, '-').toLowerCase();

  return path.join(look.name, `${number}-${words}.png`);
}

function overview() {
  const rows = STATES.map((state, index) => `<h2>${state.name}</h2>\n<p>`
    + LOOKS.map((look) => `<img loading="lazy" alt="${look.name}" `
      + `src="${place(index, state, look)}">`).join('\n') + '</p>');

  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>The states of a form</title>
<style>
body { font: 1rem system-ui, sans-serif }
p { display: flex; gap: 1rem; align-items: start }
img { border: 1px solid #888; max-width: 40rem }
</style></head><body><h1>The states of a form</h1>
${rows.join('\n')}
</body></html>
`;
}

async function forReadme(person, name) {
  const file = path.join(IMAGES, name);

  await person.page.mouse.move(0, 0);
  await person.page.evaluate(() => document.activeElement.blur());

  const size = await picture(person.page, file);

  if (size > SIZE_MAX) {
    throw new Error(`${file} is of ${size} bytes, more than ${SIZE_MAX}`);
  }
  console.log(`${path.relative(ROOT, file)}: ${size} bytes`);
}

async function takeForReadme() {
  const site = await startSite(null, {
    forms: { contact: form('contact.json'), arabic: ARABIC },
    siteJson: { ...form('site.json'), min_fill: '0s' },
    nginx: withGeo(),
  });
  const chromium = await startChromium();

  try {
    const person = await chromium.person(
      { url: site.nginx.url, settings: VIEW });

    await person.open('/contact');
    await forReadme(person, 'first.png');

    await sendFirst(person);
    await timePasses(site);
    await person.open('/contact');
    await person.page.getByLabel('Company').fill('Analytical Engines');
    await person.press('Talk to me');
    await timePasses(site);
    await person.open('/contact');
    await person.page.getByLabel('A question about the product').check();
    await forReadme(person, 'question.png');
    await person.close();

    await takeErrors(chromium, site);
    await takeRightToLeft(chromium, site);
  } finally {
    await chromium.stop();
    await site.stop();
  }
}

async function takeErrors(chromium, site) {
  const person = await chromium.person(
    { url: site.nginx.url, settings: VIEW, dark: true });

  await person.open('/contact');
  await person.page.fill('#f-name', 'Ada Lovelace');
  await person.page.fill('#f-email', 'ada@example');
  await withoutNative(person);
  await person.press('Get a reply');
  await forReadme(person, 'errors.png');
  await person.close();
}

async function takeRightToLeft(chromium, site) {
  const person = await chromium.person(
    { url: site.nginx.url, settings: VIEW });

  await person.open('/arabic');
  await forReadme(person, 'right-to-left.png');
  await person.close();
}

async function main() {
  await takeStates();
  await takeForReadme();
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
