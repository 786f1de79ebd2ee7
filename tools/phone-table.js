#!/usr/bin/env node
// The numbering plans of the world as C, from npm's libphonenumber-js:
//
//     tools/phone-table.js [FOLDER]
//
// writes src/lf_phone_table.h and tests/unit/lf_test_phone_examples.h under
// FOLDER (default: this tree).  The package is one of the tests', of an exact
// version: tests/package.json.

'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { createRequire } = require('node:module');

const root = path.resolve(__dirname, '..');
const tests = createRequire(path.join(root, 'tests', 'package.json'));

const DIGITS_MIN = 7;           // of E.164, as src/lf_value_types.h has them
const DIGITS_MAX = 15;

// Places of a plan's properties in the package's metadata, version 4.
const CODE = 0;
const ABROAD = 1;
const PATTERN = 2;
const LENGTHS = 3;
const PREFIX = 5;
const PREFIX_PARSED = 7;
const TRANSFORM = 8;

const LICENCE = (version) => `\
 * Made by tools/phone-table.js from libphonenumber-js ${version}; not edited by
 * hand.
 *
 * libphonenumber-js: copyright (c) 2016 @catamphetamine, the MIT License.  Its
 * data is that of Google's libphonenumber: copyright (c) The Libphonenumber
 * Authors, the Apache License, version 2.0.  Both: LICENSES/.`;

function literal(text) {
    return `"${text.replace(/\\/g, '\\\\')}"`;
}

function mask(lengths) {
    const bits = lengths.reduce((sum, length) => sum + 2 ** length, 0);
    return `0x${bits.toString(16).padStart(5, '0')}`;
}

function row(country, plan, main) {
    const texts = [
        plan[ABROAD] || '',
        plan[PREFIX_PARSED] || plan[PREFIX] || '',
        plan[TRANSFORM] || '',
        plan[PATTERN],
    ];

    return `    { "${country}", "${plan[CODE]}", ${main ? 1 : 0}, `
        + `${mask(plan[LENGTHS])}, ${texts.map(literal).join(', ')} }`;
}

function table(metadata, version) {
    if (metadata.version !== 4) {
        throw new Error(`metadata of version ${metadata.version}, not 4`);
    }

    const main = new Set(Object.values(metadata.country_calling_codes)
        .map((countries) => countries[0]));
    const rows = Object.keys(metadata.countries).sort()
        .map((country) => row(country, metadata.countries[country],
            main.has(country)));

    for (const code of Object.keys(metadata.nonGeographic)) {
        rows.push(row('', metadata.nonGeographic[code], true));
    }

    return `/*
 * lf_phone_table (private): the numbering plans, by country, and behind them
 * those of no country.
 *
${LICENCE(version)}
 */

#ifndef LF_PHONE_TABLE_H
#define LF_PHONE_TABLE_H

#include "lf_phone.h"

static const lf_phone_plan_t  lf_phone_plans[] = {
${rows.join(',\n')}
};

#endif
`;
}

// Every way in which people of a country write a number that the package
// takes for the same one.

function ways(phone, library, plan) {
    const national = phone.nationalNumber;
    const prefix = plan[PREFIX] || '';
    const written = [
        phone.formatNational(),
        phone.formatNational().replace(/\D/g, ''),
        phone.formatInternational(),
        phone.number,
        national,
        prefix + national,
        phone.number.replace('+', ''),
        phone.number.replace('+', '00'),
        `+${phone.countryCallingCode}${prefix}${national}`,
        phone.format('IDD', { fromCountry: 'US' }),
    ];

    for (const from of ['US', 'RU', 'JP', 'AU']) {
        written.push(`${from}:${phone.format('IDD', { fromCountry: from })}`);
    }

    return [...new Set(written.map((way) => way.replace('~', ' ')))].filter((way) => {
        const [, from, typed] = /^(?:(..):)?(.*)$/.exec(way);
        const read = library.parsePhoneNumberFromString(typed,
            { defaultCountry: from || phone.country, extract: false });

        return read && read.isPossible() && read.number === phone.number;
    });
}

function examples(metadata, library, mobile, version) {
    const rows = [];

    for (const country of Object.keys(mobile).sort()) {
        const plan = metadata.countries[country];
        const phone = library.parsePhoneNumberFromString(mobile[country],
            country);
        const digits = phone.number.length - 1;

        if (digits < DIGITS_MIN || digits > DIGITS_MAX) {
            continue;
        }

        rows.push(`    { "${country}", "${phone.number}",\n      "`
            + ways(phone, library, plan).join('|') + '" }');
    }

    return `/*
 * lf_test_phone_examples: a mobile number of each country, and ways to write
 * it, separated by "|": as in that country, or, "US:011 ...", in another.
 *
${LICENCE(version)}
 */

#ifndef LF_TEST_PHONE_EXAMPLES_H
#define LF_TEST_PHONE_EXAMPLES_H

static const struct {
    const char  *country;
    const char  *number;
    const char  *ways;
} lf_test_phone_examples[] = {
${rows.join(',\n')}
};

#endif
`;
}

function main(folder) {
    const { version } = tests('libphonenumber-js/package.json');
    const metadata = tests('libphonenumber-js/metadata.max.json');
    const mobile = tests('libphonenumber-js/examples.mobile.json');
    const library = tests('libphonenumber-js/max');

    fs.writeFileSync(path.join(folder, 'src/lf_phone_table.h'),
        table(metadata, version));
    fs.writeFileSync(path.join(folder, 'tests/unit/lf_test_phone_examples.h'),
        examples(metadata, library, mobile, version));
}

main(process.argv[2] || root);
