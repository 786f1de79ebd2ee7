'use strict';
// A worker's memory stays where it is, whatever comes.

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const http = require('node:http');

const { startSite } = require('../lib/site.js');
const { urlencoded } = require('../lib/http.js');
const { QUICK, PERSON, PLANTED, sendFirstStep } = require(
  '../lib/redis-story.js');

const WARM_UP = 6000;
const REQUESTS = 20000;
const AT_ONCE = 24;
const GROWTH_MAX = 1024;                        // kB

function residentSize(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'latin1');

  return Number(/VmRSS:\s*(\d+) kB/.exec(status)[1]);
}

// As little as a request may cost in this process: no page is read.
function send(site, agent, { method = 'GET', path = '/contact', headers, body }) {
  return new Promise((resolve, reject) => {
    const request = http.request({ socketPath: site.nginx.path, agent, method,
      path, headers: { host: 'localhost', ...headers } }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode));
    });

    request.once('error', reject);
    request.end(body);
  });
}

function posted(body, headers) {
  return { method: 'POST', body, headers: {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    'sec-fetch-site': 'same-origin', ...headers } };
}

// The mix: what the n-th request is, and how it has to be answered.
function mix(cookie, ticket) {
  const first = (n) => posted(urlencoded({ lf_ticket: ticket, ...PERSON,
    email: `planted.${n}@example.org` }));
  const long = 'x'.repeat(20000);

  return [
    () => [{}, 200],
    () => [{ headers: { cookie } }, 200],
    (n) => [first(n), 303],
    () => [{ headers: { cookie, 'accept-language': 'de' } }, 200],
    () => [posted(urlencoded({ lf_ticket: ticket, name: '', email: 'no' })), 422],
    () => [{ method: 'HEAD' }, 200],
    () => [{ headers: { cookie: 'lead=' + cookie.slice(9) } }, 200],
    () => [posted(urlencoded({ lf_ticket: 'stale', ...PERSON }),
      { cookie }), 422],
    () => [{ path: '/contact?thanks' }, 200],
    () => [posted(urlencoded({ lf_ticket: ticket, ...PERSON,
      lf_message: long })), 422],
    () => [{ method: 'PUT' }, 405],
    () => [{ path: '/contact?utm_source=a&utm_medium=b&lang=en' }, 200],
    () => [posted('a=b', { 'sec-fetch-site': 'cross-site' }), 403],
    () => [{ path: '/lead-status' }, 200],
  ];
}

test('20,000 requests of every kind leave a worker as large as it was',
  { skip: process.env.LF_ASAN === '1' && 'AddressSanitizer keeps what is freed' },
  async (t) => {
    const site = await startSite(t, { planted: PLANTED, ...QUICK,
      nginx: { server: 'access_log off; keepalive_requests 1000000;' } });
    const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });

    assert.equal((await sendFirstStep(site.http)).status, 303);

    const cookie = site.http.header();
    const { ticket } = (await site.browser().get('/contact')).page;
    const kinds = mix(cookie, ticket);
    const [worker] = site.nginx.workers();
    let sent = 0;

    const run = async (until) => {
      await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        while (sent < until) {
          const n = sent++;
          const [request, expected] = kinds[n % kinds.length](n);

          assert.equal(await send(site, agent, request), expected,
            `kind ${n % kinds.length}`);
        }
      }));
    };

    await run(WARM_UP);
    const before = residentSize(worker);
    await run(WARM_UP + REQUESTS);
    const growth = residentSize(worker) - before;

    agent.destroy();
    assert.deepEqual(site.nginx.workers(), [worker], 'the same worker');
    assert.ok(growth < GROWTH_MAX, `${growth} kB more than ${before} kB`);
    t.diagnostic(`${growth} kB more than ${before} kB`);
  });
