'use strict';
// What `nginx -t` says: file, line and reason for what cannot be right, never
// a password; and what a web admin may write, works.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { test } = require('node:test');

const { startSite, CONTACT } = require('../lib/site.js');
const { startRedis } = require('../lib/redis.js');
const { environment, MODULE, BINARY } = require('../lib/nginx.js');
const { HttpClient } = require('../lib/http.js');
const { startProcess, stopProcess } = require('../lib/processes.js');

const PASSWORD = 'hunter2-planted';
const LOCATION = 'location = /contact { lead_form contact; }';
const DIRECTIVES = {
  lead_form_redis: 'unix:/nonexistent/redis.sock',
  lead_form_forms: 'forms',
  lead_form_secret: 'secret',
};

function start(t, options = {}) {
  return startSite(t, { siteJson: { min_fill: '0s' }, allow: [/\[emerg\]/],
    ...options });
}

function lines(directives) {
  return Object.entries(directives).filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${value};`).join('\n');
}

// nginx.conf; relative paths are relative to its folder.
function conf(site, parts = {}) {
  return `load_module ${MODULE};
${process.getuid() === 0 ? 'user root;' : ''}
pid ${site.dir}/other.pid;
error_log ${site.dir}/logs/other.log info;
${parts.main || ''}
events { }
http {
access_log off;
client_body_temp_path ${site.dir}/tmp/body;
proxy_temp_path ${site.dir}/tmp/proxy;
fastcgi_temp_path ${site.dir}/tmp/fastcgi;
uwsgi_temp_path ${site.dir}/tmp/uwsgi;
scgi_temp_path ${site.dir}/tmp/scgi;
${lines({ ...DIRECTIVES, ...parts.directives })}
${parts.http || ''}
server {
listen unix:${site.dir}/other.sock;
${parts.server || ''}
${parts.locations === undefined ? LOCATION : parts.locations}
}
}
`;
}

async function check(site, parts) {
  const text = conf(site, parts);

  site.nginx.configure({ conf: text });

  const { code, output } = await site.nginx.test();

  return { code, output, text };
}

// The line of nginx.conf that holds the text.
function lineOf(text, part) {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

async function assertRefused(site, parts, reason, at) {
  const { code, output, text } = await check(site, parts);
  const refusals = output.match(/\[emerg\].*/g) || [];
  const found = refusals.find((line) => reason.test(line)) || refusals[0];

  assert.equal(code, 1, output);
  assert.ok(found, output);
  assert.match(found, reason);
  assert.doesNotMatch(output, new RegExp(PASSWORD));

  if (at) {
    assert.ok(text.includes(at), at);
    assert.ok(found.includes(`${site.dir}/nginx.conf:${lineOf(text, at)}`),
      found);
  }
}

async function assertGood(site, parts) {
  const { code, output } = await check(site, parts);

  assert.equal(code, 0, output);
  assert.doesNotMatch(output, /\[(warn|emerg|alert|crit|error)\]/);
}

test('a directive that is missing is named, with the line that needs it',
  async (t) => {
    const site = await start(t);

    await assertGood(site, {});

    for (const name of Object.keys(DIRECTIVES)) {
      await assertRefused(site, { directives: { [name]: null } },
        new RegExp(`lead_form "contact".*needs the directive "${name}"`),
        LOCATION);
      await assertGood(site, { directives: { [name]: null },
        locations: 'location = /status { lead_form_status; }' });
    }
  });

test('a secret that cannot be one is refused', async (t) => {
  const site = await start(t);
  const write = (name, text) => fs.writeFileSync(path.join(site.dir, name),
    text);

  await assertRefused(site, { directives: { lead_form_secret: 'nowhere' } },
    /lead_form_secret ".*nowhere".*cannot be read.*lead-form secret new/,
    'lead_form_secret nowhere');
  await assertRefused(site, { directives: { lead_form_secret: 'forms' } },
    /lead_form_secret ".*forms".*cannot be read/, 'lead_form_secret forms');

  write('short', `${PASSWORD}\n`);
  await assertRefused(site, { directives: { lead_form_secret: 'short' } },
    new RegExp(`${site.dir}/short:1:1: the key is too short`));

  write('empty', '');
  await assertRefused(site, { directives: { lead_form_secret: 'empty' } },
    /\/empty/);

  write('half', 'sign test-signing-key-0123456789abcdefghijk\n');
  await assertRefused(site, { directives: { lead_form_secret: 'half' } },
    /\/half/);

  write('two', fs.readFileSync(site.secretFile, 'utf8')
    + `lead ${PASSWORD}-lead-key-0123456789abcdefghijklmn\n`);
  await assertRefused(site, { directives: { lead_form_secret: 'two' } },
    /\/two:3/);

  write('bare', 'one-bare-line-of-enough-characters-0123456789\n');
  await assertGood(site, { directives: { lead_form_secret: 'bare' } });
});

test('a form that cannot be served is refused where a directive names it',
  async (t) => {
    const site = await start(t);
    const named = (name) => ({ locations:
      `${LOCATION}\nlocation = /b { lead_form ${name}; }` });

    await assertRefused(site, named('absent'),
      /form "absent".*forms\/absent\.json" is missing/,
      'location = /b');

    site.writeForm('broken', '{ "title": "x",\n  "first": [ "name" ');
    site.writeForm('wrong', { ...CONTACT, fields: { ...CONTACT.fields,
      company: { type: 'nope', label: 'Company' } } });

    for (const [name, where] of [['broken', /forms\/broken\.json:2:\d+: /],
      ['wrong', /forms\/wrong\.json:\d+:\d+: fields\.company\.type: .*nope/]]) {
      await assertRefused(site, named(name),
        new RegExp(`form "${name}" of lead_form`), 'location = /b');
      assert.match((await check(site, named(name))).output, where);
    }

    const { code, output } = await check(site, {});

    assert.equal(code, 0, 'the forms that are served are good');
    assert.match(output, /\[warn\].*forms\/broken\.json:2:\d+: /);
    assert.match(output, /\[warn\].*forms\/wrong\.json:\d+:\d+: fields\.company/);
    assert.doesNotMatch(output, /contact\.json/);
  });

test('two forms that define one field differently are told of each other',
  async (t) => {
    const site = await start(t);

    site.writeForm('second', { ...CONTACT, fields: { ...CONTACT.fields,
      company: { type: 'number', label: 'Company' } } });

    const { code, output } = await check(site, {});

    assert.equal(code, 0);
    assert.match(output,
      /\[warn\].*second\.json:\d+:\d+: fields\.company\.type.*contact\.json/);
    await assertRefused(site, { locations:
      'location = /b { lead_form second; }' }, /form "second"/, 'location = /b');

    site.writeForm('second', { ...CONTACT, fields: { ...CONTACT.fields,
      company: { type: 'text', label: 'Firma' } } });
    await assertGood(site, { locations:
      `${LOCATION}\nlocation = /b { lead_form second; }` });
  });

test('a folder of forms that is none is refused', async (t) => {
  const site = await start(t);

  for (const folder of ['nowhere', 'secret']) {
    await assertRefused(site, { directives: { lead_form_forms: folder } },
      /lead_form_forms/, `lead_form_forms ${folder}`);
  }
});

test('a location has one handler', async (t) => {
  const site = await start(t);

  for (const [first, second] of [
    ['proxy_pass http://127.0.0.1:1', 'lead_form contact'],
    ['lead_form contact', 'proxy_pass http://127.0.0.1:1'],
    ['lead_form contact', 'lead_form_status'],
    ['lead_form_status', 'lead_form contact'],
    ['lead_form contact', 'stub_status'],
    ['lead_form contact', 'lead_form contact'],
  ]) {
    await assertRefused(site, { locations:
      `location = /two { ${first}; ${second}; }` },
    /lead_form.*(conflicts with another handler|is duplicate)/,
    'location = /two');
  }
});

test('names, values and places that cannot be right', async (t) => {
  const site = await start(t);

  await assertRefused(site, { locations:
    'location = /x { lead_form $nothing; }' }, /unknown "nothing" variable/);

  for (const name of ['"Con tact"', '../contact', 'Contact', 'a.json', '""',
    'x'.repeat(41), '-a', 'ä']) {
    await assertRefused(site, { locations:
      `location = /x { lead_form ${name}; }` }, /cannot be a form's name/,
    'location = /x');
    await assertRefused(site, { http: `lead_form_site ${name};` },
      /cannot be a site's name/, 'lead_form_site');
  }

  await assertRefused(site, { http: 'lead_form_secure maybe;' },
    /invalid value "maybe"/, 'lead_form_secure');
  await assertRefused(site, { http: 'lead_form_language $nothing;' },
    /unknown "nothing" variable/);
  await assertRefused(site, { http: 'lead_form contact;' },
    /"lead_form" directive is not allowed here/, 'lead_form contact');
  await assertRefused(site, { directives: { lead_form_forms: '""' } },
    /lead_form_forms" directive needs a path/, 'lead_form_forms ""');

  for (const [name, value] of Object.entries({ ...DIRECTIVES,
    lead_form_site: 'main', lead_form_language: 'de', lead_form_remember: 'on',
    lead_form_secure: 'on' })) {
    await assertRefused(site, { http: `lead_form_site main;
      lead_form_language de; lead_form_remember on; lead_form_secure on;
      ${name}  ${value};` },
    new RegExp(`"${name}" directive is duplicate`), `${name}  `);
  }
});

test('a Redis URL that cannot be right, and never its password', async (t) => {
  const site = await start(t);

  for (const url of ['', '"x"', 'unix:', 'unix:relative.sock', 'redis://',
    `unix:/${'x'.repeat(120)}`, 'localhost:6379', `http://u:${PASSWORD}@h/`,
    `redis://u:${PASSWORD}@`, `redis://u:${PASSWORD}@h:0/`,
    `redis://u:${PASSWORD}@h:99999`, `redis://u:${PASSWORD}@h:6379/x`,
    `redis://u:${PASSWORD}@h:6379/1x`, `redis://${PASSWORD}@h:6379`,
    `redis://u:${PASSWORD}%@h`, `redis://u:${PASSWORD}%zz@h`,
    `redis://u:${PASSWORD}@[::1:6379`, `redis://u:${PASSWORD}@[x]`,
    `redis://u:${PASSWORD}@h!st`, `rediss:/u:${PASSWORD}@h`,
    `unix:/redis.sock ${PASSWORD}`, `unix:/r.sock password=${PASSWORD}`,
    'unix:/r.sock timeout=0', 'unix:/r.sock timeout=soon',
    'unix:/r.sock timeout=1s timeout=1s x', 'unix:/r.sock connect_timeout=',
  ]) {
    await assertRefused(site, { directives: { lead_form_redis: url } },
      /lead_form_redis|Redis URL|parameter|time above 0/, 'lead_form_redis');
  }

  for (const url of [`redis://u:${PASSWORD}@127.0.0.1`, 'redis://localhost/3',
    `redis://:${PASSWORD}@[::1]:6380/0`, 'redis://127.0.0.1:1',
    'unix:/run/redis/redis.sock:2',
    'unix:/r.sock timeout=2s connect_timeout=100ms']) {
    await assertGood(site, { directives: { lead_form_redis: url } });
  }
});

