'use strict';
// What the pages look like in the dark, in forced colours, and right to left.

const assert = require('node:assert/strict');
const test = require('node:test');

const {
  HEBREW, stage, focused, askFor, sendFirst, sendForm, withoutNative,
} = require('./story.js');

const scene = stage(test);
const { story, nextVisit } = scene;

story('the dark scheme is dark, and the light one light', async (person) => {
  await person.open('/talk');

  const luminance = () => person.page.evaluate(() => (
    getComputedStyle(document.querySelector('main')).backgroundColor
      .match(/\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b) / 3));

  assert.ok(await luminance() < 64);
  await person.page.emulateMedia({ colorScheme: 'light' });
  assert.ok(await luminance() > 192);
}, { dark: true });

story('forced colours keep the edges of what can be used', async (person) => {
  await person.open('/talk');
  await withoutNative(person);
  await sendForm(person);

  const edges = await person.page.evaluate(() => (
    ['#f-name', 'main button', '[role=alert]'].map((selector) => {
      const style = getComputedStyle(document.querySelector(selector));

      return parseFloat(style.borderInlineStartWidth);
    })));

  assert.ok(await person.page.evaluate(() => (
    matchMedia('(forced-colors: active)').matches)));
  assert.ok(edges.every((width) => width >= 1), String(edges));
  await person.page.keyboard.press('Tab');
  assert.equal(await focused(person), 'Your name: Please fill in this field');
  assert.ok(await person.page.evaluate(() => (
    parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2)));
}, { settings: { forcedColors: 'active' } });

story('right to left, from the heading to the boxes', async (person) => {
  const { page } = person;

  await person.open('/hebrew');
  assert.equal(await page.getAttribute('html', 'dir'), 'rtl');
  assert.equal(await page.getAttribute('html', 'lang'), 'he');
  assert.equal(await page.getAttribute('#f-email', 'dir'), 'ltr');

  const [box, text] = await Promise.all([
    page.locator('label > [type=checkbox]').boundingBox(),
    page.locator('label > [type=checkbox] + span').boundingBox()]);

  assert.ok(box.x > text.x, 'the box stands to the right of its text');
  await sendFirst(person, { path: '/hebrew' });
  await nextVisit(person, '/hebrew');
  assert.equal(await person.heading(), HEBREW.known.title);
  assert.deepEqual(await person.inputs(), ['size', 'lf_consent']);
});

// Where the part of the element's text is drawn, from its left to its right.
function drawn(person, selector, part) {
  return person.page.evaluate(([where, words]) => {
    const walker = document.createTreeWalker(document.querySelector(where),
      NodeFilter.SHOW_TEXT);
    let node;

    while ((node = walker.nextNode())) {
      const start = node.data.indexOf(words);

      if (start >= 0) {
        const range = document.createRange();

        range.setStart(node, start);
        range.setEnd(node, start + words.length);
        const { left, right, top } = range.getBoundingClientRect();

        return { left, right, top };
      }
    }

    throw new Error(`no "${words}" in ${where}`);
  }, [selector, part]);
}

story('from right to left, numbers and foreign words keep their order',
  async (person) => {
    const { page } = person;

    await person.open('/arabic?with=phone');
    await page.fill('#f-name', 'Ada');
    await page.fill('#f-phone', '+49 30 ABC');
    await withoutNative(person);
    await sendForm(person);

    for (const place of ['[role=alert] li', '#e-phone']) {
      const plus = await drawn(person, place, '+');
      const last = await drawn(person, place, '4567');

      assert.ok(plus.left < last.left, `${place}: + comes first`);
      assert.equal(plus.top, last.top, `${place}: in one line`);
    }

    const typed = await page.locator('#f-phone').evaluate((input) => {
      const { direction, textAlign } = getComputedStyle(input);

      return { direction, textAlign };
    });

    assert.deepEqual(typed, { direction: 'ltr', textAlign: 'start' });

    await sendTicked(person);
    await askFor(scene.site, 'website');
    await person.open('/arabic');
    await page.fill('#f-website', 'no address');
    await withoutNative(person);
    await sendForm(person);

    const label = await drawn(person, '[role=alert] li', 'Website (URL)');
    const colon = await drawn(person, '[role=alert] li', ': ');

    assert.ok(label.left >= colon.right, 'the colon is behind its label');
  });

async function sendTicked(person) {
  await person.open('/arabic');
  await person.page.fill('#f-name', 'Ada Lovelace');
  await person.page.fill('#f-email', 'ada@example.com');
  for (const box of await person.page.locator('label > [type=checkbox]').all()) {
    await box.check();
  }
  await sendForm(person);
}
