'use strict';
// What the logs of a test's folder must never hold: alerts, reports of the
// sanitizers, and any value a person typed.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');

const BAD_LEVEL = /\[(alert|crit|emerg)\]/;
const SANITIZER = /(==\d+==\s*ERROR)|(ERROR: \w+Sanitizer)|(runtime error: )/;

// Every file below dir/logs: { file, text }.
function readLogs(dir) {
  const found = [];
  const folder = path.join(dir, 'logs');

  if (fs.existsSync(folder)) {
    for (const name of fs.readdirSync(folder).sort()) {
      const file = path.join(folder, name);

      if (fs.statSync(file).isFile()) {
        found.push({ file: name,
          text: withoutForeignLeaks(fs.readFileSync(file, 'utf8')) });
      }
    }
  }

  return found;
}

/*
 * What is left of LeakSanitizer's report without nginx's own leaks: a worker
 * that exits keeps its tables of connections and events.  A leak of ours has
 * a frame in the module on its stack, or one that nobody can name any more.
 */
function withoutForeignLeaks(text) {
  if (!/ERROR: LeakSanitizer: detected memory leaks/.test(text)) {
    return text;
  }

  const blocks = text.split(/\n\s*\n/);
  const leaks = blocks.filter((block) => /(Direct|Indirect) leak of/.test(block));
  const ours = leaks.filter((block) => (
    /ngx_http_lead_form|\/src\/lf_|<unknown module>/.test(block)));
  const rest = blocks.filter((block) => !leaks.includes(block)
    && !/ERROR: LeakSanitizer: detected|^SUMMARY: /m.test(block));

  return [...rest, ...ours.map((block) => (
    'ERROR: LeakSanitizer: ' + block.trim().replace(/\n/g, ' | ')))].join('\n');
}

// The ways in which a typed value shows in a log.
function spellings(value) {
  const percent = encodeURIComponent(value);
  const json = JSON.stringify(value).slice(1, -1);
  const bytes = [...Buffer.from(value)].map((byte) => (
    byte < 32 || byte > 126 || byte === 34 || byte === 92
      ? '\\x' + byte.toString(16).toUpperCase().padStart(2, '0')
      : String.fromCharCode(byte))).join('');

  return [...new Set([value, percent, percent.replace(/%20/g, '+'), json, bytes,
    value.replace(/ /g, '%20')])].map((s) => s.toLowerCase());
}

/*
 * Fails on the first kind of trouble, with the lines.  `planted`: values of
 * which none may be found; shorter ones than 4 characters prove nothing and
 * are refused.  options.allow: regular expressions of lines that are expected
 * (bad levels and sanitizer reports only, never planted values);
 * options.levels: a stricter expression than [alert], [crit], [emerg].
 */
function assertCleanLogs(dir, planted = [], options = {}) {
  const allow = options.allow || [];
  const levels = options.levels || BAD_LEVEL;
  const bad = [];
  const leaked = [];
  const wanted = planted.map((value) => {
    assert.ok(value.length >= 4, 'a planted value is too short to search for');
    return { value, forms: spellings(value) };
  });

  for (const { file, text } of readLogs(dir)) {
    for (const line of text.split('\n')) {
      if ((levels.test(line) || SANITIZER.test(line))
        && !allow.some((expected) => expected.test(line))) {
        bad.push(`${file}: ${line}`);
      }

      const lower = line.toLowerCase();

      for (const { value, forms } of wanted) {
        if (forms.some((form) => lower.includes(form))) {
          leaked.push(`${file}: "${value}" in: ${line}`);
        }
      }
    }
  }

  assert.deepEqual(bad, [], 'the logs must be free of alerts');
  assert.deepEqual(leaked, [], 'the logs must not repeat what was typed');
}

module.exports = { assertCleanLogs, readLogs };
