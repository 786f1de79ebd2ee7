'use strict';
// A form that stands in a page of the site, put there by SSI: each visitor's
// own, posted to the form's location, and back to the page that holds it.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const {
  startHolding, fragmentOf, pressIn, INCLUDE,
} = require('../lib/fragment.js');
const { examples } = require('../lib/guide.js');
const { startSite, CONTACT } = require('../lib/site.js');
const { letTimePass, VISIT_GAP } = require('../lib/visitor.js');

const ADA = { name: 'Ada Lovelace', email: 'ada@planted.example' };
const PLANTED = ['ada@planted.example', 'Ada Lovelace', 'Analytical Engines'];
const BOTH = INCLUDE + '\n<hr>\n' + INCLUDE.replace('contact', 'demo');

function start(t, pages = { 'about.html': INCLUDE }, more = {}) {
  return startHolding(t, pages, { planted: PLANTED, ...more });
}

// Somebody who sent the first step from the page, in their next visit.
async function startKnown(t, pages, more) {
  const site = await start(t, pages, more);
  const browser = site.browser();

  const sent = await pressIn(browser, await browser.get('/about.html'), ADA);

  assert.equal(sent.status, 303, sent.body);
  await letTimePass(site, VISIT_GAP + 1);

  return { site, browser };
}

function ids(page) {
  return page.tags.map((tag) => tag.attributes.id).filter(Boolean);
}

test('a stranger has the first step in the page', async (t) => {
  const site = await start(t);
  const answer = await site.browser().get('/about.html');
  const fragment = fragmentOf(answer);

  assert.equal(answer.status, 200);
  assert.match(answer.body, /^<!doctype html>.*<h1>About us<\/h1>/s);
  assert.match(answer.body, /<p>The end\.<\/p><\/body><\/html>\n$/);
  assert.match(fragment, /<h2>Talk to us<\/h2>/);
  assert.doesNotMatch(fragment,
    /<(html|head|body|main|footer|style|script|h1|link|meta)\b/i);

  const form = answer.page.forms[0];

  assert.equal(form.attributes.action, '/contact');
  assert.equal(form.hidden.lf_page, '/about.html');
  assert.deepEqual(form.inputs.map((i) => i.name).sort(),
    ['email', 'lf_homepage', 'lf_message', 'name']);
  assert.equal(answer.cookies.length, 0);
});

test('the page knows the way back with its query', async (t) => {
  const site = await start(t);

  for (const [query, expected] of [
    ['?p=42&x=%C3%A4', '?p=42&x=%C3%A4'],
    ['?a=%22%3C&b=it\'s', '?a=%22%3C&b=it%27s'],
    ['?lead-form=demo.thanks', '?lead-form=demo.thanks'],
  ]) {
    const answer = await site.browser().get('/about.html' + query);

    assert.equal(answer.page.forms[0].hidden.lf_page,
      '/about.html' + expected);
  }

  // What no browser asks for leads back to nowhere.
  const odd = await site.browser().get('//about.html');

  assert.equal(odd.page.forms[0].hidden.lf_page, undefined);
});

test('sent, it leads back to the page, which says thank you', async (t) => {
  const site = await start(t);
  const browser = site.browser();
  const page = await browser.get('/about.html?p=42');
  const sent = await pressIn(browser, page, ADA);

  assert.equal(sent.status, 303);
  assert.equal(sent.headers.location,
    '/about.html?p=42&lead-form=contact.thanks#lead-form-contact');
  assert.ok(browser.lead);

  const thanks = await browser.get(
    '/about.html?p=42&lead-form=contact.thanks');

  assert.match(fragmentOf(thanks), /<h2>Thank you<\/h2>/);
  assert.equal(thanks.page.forms.length, 0);
  assert.equal((await site.events()).length, 1);
});

test('a known visitor is asked in the page, and nobody else is', async (t) => {
  const { site, browser } = await startKnown(t);
  const page = await browser.get('/about.html');

  assert.match(fragmentOf(page), /<h2>Welcome back<\/h2>/);
  assert.ok(page.page.input('company'));
  assert.doesNotMatch(page.body, /Lovelace|planted/i);
  assert.ok((await site.browser().get('/about.html')).page.input('email'));

  const sent = await pressIn(browser, page,
    { company: 'Analytical Engines' });

  assert.equal(sent.headers.location,
    '/about.html?lead-form=contact.thanks#lead-form-contact');

  const [, returned] = await site.events();

  assert.equal(returned.type, 'lead.returned');
  assert.deepEqual(JSON.parse(returned.answers),
    { company: 'Analytical Engines' });
});

