'use strict';
// Pages with forms under load: nobody's page is cut, and no worker grows.

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const { once } = require('node:events');

const { sendPage } = require('../lib/upstream.js');
const { startPages, assertForm, TAG } = require('../lib/inject.js');
const { PERSON, PLANTED } = require('../lib/redis-story.js');

const WORDS = '<p class="x">some words</p>\n'.repeat(300);
const PAGE = WORDS + TAG + WORDS;
const WARM_UP = 1500;
const REQUESTS = 4000;
const AT_ONCE = 16;
const GROWTH_MAX = 1024;                        // kB

function residentSize(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'latin1');

  return Number(/VmRSS:\s*(\d+) kB/.exec(status)[1]);
}

test('a worker that puts in forms stays as large as it was',
  { skip: process.env.LF_ASAN === '1' && 'AddressSanitizer keeps what is freed' },
  async (t) => {
    const site = await startPages(t, { '/a': PAGE,
      '/b': '<lead-form name=x>' + WORDS, '/c': TAG.repeat(18) },
    { planted: PLANTED, nginx: {
      server: 'access_log off; keepalive_requests 1000000;' } });

    assert.equal((await site.http.submit(await site.http.get('/contact'),
      PERSON)).status, 303);

    const [worker] = site.nginx.workers();
    const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
    const known = site.browser({ agent });
    const stranger = site.browser({ agent });
    let sent = 0;

    site.http.cookies.forEach((c) => known.cookies.set(c.name, c));

    const run = (until) => Promise.all(Array.from({ length: AT_ONCE },
      async () => {
        while (sent < until) {
          const n = sent++;
          const { body } = await (n % 2 ? known : stranger).get(
            ['/a', '/a', '/b', '/c'][n % 4]);

          assert.ok(n % 4 > 1 || (body.startsWith(WORDS)
            && body.endsWith(WORDS) && body.length > 2 * WORDS.length + 500));
        }
      }));

    await run(WARM_UP);
    const before = residentSize(worker);
    await run(WARM_UP + REQUESTS);
    const growth = residentSize(worker) - before;

    agent.destroy();
    t.diagnostic(`${growth} kB more than ${before} kB`);
    assert.ok(growth < GROWTH_MAX, `${growth} kB more than ${before} kB`);
  });

test('visitors who leave in the middle of a page harm nobody', async (t) => {
  const site = await startPages(t, { '/a': PAGE.repeat(3),
    '/never': (request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.write(PAGE + '<lead-form name=');
    },
    '/cut': (request, response) => {
      response.writeHead(200, { 'content-type': 'text/html',
        'content-length': 100000 });
      response.write(PAGE + '<lead-form name=', () => response.destroy());
    } }, { inject: 'lead_form_inject on; limit_rate 30k;' });
  const left = ['/a', '/never', '/a', '/never', '/a'].map(async (url) => {
    const socket = net.connect(site.nginx.path);

    socket.write(`GET ${url} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    await once(socket, 'data');
    socket.destroy();
  });

  await Promise.all(left);
  await assert.rejects(site.http.get('/cut'), 'the upstream left');
  assert.equal((await site.http.head('/a')).status, 200);
  assert.equal(site.nginx.workers().length, 1);
});

test('reloads under load cut nobody\'s page', async (t) => {
  const site = await startPages(t, { '/a': PAGE },
    { nginx: { workers: 2 } });
  let stopped = false;
  let pages = 0;
  const load = Array.from({ length: 8 }, async () => {
    while (!stopped) {
      const { body } = await site.browser().get('/a')
        .catch((error) => {
          // nginx closes a socket that it has not accepted yet.
          assert.match(error.code, /^(EPIPE|ECONNRESET|EAGAIN)$/);
          return { body: null };
        });

      if (body !== null) {
        assertForm(body, WORDS, WORDS);
        pages++;
      }
    }
  });

  for (let i = 0; i < 4; i++) {
    const before = pages;

    site.nginx.configure({ server: i % 2 ? '' : 'gzip on;' });
    await site.nginx.reload();
    while (pages < before + 20) {
      await new Promise((resolve) => { setTimeout(resolve, 5); });
    }
  }

  stopped = true;
  await Promise.all(load);
});

test('an upstream that never ends a piece costs no memory',
  { skip: process.env.LF_ASAN === '1' && 'AddressSanitizer keeps what is freed' },
  async (t) => {
    let go;
    const site = await startPages(t, { '/long': (request, response) => {
      let n = 0;

      response.writeHead(200, { 'content-type': 'text/html' });
      go = (count, end) => new Promise((resolve) => {
        const more = () => {
          if (n++ < count) {
            response.write('<b>some words</b><lead', more);
          } else {
            n = 0;
            (end ? response.end() : resolve(), resolve());
          }
        };

        more();
      });
      response.write('<');
    }, '/a': (request, response) => sendPage(response, PAGE) },
    { inject: 'lead_form_inject on; proxy_buffering off;' });
    const [worker] = site.nginx.workers();
    let received = 0;
    const done = new Promise((resolve) => {
      http.get({ socketPath: site.nginx.path, path: '/long',
        headers: { host: 'localhost' } }, (response) => {
        response.on('data', (chunk) => { received += chunk.length; });
        response.on('end', resolve);
      });
    });

    while (!go) {
      await new Promise((resolve) => { setTimeout(resolve, 5); });
    }

    await go(3000);
    const before = residentSize(worker);
    await go(20000);
    const growth = residentSize(worker) - before;
    await go(1, true);
    await done;
    t.diagnostic(`${growth} kB more than ${before} kB`);
    assert.ok(received > 23000 * 22, String(received));
    assert.ok(growth < GROWTH_MAX, `${growth} kB more than ${before} kB`);
  });
