'use strict';
// What a screen reader is told in each state of states.js, in the lines of
// tests/lib/outline.js: title, landmarks, headings, what is said at once, and
// of each control its role, name, description, and whether it is required or
// wrong.

const fs = require('node:fs');
const path = require('node:path');

const { TYPES, HEBREW, ARABIC, JAPANESE } = require('./story.js');

const LANGUAGES = path.resolve(__dirname, '..', '..', 'languages');

// The module's words: in English as they stand in the design, in other
// languages as its translators have them.
const EN = {
  errors_title: 'Please check your entries',
  required: 'Please fill in this field',
  message: 'Add a message',
  message_label: 'Your message',
  optional: '(optional)',
  privacy: 'Privacy notice',
  not_you: 'Not you?',
  other_contact: 'Use a different e-mail or phone',
  forget: 'Forget this browser',
  erase: 'Ask us to delete my data',
  decline: 'Rather not say',
  consents: 'What you agreed to',
  agreed: 'You agreed to:',
  withdraw: 'Withdraw',
  consent: 'Please tick this box to go on',
  link_title: 'Is this you?',
  link_text: 'This link was made for one person. If that is you, this device'
    + ' will be remembered, and we will not ask again what you have told us.',
  link_yes: 'It’s me',
  link_no: 'Not me',
};
const other = (tag) => JSON.parse(
  fs.readFileSync(path.join(LANGUAGES, `${tag}.json`), 'utf8'));
const [AR, JA, DE] = ['ar', 'ja', 'de'].map(other);

const LETTER = 'checkbox "Send me the monthly letter."';
const WHY = 'So that the right colleague calls you.';

const indented = (lines) => lines.map((line) => '  ' + line);

// A control: why it is asked, and what is wrong, are its description.
function control(role, name, { why, wrong, value, required } = {}) {
  const words = [`${role} "${name}"`];
  const said = [wrong, why].filter(Boolean).join(' ');

  words.push(...value ? [`= ${value}`] : [], ...required ? ['required'] : [],
    ...wrong ? ['invalid'] : [], ...said ? [`(${said})`] : []);

  return [...why ? [`text "${why}"`] : [], ...wrong ? [`text "${wrong}"`] : [],
    words.join(' ')];
}

const textbox = (name, more) => control('textbox', name, more);
const needed = (name, more) => textbox(name, { required: true, ...more });

function group(name, choices, { why, wrong, role = 'group', each = '' } = {}) {
  const said = [wrong, why].filter(Boolean).join(' ');

  return [`${role} "${name}"${role === 'radiogroup' ? ' invalid' : ''}`
    + (said ? ` (${said})` : ''),
  ...indented([...why ? [`text "${why}"`] : [],
    ...wrong ? [`text "${wrong}"`] : [],
    ...choices.map((choice) => choice + each)])];
}

// A whole page; or a form in another page (held), which has its title and
// landmarks; focused: the form's heading, where a script put it there.
function page({ held, w = EN, title, intro, errors, notice, preview, focused,
  main = [], footer = [] }) {
  const form = [
    ...preview ? ['text "Preview: nothing is saved"'] : [],
    ...notice ? ['alert focused assertive', `  text "${notice}"`] : [],
    ...errors ? ['alert focused assertive',
      `  heading 2 "${w.errors_title}"`,
      ...errors.map((error) => `  link "${error}"`)] : [],
    `heading ${held ? 2 : 1} "${title}"${focused ? ' focused' : ''}`,
    ...intro ? [`text "${intro}"`] : [],
    ...main,
  ];

  if (held) {
    return ['page "Acme"', 'main', ...indented(['heading 1 "Acme"',
      'text "We make everything."', ...form, ...footer])];
  }

  return [
    `page "${errors ? `${w.errors_title} – ` : ''}${title}"`,
    'main', ...indented(form),
    ...footer.length ? ['footer', ...indented(footer)] : [],
  ];
}

const controller = (w) => ['text "Acme GmbH ·"', `link "${w.privacy}"`];
const short = (title, intro, more) => page({ title, intro, ...more });

