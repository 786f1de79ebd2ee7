'use strict';
// A new configuration under load: no visitor notices, nothing stays behind.

const test = require('node:test');
const assert = require('node:assert/strict');
const http = require('node:http');

const { startSite } = require('../lib/site.js');
const {
  QUICK, PERSON, PLANTED, sendFirstStep, errorLog, assertOwnButton,
  startFake, startAtFake,
} = require('../lib/redis-story.js');

const RELOADS = 4;
const VISITORS = 8;

// nginx closes kept connections that have sent nothing yet.
function atConnectionLevel(error) {
  return /^(EPIPE|ECONNRESET|ECONNREFUSED|EAGAIN)$/.test(error.code);
}

async function retrying(send) {
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      if (!atConnectionLevel(error) || tries === 5) {
        throw error;
      }
    }
  }
}

// Pages and submissions, until told to stop; resolves with their numbers.
function startLoad(site, cookies) {
  const load = { pages: 0, submissions: 0, stopped: false };

  load.done = Promise.all(Array.from({ length: VISITORS }, async (_, i) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const browser = site.browser({ agent });

    cookies.forEach((cookie) => browser.cookies.set(cookie.name, cookie));

    for (let n = 0; !load.stopped; n++) {
      if (n % 4 > 0) {
        assertOwnButton(await retrying(() => browser.get('/contact')));
        load.pages++;
        continue;
      }

      const stranger = site.browser({ agent });
      const email = `planted.${i}.${n}@example.org`;
      const page = await retrying(() => stranger.get('/contact'));
      const answer = await retrying(() => (
        stranger.submit(page, { ...PERSON, email })));

      assert.equal(answer.status, 303);
      load.submissions++;
    }

    agent.destroy();
  }));

  return load;
}

test('reloads under load lose no request, and leave no worker and no socket',
  async (t) => {
    const site = await startSite(t, { planted: PLANTED,
      nginx: { workers: 2 }, ...QUICK });

    assert.equal((await sendFirstStep(site.http)).status, 303);

    const load = startLoad(site, [...site.http.cookies.values()]);

    load.done.catch(() => {});

    for (let i = 0; i < RELOADS; i++) {
      const old = site.nginx.workers();
      const from = site.nginx.logSize();

      await site.nginx.reload();
      for (const pid of old) {
        await site.nginx.waitForLog(
          new RegExp(`process ${pid} exited with code 0`), from);
      }
    }

    load.stopped = true;
    await load.done;

    assert.ok(load.pages > 0 && load.submissions > 0);
    assert.equal((await site.events()).length, load.submissions + 1,
      'each submission once');
    assert.equal(site.nginx.workers().length, 2);
    assert.doesNotMatch(errorLog(site), /open socket|\[alert\]/);

    const list = await site.db.command('CLIENT', 'LIST', 'TYPE', 'normal');

    assert.ok(list.trim().split('\n').length <= 1 + 2, list);
  });

test('whoever waits for Redis at a reload is answered by the old worker',
  async (t) => {
    const { fake, site } = await startAtFake(t, { known: true });
    const [old] = site.nginx.workers();

    fake.hold();

    const waiting = Array.from({ length: 5 }, () => site.http.get('/contact'));

    await site.http.get('/lead-status');

    const from = site.nginx.logSize();
    const reloaded = site.nginx.reload();

    await site.nginx.waitForLog(/gracefully shutting down/, from);
    fake.release();
    await reloaded;
    (await Promise.all(waiting)).forEach(assertOwnButton);
    await site.nginx.waitForLog(
      new RegExp(`process ${old} exited with code 0`), from);
    assert.doesNotMatch(errorLog(site), /open socket|\[alert\]/);
  });

test('a reload that changes where Redis is takes effect, the old one is left',
  async (t) => {
    const { fake, site } = await startAtFake(t, { known: true });
    const other = await startFake(t);
    const [old] = site.nginx.workers();
    const from = site.nginx.logSize();

    site.nginx.configure({ redis: other.url });
    await site.nginx.reload();
    await site.nginx.waitForLog(
      new RegExp(`process ${old} exited with code 0`), from);
    assert.equal((await sendFirstStep(site.browser())).status, 303);
    assert.equal(other.accepted, 1);
    assert.equal(fake.open, 0);
  });

test('a reload that fails leaves the Redis of the old configuration in use',
  async (t) => {
    const { fake, site } = await startAtFake(t, { known: true });
    const { url } = fake;

    site.allow.push(/\[emerg\].* unknown directive "no_such_directive"/);

    for (let i = 0; i < 3; i++) {
      site.nginx.configure({ redis: 'unix:/nowhere/redis.sock',
        server: 'no_such_directive;' });
      await assert.rejects(site.nginx.reload(), /no_such_directive/);
    }

    assertOwnButton(await site.http.get('/contact'));
    site.nginx.configure({ redis: url, server: '' });
    await site.nginx.reload();
    assertOwnButton(await site.http.get('/contact'));
  });