test('what the buttons of a known visitor lead to', async (t) => {
  const { browser } = await startKnown(t);

  for (const [button, query, heading] of [
    ['lf_do=erase', '?lead-form=contact.erase', /request/i],
    ['lf_do=forget', '?lead-form=contact.forgotten', /forgotten/i],
  ]) {
    const answer = await pressIn(browser, await browser.get('/about.html'),
      {}, { button });

    assert.equal(answer.headers.location,
      `/about.html${query}#lead-form-contact`);
    assert.match(fragmentOf(await browser.get('/about.html' + query)),
      heading);
  }
});

test('"Not you?" starts afresh in the page', async (t) => {
  const { browser } = await startKnown(t);
  const page = await browser.get('/about.html?x&lead-form=demo.thanks');
  const answer = await pressIn(browser, page, {}, { button: 'lf_do=not_me' });

  assert.equal(answer.headers.location, '/about.html?x#lead-form-contact');
  assert.equal(browser.lead, undefined);
  assert.ok((await browser.get('/about.html?x')).page.input('email'));
});

test('an error comes back on the form’s own page, and leads back from there',
  async (t) => {
    const site = await start(t);
    const browser = site.browser();
    const wrong = await pressIn(browser, await browser.get('/about.html'),
      { ...ADA, email: 'ada at planted' });

    assert.equal(wrong.status, 422);
    assert.match(wrong.body, /^<!doctype html>.*<h1>Talk to us<\/h1>/is);
    assert.ok(wrong.headers['content-security-policy']);
    assert.equal(wrong.page.input('name').value, ADA.name);
    assert.equal(wrong.page.hidden.lf_page, '/about.html');

    const sent = await browser.submit(wrong, { email: ADA.email });

    assert.equal(sent.status, 303);
    assert.equal(sent.headers.location,
      '/about.html?lead-form=contact.thanks#lead-form-contact');
  });

test('a link to another contact opens a page that leads back', async (t) => {
  const { browser, site } = await startKnown(t, { 'about.html': INCLUDE });
  const stranger = site.browser();
  const page = await stranger.get('/about.html?p=4&q=a+b');
  const link = page.page.links.find((l) => /with=phone/.test(l.href));
  const other = await stranger.get(link.href);

  assert.ok(other.page.input('phone'));
  assert.equal(other.page.hidden.lf_page, '/about.html?p=4&q=a+b');

  const known = await browser.get('/about.html');
  const moving = await browser.get(known.page.links.find((l) => (
    /other/.test(l.href))).href);

  assert.equal(moving.page.hidden.lf_page, '/about.html');

  const sent = await browser.submit(moving,
    { ...ADA, email: 'ada2@planted.example' });

  assert.equal(sent.headers.location,
    '/about.html?lead-form=contact.thanks#lead-form-contact');

  for (const page of ['//else.example', 'https://else.example/', '/\\x']) {
    const refused = await stranger.get('/contact?lf_page='
      + encodeURIComponent(page));

    assert.equal(refused.page.hidden.lf_page, undefined);
  }
});

test('two forms in a page are each their own', async (t) => {
  const site = await start(t, { 'about.html': BOTH });
  const browser = site.browser();
  const page = await browser.get('/about.html');

  assert.equal(new Set(ids(page.page)).size, ids(page.page).length);
  assert.match(fragmentOf(page, 'demo'), /<h2>See it live<\/h2>/);

  const sent = await pressIn(browser, page, ADA, { form: 'demo' });

  assert.equal(sent.headers.location,
    '/about.html?lead-form=demo.thanks#lead-form-demo');

  const thanks = await browser.get('/about.html?lead-form=demo.thanks');

  assert.match(fragmentOf(thanks, 'demo'), /<h2>See you there<\/h2>/);
  assert.match(fragmentOf(thanks, 'contact'), /<h2>Welcome back<\/h2>/);
});

test('two forms in a page ask one question', async (t) => {
  const { browser, site } = await startKnown(t, { 'about.html': BOTH });
  const page = await browser.get('/about.html');

  // The first of them asks: company, which the other does not have.
  assert.match(fragmentOf(page), /name="company"/);
  assert.doesNotMatch(fragmentOf(page, 'demo'), /name="(company|team_size)"/);

  const [key] = await site.db.command('KEYS', site.key('v', '*'));

  assert.equal((await site.db.hash(key)).ask, '?company');
  assert.equal((await site.db.hash(key)).visits, '2');
});