// The first step; contact: its lines.
function first({ w = EN, title = 'Talk to us',
  intro = 'Two fields, and a person replies.', name = 'Your name', given = {},
  contact, instead = 'Phone instead', message, consents = [LETTER],
  submit = 'Get a reply', ...more }) {
  return page({ w, title, intro, ...more, main: [
    ...needed(name, given),
    ...contact,
    `link "${instead}"`,
    ...messageOf(w, message),
    ...consents,
    `link "${w.privacy}"`,
    `button "${submit}"`,
  ], footer: controller(w) });
}

// A visitor we know; question: its lines.
function known({ w = EN, title = 'Welcome back', question = [], consents = [],
  submit = 'Talk to me', message = 'closed', behind = [], agreed,
  ...more }) {
  const asks = question.length > 0;

  return page({ w, title, ...more, main: [
    ...question,
    ...consents,
    ...consents.length ? [`link "${w.privacy}"`] : [],
    `button "${submit}"`,
    ...asks ? [`button "${w.decline}"`] : [],
    ...message === null ? [] : messageOf(w, message, submit),
    ...behind,
  ], footer: [
    `button "${w.not_you}"`, `link "${w.other_contact}"`,
    `button "${w.forget}"`, `button "${w.erase}"`,
    ...agreed || [],
    ...controller(w),
  ] });
}

// Of whom a link was made for nothing is said.
function linkOf(w, more) {
  return page({ w, title: w.link_title, intro: w.link_text, ...more,
    main: [`button "${w.link_yes}"`, `button "${w.link_no}"`],
    footer: controller(w) });
}

function messageOf(w, state = 'closed', submit) {
  const head = `details "${w.message}" ${state}`;

  return state === 'closed' ? [head] : [head, `textbox "${w.message_label}"`,
    ...submit ? [`button "${submit}"`] : []];
}

const agreedTo = (w, text, state) => [`details "${w.consents}" ${state}`,
  ...state === 'closed' ? [] : [`text "${w.agreed} ${text}"`,
    `button "${w.withdraw}" (${w.agreed} ${text})`]];

const optional = (w, label) => `${label} ${w.optional}`;

// What each type of question is, and what is said of a wrong answer.
const OPTIONS = { a_choice: 'radio', some_choices: 'checkbox' };
const WRONG = {
  a_text: 'Please shorten this entry',
  a_textarea: 'Please shorten this entry',
  an_email: 'Enter your e-mail address in the form name@example.com',
  a_phone: 'Enter your phone number in digits, for example +44 20 7946 0123',
  a_url: 'Enter the web address in the form https://www.example.com',
  a_number: 'Enter a number in digits, for example 12 or 12.5',
  a_date: 'Enter the date as year-month-day, for example 2026-03-31',
  a_choice: 'Choose from the answers offered here',
  a_long_choice: 'Choose from the answers offered here',
  some_choices: 'Choose from the answers offered here',
  a_country: 'Choose a country from the list',
  a_yes_no: 'Choose from the answers offered here',
};
const TYPED = 'no such answer';
const TYPED_MAX = { a_text: 'long '.repeat(2000), a_textarea: 'long '
  .repeat(2000) };

function questionOf(field, refused) {
  const wrong = refused ? WRONG[field] : undefined;
  const name = optional(EN, `About ${field.replace(/_/g, ' ')}`);
  const said = { why: WHY, wrong };

  if (field in OPTIONS || field === 'a_yes_no') {
    const role = OPTIONS[field] || 'radio';
    const choices = (TYPES[field].options || ['Yes', 'No'])
      .map((choice) => `${role} "${choice}"`);

    return group(name, choices, { ...said,
      role: refused && role === 'radio' ? 'radiogroup' : 'group',
      each: refused && role === 'checkbox' ? ' invalid' : '' });
  }
  if (field === 'a_long_choice' || field === 'a_country') {
    return control('combobox', name, { ...said, value: 'Please choose' });
  }

  return control(field === 'a_date' && !refused ? 'date' : 'textbox', name,
    { ...said, value: refused ? TYPED_MAX[field] || TYPED : undefined });
}

