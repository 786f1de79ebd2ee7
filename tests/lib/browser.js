'use strict';
// A real browser: Chromium, driven by playwright-core.
//
//   const chromium = await startChromium(t);      // one for a whole file
//   const person = await chromium.person({ url: site.nginx.url });
//   await person.open('/contact');
//   await person.page.fill('#f-name', 'Ada');
//   await person.close();
//
// Environment: LF_CHROMIUM (binary).

const assert = require('node:assert/strict');
const fs = require('node:fs');

const { chromium: playwright } = require('playwright-core');

const BINARIES = ['/usr/bin/chromium', '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome'];
const TIMEOUT = 10000;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic',
  '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-lcd-text'];

// A page that comes back with 4xx or 5xx is a line in the console, too.
const STATUS_LINE = /^Failed to load resource: the server responded with a/;

const SCREENS = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 360, height: 740 },
  small: { width: 320, height: 568 },
};

function binary() {
  const found = [process.env.LF_CHROMIUM, ...BINARIES]
    .find((file) => file && fs.existsSync(file));

  assert.ok(found, 'Chromium is not installed');

  return found;
}

/*
 * One Chromium with a profile of its own; t.after stops it (t may be node:test
 * itself, for a whole file).  person(options): somebody with a browser of their
 * own, that is a fresh profile; options, all but url may be left out:
 *   url        of the site
 *   script     false: JavaScript is off
 *   screen     a name of SCREENS ('desktop')
 *   dark       true: the dark scheme
 *   language   'en-GB'
 *   settings   more options of playwright's newContext
 */
async function startChromium(t) {
  const browser = await playwright.launch({
    executablePath: binary(),
    args: FLAGS,
    headless: true,
  });
  const chromium = {
    browser,
    stop: () => browser.close(),
    person: (options) => newPerson(browser, options),
  };

  if (t) {
    t.after(() => chromium.stop());
  }

  return chromium;
}

async function newPerson(browser, options) {
  const screen = options.screen || 'desktop';
  const context = await browser.newContext({
    baseURL: options.url,
    javaScriptEnabled: options.script !== false,
    viewport: SCREENS[screen],
    hasTouch: screen !== 'desktop',
    isMobile: screen !== 'desktop',
    colorScheme: options.dark ? 'dark' : 'light',
    locale: options.language || 'en-GB',
    ...options.settings,
  });
  const person = new Person(context);

  context.setDefaultTimeout(TIMEOUT);
  person.page = await person.newTab();

  return person;
}

// What went wrong in any of the person's tabs is in `troubles`; close() fails
// on it.
class Person {
  constructor(context) {
    this.context = context;
    this.troubles = [];
    this.page = null;
  }

  async newTab() {
    const tab = await this.context.newPage();

    tab.on('pageerror', (error) => this.troubles.push(String(error)));
    tab.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())
        && !STATUS_LINE.test(message.text())) {
        this.troubles.push(message.text());
      }
    });

    return tab;
  }

  open(path) {
    return this.page.goto(path);
  }

  // Presses a button (or follows a link) and waits for the page it leads to.
  async press(name, options = {}) {
    const control = options.role === 'link'
      ? this.page.getByRole('link', { name, exact: true })
      : this.page.getByRole('button', { name, exact: true }).first();

    return this.leads(() => control.click());
  }

  // The answer of the navigation that the action causes.
  async leads(action) {
    const [response] = await Promise.all([
      this.page.waitForNavigation({ waitUntil: 'load' }),
      action(),
    ]);

    return response;
  }

  heading() {
    return this.page.locator('h1').innerText();
  }

  // What a person could type into or choose from: a group counts once.
  async inputs() {
    return this.page.evaluate(() => {
      const names = new Set();

      for (const control of document.querySelectorAll(
        'main input, main select, main textarea')) {
        if (control.type !== 'hidden' && control.checkVisibility()
          && !control.closest('.lf-away')) {
          names.add(control.name);
        }
      }

      return [...names];
    });
  }

  buttons() {
    return this.page.locator('button:visible, a:visible').allInnerTexts();
  }

  async cookie() {
    const all = await this.context.cookies();

    return all.find((cookie) => /^(__Host-)?lead$/.test(cookie.name));
  }

  async close() {
    await this.context.close();
    assert.deepEqual(this.troubles, [], 'the console must be empty');
  }
}

module.exports = { startChromium, binary, SCREENS };
