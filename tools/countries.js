'use strict';
// Makes src/lf_country_names_*.c: the names of the countries in each language
// of languages/, in that language's order.
//
//     node tools/countries.js            writes what has changed
//     node tools/countries.js --check    says what has changed, writes nothing
//
// The names are those of CLDR, as Node's Intl has them; the codes are those of
// src/lf_country.c.  Another release of CLDR gives other names: its version
// stands in each file, and --check compares with that version only.

const fs = require('node:fs');
const path = require('node:path');

const { quote, writeAll } = require('./generate.js');

const ROOT = path.resolve(__dirname, '..');
const OWN = /^lf_country_names_\w+\.c$/;

// Whose short name is the one that people know: "Hong Kong", not "Hong Kong
// SAR China".
const SHORT = ['HK', 'MO', 'PS'];

function codes() {
  const source = fs.readFileSync(path.join(ROOT, 'src', 'lf_country.c'),
    'utf8');
  const [, body] = /lf_country_codes\[\] = \{(.*?)\};/s.exec(source);

  return [...body.matchAll(/LF_CODE\("(..)"\)/g)].map((match) => match[1]);
}

function tags() {
  return fs.readdirSync(path.join(ROOT, 'languages'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length)).sort();
}

// [{ code, name }, ...] in the order of the language.
function countries(tag) {
  if (Intl.DisplayNames.supportedLocalesOf(tag).length === 0) {
    throw new Error(`this Node has no names in ${tag}`);
  }

  const names = (style) => new Intl.DisplayNames(tag,
    { type: 'region', style, fallback: 'none' });
  const long = names('long');
  const short = names('short');
  const list = codes().map((code) => {
    const name = (SHORT.includes(code) ? short : long).of(code);

    if (name === undefined) {
      throw new Error(`${code} has no name in ${tag}`);
    }

    return { code, name: name.normalize('NFC') };
  });

  const { compare } = new Intl.Collator(tag);

  return list.sort((a, b) => compare(a.name, b.name)
    || (a.code < b.code ? -1 : 1));
}

// "CLDR 48.0 (ICU 78.2)": what names and order come from.
function source() {
  return `CLDR ${process.versions.cldr} (ICU ${process.versions.icu})`;
}

// { source, date } of the committed files, or null.
function committed() {
  const file = path.join(ROOT, 'src', 'lf_country_names_en.c');

  if (!fs.existsSync(file)) {
    return null;
  }

  const [, from, date] = /(CLDR \S+ \(ICU \S+\)), (\S+)\./.exec(
    fs.readFileSync(file, 'utf8'));

  return { source: from, date };
}

// { path in the tree: contents }, dated by the day of its source.
function files() {
  const old = committed();
  const date = old && old.source === source() ? old.date
    : new Date().toISOString().slice(0, 10);

  return Object.fromEntries(tags().map((tag) => [
    `src/lf_country_names_${tag.replaceAll('-', '_')}.c`,
    text(tag, countries(tag), date)]));
}

function text(tag, list, date) {
  const name = `lf_country_names_${tag.replaceAll('-', '_')}`;
  const language = new Intl.DisplayNames('en', { type: 'language' }).of(tag);

  return `/*
 * ${name}: the countries of ISO 3166-1 by their names in
 * ${language}, in its order.  Made by tools/countries.js, through Node's Intl,
 * from ${source()}, ${date}.
 *
 * Copyright 2004-2025 Unicode, Inc.; Unicode License v3: docs/Unicode-3.0.txt
 */

#include "lf_country_names.h"


const lf_country_name_t  ${name}[LF_COUNTRY_NAMES] = {
${list.map(entry).join(',\n')}
};
`;
}

function entry({ code, name }) {
  const start = `    { "${code}", `;
  const [line, ...more] = quote(name, 77 - Buffer.byteLength(start));

  return more.length === 0 ? `${start}${line} }`
    : `${start.trimEnd()}\n${quote(name, 72).map((part) => `      ${part}`)
      .join('\n')} }`;
}

function main() {
  const check = process.argv.includes('--check');
  const old = committed();

  if (check && old !== null && old.source !== source()) {
    console.log(`SKIP: src/lf_country_names_*.c are of ${old.source}, this`
      + ` Node has ${source()}`);
    return;
  }

  process.exitCode = writeAll(ROOT, files(), OWN, check,
    'tools/countries.js');
}

if (require.main === module) {
  main();
}

module.exports = { codes, tags, countries, source, committed, files };
