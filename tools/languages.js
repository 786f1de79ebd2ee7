'use strict';
// Makes src/lf_message_*.c of languages/*.json: the module's own texts.  The
// names of countries are made by tools/countries.js.
//
//     node tools/languages.js            writes what has changed
//     node tools/languages.js --check    says what is wrong, writes nothing
//
// The keys are those of lf_message_t (include/lead_form/lf_text.h), in lower
// case, without LF_MSG_, and in its order.

const fs = require('node:fs');
const path = require('node:path');

const { quote, writeAll } = require('./generate.js');

const ROOT = path.resolve(__dirname, '..');
const HEADER = path.join(ROOT, 'include', 'lead_form', 'lf_text.h');
const FOLDER = path.join(ROOT, 'languages');

const LENGTH_MAX = 300;         // characters of any text
const LABEL_MAX = 70;           // of what stands in a button, link or heading
const LABELS = ['submit', 'known_title', 'known_submit', 'thanks_title',
  'continue', 'optional', 'message', 'message_label', 'either', 'decline',
  'not_you', 'other_contact', 'forget', 'erase', 'forgotten_title', 'erase_title',
  'privacy', 'remember', 'choose', 'yes', 'no', 'errors_title', 'entry',
  'link_title', 'link_yes', 'link_no'];

// Words that a language has in common with English.
const SAME = { es: ['no'], it: ['no'] };

// The names of lf_message_t without LF_MSG_, in lower case.
function keys() {
  const [, body] = /typedef enum \{([^}]*)\} lf_message_t;/s.exec(
    fs.readFileSync(HEADER, 'utf8'));

  return [...body.replace(/\/\*.*?\*\//gs, '').matchAll(/\bLF_MSG_(\w+)/g)]
    .map((match) => match[1].toLowerCase()).slice(0, -1);
}

// { tag: [[key, text], ...] }, English first.
function catalogues() {
  const tags = fs.readdirSync(FOLDER).filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));

  tags.sort((a, b) => (b === 'en') - (a === 'en') || (a < b ? -1 : 1));

  return Object.fromEntries(tags.map((tag) => [tag, Object.entries(
    JSON.parse(fs.readFileSync(path.join(FOLDER, `${tag}.json`), 'utf8')))]));
}

// What is wrong with the catalogues: sentences, none when all is well.
function problems(all, wanted = keys()) {
  const english = Object.fromEntries(all.en || []);

  return Object.entries(all).flatMap(([tag, entries]) => {
    const said = (key, what) => `languages/${tag}.json: ${key}: ${what}`;
    const given = entries.map(([key]) => key);
    const found = [];

    if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(tag)) {
      found.push(said('the file', 'is not named by a tag in lower case'));
    }

    for (const key of wanted.filter((one) => !given.includes(one))) {
      found.push(said(key, 'is missing'));
    }
    for (const key of given.filter((one) => !wanted.includes(one))) {
      found.push(said(key, 'is no message'));
    }
    if (found.length === 0 && given.join() !== wanted.join()) {
      const i = given.findIndex((key, at) => key !== wanted[at]);

      found.push(said(given[i], `here stands ${wanted[i]} in lf_message_t`));
    }

    for (const [key, text] of entries) {
      for (const what of faults(tag, key, text, english[key])) {
        found.push(said(key, what));
      }
    }

    return found;
  });
}

