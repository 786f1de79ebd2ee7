'use strict';
// In which language a visitor is spoken to: by the address, then the admin's
// variable, then the browser's wish, then the form's first; and never in two
// at once.

const test = require('node:test');
const assert = require('node:assert/strict');

const { CONTACT, startSite } = require('../lib/site.js');

const TITLES = { en: 'Talk to us', de: 'Sprechen Sie mit uns',
  pt: 'Fale conosco', 'zh-Hant': '聯絡我們', ar: 'تحدثوا معنا' };
const MANY = { ...CONTACT, title: TITLES };
const GERMAN = { ...CONTACT, language: 'de', title: 'Reden wir' };

function start(t, options = {}) {
  return startSite(t, {
    forms: { contact: MANY, german: GERMAN, english: CONTACT },
    ...options });
}

// { lang, dir, title, html } of the page.
async function read(site, url, wish) {
  const { body: html } = await site.http.get(url,
    wish ? { headers: { 'accept-language': wish } } : {});
  const [, lang, dir] = /<html lang="([^"]*)"(?: dir="([^"]*)")?>/.exec(html);

  return { lang, dir, title: /<h1>(.*?)<\/h1>/.exec(html)[1], html };
}

test('the browser\'s wish is looked up among the form\'s languages',
  async (t) => {
    const site = await start(t);

    for (const [wish, lang] of [
      [undefined, 'en'],
      ['de', 'de'],
      ['de-AT', 'de'],
      ['de-CH-1996', 'de'],
      ['pt-BR, en;q=0.5', 'pt'],
      ['sv, de;q=0.3, pt;q=0.7', 'pt'],
      ['fr;q=0.9, en;q=0.2, de;q=0.21', 'de'],
      ['zh-Hant-TW, en;q=0.1', 'zh-hant'],
      ['zh-TW, zh;q=0.9, de;q=0.8', 'de'],
      ['zh, en;q=0.1', 'en'],
      ['zh-Hans, pt;q=0.1', 'pt'],
      ['*', 'en'],
      ['sv, *;q=0.5', 'en'],
      ['*, en;q=0', 'de'],
      ['de;q=0, pt;q=0.1', 'pt'],
      ['sv', 'en'],
      ['de_DE', 'en'],
    ]) {
      assert.equal((await read(site, '/contact', wish)).lang, lang, wish);
    }
  });

test('the address comes first, then the admin\'s variable, then the browser',
  async (t) => {
    const site = await start(t, { nginx: {
      http: 'map $arg_say $say { default $arg_say; }',
      server: 'lead_form_language $say;' } });

    for (const [query, lang] of [
      ['?lang=de&say=pt', 'de'],
      ['?lang=de-AT&say=pt', 'de'],
      ['?lang=sv&say=pt', 'pt'],
      ['?lang=&say=pt', 'pt'],
      ['?say=pt-PT', 'pt'],
      ['?say=sv', 'ar'],
      ['', 'ar'],
    ]) {
      assert.equal((await read(site, '/contact' + query, 'ar, de;q=0.1')).lang,
        lang, query);
    }
  });

test('a page says its language and its direction', async (t) => {
  const site = await start(t);
  const german = await read(site, '/contact', 'de');
  const arabic = await read(site, '/contact', 'ar-EG');

  assert.equal(german.title, TITLES.de);
  assert.equal(german.dir, undefined);
  assert.equal(arabic.title, TITLES.ar);
  assert.equal(arabic.dir, 'rtl');
  assert.match(arabic.html, /إضافة رسالة/);
});

test('a form in one language has the module\'s words in no other one',
  async (t) => {
    const site = await start(t);

    for (const wish of ['de', 'en', 'fr', 'ar', 'ja, en;q=0.5', '*']) {
      const german = await read(site, '/german', wish);
      const english = await read(site, '/english?lang=de', wish);

      assert.equal(german.lang, 'de', wish);
      assert.equal(german.title, 'Reden wir');
      assert.match(german.html, /Nachricht hinzufügen/);
      assert.match(german.html, /Bitte lassen Sie dieses Feld leer/);
      assert.equal(english.lang, 'en', wish);
      assert.match(english.html, /Add a message/);
      assert.doesNotMatch(german.html + english.html, / lang="(?!de|en)/);
    }
  });

test('in Traditional Chinese the module speaks English, and says so',
  async (t) => {
    const site = await start(t);
    const page = await read(site, '/contact?lang=zh-Hant');

    assert.equal(page.lang, 'zh-hant');
    assert.equal(page.title, TITLES['zh-Hant']);
    assert.match(page.html, /<span lang="en">Add a message<\/span>/);
    assert.doesNotMatch(page.html, /添加留言/);
  });
