'use strict';
// A page that does not leave in one write: the visitor gets all of it.

const test = require('node:test');
const assert = require('node:assert/strict');
const http2 = require('node:http2');
const net = require('node:net');
const { once } = require('node:events');

const { startSite } = require('../lib/site.js');
const { within } = require('../lib/processes.js');
const {
  PATIENCE, QUICK, PERSON, PLANTED, sendFirstStep, assertOwnButton,
} = require('../lib/redis-story.js');

test('a limited rate delays a page, and loses nothing of it', async (t) => {
  const site = await startSite(t, { planted: PLANTED, ...QUICK,
    nginx: { server: 'limit_rate 2k;' } });
  const page = await site.http.get('/contact');

  assert.match(page.body, /<\/html>\s*$/);
  assert.equal((await site.http.submit(page, { name: '', email: 'no' })).status,
    422, 'a page that comes back');
  assert.equal((await site.http.submit(page, PERSON)).status, 303);
  assertOwnButton(await site.http.get('/contact'));
});

test('a small window of HTTP/2 delays a page, and loses nothing of it',
  async (t) => {
    const site = await startSite(t, { planted: PLANTED, ...QUICK,
      nginx: { http2: true } });

    assert.equal((await sendFirstStep(site.http)).status, 303);

    const session = http2.connect('http://localhost', {
      settings: { initialWindowSize: 100 },
      createConnection: () => net.connect(site.nginx.h2Path) });

    for (const cookie of ['', site.http.header()]) {
      const stream = session.request({ ':path': '/contact', cookie });
      let body = '';

      stream.setEncoding('utf8');
      stream.on('data', (chunk) => { body += chunk; });
      await within(PATIENCE, 'the page', once(stream, 'end'));
      assert.match(body, /<\/html>\s*$/);
    }

    session.close();
    await once(session, 'close');
  });

test('a visitor who stops reading and leaves harms nobody', async (t) => {
  const site = await startSite(t, { planted: PLANTED, ...QUICK,
    nginx: { server: 'limit_rate 1k;' } });

  assert.equal((await sendFirstStep(site.http)).status, 303);

  const sockets = Array.from({ length: 10 }, (_, i) => {
    const socket = net.connect(site.nginx.path);
    const cookie = i % 2 ? `Cookie: ${site.http.header()}\r\n` : '';

    socket.write(`GET /contact HTTP/1.1\r\nHost: localhost\r\n${cookie}\r\n`);
    return socket;
  });

  await Promise.all(sockets.map((socket) => once(socket, 'data')));
  sockets.forEach((socket) => socket.destroy());

  assert.equal((await site.http.head('/contact')).status, 200);
  assert.equal(site.nginx.workers().length, 1);
});