test('one Redis has one set of timeouts', async (t) => {
  const site = await start(t);
  const server = 'lead_form_redis unix:/r.sock timeout=3s;';

  await assertRefused(site, { server,
    directives: { lead_form_redis: 'unix:/r.sock timeout=2s' } },
    /same Redis URL stands elsewhere with other timeouts/, 'timeout=3s');
  await assertGood(site, { server,
    directives: { lead_form_redis: 'unix:/r.sock timeout=3s' } });
});

test('a broken configuration leaves the running one as it is', async (t) => {
  const site = await start(t);

  site.nginx.configure({ pages: ['contact', 'absent'] });
  await assert.rejects(site.nginx.reload(), /form "absent" of lead_form/);
  assert.equal((await site.http.get('/contact')).status, 200);

  site.nginx.configure({ pages: ['contact'] });
  site.writeForm('contact', { ...CONTACT, title: 'Anew' });
  await site.nginx.reload();
  assert.match((await site.http.get('/contact')).body, /Anew/);
});

test('a reload takes no form away: what served before it, serves on',
  async (t) => {
    const site = await start(t);

    for (const spoil of [() => site.writeForm('contact', '{ "broken"'),
      () => site.writeForm('site', '{ "min_fill": "soon" }'),
      () => site.removeForm('contact')]) {
      const from = site.nginx.logSize();

      spoil();
      await site.nginx.reload();
      await site.nginx.waitForLog(
        /\[warn\].*its last good version [0-9a-f]{12} serves/, from);
      assert.match((await site.http.get('/contact')).body, /Talk to us/);
    }
  });