function typesOf() {
  const submit = 'Get in touch again';

  return Object.fromEntries(Object.keys(TYPES).flatMap((field) => {
    const plainly = field.replace(/_/g, ' ');

    return [
      [`question of ${plainly}`, known({ submit, message: null,
        question: questionOf(field) })],
      [`question of ${plainly}, refused`, known({ submit, message: null,
        question: questionOf(field, true),
        errors: [`About ${plainly}: ${WRONG[field]}`] })],
    ];
  }));
}

const EMAIL = { why: 'For our reply.' };
const TERMS = 'I have read the terms and the privacy notice, and I agree to'
  + ' both.';
const PHONE = 'Enter your phone number in digits, for example +44 20 7946 0123';
const COMPANY = textbox('Company (optional)',
  { why: 'So that we come prepared.' });
const FORGOTTEN = 'On your next visit we will not recognise you. What you have'
  + ' sent us before stays with us; to have it deleted, please contact us.';
const REMEMBER = 'checkbox "Remember me on this device"';

const GERMAN = {
  w: DE, title: 'Sprechen Sie mit uns', intro: 'Es antwortet ein Mensch.',
  name: 'Ihr Name', instead: 'Stattdessen: Telefon',
  consents: ['checkbox "Senden Sie mir den Brief."'],
  submit: 'Antwort erhalten',
};
const GERMAN_KNOWN = {
  w: DE, title: 'Willkommen zurück', submit: 'Melden Sie sich bei mir',
  question: textbox(optional(DE, 'Unternehmen'),
    { why: 'Damit wir vorbereitet sind.' }),
};
const germanAgreed = (state) => agreedTo(DE, 'Senden Sie mir den Brief.',
  state);

const arabicFirst = (wrong) => ({
  w: AR, title: ARABIC.title, intro: ARABIC.intro,
  name: ARABIC.fields.name.label, given: { wrong },
  contact: needed(ARABIC.fields.email.label,
    { why: ARABIC.fields.email.why, wrong }),
  instead: AR.either.replace('%s', ARABIC.fields.phone.label),
  submit: ARABIC.submit,
});
const ARABIC_KNOWN = {
  w: AR, title: ARABIC.known.title, intro: ARABIC.known.intro,
  submit: ARABIC.known.submit,
  agreed: [`details "${AR.consents}" closed`],
};
const ARABIC_TEAM = group(optional(AR, ARABIC.fields.team.label),
  ARABIC.fields.team.options.map((o) => `radio "${o.label || o}"`),
  { why: ARABIC.fields.team.why });
const [ARABIC_LETTER, ARABIC_TERMS] = ARABIC.consent.map(({ text }) => text);

const NOTHING_GIVEN = {
  given: { wrong: EN.required },
  contact: needed('E-mail', { ...EMAIL, wrong: EN.required }),
  errors: [`Your name: ${EN.required}`, `E-mail: ${EN.required}`],
};
const HELD = {
  first: first({ held: true, contact: needed('E-mail', EMAIL) }),
  question: known({ held: true, question: COMPANY, consents: [LETTER] }),
  thanks: ['Thank you', 'We will be in touch.'],
  forgotten: ['This browser is forgotten', FORGOTTEN],
};

const LINK_OVER = 'This personal link does not hold any more. You can use the'
  + ' form all the same.';
const LINK_PRIVATE = 'Your browser asks not to be remembered, so this personal'
  + ' link does nothing here. You can use the form all the same.';

