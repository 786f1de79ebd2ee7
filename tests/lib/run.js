'use strict';
// tools/run.sh (make run) of a test's own: a free port, a folder of its own.

const path = require('node:path');

const {
  startProcess, stopProcess, within, freePort, makeFolder, removeFolder,
} = require('./processes.js');
const { ROOT } = require('./nginx.js');

const SCRIPT = path.join(ROOT, 'tools', 'run.sh');
const START_TIMEOUT = 30000;

/*
 * Resolves when it says that it runs, rejects with what it says instead.
 * options: env (PORT, RUN_DIR, FORMS, REDIS win over the test's own); dir, the
 * run folder (default: a new one, removed with the test).
 * The result has dir, socket, port, output(), child, stop(signal).
 */
async function startRun(t, options = {}) {
  const dir = options.dir || makeFolder();
  const port = Number((options.env && options.env.PORT) || await freePort());
  const child = startProcess(SCRIPT, [], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, REDIS: '', FORMS: '', PORT: port,
      RUN_DIR: path.join(dir, 'run'), ...options.env },
  });
  let output = '';

  t.after(async () => {
    await stopProcess(child);
    if (!options.dir) {
      removeFolder(dir);
    }
  });

  const ready = new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (chunk) => {
        output += chunk;
        if (/Ctrl-C stops it/.test(output)) {
          resolve();
        }
      });
    }

    child.once('close', () => reject(new Error(output)));
  });

  await within(START_TIMEOUT, () => 'make run: ' + output, ready);

  return {
    dir,
    port,
    child,
    run: path.join(dir, 'run'),
    socket: path.join(dir, 'run', 'redis.sock'),
    output: () => output,
    stop: (signal) => stopProcess(child, signal),
  };
}

module.exports = { startRun };