test('servers and locations have sites, forms and Redis of their own',
  async (t) => {
    const other = await startRedis();
    t.after(() => other.stop());

    const site = await start(t);
    const second = path.join(site.dir, 'second');

    fs.mkdirSync(second);
    fs.writeFileSync(path.join(second, 'contact.json'),
      JSON.stringify({ ...CONTACT, title: 'Second' }));
    fs.writeFileSync(path.join(second, 'site.json'), '{"min_fill":"0s"}');
    fs.writeFileSync(path.join(site.dir, 'secret2'),
      'another-bare-line-of-enough-characters-012345\n');

    const sockets = ['a', 'b'].map((n) => path.join(site.dir, `${n}.sock`));

    site.nginx.configure({ http: `
      server {
        listen unix:${sockets[0]};
        location = /contact { lead_form contact; }
        location = /deep {
          lead_form_forms second; lead_form_site deep; lead_form contact;
          lead_form_redis ${other.url};
        }
      }
      server {
        listen unix:${sockets[1]};
        lead_form_redis ${other.url}:1 timeout=2s;
        lead_form_forms second/;
        lead_form_secret secret2;
        lead_form_site second;
        location /nested/ {
          location = /nested/contact { lead_form contact; }
        }
      }` });
    await site.nginx.reload();

    const send = async (socket, url, email) => {
      const browser = new HttpClient({ socketPath: socket });
      const page = await browser.get(url);

      assert.equal(page.status, 200);
      assert.equal((await browser.submit(page, { name: 'Ann', email })).status,
        303);

      return page.page.title;
    };

    assert.equal(await send(sockets[0], '/contact', 'a@x.example'),
      CONTACT.title);
    assert.equal(await send(sockets[0], '/deep', 'b@x.example'), 'Second');
    assert.equal(await send(sockets[1], '/nested/contact', 'c@x.example'),
      'Second');

    const first = await site.db.stream('lf:{main.0}:events');
    const otherDb = await other.connect();
    const otherDb1 = await other.connect({ db: 1 });
    const deep = await otherDb.stream('lf:{deep.0}:events');
    const nested = await otherDb1.stream('lf:{second.0}:events');

    for (const [events, email] of [[first, 'a@x.example'],
      [deep, 'b@x.example'], [nested, 'c@x.example']]) {
      assert.deepEqual(events.map((e) => JSON.parse(e.answers).email), [email]);
    }
  });

