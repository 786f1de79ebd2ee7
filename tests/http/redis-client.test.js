'use strict';
// The module's Redis client on a good day and on a usual one: Redis comes, goes
// and comes back; one connection a worker; replies in pieces; visitors who
// leave in between.

const test = require('node:test');
const assert = require('node:assert/strict');
const http2 = require('node:http2');
const { once } = require('node:events');

const { startSite } = require('../lib/site.js');
const { act } = require('../lib/fake-redis.js');
const { within } = require('../lib/processes.js');
const { urlencoded } = require('../lib/http.js');
const {
  PATIENCE, QUICK, PERSON, PLANTED, answers, startAtFake, sendFirstStep,
  sendUntilTaken, redisLines, timed, assertOwnButton, assertComesBack,
  sendAndStay,
} = require('../lib/redis-story.js');

test('while Redis is away, a first step comes back with everything typed',
  async (t) => {
    const site = await startSite(t, { redis: 'unix:/nowhere/redis.sock',
      planted: PLANTED, ...QUICK });
    const page = await site.http.get('/contact');

    assert.equal(page.status, 200, 'a stranger needs no Redis');

    for (let i = 0; i < 5; i++) {
      const { value: answer, ms } = await timed(site.http.submit(page, PERSON));

      assertComesBack(answer);
      assert.equal(answer.page.ticket, page.page.ticket);
      assert.ok(ms < 1000, `an answer at once, not after ${ms} ms`);
    }

    assert.equal(site.http.lead, undefined);
    assert.equal(redisLines(site, 'error').length, 1,
      'one line for the change, not one for each request');
  });

test('nginx starts before Redis does, and takes leads when it is there',
  async (t) => {
    const site = await startSite(t, { planted: PLANTED, start: false, ...QUICK });

    await site.redis.kill();
    await site.startNginx();

    const away = await sendFirstStep(site.http);

    assertComesBack(away);
    await site.redis.start();
    assert.equal((await sendUntilTaken(site.http, away)).status, 303);
  });

test('when Redis comes back, the page that came back is taken, once',
  async (t) => {
    const site = await startSite(t, { planted: PLANTED, ...QUICK });

    await site.redis.kill();

    const away = await sendFirstStep(site.http);

    assertComesBack(away);
    await site.redis.start();
    site.db = await site.redis.connect();

    assert.equal((await sendUntilTaken(site.http, away)).status, 303);
    assert.equal((await site.browser().submit(away)).status, 303,
      'pressed twice');
    assert.equal((await site.events()).length, 1);
    assert.equal((await site.leads()).length, 1);

    await site.nginx.waitForLog(/\[notice\].* redis unix:\S+ is back/);
  });

test('a known visitor gets the own button while Redis is away', async (t) => {
  const site = await startSite(t, { planted: PLANTED, ...QUICK });

  assert.equal((await sendFirstStep(site.http)).status, 303);
  await site.redis.kill();

  for (let i = 0; i < 3; i++) {
    const page = await site.http.get('/contact');

    assertOwnButton(page);
    assert.equal(page.page.input('company'), undefined, 'no question');
    assert.ok(page.cookies.every((c) => c.name !== 'lead'), 'the cookie stays');
  }
});

test('replies that arrive byte by byte are read', async (t) => {
  const { fake, site } = await startAtFake(t);

  fake.always('EVALSHA', act.slowly(answers));
  assert.equal((await sendFirstStep(site.http)).status, 303);

  fake.always('HGETALL', act.slowly(answers));
  assertOwnButton(await site.http.get('/contact'));
});

test('a connection that Redis closed while idle is made again, unseen',
  async (t) => {
    const { fake, site } = await startAtFake(t, { known: true });
    const before = fake.commands.length;

    fake.closeAll();
    assertOwnButton(await site.http.get('/contact'));
    assert.ok(fake.commands.slice(before).some((c) => c.name === 'HGETALL'));

    fake.once('HGETALL', act.close());
    assertOwnButton(await site.http.get('/contact'));

    fake.once('HGETALL', act.cut('a reply', 4));
    assertOwnButton(await site.http.get('/contact'));

    assert.deepEqual(redisLines(site, 'error'), []);
  });

