'use strict';
// A marketer checks forms before they go live.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');

const { MODULE, BINARY } = require('../lib/nginx.js');
const { makeFolder, removeFolder } = require('../lib/processes.js');
const { check, run } = require('./command.js');

const GOOD = '{\n  "title": "Talk to us",\n  "first": ["name", "email"]\n}\n';
const SITE = '{ "fields": {\n  "size": { "type": "choice", "label": "Size",'
  + '\n    "options": ["a", "b"] } } }\n';

// A folder of files, gone when the test ends; check(args) runs in it.
function folder(t, files) {
  const dir = makeFolder();

  t.after(() => removeFolder(dir));

  const write = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    fs.writeFileSync(path.join(dir, name), text);
  };

  for (const [name, text] of Object.entries(files)) {
    write(name, text);
  }

  return { dir, write,
    check: (...args) => check(args, { cwd: dir }),
    checkInput: (input, ...args) => check(args, { cwd: dir, input }) };
}

test('a marketer sees what is wrong and where, mends it, and is told so', (t) => {
  const forms = folder(t, { 'contact.json':
    '{\n  "title": "Talk to us",\n  "first": ["name", "email"],\n'
    + '  "then": ["comapny"],\n  "submti": "Send",\n'
    + '  "fields": { "company": { "type": "text", "label": "Company" } }\n}\n' });
  const before = forms.check('contact.json');

  assert.equal(before.code, 1);
  assert.equal(before.stdout,
    'contact.json:4:12: then[0]: no field is named "comapny"; did you mean '
    + '"company"?\n'
    + 'contact.json:5:3: submti: unknown key "submti"; did you mean "submit"?\n');
  assert.equal(before.stderr, '1 file, 2 errors\n');

  forms.write('contact.json',
    fs.readFileSync(path.join(forms.dir, 'contact.json'), 'utf8')
      .replace('comapny', 'company').replace('submti', 'submit'));

  assert.deepEqual(forms.check('contact.json'),
    { code: 0, signal: null, stdout: '', stderr: '1 file, no errors\n' });
});

test('a folder is checked whole, by the rules of the server', (t) => {
  const forms = folder(t, {
    'f/contact.json': GOOD.replace('"email"', '"mail"'),
    'f/demo.json': '{ "title": \'T\' }\n',
    'f/site.json': '{ "visit_gap": "1 hour" }\n',
    'f/.contact.json.swp': 'x', 'f/.draft.json': '{', 'f/notes.txt': '{',
    'f/form.schema.json': '{}',
  });
  const { code, stdout, stderr } = forms.check('f');

  assert.equal(code, 1);
  assert.deepEqual(stdout.split('\n').map((line) => line.split(': ')[0]),
    ['f/demo.json:1:12', 'f/site.json:1:16', '']);
  assert.match(stderr, /^3 files, 2 errors\n$/);
  assert.equal(forms.check('f/').stdout, stdout);
});

test('a form is checked together with what it shares, and said alone', (t) => {
  const forms = folder(t, { 'site.json': SITE,
    'contact.json': GOOD.replace('\n}', ',\n  "then": ["size"]\n}'),
    'demo.json': GOOD.replace('\n}', ',\n  "then": ["seats"]\n}') });

  const one = forms.check('contact.json');

  assert.deepEqual([one.code, one.stdout], [0, '']);
  assert.equal(one.stderr,
    '1 file, no errors (1 in other files of the folder)\n');
  assert.equal(forms.check('demo.json').code, 1);
  assert.match(forms.check('contact.json', 'demo.json').stderr, /^2 files, 1 error\n/);

  forms.write('site.json', SITE.replace('choice', 'choise'));

  const both = forms.check('contact.json');

  assert.equal(both.code, 1);
  assert.match(both.stdout, /^site\.json:2:21: fields\.size\.type: /);
});

test('a definition that two forms do not share is an error of the later one', (t) => {
  const field = (type) => GOOD.replace('\n}', `,\n  "then": ["f"],
  "fields": { "f": { "type": "${type}", "label": "F" } }\n}`);
  const forms = folder(t, { 'forms/a.json': field('text'),
    'forms/b.json': field('number') });

  assert.equal(forms.check('forms/a.json').code, 0);
  assert.match(forms.check('forms/b.json').stdout,
    /^forms\/b\.json:5:22: .* differs from its definition in forms\/a\.json; /);
});

test('a warning is marked as editors read it, and fails only when strict', (t) => {
  const forms = folder(t, { 'contact.json': GOOD.replace('\n}',
    ',\n  "then": [{ "ask": "phone", "when": { "visits": { "max": 1 } } }]\n}') });
  const { code, stdout, stderr } = forms.check('contact.json');

  assert.equal(code, 0);
  assert.match(stdout, /^contact\.json:4:59: warning: then\[0\]\.when\.visits\.max: visit 1 is /);
  assert.equal(stderr, '1 file, no errors, 1 warning\n');
  assert.equal(forms.check('--strict', 'contact.json').code, 1);
});

