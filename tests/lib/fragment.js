'use strict';
// Forms that stand in pages of the site: pages that include fragments by SSI,
// and what a browser does with them.

const fs = require('node:fs');
const path = require('node:path');

const { CONTACT } = require('./site.js');
const { startJourney } = require('./visitor.js');

const DEMO = { ...CONTACT, title: 'See it live', then: ['team_size'],
  thanks: [{ title: 'See you there', text: 'Bring a friend.' }] };

const INCLUDE = '<!--# include virtual="/contact?fragment" -->';

// A page of the site; what stands in it is text around includes.
function html(body) {
  return '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    + '<title>About us</title></head><body><h1>About us</h1>\n'
    + `${body}\n<p>The end.</p></body></html>\n`;
}

/*
 * A site with static pages that include forms: pages maps a path below www to
 * what stands in its body.  Other options are those of startSite; more.nginx
 * may say locations.
 */
async function startHolding(t, pages, more = {}) {
  const site = await startJourney(t, {
    forms: { contact: CONTACT, demo: DEMO },
    ...more,
    nginx: { ...more.nginx, server: 'ssi on;\n'
      + ((more.nginx && more.nginx.server) || '') },
  });

  site.writePage = (name, body) => {
    const file = path.join(site.dir, 'www', name);

    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, html(body));
  };

  for (const [name, body] of Object.entries(pages)) {
    site.writePage(name, body);
  }

  return site;
}

// The part of a page that is the form's fragment, as text; null: none.
function fragmentOf(answer, form = 'contact') {
  const start = answer.body.indexOf(`<div class="lead-form" id="lead-form-${
    form}"`);

  if (start < 0) {
    return null;
  }

  const tags = /<(\/?)div\b/g;
  let depth = 0;

  tags.lastIndex = start;

  for (;;) {
    const match = tags.exec(answer.body);

    depth += match[1] ? -1 : 1;

    if (depth === 0) {
      return answer.body.slice(start, match.index + '</div>'.length);
    }
  }
}

/*
 * Fills the form of that name in a page as a person does, and presses a
 * button.  options: form ('contact'), button, query ("?fragment": as the
 * element posts), and those of HttpClient.post.
 */
function pressIn(browser, answer, values = {}, options = {}) {
  const { page } = answer;
  const { form: name = 'contact', button, query = '' } = options;
  const forms = page.forms.filter((form) => (
    new RegExp(`^/${name}($|\\?)`).test(form.attributes.action || '')));
  const pressed = button
    ? forms.flatMap((form) => form.buttons).find((b) => (
      `${b.name}=${b.value}` === button || b.text === button))
    : forms[0].buttons[0];
  const form = forms.find((one) => one.buttons.includes(pressed));
  const { action } = form.attributes;

  return browser.post(query ? action + (action.includes('?') ? '&' : '?')
    + query.slice(1) : action, page.filled(form, values, pressed), options);
}

const STEPS = ['shown', 'answered', 'blank', 'declined', 'invalid'];

// What the funnel has of a field (''), as { shown: 1, … }, without zeros.
async function funnelOf(site, field = '', form = 'contact') {
  const { json } = await site.http.get('/lead-status', { cookies: false });
  const found = json.funnel.find((f) => f.form === form && f.field === field);

  return Object.fromEntries(STEPS.map((step) => [step, found[step]])
    .filter(([, count]) => count > 0));
}

module.exports = { startHolding, fragmentOf, pressIn, funnelOf, html, DEMO,
  INCLUDE };
