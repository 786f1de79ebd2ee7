'use strict';
// Beside nchan, which brings a hiredis of its own: nginx loads modules with
// RTLD_GLOBAL, and one hiredis must not answer for the other.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const { startSite } = require('../lib/site.js');
const { startNginx, MODULE, ROOT } = require('../lib/nginx.js');
const { makeFolder, removeFolder } = require('../lib/processes.js');

const MODULES = '/usr/lib/nginx/modules';
const SOURCE = process.env.NGINX_SRC || '/usr/share/nginx/src';
const NCHAN = `${MODULES}/ngx_nchan_module.so`;
const LUA = `load_module ${MODULES}/ndk_http_module.so;
load_module ${MODULES}/ngx_http_lua_module.so;`;

// nchan leaves its own memory behind when a worker exits.
const foreignLeaks = (dir) => `log_path=${dir}/logs/sanitizer:`
  + 'detect_leaks=0:detect_odr_violation=0';

const CHANNEL = `
  location ~ ^/pub/(\\w+)$ {
    nchan_publisher; nchan_channel_id $1; nchan_redis_pass channels;
  }
  location ~ ^/sub/(\\w+)$ {
    nchan_subscriber longpoll; nchan_channel_id $1;
    nchan_redis_pass channels;
  }`;

test('the module exports what nginx looks for, and nothing else', () => {
  const output = execFileSync('nm', ['-D', '--defined-only', MODULE],
    { encoding: 'utf8' });
  const names = output.trim().split('\n')
    .map((line) => line.split(' ').pop().split('@')[0])
    .filter((name) => !/^(_init|_fini|__asan_|__odr_asan|__ubsan_)/.test(name));

  assert.deepEqual(names.sort(),
    ['ngx_module_names', 'ngx_module_order', 'ngx_modules']);

  const wanted = execFileSync('nm', ['-D', '--undefined-only', MODULE],
    { encoding: 'utf8' });

  assert.doesNotMatch(wanted, /\bredis/, 'no hiredis of somebody else');
});

// Of filters the last one in the list is called first.
test('built into nginx the filter has its place, too', (t) => {
  if (!fs.existsSync(path.join(SOURCE, 'configure'))) {
    t.skip('no nginx-dev');
    return;
  }

  const dir = makeFolder();
  t.after(() => removeFolder(dir));

  fs.cpSync(SOURCE, dir, { recursive: true });
  execFileSync('bash', ['./configure', '--with-http_sub_module',
    '--add-module=' + ROOT], { cwd: dir, stdio: 'pipe' });

  const names = fs.readFileSync(path.join(dir, 'objs', 'ngx_modules.c'), 'utf8')
    .match(/&ngx_\w+/g).map((name) => name.slice(1));
  const at = names.indexOf('ngx_http_lead_form_inject_filter_module');

  assert.ok(names.includes('ngx_http_lead_form_module'));
  assert.equal(names[at - 1], 'ngx_http_postpone_filter_module');
  assert.ok(names.indexOf('ngx_http_sub_filter_module') > at);
});

for (const order of ['before', 'behind']) {
  test(`with nchan loaded ${order}, both have their replies right`,
    async (t) => {
      if (!fs.existsSync(NCHAN)) {
        t.skip('no nchan (Debian package libnginx-mod-nchan)');
        return;
      }

      const site = await start(t, order);

      for (let round = 0; round < 3; round++) {
        await both(site, round);
      }
    });
}

test('with the Lua module beside it', async (t) => {
  if (!fs.existsSync(`${MODULES}/ngx_http_lua_module.so`)) {
    t.skip('no Lua (Debian package libnginx-mod-http-lua)');
    return;
  }

  const site = await startSite(t, { siteJson: { min_fill: '0s' },
    nginx: { before: LUA, locations: `
      location = /lua {
        content_by_lua_block {
          local answer = ngx.location.capture("/contact")
          ngx.print(answer.status, " ", answer.body)
        }
      }` } });
  const browser = site.browser();

  assert.match((await browser.get('/lua')).body, /^200 <!DOCTYPE html>/);
  await browser.submit(await browser.get('/contact'),
    { name: 'Ann', email: 'ann@x.example' });
  assert.match((await browser.get('/lua')).body, /^200 .*Talk to me/s);
});

async function start(t, order) {
  const load = `load_module ${NCHAN};`;
  const site = await startSite(t, { siteJson: { min_fill: '0s' },
    redis: { port: true }, start: false });

  site.nginx = await startNginx({ dir: site.dir, redis: site.redisUrl,
    forms: site.formsDir, secret: site.secretFile, tcp: true,
    [order === 'before' ? 'before' : 'main']: load,
    http: `upstream channels {
      nchan_redis_server redis://127.0.0.1:${site.redis.port}; }`,
    locations: CHANNEL,
    env: { ASAN_OPTIONS: foreignLeaks(site.dir) } });
  site.http = site.browser();
  await publish(site, 'first');

  return site;
}

// Messages go through nchan's Redis while visitors come and go.
async function both(site, round) {
  const channel = `c${round}`;
  const subscriber = site.browser().get(`/sub/${channel}`);
  const people = Array.from({ length: 10 }, (_, i) => visitor(site,
    `ann${round}x${i}@x.example`));
  const published = await publish(site, channel);
  const received = await subscriber;

  assert.ok([200, 201, 202].includes(published.status), published.body);
  assert.equal(received.status, 200);
  assert.equal(received.body, `hello ${channel}`);
  await Promise.all(people);

  const stored = (await site.events()).map((e) => JSON.parse(e.answers).email);

  for (let i = 0; i < 10; i++) {
    assert.equal(stored.filter((email) => email === `ann${round}x${i}@x.example`)
      .length, 1);
  }
}

async function visitor(site, email) {
  const browser = site.browser();
  const sent = await browser.submit(await browser.get('/contact'),
    { name: 'Ann', email });

  assert.equal(sent.status, 303);
  assert.match((await browser.get('/contact')).body, /Talk to me/);
}

// nchan says 503 until it is connected to Redis.
async function publish(site, channel) {
  for (const end = Date.now() + 10000; ;) {
    const answer = await site.browser().request('POST', `/pub/${channel}`,
      { body: `hello ${channel}` });

    if (answer.status < 500 || Date.now() > end) {
      return answer;
    }
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}