test('an editor gets JSON, whatever was found', (t) => {
  const forms = folder(t, { 'contact.json':
    '{\n  "title": { "en": "T", "de": "Größe \\u0001" },\n  "first": "x"\n}' });
  const { code, stdout, stderr } = forms.check('--json', 'contact.json');
  const found = JSON.parse(stdout);

  assert.equal(code, 1);
  assert.equal(stderr, '');
  assert.deepEqual([found.files, found.errors, found.warnings], [1, 2, 0]);
  assert.deepEqual(found.findings.map(({ message, ...rest }) => rest), [
    { file: 'contact.json', line: 2, column: 31, severity: 'error', path: 'title.de' },
    { file: 'contact.json', line: 3, column: 12, severity: 'error', path: 'first' },
  ]);
  assert.match(found.findings[1].message, /^"first" asks for a name/);

  forms.write('contact.json', GOOD);
  assert.deepEqual(JSON.parse(forms.check('--json', '.').stdout),
    { files: 1, unreadable: 0, errors: 0, warnings: 0, findings: [] });

  const name = Buffer.from('caf\xe9.json', 'latin1');

  fs.writeFileSync(Buffer.concat([Buffer.from(forms.dir + '/'), name]), GOOD);
  assert.equal(JSON.parse(forms.check('--json', '.').stdout).findings[0].file,
    'caf\ufffd.json');
});

test('an editor asks about what it has not saved yet', (t) => {
  const forms = folder(t, { 'site.json': SITE, 'contact.json': GOOD });
  const text = GOOD.replace('\n}', ',\n  "then": ["size", "sizes"]\n}');
  const { code, stdout } = forms.checkInput(text, '--stdin', 'contact.json');

  assert.equal(code, 1);
  assert.match(stdout, /^contact\.json:4:20: then\[1\]: no field is named "sizes"/);
  assert.equal(forms.checkInput(GOOD, '--stdin', 'new.json').code, 0);
  assert.equal(forms.checkInput(GOOD, '--stdin', 'a.json', 'b.json').code, 2);
});

test('what is gone since the last good version is a warning', (t) => {
  const options = (list) => SITE.replace('["a", "b"]', list);
  const form = GOOD.replace('\n}', ',\n  "then": ["size"],\n  "consent":'
    + ' { "id": "news", "version": "1", "text": "Write to me." }\n}');
  const forms = folder(t, { 'old/site.json': SITE, 'old/contact.json': form,
    'new/site.json': options('["a", "c"]'), 'new/contact.json': form,
    'state/forms/0f3a/site.json': SITE, 'state/forms/0f3a/contact.json': form });

  for (const since of ['old', 'old/contact.json', 'state', 'state/forms/0f3a']) {
    const { code, stdout } = forms.check('--since', since, 'new');

    assert.equal(code, 0);
    assert.match(stdout, /^new\/site\.json:3:16: warning: fields\.size\.options: the option "b" of the last good version is gone, [^\n]*\n$/);
  }

  forms.write('new/contact.json', form.replace('Write', 'Please write'));
  assert.match(forms.check('--since', 'old', 'new/contact.json').stdout,
    /^new\/contact\.json:5:54: warning: consent\.text: /);

  assert.equal(forms.check('new').stdout, '');
  assert.equal(forms.check('--since', 'nowhere', 'new').code, 2);
  fs.mkdirSync(path.join(forms.dir, 'state/forms/77aa'));
  assert.equal(forms.check('--since', 'state', 'new').code, 2);
});

