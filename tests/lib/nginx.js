'use strict';
// A real nginx of a test's own, with the module built in build/.
//
// Environment: LF_NGINX (binary), LF_MODULE (.so), LF_ASAN=1 (the module was
// built with AddressSanitizer: its runtime is loaded into nginx).

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');

const {
  startProcess, stopProcess, within, freePort, socketPath,
} = require('./processes.js');

const ROOT = path.resolve(__dirname, '..', '..');
const BINARY = process.env.LF_NGINX || 'nginx';
const MODULE = process.env.LF_MODULE
  || path.join(ROOT, 'build', 'ngx_http_lead_form_module.so');
const START_TIMEOUT = 15000;

/*
 * Starts nginx in the folder dir.  Options, all but dir may be left out:
 *   module      false: without the module (and without its directives)
 *   before      text before load_module of ours, as other modules to load
 *   workers     1
 *   tcp         true: listens on a loopback port, too
 *   http2       true: h2.sock speaks HTTP/2 in the clear
 *   tls         true: tls.sock speaks TLS (and HTTP/2), self-signed
 *   redis, forms, secret, state   values of lead_form_*; left out: no directive
 *   pages       names of forms, each served at /NAME (['contact'])
 *   main, events, http, server, locations   text put there
 *   conf        the whole nginx.conf instead
 *   env         environment variables
 * The result has dir, path (the socket), port, h2Path, tlsPath, certificate,
 * errorLog, accessLog, pid, workers(); reload(), reopen(), stop(), kill(),
 * start(), test(), configure(options), signal(name), waitForLog(expression).
 */
async function startNginx(options) {
  const { dir } = options;
  const nginx = {
    dir,
    options: { ...options },
    path: socketPath(dir, 'http.sock'),
    h2Path: options.http2 ? socketPath(dir, 'h2.sock') : null,
    tlsPath: options.tls ? socketPath(dir, 'tls.sock') : null,
    port: null,
    conf: path.join(dir, 'nginx.conf'),
    errorLog: path.join(dir, 'logs', 'error.log'),
    accessLog: path.join(dir, 'logs', 'access.log'),
    stderr: '',

    get pid() { return nginx.child.pid; },
    get url() { return nginx.port && `http://127.0.0.1:${nginx.port}`; },

    // Writes nginx.conf anew; takes effect with reload or start.
    configure(changes = {}) {
      Object.assign(nginx.options, changes);
      writeConf(nginx);
    },

    // nginx -t: { code, output }
    async test() {
      const child = run(nginx, ['-t'], true);
      const { code } = await child.done;
      return { code, output: child.output() };
    },

    start: () => start(nginx),
    reload: () => reload(nginx),
    stop: () => stop(nginx),
    signal: (name) => nginx.child.kill(name),
    workers: () => workersOf(logText(nginx)),
    waitForLog: (expression, from = 0, timeout = START_TIMEOUT) => (
      waitForLog(nginx, (text) => expression.exec(text), from, timeout,
        String(expression))),
    logSize: () => logText(nginx).length,

    async kill() {
      const workers = nginx.workers();
      nginx.child.kill('SIGKILL');
      await nginx.child.done;
      for (const pid of workers) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch (error) {
          if (error.code !== 'ESRCH') {
            throw error;
          }
        }
      }
    },
  };

  for (const folder of ['logs', 'tmp', 'state']) {
    fs.mkdirSync(path.join(dir, folder), { recursive: true });
  }

  if (options.tls) {
    makeCertificate(nginx);
  }

  await start(nginx);

  return nginx;
}

function writeConf(nginx) {
  const o = nginx.options;

  fs.writeFileSync(nginx.conf, o.conf || confText(nginx, o));
}

