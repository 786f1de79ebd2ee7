'use strict';
// The examples in docs/, for tests that run them as they stand.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');

const { ROOT } = require('./nginx.js');

// The text below a heading of any level, up to the next one of its level.
function section(file, heading) {
  const text = fs.readFileSync(path.join(ROOT, 'docs', file), 'utf8')
    .replace(/^```[^]*?^```$/gm, (block) => block.replace(/^#/gm, '\0'));
  const parts = text.split(/^(?=#+ )/m);
  const at = parts.findIndex((part) => (
    part.replace(/^#+ /, '').startsWith(heading + '\n')));

  assert.ok(at >= 0, `docs/${file} has no "${heading}"`);

  const level = /^#+/.exec(parts[at])[0].length;
  const rest = parts.slice(at + 1);
  const end = rest.findIndex((part) => /^#+/.exec(part)[0].length <= level);

  return [parts[at], ...rest.slice(0, end < 0 ? rest.length : end)].join('')
    .replace(/\0/g, '#');
}

// The blocks of a language there, in order: their texts.
function examples(file, heading, language) {
  const found = [...section(file, heading)
    .matchAll(/^```([\w ]+)\n([^]*?)^```$/gm)]
    .filter(([, name]) => name === language).map(([, , text]) => text);

  assert.ok(found.length > 0,
    `docs/${file}, "${heading}" has no block "${language}"`);

  return found;
}

module.exports = { section, examples };
