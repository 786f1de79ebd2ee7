'use strict';
// What the stories in the browser share: the forms, and how a person, time and
// Redis are moved along.

const { startChromium } = require('../lib/browser.js');
const { startSite, CONTACT } = require('../lib/site.js');

const texts = (en, de) => ({ en, de });

// Two languages, either contact, a message, a consent.
const TALK = {
  title: texts('Talk to us', 'Sprechen Sie mit uns'),
  intro: texts('Two fields, and a person replies.', 'Es antwortet ein Mensch.'),
  submit: texts('Get a reply', 'Antwort erhalten'),
  known: {
    title: texts('Welcome back', 'Willkommen zurück'),
    submit: texts('Talk to me', 'Melden Sie sich bei mir'),
  },
  handoff: 'sales',
  fields: {
    name: { type: 'text', label: texts('Your name', 'Ihr Name'),
      autocomplete: 'name' },
    email: { type: 'email', label: texts('E-mail', 'E-Mail'),
      why: texts('For our reply.', 'Für unsere Antwort.') },
    phone: { type: 'phone', label: texts('Phone', 'Telefon') },
    company: { type: 'text', label: texts('Company', 'Unternehmen'),
      why: texts('So that we come prepared.', 'Damit wir vorbereitet sind.') },
  },
  first: ['name', { either: ['email', 'phone'] }],
  then: ['company'],
  message: true,
  consent: [{ id: 'news', version: '1',
    text: texts('Send me the monthly letter.', 'Senden Sie mir den Brief.') }],
  thanks: [{ title: texts('Thank you', 'Vielen Dank'),
    text: texts('We will be in touch.', 'Wir melden uns.') }],
};

const TERMS = { ...TALK, consent: [...TALK.consent, { id: 'terms', version: '1',
  text: 'I have read the terms and the privacy notice, and I agree to both.',
  required: true }] };

// Every type of field, and both looks of a choice.
const TYPES = {
  a_text: { type: 'text' },
  a_textarea: { type: 'textarea' },
  an_email: { type: 'email' },
  a_phone: { type: 'phone' },
  a_url: { type: 'url' },
  a_number: { type: 'number', min: 1, max: 50, step: 1 },
  a_date: { type: 'date', min: '2020-01-01' },
  a_choice: { type: 'choice', options: ['1-10', '11-50', 'more than fifty'] },
  a_long_choice: { type: 'choice',
    options: Array.from({ length: 12 }, (_, i) => `Option ${i + 1}`) },
  some_choices: { type: 'choices', options: ['Red', 'Green', 'Blue'] },
  a_country: { type: 'country' },
  a_yes_no: { type: 'yes_no' },
};

const EVERY = {
  title: 'Everything',
  fields: {
    name: CONTACT.fields.name,
    email: CONTACT.fields.email,
    ...Object.fromEntries(Object.entries(TYPES).map(([name, field]) => [name,
      { ...field, label: `About ${name.replace(/_/g, ' ')}`,
        why: 'So that the right colleague calls you.' }])),
  },
  first: ['name', 'email'],
  then: Object.keys(TYPES),
};

const HEBREW = {
  language: 'he',
  title: 'דברו איתנו',
  intro: 'שני שדות, ואדם יענה.',
  submit: 'שליחה',
  known: { title: 'שמחים לראותך שוב', submit: 'דברו איתי' },
  fields: {
    name: { type: 'text', label: 'השם שלך', autocomplete: 'name' },
    email: { type: 'email', label: 'דואר אלקטרוני', why: 'כדי שנוכל לענות.' },
    phone: { type: 'phone', label: 'טלפון' },
    size: { type: 'choice', label: 'גודל הצוות', options: ['1-10', '11-50'] },
  },
  first: ['name', { either: ['email', 'phone'] }],
  then: ['size'],
  message: true,
  consent: [{ id: 'news', version: '1', text: 'שלחו לי את המכתב החודשי.' }],
};

const ARABIC = {
  language: 'ar',
  title: 'تحدثوا معنا',
  intro: 'حقلان فقط، ويجيبكم شخص من فريقنا في أقل من 24 ساعة.',
  submit: 'أرسلوا لي رداً',
  known: { title: 'أهلاً بعودتكم', intro: 'نعرف كيف نصل إليكم. نقرة واحدة تكفي.',
    submit: 'تواصلوا معي' },
  fields: {
    name: { type: 'text', label: 'الاسم', autocomplete: 'name' },
    email: { type: 'email', label: 'البريد الإلكتروني',
      why: 'لنرد عليكم من support@example.com.' },
    phone: { type: 'phone', label: 'الهاتف' },
    team: { type: 'choice', label: 'حجم الفريق (عدد الموظفين)',
      why: 'ليتصل بكم الزميل المناسب.',
      options: [{ value: '1-10', label: 'من 1 إلى 10' },
        { value: '11-50', label: 'من 11 إلى 50' }, 'Enterprise (250+)'] },
    website: { type: 'url', label: 'Website (URL)' },
    where: { type: 'country', label: 'البلد' },
  },
  first: ['name', { either: ['email', 'phone'] }],
  then: ['team', 'website', 'where'],
  message: true,
  consent: [{ id: 'news', version: '1',
    text: 'أرسلوا إليّ النشرة الشهرية من Acme GmbH.' },
  { id: 'terms', version: '1', required: true,
    text: 'قرأت الشروط وأوافق عليها.' }],
};