function confText(nginx, o) {
  const withModule = o.module !== false;
  const pages = o.pages || ['contact'];
  const outcome = withModule ? ' $lead_form_outcome' : '';

  return `
${o.before || ''}
${withModule ? `load_module ${MODULE};` : ''}
${process.getuid() === 0 ? 'user root;' : ''}
worker_processes ${o.workers || 1};
worker_shutdown_timeout 10s;
daemon off;
pid ${nginx.dir}/nginx.pid;
error_log ${nginx.errorLog} info;
${o.main || ''}

events {
    worker_connections 1024;
    ${o.events || ''}
}

http {
    log_format test '$remote_addr "$request" $status $body_bytes_sent'
                    ' "$http_referer"${outcome}';
    access_log ${nginx.accessLog} test;
    client_body_temp_path ${nginx.dir}/tmp/body;
    proxy_temp_path ${nginx.dir}/tmp/proxy;
    fastcgi_temp_path ${nginx.dir}/tmp/fastcgi;
    uwsgi_temp_path ${nginx.dir}/tmp/uwsgi;
    scgi_temp_path ${nginx.dir}/tmp/scgi;
    ${directive('lead_form_redis', withModule && o.redis)}
    ${directive('lead_form_forms', withModule && o.forms)}
    ${directive('lead_form_secret', withModule && o.secret)}
    ${directive('lead_form_state', withModule && o.state)}
    ${o.http || ''}

    server {
        ${listens(nginx, o)}
        server_name localhost;
        root ${nginx.dir}/www;
        ${o.server || ''}

        ${withModule ? pages.map((name) => `
        location = /${name} {
            lead_form ${name};
        }`).join('\n') : ''}
        ${withModule ? `
        location = /lead-status {
            lead_form_status;
        }` : ''}
        ${o.locations || ''}
    }
}
`.replace(/^\s*\n/gm, '');
}

function directive(name, value) {
  return value ? `${name} ${value};` : '';
}

function listens(nginx, o) {
  const lines = [`listen unix:${nginx.path};`];

  if (nginx.port) {
    lines.push(`listen 127.0.0.1:${nginx.port};`);
  }

  // 1.25.1 moved HTTP/2 from a parameter of listen to a directive.
  const directiveExists = atLeast(version(), [1, 25, 1]);
  const parameter = directiveExists ? '' : ' http2';

  if (nginx.h2Path) {
    lines.push(`listen unix:${nginx.h2Path}${parameter};`);
  }

  if (nginx.tlsPath) {
    lines.push(`listen unix:${nginx.tlsPath} ssl${parameter};`,
      `ssl_certificate ${nginx.dir}/tls.crt;`,
      `ssl_certificate_key ${nginx.dir}/tls.key;`);
  }

  if ((nginx.h2Path || nginx.tlsPath) && directiveExists) {
    lines.push('http2 on;');
  }

  return lines.join('\n        ');
}

let versionRead;

// [1, 22, 1]
function version() {
  if (!versionRead) {
    const child = require('node:child_process').spawnSync(BINARY, ['-v']);
    const match = /nginx\/(\d+)\.(\d+)\.(\d+)/.exec(String(child.stderr));

    if (!match) {
      throw new Error('no nginx: ' + (child.error || child.stderr));
    }
    versionRead = match.slice(1).map(Number);
  }

  return versionRead;
}

function atLeast(have, wanted) {
  for (let i = 0; i < wanted.length; i++) {
    if (have[i] !== wanted[i]) {
      return have[i] > wanted[i];
    }
  }

  return true;
}

function makeCertificate(nginx) {
  const crt = path.join(nginx.dir, 'tls.crt');

  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt',
    'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj',
    '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1',
    '-keyout', path.join(nginx.dir, 'tls.key'), '-out', crt],
  { stdio: 'ignore' });
  nginx.certificate = fs.readFileSync(crt, 'utf8');
}

function run(nginx, args, collect) {
  const child = startProcess(BINARY,
    ['-p', nginx.dir, '-c', nginx.conf, '-e', 'stderr', ...args],
    { stdio: ['ignore', 'ignore', 'pipe'], env: environment(nginx) });
  let output = '';

  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (chunk) => {
    output = (output + chunk).slice(-65536);
    if (!collect) {
      fs.appendFileSync(path.join(nginx.dir, 'logs', 'stderr.log'), chunk);
    }
  });
  child.output = () => output;

  return child;
}

