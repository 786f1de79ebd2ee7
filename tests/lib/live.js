'use strict';
// Forms edited while nginx serves them: what each worker says, and when.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');

const { startSite, CONTACT } = require('./site.js');

const LIVE_WITHIN = 3000;               // ms: what the docs promise
const AT_ONCE = 6;

// Answers say which worker they come from.
function startLive(t, options = {}) {
  const nginx = { workers: 2, state: 'state', ...options.nginx };

  return startSite(t, { siteJson: { min_fill: '0s' }, ...options,
    nginx: { ...nginx,
      server: `add_header X-Worker $pid always; ${nginx.server || ''}` } });
}

async function ask(site, url = '/contact') {
  const answer = await site.browser().get(url);

  answer.worker = Number(answer.headers['x-worker']);

  return answer;
}

/*
 * Resolves when every worker answers as wanted, rejects when one does not
 * within three seconds.  wanted: an expression, or a function of an answer.
 */
async function everyWorker(site, wanted, url = '/contact') {
  const fits = typeof wanted === 'function'
    ? wanted : (answer) => wanted.test(answer.body);
  const end = Date.now() + LIVE_WITHIN;
  const pids = new Set(serving(site));
  const agreed = new Set();
  let last;

  while (agreed.size < pids.size) {
    assert.ok(Date.now() < end, `${wanted} in ${agreed.size} of ${pids.size}`
      + ` workers; ${last && last.status} ${last && last.body}`);

    const answers = await Promise.all(Array.from({ length: AT_ONCE },
      () => ask(site, url)));

    for (const answer of answers) {
      if (fits(answer)) {
        agreed.add(answer.worker);
      } else {
        last = answer;
      }
    }
  }
}

// The workers that take connections.
function serving(site) {
  const log = fs.readFileSync(site.nginx.errorLog, 'latin1');

  return site.nginx.workers().filter((pid) => (
    !new RegExp(` ${pid}#\\d+: gracefully shutting down`).test(log)));
}

// The entry of a form in every worker's status page.
async function everyStatus(site, name, wanted) {
  await everyWorker(site, (answer) => {
    const entry = JSON.parse(answer.body).forms.find((f) => f.name === name);

    return entry && wanted(entry);
  }, '/lead-status');
}

const entitled = (title) => ({ ...CONTACT, title });

// Lines of the error log, of that level.
function logged(site, level, from = 0) {
  return fs.readFileSync(site.nginx.errorLog, 'latin1').slice(from).split('\n')
    .filter((line) => line.includes(`[${level}]`));
}

// { name: text } of the last good versions on disk.
function kept(site) {
  const forms = path.join(site.stateDir, 'forms');

  if (!fs.existsSync(forms)) {
    return {};
  }

  const [folder] = fs.readdirSync(forms);

  if (!folder) {
    return {};
  }

  const dir = path.join(forms, folder);

  return Object.fromEntries(fs.readdirSync(dir)
    .filter((file) => !file.startsWith('.'))
    .map((file) => [file, fs.readFileSync(path.join(dir, file), 'utf8')]));
}

// Resolves when what is kept on disk is as wanted.
async function untilKept(site, wanted) {
  for (const end = Date.now() + LIVE_WITHIN; !wanted(kept(site));) {
    assert.ok(Date.now() < end, JSON.stringify(kept(site)));
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

module.exports = {
  startLive, ask, everyWorker, everyStatus, entitled, logged, kept, untilKept,
};
