'use strict';
// make run: a newcomer's first minute, and what can go wrong in it.

const { test } = require('node:test');
const assert = require('node:assert/strict');
const { once } = require('node:events');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const path = require('node:path');

const { startRun } = require('../lib/run.js');
const { startRedis } = require('../lib/redis.js');
const { makeFolder, removeFolder } = require('../lib/processes.js');

function get(port, url) {
  return new Promise((resolve, reject) => {
    http.get({ host: '127.0.0.1', port, path: url, agent: false }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode));
    }).once('error', reject);
  });
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function folder(t) {
  const dir = makeFolder();
  t.after(() => removeFolder(dir));
  return dir;
}

const processesOf = (product) => ['nginx.pid', 'redis.pid'].map((name) => (
  Number(fs.readFileSync(path.join(product.run, name), 'utf8'))));

async function assertGone(product, pids) {
  assert.deepEqual(pids.filter(isAlive), []);
  assert.deepEqual(fs.readdirSync(product.run)
    .filter((name) => /\.(sock|pid)$/.test(name)), []);
  await assert.rejects(get(product.port, '/contact'), { code: 'ECONNREFUSED' });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  test(`make run serves the forms, and ${signal} stops all it started`,
    async (t) => {
      const product = await startRun(t);
      const pids = processesOf(product);

      assert.ok(pids.every(isAlive));
      assert.equal(await get(product.port, '/contact'), 200);
      assert.equal(await get(product.port, '/demo'), 200);
      assert.equal(await get(product.port, '/lead-status'), 200);
      assert.match(product.output(),
        new RegExp(`http://127\\.0\\.0\\.1:${product.port}/contact`));

      assert.deepEqual(await product.stop(signal), { code: 0, signal: null });
      await assertGone(product, pids);
    });
}

test('make run shows the form as it is elsewhere', async (t) => {
  const product = await startRun(t);
  const remember = async (localAddress) => new Promise((resolve, reject) => {
    http.get({ host: '127.0.0.1', port: product.port, path: '/contact',
      localAddress, agent: false }, (response) => {
      let body = '';

      response.on('data', (chunk) => { body += chunk; });
      response.once('end', () => resolve(body.includes('lf_remember')));
    }).once('error', reject);
  });

  assert.match(product.output(), /curl --interface 127\.0\.0\.49 http:\S+\n/);
  assert.equal(await remember('127.0.0.49'), true);
  assert.equal(await remember('127.0.0.1'), false);
});

test('a second start goes on with the first one\'s secret and data',
  async (t) => {
    const dir = folder(t);
    const first = await startRun(t, { dir });
    const secret = fs.readFileSync(path.join(first.run, 'secret'), 'utf8');

    await first.stop();

    const second = await startRun(t, { dir });

    assert.equal(fs.readFileSync(path.join(second.run, 'secret'), 'utf8'),
      secret);
    assert.ok(fs.existsSync(path.join(second.run, 'redis', 'appendonlydir')));
    await second.stop();
  });

test('two runs never share a folder', async (t) => {
  const dir = folder(t);
  const first = await startRun(t, { dir });

  await assert.rejects(startRun(t, { dir }),
    /an earlier run still uses .*\(process \d+ \d+\)/);
  assert.equal(await get(first.port, '/contact'), 200);
  await first.stop();
});

test('a port in use is said before anything is started', async (t) => {
  const server = net.createServer().listen(0, '127.0.0.1');

  await once(server, 'listening');
  t.after(() => server.close());

  const { port } = server.address();

  await assert.rejects(startRun(t, { env: { PORT: String(port) } }),
    (error) => {
      assert.equal(error.message, `run: port ${port} is in use; choose another`
        + ' one: PORT=8081 make run\n');
      return true;
    });
});

test('a run folder may have blanks in its name', async (t) => {
  const dir = path.join(folder(t), 'my run');
  const product = await startRun(t, { dir });

  assert.equal(await get(product.port, '/contact'), 200);
  await product.stop();
});