test('thanks for some only are those that were decided', async (t) => {
  const thanks = [
    { title: 'Danke', text: 'x', when: { 'utm.source': { is: 'de' } } },
    { title: 'Merci', text: 'x', when: { name: { is: 'Marie' } } },
    { title: 'Thanks', text: 'x' },
  ];
  const site = await start(t, { 'about.html': INCLUDE },
    { forms: { contact: { ...CONTACT, thanks } } });
  const browser = site.browser();
  const sent = await pressIn(browser, await browser.get('/about.html'),
    { ...ADA, name: 'Marie' });

  assert.equal(sent.headers.location,
    '/about.html?lead-form=contact.thanks-2#lead-form-contact');

  for (const [state, heading] of [
    ['contact.thanks-2', 'Merci'], ['contact.thanks', 'Thanks'],
    ['contact.thanks-9', 'Thanks'], ['contact.thanks-x', 'Thanks'],
    ['contact.thanks-0', 'Thanks'], ['demo.thanks', 'Welcome back'],
    ['contact.nothing', 'Welcome back'], ['contact', 'Welcome back'],
    ['', 'Welcome back'],
  ]) {
    const page = await browser.get('/about.html?lead-form=' + state);

    assert.match(fragmentOf(page), new RegExp(`<h2>${heading}</h2>`), state);
  }
});

test('thanks that lead elsewhere go there', async (t) => {
  const site = await start(t, { 'about.html': INCLUDE },
    { forms: { contact: { ...CONTACT, thanks: [{ redirect: '/danke' }] } } });
  const browser = site.browser();
  const page = await browser.get('/about.html');

  assert.equal((await pressIn(browser, page, ADA)).headers.location, '/danke');

  const sent = await pressIn(site.browser(), page, ADA,
    { query: '?fragment' });

  assert.equal(sent.status, 201);
  assert.deepEqual(sent.page.links.map((l) => [l.attributes.rel, l.href]),
    [['next', '/danke']]);
});

test('a form that was retired is no form in the page', async (t) => {
  const site = await start(t, { 'about.html': INCLUDE },
    { forms: { contact: { ...CONTACT, closed: 'Come back in May.' } } });

  for (const url of ['/about.html', '/contact?fragment']) {
    const answer = await site.http.get(url);

    assert.match(fragmentOf(answer), /Come back in May\./);
    assert.equal(answer.page.forms.length, 0);
  }
});

test('a language chosen goes along', async (t) => {
  const site = await start(t, {
    'about.html': INCLUDE.replace('fragment', 'fragment&lang=de'),
  }, { forms: { contact: { ...CONTACT,
    title: { en: 'Talk to us', de: 'Sprechen Sie mit uns' } } } });
  const browser = site.browser();
  const page = await browser.get('/about.html');

  assert.match(fragmentOf(page), /lang="de"/);
  assert.match(fragmentOf(page), /<h2>Sprechen Sie mit uns<\/h2>/);
  assert.equal(page.page.forms[0].attributes.action, '/contact?lang=de');

  const wrong = await pressIn(browser, page, { name: 'Ada' });

  assert.equal(wrong.status, 422);
  assert.equal(wrong.page.lang, 'de');
});

test('the guide’s example works as it stands', async (t) => {
  const [conf] = examples('site.md', 'Into a page by SSI', 'nginx server');
  const [page] = examples('site.md', 'Into a page by SSI', 'html');
  const site = await startSite(t, { planted: PLANTED, start: false,
    siteJson: { min_fill: '0s' } });
  const root = path.join(site.dir, 'www');

  fs.writeFileSync(path.join(root, 'about.html'), page);
  await site.startNginx({ pages: [],
    server: conf.replace('/var/www/html', root) });

  const browser = site.browser();
  const answer = await browser.get('/about.html');

  assert.equal(answer.headers['cache-control'], 'private, no-store');
  assert.equal(answer.headers['last-modified'], undefined);
  assert.equal(answer.headers.etag, undefined);
  assert.equal(answer.headers['accept-ranges'], undefined);

  const again = await browser.get('/about.html', { headers:
    { 'if-modified-since': new Date().toUTCString(), range: 'bytes=0-9' } });

  assert.equal(again.status, 200);
  assert.ok(fragmentOf(again));

  const sent = await pressIn(browser, answer, ADA);

  assert.equal(sent.status, 303);
  assert.match(fragmentOf(await browser.get(
    sent.headers.location.replace(/#.*/, ''))), /Thank you/);
});

test('a log of subrequests says what became of the fragment', async (t) => {
  const site = await start(t, { 'about.html': INCLUDE },
    { nginx: { server: 'log_subrequest on;' } });

  await site.browser().get('/about.html');
  await site.nginx.stop();

  const lines = fs.readFileSync(site.nginx.accessLog, 'utf8').trim()
    .split('\n');

  assert.equal(lines.length, 2);
  assert.deepEqual(lines.map((line) => line.split('" ').pop()).sort(),
    ['-', 'new'], lines.join('\n'));
});