test('a wrong call and a file that cannot be read say so, and exit with 2', (t) => {
  const forms = folder(t, { 'contact.json': GOOD, 'notes.txt': GOOD,
    'empty/x.txt': '', 'form.schema.json': '{}' });

  for (const [args, said] of [
    [[], /usage: lead-form check/],
    [['--jsno', 'contact.json'], /usage: lead-form check/],
    [['--since'], /usage: lead-form check/],
    [['nothing.json'], /cannot read nothing\.json: No such file/],
    [['notes.txt'], /notes\.txt is no form; a form's file is named NAME\.json/],
    [['empty'], /empty holds no form/],
  ]) {
    const { code, stdout, stderr } = forms.check(...args);

    assert.equal(code, 2, `${args}: ${stderr}`);
    assert.equal(stdout, '');
    assert.match(stderr, said);
  }

  const mixed = forms.check('nothing.json', 'contact.json');

  assert.equal(mixed.code, 2);
  assert.match(mixed.stderr, /1 file, no errors/);
  assert.equal(forms.check('contact.json', 'form.schema.json').code, 0);
  assert.equal(forms.check('--', 'contact.json').code, 0);

  fs.mkdirSync(path.join(forms.dir, 'folder.json'));
  assert.equal(forms.check('.').code, 2);
  assert.equal(JSON.parse(forms.check('--json', '.').stdout).unreadable, 1);
});

test('more findings than fit into a log are all said', (t) => {
  const many = Array.from({ length: 300 }, (_, i) => `"k${i}": 1`).join(',\n');
  const forms = folder(t, { 'a.json': GOOD.replace('\n}', `,\n${many}\n}`),
    'b.json': GOOD.replace('\n}', `,\n${many}\n}`) });

  assert.equal(forms.check('b.json').stdout.match(/^b\.json:/gm).length, 300);
  assert.match(forms.check('.').stderr, /^2 files, 600 errors\n$/);
});

test('what people type in other programs is named in plain words', (t) => {
  const forms = folder(t, {});

  for (const [text, said] of [
    ['{ “title”: "T" }', ':1:3: .*typographic'],
    ['{ "title": “T” }', ':1:12: .*typographic'],
    ['{ "title": "T”,\n "submit": "S" }', ':1:18: .*typographic'],
    ["{ 'title': 'T' }", ':1:3: .*double quotes'],
    ['{ title: "T" }', ':1:3: .*double quotes'],
    ['{ "title: "T" }', ':1:12: .*closing quote'],
    ['{ "title": "T", }', ':1:15: a comma with nothing behind it; remove'],
    ['{ "title": "T"\n  "first": [] }', ':2:3: .*comma missing'],
    ['{ // why\n "title": "T" }', ':1:3: .*no comments'],
    ['{ "title": "one\ntwo" }', ':1:16: .*write \\\\n for a line break'],
    ['{ "title": "T", "title": "U", "first": ["name", "email"] }',
      ':1:17: title: this key is here for the second time'],
    [Buffer.from('\ufeff{ "title": "T" }', 'utf16le'), ':1:1: the file is UTF-16; save it'],
    [Buffer.from('{ "title": "Stra\xdfe" }', 'latin1'), ':1:17: this byte is not UTF-8; save'],
    ['', ':1:1: the file is empty'],
    ['{ "title": "T", "first": ["name"', ':1:33: the file ends too early'],
  ]) {
    forms.write('contact.json', text);

    const { code, stdout } = forms.check('contact.json');

    assert.equal(code, 1);
    assert.match(stdout, new RegExp('^contact\\.json' + said));
    assert.equal(stdout.trimEnd().split('\n').length, 1, stdout);
  }

  forms.write('contact.json', '\ufeff' + GOOD);
  assert.equal(forms.check('contact.json').code, 0);
});

test('help names the command and what it takes', () => {
  assert.match(run(['help']).stdout, /^ {2}check FILE/m);

  const { code, stdout } = check(['--help']);

  assert.equal(code, 0);
  for (const word of ['--json', '--strict', '--since', '--stdin', 'Exit status']) {
    assert.ok(stdout.includes(word));
  }
});

test('the log of the server and check say the same', (t) => {
  const { dir, write } = folder(t, {
    'forms/contact.json': GOOD.replace('email', 'emial'),
    'forms/demo.json': GOOD.replace('\n}', ',\n  "then": [{ "ask": "phone",'
      + ' "when": { "visits": { "max": 1 } } }]\n}'),
    'secret': 'sign 0123456789abcdefghijklmnopqrstuv\n'
      + 'lead 0123456789abcdefghijklmnopqrstuw\n' });

  write('nginx.conf', `load_module ${MODULE};
    pid ${dir}/nginx.pid;
    events { }
    http {
      access_log off;
      client_body_temp_path ${dir}/body;
      proxy_temp_path ${dir}/proxy;
      fastcgi_temp_path ${dir}/fastcgi;
      uwsgi_temp_path ${dir}/uwsgi;
      scgi_temp_path ${dir}/scgi;
      lead_form_redis unix:${dir}/redis.sock;
      lead_form_forms ${dir}/forms;
      lead_form_secret ${dir}/secret;
      server { listen unix:${dir}/nginx.sock; location = /demo { lead_form demo; } }
    }`);

  const { stderr } = spawnSync(BINARY, ['-t', '-p', dir, '-c',
    path.join(dir, 'nginx.conf'), '-e', 'stderr'], { encoding: 'utf8' });
  const lines = check([path.join(dir, 'forms')]).stdout.trim().split('\n');

  assert.equal(lines.length, 2);
  assert.match(lines[0], /contact\.json:3:21: first\[1\]: no field is named "emial"/);
  assert.match(lines[1], /demo\.json:4:59: warning: then\[0\]\.when\.visits\.max: /);

  for (const line of lines) {
    assert.ok(stderr.includes(`: ${line}\n`), `${line}\nis not in\n${stderr}`);
  }
});
