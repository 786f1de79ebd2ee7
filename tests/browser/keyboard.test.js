'use strict';
// The keyboard is enough: Tab, Enter, Space and the arrows lead through every
// page, in the order in which it is read, and the focus is always seen.

const assert = require('node:assert/strict');
const test = require('node:test');

const { openGallery } = require('./states.js');
const { link, leadOf } = require('../lib/link.js');
const { timePasses, askFor, withoutNative } = require('./story.js');

const TAB_MAX = 30;

let gallery;

test.before(async () => {
  gallery = await openGallery();
});

test.after(() => gallery && gallery.stop());

// Of a stranger, without a mouse.
function story(name, told) {
  test(name, async () => {
    const { person } = gallery;

    await gallery.show({ before: null, way: (_, site) => told(
      new Keyboard(person), site) });
    assert.deepEqual(person.troubles.splice(0), [], 'the console is empty');
  });
}

class Keyboard {
  constructor(person) {
    this.person = person;
    this.page = person.page;
  }

  // Opens the page; nothing of it has the focus.
  async open(path) {
    await this.person.open(path);
    this.top = -Infinity;
  }

  type(text) {
    return this.page.keyboard.type(text);
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  // A key that leads to another page: its answer.
  async leave(key) {
    const answer = await this.person.leads(() => this.press(key));

    this.top = -Infinity;

    return answer;
  }

  // To the next stop: its name.
  async tab() {
    await this.press('Tab');

    const { name, outline, top } = await this.focus();

    if (name !== '') {
      assert.ok(outline >= 2, `the focus is seen on "${name}"`);
      assert.ok(top >= this.top, `"${name}" is below what was before it`);
      this.top = top;
    }

    return name;
  }

  // A key upon which something of the same page gets the focus.
  async turn(key, selector) {
    await this.press(key);
    await this.page.waitForFunction((wanted) => document.activeElement
      && document.activeElement.matches(wanted), selector);
    this.top = -Infinity;
  }

  // What has the focus: how it is called, its outline in px, and where it is.
  focus() {
    return this.page.evaluate(() => {
      const element = document.activeElement;

      if (element === document.body) {
        return { name: '' };
      }

      const style = getComputedStyle(element);
      const label = element.labels && element.labels[0];

      return {
        name: (label || element).textContent.replace(/\s+/g, ' ').trim(),
        role: element.getAttribute('role'),
        outline: style.outlineStyle === 'none'
          ? 0 : parseFloat(style.outlineWidth),
        top: element.getBoundingClientRect().top + scrollY,
      };
    });
  }

  async to(name) {
    for (let i = 0; i < TAB_MAX; i++) {
      if (await this.tab() === name) {
        return;
      }
    }
    assert.fail(`Tab does not lead to "${name}"`);
  }

  // Every stop from here to the end of the page.
  async rest() {
    const names = [];

    for (let i = 0; i < TAB_MAX; i++) {
      const name = await this.tab();

      if (name === '') {
        this.top = -Infinity;

        return names;
      }
      names.push(name);
    }

    return names;
  }
}

async function answers(site) {
  const [event] = (await site.events()).slice(-1);

  return JSON.parse(event.answers);
}

async function sendFirst(keyboard, path) {
  await keyboard.open(path);
  await keyboard.tab();
  await keyboard.type('Ada Lovelace');
  await keyboard.tab();
  await keyboard.type('ada@example.com');
  await keyboard.leave('Enter');
}

async function question(keyboard, site, path, field) {
  await askFor(site, field);
  await keyboard.open(path);
  await keyboard.tab();
}

story('from the first step to "Forget this browser"', async (keyboard, site) => {
  const { person } = keyboard;

  await keyboard.open('/talk');
  assert.deepEqual(await keyboard.rest(), ['Your name', 'E-mail',
    'Phone instead', 'Add a message', 'Send me the monthly letter.',
    'Privacy notice', 'Get a reply', 'Privacy notice']);

  await keyboard.open('/talk');
  await keyboard.to('Your name');
  await keyboard.type('Ada Lovelace');
  await keyboard.to('E-mail');
  await keyboard.type('ada@example.com');
  await keyboard.to('Add a message');
  await keyboard.press('Enter');
  await keyboard.to('Your message');
  await keyboard.type('Please call after six.');
  await keyboard.to('Send me the monthly letter.');
  await keyboard.press('Space');
  await keyboard.to('Get a reply');
  await keyboard.leave('Space');
  assert.equal(await person.heading(), 'Thank you');
  assert.deepEqual(await keyboard.rest(), [], 'nothing is left to do');

  const [created] = await site.events();

  assert.equal(created.message, 'Please call after six.');
  assert.equal(JSON.parse(created.consent)[0].id, 'news');

  await timePasses(site);
  await keyboard.open('/talk');
  assert.deepEqual(await keyboard.rest(), ['Company (optional)', 'Talk to me',
    'Rather not say', 'Add a message', 'Not you?',
    'Use a different e-mail or phone', 'Forget this browser',
    'Ask us to delete my data', 'What you agreed to', 'Privacy notice']);

  await keyboard.open('/talk');
  await keyboard.to('Rather not say');
  await keyboard.leave('Enter');
  assert.equal(await person.heading(), 'Thank you');

  await keyboard.open('/talk');
  await keyboard.to('What you agreed to');
  await keyboard.press('Space');
  await keyboard.to('Withdraw');
  await keyboard.leave('Enter');
  assert.equal(await person.heading(), 'Your consent is withdrawn');

  await keyboard.open('/talk');
  await keyboard.to('Forget this browser');
  await keyboard.leave('Space');
  assert.equal(await person.heading(), 'This browser is forgotten');
});

story('the summary of errors has the focus and leads to what is wrong',
  async (keyboard, site) => {
    const { page, person } = keyboard;

    await keyboard.open('/talk');
    await withoutNative(person);
    await keyboard.to('E-mail');
    assert.equal((await keyboard.leave('Enter')).status(), 422);
    await page.waitForFunction(() => document.activeElement
      && document.activeElement.getAttribute('role') === 'alert');

    assert.equal(await keyboard.tab(), 'Your name: Please fill in this field');
    assert.equal(await keyboard.tab(), 'E-mail: Please fill in this field');
    await keyboard.press('Enter');
    await page.waitForFunction(
      () => document.activeElement.name === 'email');
    assert.equal((await keyboard.focus()).name, 'E-mail');
    await keyboard.type('ada@example.com');
    await keyboard.press('Shift+Tab');
    await keyboard.type('Ada Lovelace');
    await keyboard.leave('Enter');
    assert.equal(await person.heading(), 'Thank you');
    assert.equal((await site.events()).length, 1);
  });

story('Enter in a question presses the form\'s own button',
  async (keyboard, site) => {
    await sendFirst(keyboard, '/talk');
    await timePasses(site);
    await keyboard.open('/talk');
    await keyboard.to('Company (optional)');
    await keyboard.type('Analytical Engines');
    await keyboard.leave('Enter');
    assert.deepEqual(await answers(site), { company: 'Analytical Engines' });
  });

story('radios, boxes, a list, a date and a long text',
  async (keyboard, site) => {
    const { page } = keyboard;

    await sendFirst(keyboard, '/every');

    await question(keyboard, site, '/every', 'a_choice');
    assert.equal((await keyboard.focus()).name, '1-10');
    await keyboard.press('ArrowDown');
    assert.equal(await page.getByLabel('11-50').isChecked(), true);
    assert.equal(await keyboard.tab(), 'Get in touch again',
      'a group of radios is one stop');
    await keyboard.leave('Enter');
    assert.deepEqual(await answers(site), { a_choice: '11-50' });

    await question(keyboard, site, '/every', 'some_choices');
    await keyboard.press('Space');
    assert.equal(await keyboard.tab(), 'Green');
    await keyboard.tab();
    await keyboard.press('Space');
    await keyboard.leave('Enter');
    assert.deepEqual(await answers(site), { some_choices: ['Red', 'Blue'] });

    await question(keyboard, site, '/every', 'a_long_choice');
    await keyboard.type('Option 3');
    await keyboard.to('Get in touch again');
    await keyboard.leave('Space');
    assert.deepEqual(await answers(site), { a_long_choice: 'Option 3' });

    await question(keyboard, site, '/every', 'a_textarea');
    await keyboard.type('One line');
    await keyboard.press('Enter');
    await keyboard.type('and another');
    await keyboard.to('Get in touch again');
    await keyboard.leave('Enter');
    assert.deepEqual(await answers(site),
      { a_textarea: 'One line\nand another' });

    // The parts of a date, in the order of the browser's language.
    await question(keyboard, site, '/every', 'a_date');
    await keyboard.type('03042026');
    await keyboard.leave('Enter');
    assert.match((await answers(site)).a_date, /^2026-0[34]-0[34]$/);
  });

story('the country that the address tells is corrected',
  async (keyboard, site) => {
    await sendFirst(keyboard, '/told/located');
    await timePasses(site);
    await keyboard.open('/told/located');
    await keyboard.to('Country: United States');
    await keyboard.press('Enter');
    await keyboard.to('Country (optional)');
    await keyboard.type('Austria');
    await keyboard.to('Talk to me');
    await keyboard.leave('Space');
    assert.deepEqual(await answers(site), { where: 'AT' });
  });

story('a form that came into another page by a script',
  async (keyboard, site) => {
    const { page, person } = keyboard;

    await keyboard.open('/element.html');
    await page.locator('lead-form form').waitFor();
    await withoutNative(person);
    assert.deepEqual(await keyboard.rest(), ['Your name', 'E-mail',
      'Phone instead', 'Add a message', 'Send me the monthly letter.',
      'Privacy notice', 'Get a reply', 'Privacy notice']);

    await keyboard.to('E-mail');
    await keyboard.turn('Enter', '[role=alert]');
    assert.equal(await keyboard.tab(), 'Your name: Please fill in this field');
    await keyboard.turn('Enter', '[name=name]');
    await keyboard.type('Ada Lovelace');
    await keyboard.to('Phone instead');
    await keyboard.turn('Enter', 'h2');
    await keyboard.to('Phone');
    await keyboard.type('+44 20 7946 0123');
    await keyboard.turn('Enter', 'h2');
    assert.equal((await keyboard.focus()).name, 'Thank you');
    assert.equal((await site.events()).length, 1);
    assert.deepEqual(await keyboard.rest(), [], 'nothing is left to do');
  });

story('a personal link', async (keyboard, site) => {
  const { lead } = await leadOf(site);
  const url = link(site, lead, { form: 'talk' });

  await keyboard.open(url);
  assert.deepEqual(await keyboard.rest(),
    ['It’s me', 'Not me', 'Privacy notice']);

  await keyboard.open(url);
  await keyboard.to('Not me');
  await keyboard.leave('Enter');
  assert.equal(await keyboard.person.heading(), 'Talk to us');

  await keyboard.open(url);
  await keyboard.to('It’s me');
  await keyboard.leave('Space');
  assert.equal(await keyboard.person.heading(), 'Welcome back');
});
