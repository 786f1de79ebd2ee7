'use strict';
// Every state that a visitor can see of a form, each with the way to it: one
// list for axe-core, the names of screen readers, the HTML, and the pictures.

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const { startChromium } = require('../lib/browser.js');
const { GEO } = require('../lib/geo.js');
const { erase, leadOf, link } = require('../lib/link.js');
const { startSite, CONTACT } = require('../lib/site.js');
const { holder } = require('./holder.js');
const {
  TALK, TERMS, TYPES, EVERY, HEBREW, ARABIC, JAPANESE, CLOSED, SITE,
  timePasses, askFor, withoutNative,
} = require('./story.js');

const CLI = process.env.LF_CLI
  || path.resolve(__dirname, '..', '..', 'build', 'lead-form');

const LOCATED = { ...TALK,
  fields: { ...TALK.fields, where: { type: 'country', label: 'Country',
    why: 'So that the price is in your currency.' } },
  then: ['company', 'where'] };

// Another site, whose visitors have to be slow and to be asked first.
const STRICT = { ...SITE, min_fill: '1m',
  remember: { ask_when: { country: { is: 'unknown' } } } };

const LOCATIONS = (dir) => `
    location = /strict {
        lead_form talk; lead_form_site strict; lead_form_forms ${dir}/strict;
    }
    location ~ ^/told/(?<told>[a-z]+)$ {
        lead_form $told; lead_form_geoip ${GEO};
    }
    location = /away { lead_form talk; lead_form_redis unix:${dir}/none.sock; }
    location = /small { lead_form talk; client_max_body_size 1k; }
    location ~ ^/form/(?<form>[a-z]+)$ { lead_form $form; }
    location = /ssi.html { ssi on; }
    location = /elsewhere {
        types { }
        default_type text/html;
        return 200 '<!DOCTYPE html><title>Elsewhere</title>
            <link rel="icon" href="data:,"><form method="post"
            action="$scheme://127.0.0.1:$server_port/talk"><button>Go</button>
            </form>';
    }`;

/*
 * A Chromium, a site with all these forms, and one person: { chromium, site,
 * person, show(state), html(), stop() }.  show() leads the person to the state,
 * as a stranger or from the state before it; html() is what the server sent, or
 * what a script asked for in its place.
 */
async function openGallery(options = {}) {
  const gallery = { stop: () => stop(gallery) };

  try {
    gallery.chromium = await startChromium();
    gallery.site = await startGallerySite();
    gallery.person = await gallery.chromium.person(
      { url: gallery.site.nginx.url, ...options });
  } catch (error) {
    await stop(gallery);
    throw error;
  }

  let answer;
  let isPart;

  gallery.person.page.on('response', (response) => {
    const request = response.request();

    if (![204, 303].includes(response.status())
      && ['document', 'fetch'].includes(request.resourceType())) {
      answer = response;
      isPart = request.resourceType() === 'fetch';
    }
  });
  gallery.html = async () => {
    const html = await answer.text();

    return isPart ? holder(html) : html;
  };

  let at = null;

  gallery.show = async (state) => {
    const { person, site } = gallery;

    if (state.before === null) {
      await Promise.all([person.context.clearCookies(),
        person.page.unrouteAll(), site.db.command('FLUSHALL')]);
    } else if (state.before !== at) {
      await gallery.show(state.before);
    }
    at = null;
    await state.way(person, site);
    await settled(person.page);
    at = state;
  };

  return gallery;
}

// What is to have the focus gets it with the first frames.
function settled(page) {
  return page.evaluate(() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(done));
  }));
}

async function startGallerySite() {
  const site = await startSite(null, { start: false,
    forms: { contact: CONTACT, talk: TALK, every: EVERY, closed: CLOSED,
      located: LOCATED, hebrew: HEBREW, arabic: ARABIC, japanese: JAPANESE },
    siteJson: SITE, planted: ['Ada Lovelace', 'ada@example.com'] });
  const strict = path.join(site.dir, 'strict');

  fs.writeFileSync(path.join(site.dir, 'www', 'ssi.html'),
    holder('<!--# include virtual="/talk?fragment" -->'));
  fs.writeFileSync(path.join(site.dir, 'www', 'element.html'), holder(
    '<script type="module" src="/talk?element"></script>'
      + '<lead-form src="/talk"></lead-form>'));
  fs.mkdirSync(strict);
  fs.writeFileSync(path.join(strict, 'talk.json'), JSON.stringify(TERMS));
  fs.writeFileSync(path.join(strict, 'site.json'), JSON.stringify(STRICT));
  try {
    await site.startNginx({ tcp: true, locations: LOCATIONS(site.dir) });
  } catch (error) {
    await site.stop().catch(() => {});
    throw error;
  }

  return site;
}

