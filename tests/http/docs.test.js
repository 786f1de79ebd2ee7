'use strict';
// The docs are true: each example passes nginx -t, each command runs, each
// link leads somewhere, and what the module knows is described.

const { test } = require('node:test');
const assert = require('node:assert/strict');
const { execFile, execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { promisify } = require('node:util');

const { GEO } = require('../lib/geo.js');
const { startSite } = require('../lib/site.js');
const { MODULE, BINARY, ROOT } = require('../lib/nginx.js');
const { startRun } = require('../lib/run.js');
const { makeFolder, removeFolder } = require('../lib/processes.js');

const run = promisify(execFile);

const GUIDES = ['README.md', 'CHANGELOG.md', ...fs.readdirSync(
  path.join(ROOT, 'docs')).filter((name) => name.endsWith('.md'))
  .map((name) => path.join('docs', name))];

const read = (file) => fs.readFileSync(path.join(ROOT, file), 'utf8');

// { file, line, language, kind, text } of each fenced block.
function blocks(language, kind) {
  const found = [];

  for (const file of GUIDES) {
    const text = read(file);

    for (const match of text.matchAll(/^```(\w+)(?: (\w+))?\n([^]*?)^```$/gm)) {
      const line = text.slice(0, match.index).split('\n').length;

      if (match[1] === language && (!kind || match[2] === kind)) {
        found.push({ file, line, language, kind: match[2], text: match[3],
          name: `${file}:${line}` });
      }
    }
  }

  assert.ok(found.length > 0, `no block "${language} ${kind || ''}"`);

  return found;
}

// A folder that stands for / of the machine that an example is about.
function machine(t, forms = {}) {
  const dir = makeFolder();
  const place = (...parts) => path.join(dir, ...parts);

  t.after(() => removeFolder(dir));

  for (const folder of ['forms', 'log', 'tmp']) {
    fs.mkdirSync(place(folder));
  }

  for (const name of ['contact', 'demo', 'site']) {
    fs.copyFileSync(path.join(ROOT, 'forms', name + '.json'),
      place('forms', name + '.json'));
  }

  fs.copyFileSync(GEO, place('GeoLite2-City.mmdb'));
  fs.writeFileSync(place('fastcgi_params'), '');

  for (const [name, text] of Object.entries(forms)) {
    fs.writeFileSync(place('forms', name + '.json'), text);
  }

  execFileSync(path.join(ROOT, 'build', 'lead-form'),
    ['secret', 'new', place('secret')]);

  return { dir, place, check: (text) => check(dir, text) };
}

// nginx -t on a whole nginx.conf, its paths moved into the folder.
async function check(dir, text) {
  const moved = text
    .replace(/load_module \S+;/, `load_module ${MODULE};`)
    .replace(/\/etc\/lead-form\//g, dir + '/')
    .replace(/\/var\/log\/nginx\//g, dir + '/log/')
    .replace(/\/var\/lib\/GeoIP\//g, dir + '/')
    .replace(/\/var\/lib\/lead-form/g, dir + '/state')
    .replace(/listen (\d+)/g, `listen unix:${dir}/$1.sock`)
    .replace(/http \{/, `http {
      access_log off;
      client_body_temp_path ${dir}/tmp/body;
      proxy_temp_path ${dir}/tmp/proxy;
      fastcgi_temp_path ${dir}/tmp/fastcgi;
      uwsgi_temp_path ${dir}/tmp/uwsgi;
      scgi_temp_path ${dir}/tmp/scgi;`);

  fs.writeFileSync(path.join(dir, 'nginx.conf'),
    `pid ${dir}/nginx.pid;\n${moved}`);

  try {
    const { stderr } = await run(BINARY,
      ['-t', '-p', dir, '-c', path.join(dir, 'nginx.conf'), '-e', 'stderr']);

    return { code: 0, output: stderr };

  } catch (error) {
    return { code: error.code, output: error.stderr };
  }
}

// What an example of an inner level leaves to the rest of the configuration.
function whole(kind, text) {
  const has = (name) => new RegExp(`^\\s*${name}\\s`, 'm').test(text);
  const missing = ['redis unix:/run/redis.sock', 'forms /etc/lead-form/forms',
    'secret /etc/lead-form/secret']
    .filter((rest) => !has('lead_form_' + rest.split(' ')[0]))
    .map((rest) => `lead_form_${rest};`).join('\n');
  const form = /lead_form contact;/.test(text)
    ? '' : 'location = /contact { lead_form contact; }';

  if (kind === 'main') {
    return text;
  }

  const server = `server { listen 8081; ${form}
    ${kind === 'server' ? text : ''} }`;

  return `load_module this;\nevents { }\nhttp {\n${missing}
    ${kind === 'http' ? text : ''}\n${server}\n}\n`;
}

for (const kind of ['main', 'http', 'server']) {
  test(`each example of nginx.conf (${kind}) passes nginx -t`, async (t) => {
    const { check: tried } = machine(t);

    for (const block of blocks('nginx', kind)) {
      const { code, output } = await tried(whole(kind, block.text));

      assert.equal(code, 0, `${block.name}\n${output}`);
      assert.doesNotMatch(output, /\[(warn|error|emerg)\]/, block.name);
    }
  });
}

test('no example of nginx.conf or JSON is left out', () => {
  for (const block of blocks('nginx')) {
    assert.match(block.kind || '', /^(main|http|server)$/, block.name);
  }

  for (const block of blocks('json')) {
    assert.match(block.kind || '', /^(form|site|when|wrong|answer)$/,
      block.name);
  }
});

const COMPANY = '{ "fields": { "company": '
  + '{ "type": "text", "label": "Company" } } }';

async function loads(t, block, forms) {
  const { check: tried } = machine(t, forms);
  const { code, output } = await tried(whole('http', ''));

  assert.equal(code, 0, `${block.name}\n${output}`);
  assert.doesNotMatch(output, /\[(warn|error|emerg)\]/, block.name);
}

test('each form in the docs loads without a warning', async (t) => {
  for (const block of blocks('json', 'form')) {
    await loads(t, block, { contact: block.text, site: '{}',
      demo: block.text });
  }
});

test('each site.json in the docs loads, and its fields can be asked',
  async (t) => {
    for (const block of blocks('json', 'site')) {
      const form = { title: 'Talk to us', first: ['name', 'email'],
        then: Object.keys(JSON.parse(block.text).fields || {}) };

      await loads(t, block, { site: block.text,
        contact: JSON.stringify(form), demo: JSON.stringify(form) });
    }
  });

test('each condition in the docs loads', async (t) => {
  for (const block of blocks('json', 'when')) {
    const form = { title: 'Talk to us', first: ['name', 'email'],
      then: ['company', { ask: 'phone', when: JSON.parse(block.text) }] };

    await loads(t, block, { site: COMPANY, contact: JSON.stringify(form),
      demo: JSON.stringify(form) });
  }
});

// The fenced blocks of a page, in order.
const story = (file) => [...read(file)
  .matchAll(/^```(\w+)(?: (\w+))?\n([^]*?)^```$/gm)]
  .map(([, language, kind, text]) => ({ language, kind, text }));

test('check and nginx -t find in a wrong form what the docs show', async (t) => {
  const blocks = story('docs/forms.md');
  let wrong = 0;

  for (const [i, { kind, text }] of blocks.entries()) {
    if (kind !== 'wrong') {
      continue;
    }

    const { check: tried, place } = machine(t, { webinar: text });
    const { output } = await tried(whole('http', ''));
    const lines = blocks[i + 2].text.match(/^my-forms\/webinar\.json:.*$/gm);

    assert.ok(lines.length > 0);
    for (const line of lines) {
      assert.ok(output.includes(place('forms') + line.slice('my-forms'.length)),
        `${line}\n${output}`);
    }
    wrong++;
  }

  assert.ok(wrong >= 2);
});

test('the commands for marketers say what the docs show', async (t) => {
  const product = await startRun(t);
  const here = makeFolder();
  t.after(() => removeFolder(here));

  fs.symlinkSync(path.join(ROOT, 'build'), path.join(here, 'build'));
  fs.mkdirSync(path.join(here, 'my-forms'));

  const blocks = story('docs/forms.md');
  let shown = 0;

  for (const [i, { language, kind, text }] of blocks.entries()) {
    if (kind === 'form' || kind === 'wrong') {
      fs.writeFileSync(path.join(here, 'my-forms', 'webinar.json'), text);
    }

    if (language !== 'sh' || !text.startsWith('build/lead-form ')) {
      continue;
    }

    const said = await run('bash', ['-c', text
      .replace(/127\.0\.0\.1:8080/g, `127.0.0.1:${product.port}`)
      .replace('run/secret', path.join(product.run, 'secret'))], { cwd: here })
      .then(({ stdout, stderr }) => ({ code: 0, text: stdout + stderr }),
        (error) => ({ code: error.code, text: error.stdout + error.stderr }));
    const next = blocks[i + 1];

    if (next.language === 'text') {
      assert.equal(said.text.trim(), next.text.trim());
      shown++;
    } else {
      assert.equal(said.code, 0, text + said.text);
    }
  }

  assert.ok(shown >= 3, `${shown} answers are shown`);
});

test('a directive without what it needs fails as the docs say', async (t) => {
  const { check: tried } = machine(t);
  const without = (name) => whole('http', '')
    .replace(new RegExp(`lead_form_${name} .*;`), '');
  const said = read('docs/admin.md').replace(/\s+/g, ' ');

  for (const name of ['redis', 'forms', 'secret']) {
    const { code, output } = await tried(without(name));

    assert.equal(code, 1);
    assert.match(output, new RegExp(`lead_form "contact" in \\S+:\\d+ needs the`
      + ` directive "lead_form_${name}"`));
  }

  for (const [given, words] of [
    ['lead_form Contact;', 'cannot be a form\'s name'],
    ['lead_form nothing;', 'cannot be served'],
    ['lead_form demo; lead_form_status;',
      'conflicts with another handler of this location'],
    ['lead_form_site Mine;', 'cannot be a site\'s name'],
    ['lead_form_redis redis;', 'invalid Redis URL'],
    ['lead_form_redis unix:/r.sock timeout=0;', 'is no time above 0'],
    ['lead_form_redis unix:/r.sock wait=1s;', 'unknown parameter'],
    ['lead_form_forms /etc/lead-form/none; lead_form demo;',
      'names the folder of the forms'],
    ['lead_form_secret /etc/lead-form/none; lead_form demo;',
      'cannot be read'],
  ]) {
    const { code, output } = await tried(
      whole('server', `location /x { ${given} }`));

    assert.equal(code, 1, given);
    assert.ok(output.replace(/\s+/g, ' ').includes(words),
      `${given}\n${output}`);
    assert.ok(said.includes(words), `docs/admin.md does not say "${words}"`);
  }
});

// Commands that are run as they stand, in the order of the page.
const SAFE = /^(curl|redis-cli|build\/lead-form|mkdir -p) /;

test('each command in the docs runs, or is one that the shell understands',
  async (t) => {
    const here = makeFolder();
    t.after(() => removeFolder(here));

    // The sample forms, and the one that docs/forms.md begins with.
    const forms = path.join(here, 'forms');
    const [first] = blocks('json', 'form')
      .filter(({ file }) => file === 'docs/forms.md');

    fs.cpSync(path.join(ROOT, 'forms'), forms, { recursive: true });
    fs.writeFileSync(path.join(forms, 'webinar.json'), first.text);

    const product = await startRun(t, { env: { FORMS: forms } });
    fs.symlinkSync(path.join(ROOT, 'build'), path.join(here, 'build'));

    const makefile = read('Makefile');
    let safe = 0;

    for (const block of blocks('sh')) {
      await run('bash', ['-n', '-c', block.text]);

      for (const line of block.text.split('\n').filter(Boolean)) {
        const made = /\bmake ?([a-z]*)$/.exec(line);

        if (made) {
          assert.match(makefile,
            new RegExp(`^## ${made[1] || 'all'}: `, 'm'), block.name);
        }

        const script = /^node --test (\S+)$/.exec(line);

        if (script) {
          assert.ok(fs.existsSync(path.join(ROOT, script[1])), block.name);
        }

        const given = /^sudo install -m \d+ (.*) \S+$/.exec(line);

        for (const file of given ? given[1].split(' ') : []) {
          assert.ok(fs.existsSync(path.join(ROOT, file)), `${file}: ${line}`);
        }

        // Those of docs/forms.md need its forms, those of docs/json.md each
        // other: tests of their own.
        if (SAFE.test(line) && block.file !== 'docs/json.md'
          && !(block.file === 'docs/forms.md' && /^build/.test(line)))
        {
          const { stdout } = await run('bash', ['-e', '-c', line
            .replace(/127\.0\.0\.1:8080/g, `127.0.0.1:${product.port}`)
            .replace(/^curl/, 'curl -sSf')
            .replace(/run\/redis\.sock/, product.socket)
            .replace(/run\/secret/, path.join(product.run, 'secret'))
            .replace('BLOCK 0', 'BLOCK 1')], { cwd: here });

          assert.doesNotMatch(stdout, /^\(?(ERR|error)/, `${line}\n${stdout}`);
          safe++;
        }
      }
    }

    assert.ok(safe >= 5, `${safe} commands were run`);
  });

// The slug that GitHub makes of a heading.
const anchors = (text) => [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => (
  heading.toLowerCase().replace(/[^\w\- ]/g, '').replace(/ /g, '-')));

test('each link of the docs leads to a page, a picture or a heading', () => {
  for (const file of GUIDES) {
    const text = read(file).replace(/^```[^]*?^```$/gm, '');

    for (const [, target] of text.matchAll(/\]\(([^)]+)\)/g)) {
      if (/^https?:/.test(target)) {
        continue;
      }

      const [page, anchor] = target.split('#');
      const there = page ? path.join(path.dirname(file), page) : file;

      assert.ok(fs.existsSync(path.join(ROOT, there)), `${file}: ${target}`);

      if (anchor) {
        assert.ok(anchors(read(there)).includes(anchor), `${file}: ${target}`);
      }
    }
  }
});

test('each file of the core has its room, each that the map names is there',
  () => {
    const guide = read('docs/development.md');
    const [, table] = /^Its rooms:\n\n([^]*?)\n\n/m.exec(guide);
    const rooms = [...table.matchAll(/`(lf_\w+)(\*?)(?:\.h)?`/g)]
      .map(([, name, more]) => new RegExp(`^${name}${more && '\\w*'}\\.[ch]$`));
    const core = fs.readdirSync(path.join(ROOT, 'src'));

    for (const file of core.filter((name) => name.endsWith('.c'))) {
      assert.equal(rooms.filter((room) => room.test(file)).length, 1, file);
    }

    for (const room of rooms) {
      assert.ok(core.some((file) => room.test(file)), `${room}`);
    }

    for (const [, part] of guide.matchAll(/`(_\w+\.c)`/g)) {
      assert.ok(fs.existsSync(path.join(ROOT, 'ngx_module',
        'ngx_http_lead_form' + part)), part);
    }
  });

test('each directive of the module is described, and no other', () => {
  const tables = fs.readdirSync(path.join(ROOT, 'ngx_module'))
    .filter((name) => name.endsWith('.c'))
    .flatMap((name) => read('ngx_module/' + name)
      .match(/_commands\[\] = \{[^]*?ngx_null_command/g) || []);
  const known = tables.flatMap((table) => [...table
    .matchAll(/ngx_string\("(\w+)"\)/g)].map((m) => m[1]));
  const described = [...read('docs/admin.md').matchAll(/^### (lead_form\w*)$/gm)]
    .map((m) => m[1]);

  assert.deepEqual(described.sort(), known.sort());

  for (const part of read('docs/admin.md').split(/^#+ (?=lead_form)/m).slice(1))
  {
    for (const row of ['Syntax', 'Default', 'Context']) {
      assert.match(part, new RegExp(`^\\| ${row} \\|`, 'm'), part.slice(0, 30));
    }
    assert.match(part, /^```nginx/m, part.slice(0, 30));
  }
});

test('each variable, outcome and metric is described', () => {
  const admin = read('docs/admin.md');
  const variables = read('ngx_module/ngx_http_lead_form_variables.c');
  const names = (text) => [...text.matchAll(/ngx_string\("(\w+)"\)/g)]
    .map((m) => m[1]);
  const outcomes = names(/outcome_names\[\] = \{([^]*?)\};/.exec(variables)[1]);

  for (const name of names(/_variables\[\] = \{([^]*?)\};/.exec(variables)[1])) {
    assert.ok(admin.includes(`| \`$${name}\` |`), name);
  }

  assert.ok(outcomes.length > 5);
  for (const name of outcomes) {
    assert.ok(admin.includes(`| \`${name}\` |`), name);
  }

  const status = read('ngx_module/ngx_http_lead_form_status.c')
    + read('ngx_module/ngx_http_lead_form_status_forms.c');

  for (const [, name] of status.matchAll(/# TYPE (\w+)/g)) {
    assert.ok(admin.includes(`\`${name}`), name);
  }
});

// A list of words in the loader's source.
const TABLE = new RegExp('\\b(?:\\w*keys|lf_type_names|lf_limits|lf_test_names'
  + '|lf_subject_names)\\[\\]\\s*=\\s*\\{([^]*?)\\};', 'g');

test('each key, type, subject and test that the loader knows is described',
  () => {
    const guide = read('docs/forms.md');
    const words = new Set();
    const sources = fs.readdirSync(path.join(ROOT, 'src'))
      .filter((name) => /^lf_(form|site|when)\w*\.c$/.test(name));

    for (const name of sources) {
      const text = read(path.join('src', name));

      for (const [, table] of text.matchAll(TABLE)) {
        for (const [, word] of table.matchAll(/(?:\{ |LF_NAME\()"([$\w]+)"/g)) {
          words.add(word);
        }
      }
    }

    assert.ok(words.size > 50, `${words.size} words found in ${sources}`);

    for (const word of words) {
      assert.match(guide, new RegExp('`"?' + word.replace('$', '\\$') + '"?`'),
        `docs/forms.md does not describe "${word}"`);
    }
  });

test('the Redis user of the docs may do all that a submission needs',
  async (t) => {
    const [, rules] = /^user forms (.*)$/m.exec(read('docs/admin.md'));
    const site = await startSite(t, { start: false, redis: { port: true },
      siteJson: { min_fill: '0s' }, planted: ['ada@example.com'] });

    await site.db.command('ACL', 'SETUSER', 'forms', ...rules.split(' '));
    site.redisUrl = `redis://forms:PASSWORD@127.0.0.1:${site.redis.port}/0`;
    await site.startNginx();

    const page = await site.http.get('/contact');
    const sent = await site.http.submit(page,
      { name: 'Ada', email: 'ada@example.com' });
    const known = await site.http.get('/contact');

    assert.equal(sent.status, 303);
    assert.match(known.body, /Welcome back/);
    assert.equal((await site.events()).length, 1);

    const { requests } = (await site.http.get('/lead-status')).json;

    assert.equal(requests.unavailable, 0);
  });

test('the docs name each variable of make run', () => {
  const script = read('tools/run.sh');
  const readme = read('README.md');

  for (const name of new Set([...script.matchAll(/\$\{([A-Z_]+):-/g)]
    .map((m) => m[1]))) {
    assert.ok(readme.includes(`| \`${name}\` |`), name);
  }
});
