'use strict';
// The pages under all the conditions they are used in: by keyboard alone, on
// small screens, enlarged, in the dark, in forced colours, right to left.

const assert = require('node:assert/strict');
const test = require('node:test');

const { SCREENS } = require('../lib/browser.js');
const {
  HEBREW, stage, focused, askFor, sendFirst, sendForm, withoutNative,
} = require('./story.js');

const TARGET = 44;

const scene = stage(test);
const { story, types, lastEvent, nextVisit } = scene;

async function isFocusSeen(person) {
  const outline = await person.page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);

    return { style: style.outlineStyle, width: parseFloat(style.outlineWidth) };
  });

  assert.notEqual(outline.style, 'none', await focused(person));
  assert.ok(outline.width >= 2, await focused(person));
}

async function tabs(person, count) {
  const order = [];

  for (let i = 0; i < count; i++) {
    await person.page.keyboard.press('Tab');
    order.push(await focused(person));
    await isFocusSeen(person);
  }

  return order;
}

story('the keyboard is enough', async (person) => {
  const { page } = person;
  const { keyboard } = page;

  await person.open('/talk');
  assert.deepEqual(await tabs(person, 8), ['f-name', 'f-email',
    'Phone instead', 'Add a message', 'lf_consent', 'Privacy notice',
    'Get a reply', 'Privacy notice']);

  await person.open('/talk');
  await keyboard.press('Tab');
  await keyboard.type('Ada Lovelace');
  await keyboard.press('Tab');
  await keyboard.type('ada@example.com');
  await person.leads(() => keyboard.press('Enter'));
  assert.deepEqual(await types(), ['lead.created']);

  await nextVisit(person, '/talk');
  assert.deepEqual(await tabs(person, 10), ['f-company', 'lf_consent',
    'Privacy notice', 'Talk to me', 'lf_do', 'Add a message', 'lf_do',
    'Use a different e-mail or phone', 'lf_do', 'lf_do']);

  await page.focus('#f-company');
  await keyboard.type('Analytical Engines');
  await person.leads(() => keyboard.press('Enter'));
  assert.deepEqual((await lastEvent()).answers,
    { company: 'Analytical Engines' }, 'Enter is the form\'s own button');
});

story('the summary of errors has the focus and leads to the inputs',
  async (person) => {
    const { page } = person;

    await person.open('/talk');
    await withoutNative(person);
    await sendForm(person);

    assert.ok(await page.evaluate(() => (
      document.activeElement.getAttribute('role') === 'alert')));

    assert.deepEqual(await tabs(person, 2), [
      'Your name: Please fill in this field',
      'E-mail: Please fill in this field']);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash === '#f-email');
    assert.equal(await focused(person), 'f-email');
    await isFocusSeen(person);
  });

// Nothing is cut off, and all that can be pressed is large enough for a finger.
async function fits(person, state) {
  const faults = await person.page.evaluate((target) => {
    const found = [];
    const root = document.documentElement;

    if (root.scrollWidth > root.clientWidth) {
      found.push(`scrolls sideways: ${root.scrollWidth}`);
    }

    for (const element of document.querySelectorAll('a, button, summary,'
      + ' input:not([type=hidden]), select, textarea')) {
      const small = ['checkbox', 'radio'].includes(element.type);
      const box = (small ? element.closest('label') : element)
        .getBoundingClientRect();

      if (!element.checkVisibility() || element.closest('.lf-away')) {
        continue;
      }
      if (box.height < target || box.width < target) {
        found.push(`${element.outerHTML}: ${box.width} x ${box.height}`);
      }
      if (box.left < 0 || box.right > root.clientWidth) {
        found.push(`${element.outerHTML}: beyond the edge`);
      }
    }

    return found;
  }, TARGET);

  assert.deepEqual(faults, [], state);
}

async function fitsEverywhere(person) {
  for (const path of ['/talk', '/talk?lang=de', '/hebrew', '/arabic']) {
    await person.open(path);
    await fits(person, path);
    await person.page.locator('summary').click();
    await withoutNative(person);
    await sendForm(person);
    await fits(person, `${path}, errors`);
  }

  await sendFirst(person, { path: '/talk' });
  await fits(person, 'thanks');

  for (const field of ['a_choice', 'some_choices', 'a_country', 'a_date']) {
    await askFor(scene.site, field);
    await person.open('/every');
    await fits(person, field);
  }

  await nextVisit(person, '/talk?lang=de');
  await fits(person, 'known, German');

  await person.page.locator('main .lf-choice input').check();
  await sendForm(person);
  await person.open('/talk?lang=de');
  await person.page.locator('footer summary').click();
  await fits(person, 'agreed to, German');
}

for (const screen of ['small', 'phone']) {
  const { width, height } = SCREENS[screen];

  story(`a screen of ${width} x ${height} shows all of it`, fitsEverywhere,
    { screen });
}

story('zoomed to 200 %, nothing is cut off', fitsEverywhere,
  { settings: { viewport: { width: 640, height: 400 },
    deviceScaleFactor: 2 } });

story('text of twice the size still fits a phone', async (person) => {
  const session = await person.context.newCDPSession(person.page);

  await session.send('Page.setFontSizes', { fontSizes: { standard: 32 } });
  await fitsEverywhere(person);
}, { screen: 'phone' });

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
    ['#f-name', 'main button', '.lf-summary'].map((selector) => {
      const style = getComputedStyle(document.querySelector(selector));

      return parseFloat(style.borderInlineStartWidth);
    })));

  assert.ok(await person.page.evaluate(() => (
    matchMedia('(forced-colors: active)').matches)));
  assert.ok(edges.every((width) => width >= 1), String(edges));
  assert.deepEqual((await tabs(person, 1)),
    ['Your name: Please fill in this field']);
}, { settings: { forcedColors: 'active' } });

story('right to left, from the heading to the boxes', async (person) => {
  const { page } = person;

  await person.open('/hebrew');
  assert.equal(await page.getAttribute('html', 'dir'), 'rtl');
  assert.equal(await page.getAttribute('html', 'lang'), 'he');
  assert.equal(await page.getAttribute('#f-email', 'dir'), 'ltr');

  const [box, text] = await Promise.all([
    page.locator('.lf-choice input').boundingBox(),
    page.locator('.lf-choice span').boundingBox()]);

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

    for (const place of ['.lf-summary li', '#e-phone']) {
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

    const label = await drawn(person, '.lf-summary li', 'Website (URL)');
    const colon = await drawn(person, '.lf-summary li', ': ');

    assert.ok(label.left >= colon.right, 'the colon is behind its label');
    await fits(person, 'errors, Arabic');
  });

async function sendTicked(person) {
  await person.open('/arabic');
  await person.page.fill('#f-name', 'Ada Lovelace');
  await person.page.fill('#f-email', 'ada@example.com');
  for (const box of await person.page.locator('.lf-choice input').all()) {
    await box.check();
  }
  await sendForm(person);
}