function environment(nginx) {
  const env = { ...process.env, ...nginx.options.env };

  if (process.env.LF_ASAN === '1') {
    const library = execFileSync(process.env.CC || 'gcc',
      ['-print-file-name=libasan.so'], { encoding: 'utf8' }).trim();
    const logs = path.join(nginx.dir, 'logs', 'sanitizer');

    env.LD_PRELOAD = library;
    // nginx has no frame pointers: without the slow unwinder no stack of a leak
    // reaches the module (logs.js tells its leaks from nginx's own).
    env.ASAN_OPTIONS = env.ASAN_OPTIONS
      || `log_path=${logs}:detect_odr_violation=0:detect_leaks=1`
        + ':fast_unwind_on_malloc=0:malloc_context_size=25';
    env.LSAN_OPTIONS = env.LSAN_OPTIONS || 'exitcode=0:print_suppressions=0';
    env.UBSAN_OPTIONS = env.UBSAN_OPTIONS
      || `log_path=${logs}:print_stacktrace=1`;
  }

  return env;
}

async function start(nginx) {
  for (let tries = 1; ; tries++) {
    if (nginx.options.tcp && nginx.port === null) {
      nginx.port = await freePort();
    }

    try {
      return await startOnce(nginx);

    } catch (error) {
      if (!nginx.port || tries === 5 || !/Address already in use/.test(error)) {
        throw error;
      }
      nginx.port = null;
    }
  }
}

async function startOnce(nginx) {
  for (const file of [nginx.path, nginx.h2Path, nginx.tlsPath]) {
    if (file) {
      fs.rmSync(file, { force: true });
    }
  }

  writeConf(nginx);

  const from = logText(nginx).length;
  const child = run(nginx, []);

  nginx.child = child;

  try {
    await waitForLog(nginx, (text) => started(text, nginx.options.workers || 1),
      from, START_TIMEOUT, 'the workers to start');
    await connects(nginx.path);

  } catch (error) {
    await stopProcess(child, 'SIGTERM');
    throw error;
  }
}

function started(text, count) {
  return (text.match(/start worker process \d+/g) || []).length >= count;
}

function connects(file) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(file, () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}

// SIGHUP; resolves when new workers run and the old ones take no connection
// any more.  Rejects when nginx keeps the old configuration.
async function reload(nginx) {
  const before = logText(nginx);
  const old = workersOf(before);
  let refused = null;

  nginx.child.kill('SIGHUP');

  await waitForLog(nginx, (text) => {
    refused = text.match(/\[emerg\].*/g);
    return refused || (started(text, nginx.options.workers || 1)
      && old.every((pid) => new RegExp(` ${pid}#\\d+: gracefully shutting down|`
        + `process ${pid} exited`).test(text)));
  }, before.length, START_TIMEOUT, 'the reload');

  if (refused) {
    throw new Error('nginx did not reload: ' + refused.join('\n'));
  }
}

async function stop(nginx) {
  if (nginx.child.result) {
    return nginx.child.result;
  }

  const result = await stopProcess(nginx.child, 'SIGQUIT');

  if (result.code !== 0) {
    throw new Error(`nginx ended with ${result.code || result.signal}: `
      + nginx.child.output());
  }

  return result;
}

function logText(nginx) {
  try {
    return fs.readFileSync(nginx.errorLog, 'latin1');
  } catch (error) {
    if (error.code === 'ENOENT') {
      return '';
    }
    throw error;
  }
}

// The ids of workers that started and have not been seen to go.
function workersOf(text) {
  const pids = new Set();

  for (const [, pid, gone] of text.matchAll(
    /start worker process (\d+)|process (\d+) exited/g)) {
    if (pid) {
      pids.add(Number(pid));
    } else {
      pids.delete(Number(gone));
    }
  }

  return [...pids];
}

// Resolves with the first truthy result of test(text logged after `from`).
async function waitForLog(nginx, test, from, timeout, what) {
  let watcher;
  const child = nginx.child;

  const seen = new Promise((resolve, reject) => {
    const look = () => {
      const result = test(logText(nginx).slice(from));
      if (result) {
        resolve(result);
      }
      return result;
    };

    watcher = fs.watch(path.dirname(nginx.errorLog), look);
    look();
    child.done.then(() => {
      if (!look()) {
        reject(new Error('nginx ended: ' + child.output()
          + logText(nginx).slice(from)));
      }
    });
  });

  try {
    return await within(timeout, () => what + ': ' + child.output()
      + logText(nginx).slice(from).slice(-4000), seen);

  } finally {
    watcher.close();
  }
}

module.exports = { startNginx, environment, MODULE, BINARY, ROOT, version };