function faults(tag, key, text, english) {
  if (typeof text !== 'string' || text.trim() === '') {
    return ['has no text'];
  }

  const found = [];
  const length = [...text].length;
  const marks = (s) => (s.match(/%.?/g) || []).join();
  const max = LABELS.includes(key) ? LABEL_MAX : LENGTH_MAX;

  if (length > max) {
    found.push(`has ${length} characters, ${max} is the most`);
  }
  if (text !== text.normalize('NFC')) {
    found.push('is not in Unicode\'s form NFC');
  }
  // The left-to-right mark keeps a number together in Arabic.
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(text.replaceAll('\u200e', ''))) {
    found.push('has a control character');
  }
  if (text !== text.trim() || text.includes('  ')) {
    found.push('has blanks at an end, or two in a row');
  }
  if (english !== undefined && marks(text) !== marks(english)) {
    found.push('its %s are not those of English');
  }
  if (!['', '%s'].includes(marks(text))) {
    found.push('one %s is the most');
  }
  if (tag !== 'en' && text === english && /\p{L}/u.test(text.replace('%s', ''))
      && !(SAME[tag] || []).includes(key)) {
    found.push('is the English text');
  }
  for (const number of rtl(tag) ? text.matchAll(/\+?\d[\d \u00a0-]*\d/g) : []) {
    if (/\D/.test(number[0]) && text[number.index - 1] !== '\u200e') {
      found.push('its number needs \\u200e in front');
    }
  }

  return found;
}

function rtl(tag) {
  return ['Arab', 'Hebr'].includes(script(tag));
}

function script(tag) {
  return new Intl.Locale(tag).maximize().script;
}

// { path in the tree: contents }
function files(all = catalogues()) {
  const made = { 'src/lf_message_table.c': table(Object.keys(all)) };

  for (const [tag, entries] of Object.entries(all)) {
    made[`src/lf_message_${name(tag)}.c`] = texts(tag, entries);
  }

  return made;
}

function name(tag) {
  return tag.replaceAll('-', '_');
}

function texts(tag, entries) {
  return `/*
 * lf_message_${name(tag)}: the module's own texts, in ${english(tag)}.
 * Made by tools/languages.js from languages/${tag}.json.
 */

#include "lf_message.h"


_Static_assert(LF_MSG_COUNT == ${entries.length}, "run tools/languages.js");


const lf_str_t  lf_message_${name(tag)}[LF_MSG_COUNT] = {

${entries.map(([key, text]) => entry(key, text)).join('\n')}
};
`;
}

function english(tag) {
  return new Intl.DisplayNames('en', { type: 'language' }).of(tag);
}

function entry(key, text) {
  const start = `    [LF_MSG_${key.toUpperCase()}] = LF_MESSAGE_TEXT(`;
  const [line, ...more] = quote(text, 78 - Buffer.byteLength(start));

  if (more.length === 0) {
    return `${start}${line}),`;
  }

  return `${start}\n${quote(text, 70).map((part) => `        ${part}`)
    .join('\n')}),`;
}

function table(tags) {
  return `/*
 * lf_message_table: the languages of the module's own texts, and of the
 * countries' names.
 * Made by tools/languages.js from the files of languages/.
 */

#include "lf_message.h"


${tags.map((tag) => `extern const lf_str_t  lf_message_${name(tag)}`
    + '[LF_MSG_COUNT];').join('\n')}

${tags.map((tag) => `extern const lf_country_name_t  lf_country_names_`
    + `${name(tag)}[LF_COUNTRY_NAMES];`).join('\n')}


const lf_catalogue_t  lf_catalogues[] = {
${tags.map((tag) => `    { LF_MESSAGE_TEXT("${tag}"), `
    + `LF_MESSAGE_TEXT("${script(tag).toLowerCase()}"),\n`
    + `      lf_message_${name(tag)}, lf_country_names_${name(tag)} }`)
    .join(',\n')}
};

const size_t  lf_catalogues_count = LF_ARRAY_SIZE(lf_catalogues);
`;
}

function main() {
  const all = catalogues();
  const wrong = problems(all);

  if (wrong.length > 0) {
    console.error(wrong.join('\n'));
    process.exitCode = 1;
    return;
  }

  process.exitCode = writeAll(ROOT, files(all), /^lf_message_\w+\.c$/,
    process.argv.includes('--check'), 'tools/languages.js');
}

if (require.main === module) {
  main();
}

module.exports = { keys, catalogues, problems, files };
