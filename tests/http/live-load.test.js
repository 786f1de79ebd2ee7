'use strict';
// Edits under load: nobody waits, nothing leaks, and a worker that has to go
// goes, whatever its threads are at.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const http = require('node:http');
const { test } = require('node:test');

const { CONTACT } = require('../lib/site.js');
const {
  startLive, everyWorker, entitled, logged,
} = require('../lib/live.js');

const PLANTED = ['Zora Quintessa', 'planted.example'];
const ROUNDS = 3;
const MANY = 60;                                // forms
const WARM_UP = 6;                              // edits
const EDITS = 14;
const GROWTH_MAX = 4096;                        // kB

function many(count, title) {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => (
    [`form-${i}`, entitled(`${title} ${i}`)])));
}

// nginx closes kept connections that have sent nothing yet.
async function retrying(send) {
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      if (!/^(EPIPE|ECONNRESET|ECONNREFUSED|EAGAIN)$/.test(error.code)
        || tries === 5) {
        throw error;
      }
    }
  }
}

test('edits and reloads under load lose no request and no lead', async (t) => {
  const site = await startLive(t, { planted: PLANTED });
  let stopped = false;
  let sent = 0;

  const load = Promise.all(Array.from({ length: 6 }, async (_, i) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

    for (let n = 0; !stopped; n++) {
      const browser = site.browser({ agent });
      const page = await retrying(() => browser.get('/contact'));

      assert.equal(page.status, 200);

      const answer = await retrying(() => browser.submit(page, {
        name: 'Zora Quintessa', email: `zora.${i}.${n}@planted.example` }));

      assert.equal(answer.status, 303, answer.body);
      sent++;
    }

    agent.destroy();
  }));

  load.catch(() => {});

  try {
    for (let round = 0; round < ROUNDS; round++) {
      const old = site.nginx.workers();
      const from = site.nginx.logSize();

      site.writeForm('contact', entitled(`Round ${round}`));
      await everyWorker(site, new RegExp(`Round ${round}`));
      site.writeForm('contact', '{ "broken"');
      await site.nginx.reload();

      for (const pid of old) {
        await site.nginx.waitForLog(
          new RegExp(`process ${pid} exited with code 0`), from);
      }

      await everyWorker(site, new RegExp(`Round ${round}`));
      site.writeForm('contact', CONTACT);
      await everyWorker(site, /Talk to us/);
    }

  } finally {
    stopped = true;
    await load;
  }

  assert.ok(sent > 0);
  assert.equal((await site.events()).length, sent, 'each submission once');
});

test('a worker leaves while its threads are at work', async (t) => {
  const site = await startLive(t, { forms: many(MANY, 'First'),
    nginx: { pages: ['form-0'] } });

  for (let i = 0; i < 3; i++) {
    for (const [name, form] of Object.entries(many(MANY, `Edit ${i}`))) {
      site.writeForm(name, form);
    }

    // Somewhere around the next look.
    await new Promise((resolve) => {
      setTimeout(resolve, 1000 - (Date.now() % 1000) + i * 4);
    });
    await site.nginx.stop();
    assert.deepEqual(logged(site, 'alert'), []);
    await site.nginx.start();
  }
});

test('a slow request keeps its version, and the version goes with it',
  async (t) => {
    const site = await startLive(t, { planted: PLANTED,
      nginx: { workers: 1 } });
    const page = await site.http.get('/contact');
    const body = new URLSearchParams({ lf_ticket: page.page.ticket,
      name: 'Zora Quintessa', email: 'zora@planted.example' }).toString();
    const request = http.request({ socketPath: site.nginx.path, method: 'POST',
      path: '/contact', headers: { host: 'localhost',
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': body.length, 'sec-fetch-site': 'same-origin' } });
    const answered = new Promise((resolve, reject) => {
      request.once('response', (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode));
      });
      request.once('error', reject);
    });

    request.write(body.slice(0, 20));

    for (const title of ['Second', 'Third']) {
      site.writeForm('contact', { ...CONTACT, title,
        first: ['name', title === 'Third' ? 'phone' : 'email'] });
      await everyWorker(site, new RegExp(title));
    }

    request.end(body.slice(20));
    assert.equal(await answered, 303, 'by the version that it began with');
  });

function residentSize(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'latin1');

  return Number(/VmRSS:\s*(\d+) kB/.exec(status)[1]);
}

test(`${EDITS} edits of a folder of ${MANY} forms leave a worker as it was`,
  { skip: process.env.LF_ASAN === '1' && 'AddressSanitizer keeps what is freed' },
  async (t) => {
    const site = await startLive(t, { forms: many(MANY, 'First'),
      nginx: { workers: 1, pages: Object.keys(many(MANY, '')) } });
    const [worker] = site.nginx.workers();

    const edit = async (n) => {
      site.writeForm('form-0', entitled(`Edited ${n} times`));
      await everyWorker(site, new RegExp(`Edited ${n} times`), '/form-0');
    };

    for (let n = 0; n < WARM_UP; n++) {
      await edit(n);
    }

    const before = residentSize(worker);

    for (let n = WARM_UP; n < WARM_UP + EDITS; n++) {
      await edit(n);
    }

    const growth = residentSize(worker) - before;

    t.diagnostic(`${growth} kB more than ${before} kB`);
    assert.ok(growth < GROWTH_MAX, `${growth} kB more than ${before} kB`);
  });
