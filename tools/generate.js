'use strict';
// What the scripts share that write C source: strings, and files that are
// written only where they differ.

const fs = require('node:fs');
const path = require('node:path');

// C string literals of the text: each at most so many bytes with its quotes,
// broken at blanks where there are any.
function quote(text, bytes) {
  const lines = [];
  let line = '';

  for (const word of text.match(/[^ ]+ ?| /g) || []) {
    if (line !== '' && size(line + word) > bytes) {
      lines.push(line);
      line = '';
    }
    for (const character of word) {
      if (size(line + character) > bytes) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }

  return [...lines, line].map((part) => `"${escape(part)}"`);
}

function size(text) {
  return Buffer.byteLength(escape(text)) + 2;
}

// What cannot be seen is written in octal.
function escape(text) {
  return text.replace(/["\\]/g, '\\$&').replace(/[\p{C}\u00a0\u202f]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => '\\' + byte.toString(8)
      .padStart(3, '0')).join(''));
}

// Writes the files that differ, and removes those of src/ that are like
// `own` and no longer made; with `check` only says so.  Returns 0, or 1 when
// the check found something.
function writeAll(root, files, own, check, by) {
  let bad = 0;
  const made = Object.keys(files).map((name) => path.basename(name));
  const old = fs.readdirSync(path.join(root, 'src'))
    .filter((name) => own.test(name) && !made.includes(name));

  for (const [name, contents] of Object.entries(files)) {
    const file = path.join(root, name);
    const now = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;

    if (now === contents) {
      continue;
    }
    if (check) {
      console.error(`${name} is not what ${by} makes: run it`);
      bad = 1;
    } else {
      fs.writeFileSync(file, contents);
      console.log(`wrote ${name}`);
    }
  }

  for (const name of old) {
    if (check) {
      console.error(`src/${name} is no longer made by ${by}: run it`);
      bad = 1;
    } else {
      fs.unlinkSync(path.join(root, 'src', name));
      console.log(`removed src/${name}`);
    }
  }

  return bad;
}

module.exports = { quote, writeAll };