async function stop(gallery) {
  await (gallery.chromium && gallery.chromium.stop());
  await (gallery.site && gallery.site.stop());
}

// The ways.  A way takes (person, site); `after` joins them to one.

const after = (...ways) => async (person, site) => {
  for (const way of ways) {
    await way(person, site);
  }
};

const open = (where) => (person) => person.open(where);
const follow = (name) => (person) => person.press(name, { role: 'link' });
const press = (name) => (person) => person.press(name);
const unfold = (name) => (person) => person.page.locator('summary')
  .filter({ hasText: name }).click();

// Gives these to the inputs of that name, whatever the browser thinks.
const type = (values) => async (person) => {
  for (const [name, value] of Object.entries(values)) {
    await person.page.fill(`[name="${name}"]`, value);
  }
};

const tickAll = async (person) => {
  for (const box of await person.page.getByRole('checkbox').all()) {
    await box.check();
  }
};

// Presses the form's own button.
const send = async (person) => {
  await withoutNative(person);
  await person.leads(() => person.page.locator('form').first()
    .locator('button').first().click());
};

const ADA = { name: 'Ada Lovelace', email: 'ada@example.com' };
const first = (where, ...more) => after(open(where), type(ADA), ...more, send);
const later = (where) => after((person, site) => timePasses(site), open(where));
const question = (where, field) => after(
  (person, site) => askFor(site, field), open(where));

// The question's answer is none that can be taken, whatever the control.
const spoil = async (person) => {
  await person.page.evaluate(() => {
    const form = document.querySelector('form');
    const [control] = form.querySelectorAll(
      'input:not([type=hidden]), select, textarea');
    const bad = document.createElement('input');

    bad.type = 'hidden';
    bad.name = control.name;
    bad.value = control.tagName === 'TEXTAREA' || control.name === 'a_text'
      ? 'long '.repeat(2000) : 'no such answer';
    form.querySelectorAll(`[name="${control.name}"]`).forEach((old) => {
      old.disabled = true;
    });
    form.append(bad);
  });
  await send(person);
};

// The browser asks for the page, and something on the way makes it this.
const rewritten = (where, changes) => async (person) => {
  await person.page.route('**' + where, (route) => route.continue(changes));
  await person.open(where);
};

// The element's form stands in the page a while after the page itself, and
// its answers come without another page.
const openElement = async (person) => {
  await person.open('/element.html');
  await person.page.locator('lead-form form').first().waitFor();
};

const inPlace = (way, button) => async (person) => {
  const { page } = person;
  const form = await page.locator('lead-form form').first().elementHandle();

  await way(person);
  await page.getByRole('button', { name: button }).click();
  await page.waitForFunction((old) => !old.isConnected, form);
};

const plainly = (field) => field.replace(/_/g, ' ');
const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' };

const fromElsewhere = async (person, site) => {
  await person.page.goto(
    site.nginx.url.replace('127.0.0.1', 'localhost') + '/elsewhere');
  await person.press('Go');
};

const preview = (...args) => (person, site) => person.open(execFileSync(CLI,
  ['preview', 'talk', '--forms', site.formsDir, '--secret', site.secretFile,
    '--url', `${site.nginx.url}/talk`, ...args], { encoding: 'utf8' }).trim());

// Somebody told of themselves elsewhere, and opens a link from a mail here.
// change(url): what became of it on the way; quiet: their browser asks not to
// be remembered.
const invited = ({ form = 'talk', change = (url) => url, quiet } = {}) => (
  async (person, site) => {
    const { lead } = await leadOf(site);

    if (quiet) {
      await person.page.route(`**/${form}?link=*`, (route) => route.continue(
        { headers: { ...route.request().headers(), 'sec-gpc': '1' } }));
    }
    await person.open(change(link(site, lead, { form })));
  });

const erasedMeanwhile = async (person, site) => {
  const [key] = await site.db.command('KEYS', site.key('lead', '*'));

  await erase(site, key.split(':').pop());
};

const spoilTicket = (person) => person.page.evaluate(() => {
  document.querySelector('[name=lf_ticket]').value = 'old';
});