const JAPANESE = {
  language: 'ja',
  title: 'お問い合わせ',
  intro: 'お名前とご連絡先だけで結構です。担当者が返信いたします。',
  submit: '返信を受け取る',
  known: { title: 'おかえりなさいませ', submit: '連絡を希望する' },
  fields: {
    name: { type: 'text', label: 'お名前', autocomplete: 'name' },
    email: { type: 'email', label: 'メールアドレス',
      why: '返信のために使用します。' },
    phone: { type: 'phone', label: '電話番号' },
    people: { type: 'choice', label: 'チームの人数',
      options: [{ value: '1-10', label: '1～10名' },
        { value: '11-50', label: '11～50名' }] },
    where: { type: 'country', label: '国・地域' },
  },
  first: ['name', { either: ['email', 'phone'] }],
  then: ['people', 'where'],
  message: true,
  consent: [{ id: 'news', version: '1',
    text: '月刊ニュースレターを受け取る。' }],
};

const CLOSED = { ...TALK, closed: 'This form is closed. Write to us instead.' };

const SITE = { min_fill: '0s', visit_gap: '30m',
  privacy: { controller: 'Acme GmbH', url: '/privacy' } };

// The keys of all who are remembered.
function visitors(site) {
  return site.db.command('KEYS', site.key('v', '*'));
}

// The visit of everybody who is remembered is over: they were last seen two
// hours ago.
async function timePasses(site) {
  const keys = await visitors(site);
  const then = Date.now() - 7200e3;

  await Promise.all(keys.map((key) => (
    site.db.command('HSET', key, 'seen', then))));
}

// The visitors' next page asks for this field, as if an earlier page had.
async function askFor(site, field) {
  const keys = await visitors(site);
  const now = Date.now();

  await Promise.all(keys.map((key) => (
    site.db.command('HSET', key, 'seen', now, 'ask', field))));
}

// Gives name and e-mail, and sends.
async function sendFirst(person, options = {}) {
  await person.open(options.path || '/contact');
  await person.page.fill('#f-name', options.name || 'Ada Lovelace');
  await person.page.fill('#f-email', options.email || 'ada@example.com');

  return sendForm(person);
}

// Presses the form's own button, whatever it is called.
function sendForm(person) {
  return person.leads(() => person.page.locator('main button').first().click());
}

// The browser's own validation is out of the way, as in older browsers.
function withoutNative(person) {
  return person.page.evaluate(() => {
    document.querySelector('main form').noValidate = true;
  });
}

// The id of what has the focus, or what else tells it.
function focused(person) {
  return person.page.evaluate(() => {
    const { id, name, tagName, textContent } = document.activeElement;

    return id || name || (tagName === 'BODY' ? '' : textContent.trim());
  });
}

/*
 * One Chromium and one site for all stories of a file (test: node:test).  Each
 * story is of one person, who starts with an empty Redis: story(name,
 * told(person), options of chromium.person).
 */
function stage(test) {
  const scene = {
    chromium: null,
    site: null,

    story(name, told, options = {}) {
      test(name, async () => {
        await scene.site.db.command('FLUSHALL');

        const person = await scene.chromium.person(
          { url: scene.site.nginx.url, ...options });

        await told(person);
        await person.close();
      });
    },

    async types() {
      return (await scene.site.events()).map((event) => event.type);
    },

    async lastEvent() {
      const events = await scene.site.events();
      const event = events[events.length - 1];

      return { ...event, answers: JSON.parse(event.answers || '{}') };
    },

    async nextVisit(person, path = '/contact') {
      await timePasses(scene.site);
      await person.open(path);
    },
  };

  test.before(async () => {
    scene.chromium = await startChromium();
    scene.site = await startSite(null, {
      forms: { contact: CONTACT, talk: TALK, terms: TERMS, every: EVERY,
        hebrew: HEBREW, arabic: ARABIC },
      siteJson: SITE,
      nginx: { tcp: true },
      planted: ['Ada Lovelace', 'Analytical Engines', 'ada@example.com'],
    });
  });

  test.after(async () => {
    for (const part of [scene.chromium, scene.site]) {
      await (part && part.stop());
    }
  });

  return scene;
}

module.exports = {
  TALK, TERMS, TYPES, EVERY, HEBREW, ARABIC, JAPANESE, CLOSED, SITE,
  stage, focused, visitors, timePasses, askFor, sendFirst, sendForm,
  withoutNative,
};
