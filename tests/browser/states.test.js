'use strict';
// Every state of a form is for everyone: axe-core finds no barrier, a screen
// reader is told what it has to know, the HTML is valid, a small screen shows
// all of it, and the console stays empty.

const assert = require('node:assert/strict');
const test = require('node:test');

const { barriers, barriersEverywhere } = require('../lib/axe.js');
const { SCREENS } = require('../lib/browser.js');
const { cramped, crampedEverywhere } = require('../lib/fits.js');
const { faults } = require('../lib/html.js');
const { outline } = require('../lib/outline.js');
const { NAMES } = require('./names.js');
const { STATES, openGallery } = require('./states.js');

let gallery;
let session;

test.before(async () => {
  gallery = await openGallery();
  session = await gallery.person.context.newCDPSession(gallery.person.page);
});

test.after(() => gallery && gallery.stop());

// Of what was typed the beginning will do.
function shortened(line) {
  return line.replace(/ = \{[^]*\}$/, ' = {…}')
    .replace(/(long ){9,}(?=long )/, '…');
}

for (const state of STATES) {
  test(state.name, async (t) => {
    const { person } = gallery;

    await gallery.show(state);
    await t.test('is said', async () => {
      assert.deepEqual((await outline(session)).map(shortened),
        NAMES[state.name].map(shortened));
    });
    await t.test('is valid HTML', async () => {
      assert.deepEqual(await faults(await gallery.html()), []);
    });
    await t.test('has no barrier', async () => {
      assert.deepEqual(await barriersEverywhere(person.page, session,
        { small: SCREENS.small, large: SCREENS.desktop }), []);
    });
    await t.test('fits', async () => {
      assert.deepEqual(
        await crampedEverywhere(person.page, session, SCREENS), []);
    });
    assert.deepEqual(person.troubles.splice(0), [], 'the console is empty');
  });
}

test('the checks themselves find what is wrong', async () => {
  const { person } = gallery;
  const { page } = person;

  await gallery.show(STATES[0]);
  await page.setViewportSize(SCREENS.small);
  await page.evaluate(() => {
    document.querySelector('label[for]').remove();
    document.querySelector('h1').style.color = '#eaecf0';
    document.querySelector('button').style.marginLeft = '50px';
  });
  assert.match((await barriers(session)).join(), /color-contrast: .*label: /s);
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.doesNotMatch((await barriers(session)).join(), /color-contrast/);
  await page.emulateMedia({ colorScheme: 'light' });

  assert.ok((await outline(session)).includes('  textbox required'));
  assert.match((await cramped(page)).join(), /scrolls sideways/);
  assert.match((await faults('<!DOCTYPE html><html lang="en"><head><title>T'
    + '</title></head><body><input name="a"></body></html>')).join(),
  /input-missing-label/);
});
