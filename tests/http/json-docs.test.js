'use strict';
// docs/json.md is true: its commands run one after the other, and are answered
// as it shows; each member, state and code that it should have is there.

const { test } = require('node:test');
const assert = require('node:assert/strict');
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { promisify } = require('node:util');

const { document } = require('../lib/openapi.js');
const { ROOT } = require('../lib/nginx.js');
const { startRun } = require('../lib/run.js');
const { makeFolder, removeFolder } = require('../lib/processes.js');

const run = promisify(execFile);
const MARK = '\n-- next --\n';

const text = fs.readFileSync(path.join(ROOT, 'docs', 'json.md'), 'utf8');
const blocks = [...text.matchAll(/^```(\w+)(?: (\w+))?\n([^]*?)^```$/gm)]
  .map(([, language, , code]) => ({ language, code }));

// "…" stands for any text; members may be left out, elements may not.
function assertShown(real, shown, at) {
  if (shown === '…') {
    assert.equal(typeof real, 'string', at);

  } else if (Array.isArray(shown)) {
    assert.equal(real.length, shown.length, at);
    shown.forEach((value, i) => assertShown(real[i], value, `${at}/${i}`));

  } else if (shown && typeof shown === 'object') {
    for (const [name, value] of Object.entries(shown)) {
      assertShown(real[name], value, `${at}/${name}`);
    }

  } else {
    assert.equal(real, shown, at);
  }
}

test('the commands are answered as the page shows', async (t) => {
  const product = await startRun(t);
  const here = makeFolder();

  t.after(() => removeFolder(here));

  const script = blocks.filter(({ language }) => language === 'sh')
    .map(({ code }) => code).join(`\nprintf '${MARK.replace(/\n/g, '\\n')}'\n`)
    .replace(/127\.0\.0\.1:8080/g, `127.0.0.1:${product.port}`);
  const { stdout } = await run('bash', ['-e', '-c', script], { cwd: here });
  const said = stdout.split(MARK);
  let shown = 0;
  let last;

  for (const { language, code } of blocks) {
    if (language === 'sh') {
      last = said.shift();

    } else if (language === 'json') {
      assertShown(JSON.parse(last), JSON.parse(code), '#');
      shown++;

    } else {
      assert.equal(last.trim(), code.trim());
      shown++;
    }
  }

  assert.equal(said.length, 0);
  assert.equal(shown, 5);
});

test('what the description has is in the guide', () => {
  const { schemas, responses } = document.components;
  const words = [...Object.keys(schemas.Submission.properties),
    ...schemas.ActionName.enum, ...schemas.KnownStep.properties.state.enum,
    ...schemas.Said.properties.state.enum,
    ...['Problem', 'StepProblem', 'AnswerError']
      .flatMap((name) => schemas[name].properties.code.enum),
    ...schemas.BodyProblem.properties.errors.items.properties.code.enum];

  assert.ok(responses.Taken);
  for (const word of words) {
    assert.ok(text.includes('`' + word + '`'), word);
  }
});