const NAMES = {
  first: first({ contact: needed('E-mail', EMAIL) }),
  'first, with a message': first({ contact: needed('E-mail', EMAIL),
    message: 'focused open' }),
  'first, by phone': first({ contact: needed('Phone'),
    instead: 'E-mail instead' }),
  'first, errors': first({ given: { value: 'Ada' },
    contact: needed('Phone', { value: '030 ABC', wrong: PHONE }),
    instead: 'E-mail instead', errors: [`Phone: ${PHONE}`] }),
  'first, with consents and memory': first({
    contact: needed('E-mail', EMAIL),
    consents: [LETTER, `checkbox "${TERMS}"`, REMEMBER] }),
  'first, nothing given': first({
    given: { wrong: EN.required },
    contact: needed('E-mail', { ...EMAIL, wrong: EN.required }),
    consents: [LETTER, ...control('checkbox', TERMS, { wrong: EN.consent }),
      REMEMBER],
    errors: [`Your name: ${EN.required}`, `E-mail: ${EN.required}`,
      `${EN.consent}: ${TERMS}`] }),
  'first, press once more': first({
    given: { value: 'Ada Lovelace' },
    contact: needed('E-mail', { ...EMAIL, value: 'ada@example.com' }),
    consents: [LETTER, `checkbox "${TERMS}"`, REMEMBER]
      .map((box) => `${box} checked`),
    notice: 'Please press the button once more. Everything you entered is still'
      + ' here.' }),
  'other contact': first({ contact: needed('E-mail', EMAIL) }),

  'known, nothing to ask': known({}),
  'known, offered a consent': known({ consents: [LETTER] }),
  'known, question and message': known({ question: COMPANY,
    consents: [LETTER], message: 'focused open' }),
  ...typesOf(),
  'country told by the address': known({ question: COMPANY,
    consents: [LETTER], behind: ['details "Country: United States" closed'] }),
  'country told, to be corrected': known({ question: COMPANY,
    consents: [LETTER], behind: [
      'details "Country: United States" focused open',
      ...control('combobox', 'Country (optional)', { value: 'Please choose',
        why: 'So that the price is in your currency.' }),
      'button "Talk to me"'] }),
  agreed: known({ agreed: agreedTo(EN, '', 'closed') }),
  'agreed, to be withdrawn': known({ agreed: agreedTo(EN,
    'Send me the monthly letter.', 'focused open') }),

  withdrawn: short('Your consent is withdrawn', 'From now on we no longer rely'
    + ' on it. You can agree again at any time.'),
  'thanks in the form\'s words': short('Thank you', 'We will be in touch.'),
  'thanks in the module\'s words': short('Thank you', 'We have received your'
    + ' details and will get back to you.'),
  forgotten: short('This browser is forgotten', FORGOTTEN),
  erase: short('We have received your request', 'You have asked us to delete'
    + ' your data. One of us will see to it.', { main: ['text "Acme GmbH"'] }),
  closed: short('Talk to us', 'This form is closed. Write to us instead.'),

  link: linkOf(EN),
  'link, once more': linkOf(EN, { notice: 'This page was no longer up to date:'
    + ' please press the button once more.' }),
  'link, "It\'s me"': known({ consents: [LETTER] }),
  'link, to be over': linkOf(EN),
  'link, 410': first({ notice: LINK_OVER,
    contact: needed('E-mail', EMAIL) }),
  'link, "Not me"': first({ contact: needed('E-mail', EMAIL) }),
  'link that does not hold': first({ notice: LINK_OVER,
    contact: needed('E-mail', EMAIL) }),
  'link that does not hold, known': known({ notice: LINK_OVER,
    consents: [LETTER] }),
  'link, nobody is to be remembered': first({ notice: LINK_PRIVATE,
    contact: needed('E-mail', EMAIL) }),

  'Redis away, first': first({ contact: needed('E-mail', EMAIL) }),
  'Redis away, a wish': known({ notice: 'We cannot receive your entries at the'
    + ' moment. Nothing you entered is lost: please try again in a few'
    + ' minutes.' }),
  400: short('We could not read what was sent',
    'Please go back and send the form once more.'),
  403: short('This form can only be sent from its own page',
    'Please open that page and send the form from there.'),
  404: short('There is no form at this address', 'Please check the address, or'
    + ' go back to the page you came from.'),
  405: short('This address cannot be used in this way',
    'Please open the form in your browser.'),
  413: short('This is more than we can receive at once',
    'Please go back and shorten what you wrote.'),
  415: short('We cannot read what was sent in this format',
    'Please open the form in your browser and send it from there.'),

  'preview of the first step': first({ preview: true,
    contact: needed('E-mail', EMAIL) }),
  'preview of a question': known({ preview: true, question: COMPANY,
    consents: [LETTER] }),
  'preview, sent': short('This would have been sent', undefined,
    { preview: true, main: ['textbox "This would have been sent" = {…}'] }),

  'fragment, first': HELD.first,
  'fragment, errors': first(NOTHING_GIVEN),
  'fragment, thanks': short(...HELD.thanks, { held: true }),
  'fragment, question': HELD.question,
  'fragment, forgotten': short(...HELD.forgotten, { held: true }),

  'element, first': HELD.first,
  'element, errors': first({ ...NOTHING_GIVEN, held: true }),
  'element, thanks': short(...HELD.thanks, { held: true, focused: true }),
  'element, question': HELD.question,
  'element, forgotten': short(...HELD.forgotten,
    { held: true, focused: true }),

  'Arabic, link': linkOf(AR),
  'Arabic, first': first({ ...arabicFirst(),
    consents: [`checkbox "${ARABIC_LETTER}"`, `checkbox "${ARABIC_TERMS}"`] }),
  'Arabic, errors': first({ ...arabicFirst(AR.required),
    consents: [`checkbox "${ARABIC_LETTER}"`,
      ...control('checkbox', ARABIC_TERMS, { wrong: AR.consent })],
    errors: [`${ARABIC.fields.name.label}: ${AR.required}`,
      `${ARABIC.fields.email.label}: ${AR.required}`,
      `${AR.consent}: ${ARABIC_TERMS}`] }),
  'Arabic, thanks': short(AR.thanks_title, AR.thanks_text),
  'Arabic, country told, to be corrected': known({ ...ARABIC_KNOWN,
    question: ARABIC_TEAM, behind: [
      'details "البلد: الولايات المتحدة" focused open',
      ...control('combobox', optional(AR, 'البلد'), { value: AR.choose }),
      `button "${ARABIC.known.submit}"`] }),
  'Arabic, question': known({ ...ARABIC_KNOWN, question: ARABIC_TEAM }),
  'Arabic, question under a foreign label, refused': known({ ...ARABIC_KNOWN,
    question: textbox(optional(AR, 'Website (URL)'),
      { wrong: AR.url, value: TYPED }),
    errors: [`Website (URL): ${AR.url}`] }),
  'Hebrew, first': first({ title: HEBREW.title, intro: HEBREW.intro,
    name: HEBREW.fields.name.label,
    contact: needed(HEBREW.fields.email.label,
      { why: HEBREW.fields.email.why }),
    instead: `${HEBREW.fields.phone.label} instead`, submit: HEBREW.submit,
    consents: [`checkbox "${HEBREW.consent[0].text}"`] }),
  'Hebrew, question': known({ title: HEBREW.known.title,
    submit: HEBREW.known.submit,
    question: group(optional(EN, HEBREW.fields.size.label),
      ['radio "1-10"', 'radio "11-50"']),
    consents: [`checkbox "${HEBREW.consent[0].text}"`] }),
  'Japanese, first': first({ w: JA, title: JAPANESE.title,
    intro: JAPANESE.intro, name: JAPANESE.fields.name.label,
    contact: needed(JAPANESE.fields.email.label,
      { why: JAPANESE.fields.email.why }),
    instead: JA.either.replace('%s', JAPANESE.fields.phone.label),
    submit: JAPANESE.submit,
    consents: [`checkbox "${JAPANESE.consent[0].text}"`] }),
  'Japanese, question': known({ w: JA, title: JAPANESE.known.title,
    submit: JAPANESE.known.submit,
    question: control('combobox', optional(JA, JAPANESE.fields.where.label),
      { value: JA.choose }),
    consents: [`checkbox "${JAPANESE.consent[0].text}"`] }),

  'German, link': linkOf(DE),
  'German, first': first({ ...GERMAN,
    contact: needed('E-Mail', { why: 'Für unsere Antwort.' }) }),
  'German, errors': first({ ...GERMAN, given: { wrong: DE.required },
    contact: needed('E-Mail', { why: 'Für unsere Antwort.',
      wrong: DE.required }),
    errors: [`Ihr Name: ${DE.required}`, `E-Mail: ${DE.required}`] }),
  'German, known': known({ ...GERMAN_KNOWN, agreed: germanAgreed('closed') }),
  'German, agreed': known({ ...GERMAN_KNOWN,
    agreed: germanAgreed('focused open') }),
};

module.exports = { NAMES };