// What is told of one visitor, in the order in which it happens to them.
const STORIES = [
  [
    ['first', open('/talk')],
    ['first, with a message', unfold('Add a message')],
    ['first, by phone', follow('Phone instead')],
    ['first, errors', after(type({ name: 'Ada', phone: '030 ABC' }), send)],
    ['thanks in the form\'s words', first('/talk')],
    ['known, offered a consent', open('/talk')],
    ['other contact', follow('Use a different e-mail or phone')],
    ['known, question and message', after(later('/talk'),
      unfold('Add a message'))],
    ['Redis away, a wish', after(open('/away'),
      press('Forget this browser'))],
    ['erase', after(open('/talk'), press('Ask us to delete my data'))],
    ['forgotten', after(open('/talk'), press('Forget this browser'))],
  ],
  [
    ['first, with consents and memory', open('/strict')],
    ['first, nothing given', send],
    ['first, press once more', first('/strict', tickAll)],
  ],
  [
    ['thanks in the module\'s words', first('/every')],
    ...Object.keys(TYPES).flatMap((field) => [
      [`question of ${plainly(field)}`, question('/every', field)],
      [`question of ${plainly(field)}, refused`, spoil],
    ]),
    ['known, nothing to ask', after(open('/contact'), press('Talk to me'),
      open('/contact'))],
  ],
  [
    ['country told by the address', after(first('/told/located'),
      later('/told/located'))],
    ['country told, to be corrected', unfold('Country')],
  ],
  [
    ['agreed', after(first('/talk', tickAll), open('/talk'))],
    ['agreed, to be withdrawn', unfold('What you agreed to')],
    ['withdrawn', press('Withdraw')],
  ],

  [
    ['link', invited()],
    ['link, once more', after(spoilTicket, press('It’s me'))],
    ['link, "It\'s me"', press('It’s me')],
  ],
  [
    ['link, to be over', invited()],
    ['link, 410', after(erasedMeanwhile, press('It’s me'))],
  ],
  [
    ['link, "Not me"', after(invited(), press('Not me'))],
    ['link that does not hold', invited({ change: (url) => `${url}~` })],
    ['link that does not hold, known', after(first('/talk'),
      invited({ change: (url) => `${url}~` }))],
  ],
  [['link, nobody is to be remembered', invited({ quiet: true })]],

  [['closed', open('/closed')]],
  [['Redis away, first', open('/away')]],
  [['400', rewritten('/talk', { method: 'POST', postData: 'name=%zz',
    headers: urlencoded })]],
  [['403', fromElsewhere]],
  [['404', open('/form/none')]],
  [['405', rewritten('/talk', { method: 'PUT' })]],
  [['413', rewritten('/small', { method: 'POST', headers: urlencoded,
    postData: 'x'.repeat(2000) })]],
  [['415', rewritten('/talk', { method: 'POST', postData: 'name=Ada',
    headers: { 'content-type': 'text/plain' } })]],

  [
    ['preview of the first step', preview('--visit', '1')],
    ['preview of a question', preview('--visit', '2')],
    ['preview, sent', send],
  ],

  [
    ['fragment, first', open('/ssi.html')],
    ['fragment, errors', send],
    ['fragment, thanks', first('/ssi.html')],
    ['fragment, question', later('/ssi.html')],
    ['fragment, forgotten', press('Forget this browser')],
  ],
  [
    ['element, first', openElement],
    ['element, errors', inPlace(withoutNative, 'Get a reply')],
    ['element, thanks', inPlace(type(ADA), 'Get a reply')],
    ['element, question', after((person, site) => timePasses(site),
      openElement)],
    ['element, forgotten', inPlace(async () => {}, 'Forget this browser')],
  ],

  [
    ['Arabic, link', invited({ form: 'arabic' })],
    ['Arabic, first', open('/arabic')],
    ['Arabic, errors', send],
    ['Arabic, thanks', first('/arabic', tickAll)],
    ['Arabic, country told, to be corrected', after(
      later('/told/arabic'), unfold('البلد'))],
    ['Arabic, question', question('/arabic', 'team')],
    ['Arabic, question under a foreign label, refused', after(
      question('/arabic', 'website'), spoil)],
  ],
  [
    ['Hebrew, first', open('/hebrew')],
    ['Hebrew, question', after(first('/hebrew'),
      question('/hebrew', 'size'))],
  ],
  [
    ['Japanese, first', open('/japanese')],
    ['Japanese, question', after(first('/japanese'),
      question('/japanese', 'where'))],
  ],
  [
    ['German, link', invited({ change: (url) => `${url}&lang=de` })],
    ['German, first', open('/talk?lang=de')],
    ['German, errors', send],
    ['German, known', after(first('/talk?lang=de', tickAll),
      later('/talk?lang=de'))],
    ['German, agreed', unfold('Worin Sie eingewilligt haben')],
  ],
];

// Each state knows the one before it, from which its own way leads on.
const STATES = STORIES.flatMap((story) => {
  let before = null;

  return story.map(([name, way]) => {
    before = { name, way, before };

    return before;
  });
});

module.exports = { STATES, openGallery };