test('one process serves, too', async (t) => {
  const site = await start(t);
  const file = path.join(site.dir, 'single.conf');
  const socketPath = path.join(site.dir, 'other.sock');

  fs.writeFileSync(file, conf(site, { main: 'master_process off; daemon off;',
    directives: { lead_form_redis: site.redisUrl } }));

  const child = startProcess(BINARY, ['-p', site.dir, '-e', 'stderr', '-c',
    file], { stdio: 'ignore', env: environment(site.nginx) });

  try {
    await listens(socketPath);

    const browser = new HttpClient({ socketPath });
    const sent = await browser.submit(await browser.get('/contact'),
      { name: 'Ann', email: 'ann@x.example' });

    assert.equal(sent.status, 303);
    assert.match((await browser.get('/contact')).body, /Talk to me/);

  } finally {
    const { code } = await stopProcess(child, 'SIGQUIT');

    assert.equal(code, 0);
  }
});

// A socket is there before anybody listens to it.
async function listens(file) {
  for (const end = Date.now() + 10000;;) {
    const error = await new Promise((resolve) => {
      const socket = net.connect(file, () => resolve(null));

      socket.on('error', resolve);
      socket.on('connect', () => socket.destroy());
    });

    if (!error) {
      return;
    }

    assert.ok(Date.now() < end, error.message);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}