test('a broken form is named with its file and line, the others are served',
  async (t) => {
    const forms = folder(t);

    fs.writeFileSync(path.join(forms, 'contact.json'),
      '{\n  "title": "Talk to us",\n  "frist": ["name", "email"]\n}\n');
    fs.writeFileSync(path.join(forms, 'demo.json'),
      '{ "title": "Demo", "first": ["name", "email"] }\n');

    const product = await startRun(t, { env: { FORMS: forms } });

    assert.match(product.output(),
      /contact\.json:3:3: frist: unknown key "frist";/);
    assert.match(product.output(), /did you mean "first"\?/);
    assert.equal(await get(product.port, '/contact'), 404);
    assert.equal(await get(product.port, '/demo'), 200);
    await product.stop();
  });

test('a new form is served without a restart, an edited one after it',
  async (t) => {
    const forms = folder(t);
    const dir = folder(t);
    const write = (name, text) => {
      fs.writeFileSync(path.join(forms, `.${name}`), text);
      fs.renameSync(path.join(forms, `.${name}`),
        path.join(forms, `${name}.json`));
    };
    const good = '{ "title": "T", "first": ["name", "email"] }\n';

    write('contact', good);

    const product = await startRun(t, { dir, env: { FORMS: forms } });

    assert.equal(await get(product.port, '/demo'), 404);
    write('demo', good);

    for (const end = Date.now() + 3000;
      await get(product.port, '/demo') !== 200;) {
      assert.ok(Date.now() < end, 'live within three seconds');
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }

    const [kept] = fs.readdirSync(path.join(product.run, 'state', 'forms'));

    for (const end = Date.now() + 3000; !fs.existsSync(
      path.join(product.run, 'state', 'forms', kept, 'demo.json'));) {
      assert.ok(Date.now() < end, 'kept');
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }

    await product.stop();
    write('demo', '{ "title": ');

    const second = await startRun(t, { dir, env: { FORMS: forms } });

    assert.equal(await get(second.port, '/demo'), 200);
    assert.match(second.output(), /demo\.json:1:\d+: /);
    await second.stop();
  });

test('a folder without a form waits for one', async (t) => {
  const forms = folder(t);
  const product = await startRun(t, { env: { FORMS: forms } });

  assert.match(product.output(),
    /there is no form yet\. Write\n {4}\/\S+\/NAME\.json/);
  assert.equal(await get(product.port, '/webinar'), 404);

  fs.writeFileSync(path.join(forms, 'webinar.json'),
    '{ "title": "Join the webinar", "first": ["name", "email"] }');

  const end = Date.now() + 3000;

  while (await get(product.port, '/webinar') !== 200) {
    assert.ok(Date.now() < end, 'the form is live within three seconds');
  }
});

test('a folder of forms that is not there is said', async (t) => {
  const forms = folder(t);

  await assert.rejects(startRun(t, { env: { FORMS: forms + '/none' } }),
    /there is no folder/);
});

test('REDIS names another Redis, and none is started', async (t) => {
  const redis = await startRedis({ dir: folder(t), port: true });

  t.after(() => redis.stop());

  for (const url of [redis.url, `redis://127.0.0.1:${redis.port}/1`]) {
    const product = await startRun(t, { env: { REDIS: url } });

    assert.equal(await get(product.port, '/contact'), 200);
    assert.ok(!fs.existsSync(product.socket));
    assert.doesNotMatch(product.output(), /yet/);
    await product.stop();
  }
});

test('a password in REDIS is not repeated', async (t) => {
  const product = await startRun(t,
    { env: { REDIS: 'redis://forms:hush@127.0.0.1:1/2' } });

  assert.match(product.output(), /nothing listens at 127\.0\.0\.1:1 yet/);
  assert.doesNotMatch(product.output(), /hush/);
  assert.equal(fs.statSync(path.join(product.run, 'nginx.conf')).mode & 0o77, 0);
  await product.stop();
});