test('a script that Redis does not know is sent as text', async (t) => {
  const { fake, site } = await startAtFake(t);

  fake.once('EVALSHA', act.noscript());
  assert.equal((await sendFirstStep(site.http)).status, 303);

  const [sha, text] = fake.commands.filter((c) => /^EVAL/.test(c.name));

  assert.equal(sha.name, 'EVALSHA');
  assert.equal(text.name, 'EVAL');
  assert.match(text.args[1], /^#!lua/);
  assert.deepEqual(text.args.slice(2), sha.args.slice(2));
});

test('scripts flushed in mid-life are loaded again, unseen', async (t) => {
  const site = await startSite(t, { planted: PLANTED, ...QUICK });

  for (let i = 1; i <= 3; i++) {
    const email = `planted.${i}@example.org`;

    await site.db.command('SCRIPT', 'FLUSH');
    assert.equal((await sendFirstStep(site.browser(), { ...PERSON, email }))
      .status, 303);
    assert.equal((await site.events()).length, i);
  }
});

test('each worker keeps one connection, whatever comes', async (t) => {
  const site = await startSite(t, { planted: PLANTED,
    nginx: { workers: 2 }, ...QUICK });

  assert.equal((await sendFirstStep(site.http)).status, 303);

  for (let i = 0; i < 3; i++) {
    await Promise.all(Array.from({ length: 50 },
      () => site.http.get('/contact')));
  }

  const list = await site.db.command('CLIENT', 'LIST', 'TYPE', 'normal');
  const ours = list.trim().split('\n').filter((line) => (
    !line.includes(' cmd=client')));

  assert.ok(ours.length >= 1 && ours.length <= 2, list);
});

test('requests of one turn leave in one write', async (t) => {
  const { fake, site } = await startAtFake(t, { known: true });
  const cookie = site.http.header();
  const [worker] = site.nginx.workers();
  const request = 'GET /contact HTTP/1.1\r\nHost: localhost\r\n'
    + `Cookie: ${cookie}\r\n\r\n`;
  const ended = (socket) => within(PATIENCE, 'the page', new Promise(
    (resolve) => {
      let text = '';
      socket.on('data', function read(chunk) {
        text += chunk;
        if (text.includes('</html>')) {
          socket.off('data', read);
          resolve();
        }
      });
    }));

  // Connections that nginx knows already, and then a worker that is stopped
  // until all requests lie in front of it.
  const sockets = [];

  for (let i = 0; i < 40; i++) {
    const socket = await sendAndStay(site, { cookie });

    await ended(socket);
    sockets.push(socket);
  }

  const { chunks } = fake;

  process.kill(worker, 'SIGSTOP');

  const done = Promise.all(sockets.map(ended));

  await Promise.all(sockets.map((socket) => new Promise((resolve) => {
    socket.write(request, resolve);
  })));
  process.kill(worker, 'SIGCONT');
  await done;
  sockets.forEach((socket) => socket.destroy());

  assert.equal(fake.accepted, 1);
  assert.equal(fake.chunks - chunks, 1, '80 commands in one write');
});

test('a submission completes although the visitor has left', async (t) => {
  const site = await startSite(t, { planted: PLANTED, start: false, ...QUICK });

  site.redisUrl += ' timeout=60s';
  await site.startNginx();

  assert.equal((await sendFirstStep(site.browser(), { ...PERSON,
    email: 'planted.first@example.org' })).status, 303, 'Redis is connected');

  const page = (await site.http.get('/contact')).page;
  const { form, button } = page.find();
  const body = urlencoded(page.filled(form, PERSON, button));

  await site.db.command('CLIENT', 'PAUSE', 60000, 'WRITE');

  const socket = await sendAndStay(site, { method: 'POST', body });

  let list = '';

  await within(PATIENCE, () => 'the submission at Redis: ' + list, (async () => {
    while (!/ flags=b\w* .* cmd=evalsha/.test(list)) {
      list = await site.db.command('CLIENT', 'LIST');
      await new Promise(setImmediate);
    }
  })());
  socket.destroy();
  await site.nginx.waitForLog(/client prematurely closed connection/);
  await site.db.command('CLIENT', 'UNPAUSE');

  await within(PATIENCE, 'the event', (async () => {
    while ((await site.events()).length < 2) {
      await new Promise(setImmediate);
    }
  })());

  assert.equal((await site.browser().submit(page, PERSON)).status, 303);
  assert.equal((await site.events()).length, 2, 'pressed again: the same one');
});

// Each place in which a request waits, and what it waits for.
const WAITS = [
  { where: 'for what is remembered', command: 'HGETALL' },
  { where: 'for the pin of a question', command: 'EVALSHA',
    reply: (args) => (args[0] === 'HGETALL' && !args[1].includes(':lead:')
      ? ['visits', '1', 'first', '1700000000', 'seen', '1700000000000']
      : answers(args)) },
  { where: 'for the word of an erasure', command: 'GET',
    reply: (args) => (args[0] === 'HGETALL' ? [] : answers(args)) },
  { where: 'for a submission to be saved', command: 'EVALSHA',
    press: {} },
  { where: 'to be forgotten', command: 'UNLINK', press: { lf_do: 'forget' } },
];

for (const { where, command, reply, press } of WAITS) {
  test(`a visitor may leave while waiting ${where}`, async (t) => {
    const { fake, site } = await startAtFake(t, { known: true });
    const cookie = site.http.header();
    const { page } = await site.http.get('/contact');
    const { form, button } = page.find();
    const body = press && urlencoded([
      ...page.filled(form, press, 'lf_do' in press ? null : button)]);
    const each = command === 'HGETALL' ? 2 : 1;

    // Where a request has read before, what others read would wait behind it.
    const visitors = reply ? 1 : 5;

    fake.options.reply = reply || answers;

    for (const ending of ['a reply', 'a loss']) {
      const seen = fake.commands.filter((c) => c.name === command).length;
      const from = site.nginx.logSize();
      let go;

      fake.always(command, ending === 'a loss' ? act.stall()
        : act.after(new Promise((resolve) => { go = resolve; }),
          fake.options.reply));

      const sockets = await Promise.all(Array.from({ length: visitors },
        () => sendAndStay(site, { cookie, body,
          method: press ? 'POST' : 'GET' })));

      await within(PATIENCE, `${command}, before ${ending}`,
        fake.received(command, seen + visitors * each));
      sockets.forEach((socket) => socket.destroy());
      await site.nginx.waitForLog(
        new RegExp(`(client prematurely closed[^]*){${visitors}}`), from);

      fake.always(command, null);
      if (go) {
        go();
      } else {
        fake.closeAll();
      }
    }

    fake.options.reply = answers;
    assertOwnButton(await site.http.get('/contact'));
    assert.equal(site.nginx.workers().length, 1);
  });
}

test('streams of HTTP/2 that are closed while they wait harm nobody',
  async (t) => {
    const { fake, site } = await startAtFake(t, { known: true,
      nginx: { http2: true } });
    const session = http2.connect('http://localhost', {
      createConnection: () => require('node:net').connect(site.nginx.h2Path) });
    const headers = { ':path': '/contact', cookie: site.http.header() };
    const seen = fake.commands.length;

    fake.always('HGETALL', act.stall());

    const streams = Array.from({ length: 10 }, () => session.request(headers));

    streams.forEach((stream) => stream.on('error', () => {}));
    await fake.until('command', () => fake.commands.length >= seen + 2);

    await Promise.all(streams.map((stream, i) => {
      const closed = once(stream, 'close');

      if (i > 0) {
        stream.close(http2.constants.NGHTTP2_CANCEL);
        return closed;
      }

      return null;
    }));

    fake.always('HGETALL', null);
    fake.closeAll();

    const [answer] = await within(PATIENCE, 'the stream that stayed',
      once(streams[0], 'response'));

    assert.equal(answer[':status'], 200);
    streams[0].resume();
    await once(streams[0], 'close');

    // The whole connection goes while streams wait.
    fake.always('HGETALL', act.stall());

    const more = Array.from({ length: 5 }, () => session.request(headers));
    const sent = fake.commands.length;

    more.forEach((stream) => stream.on('error', () => {}));
    await fake.until('command', () => fake.commands.length >= sent + 2);
    session.destroy();
    fake.always('HGETALL', null);
    fake.closeAll();

    assertOwnButton(await site.http.get('/contact'));
  });
