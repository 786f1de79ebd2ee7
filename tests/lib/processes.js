'use strict';
// Child processes of a test: each is stopped by its own id, and none outlives
// the test process.

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');

const UNIX_PATH_MAX = 107;
const running = new Set();

process.on('exit', () => {
  for (const child of running) {
    child.kill('SIGKILL');
  }
});

// A started child has `done`: a promise of { code, signal } that never rejects.
function startProcess(command, args, options = {}) {
  const child = spawn(command, args, options);

  running.add(child);
  child.done = new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  }).then((result) => {
    running.delete(child);
    child.result = result;
    return result;
  });

  return child;
}

// Sends the signal and waits; what does not go in time is killed, and said.
async function stopProcess(child, signal = 'SIGTERM', timeout = 20000) {
  if (child.result) {
    return child.result;
  }

  child.kill(signal);

  const late = Symbol('late');
  const result = await Promise.race([child.done, delayed(timeout, late)]);

  if (result !== late) {
    return result;
  }

  child.kill('SIGKILL');
  await child.done;
  throw new Error(`${child.spawnfile} (${child.pid}) did not exit within`
    + ` ${timeout} ms after ${signal}`);
}

function delayed(ms, value) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, value).unref();
  });
}

// Rejects when the promise takes longer; `what` says what was awaited, and may
// be a function.
async function within(ms, what, promise) {
  let timer;
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error('not within ' + ms + ' ms: '
      + (typeof what === 'function' ? what() : what))), ms);
  });

  try {
    return await Promise.race([promise, late]);

  } finally {
    clearTimeout(timer);
  }
}

// A port nobody listened on a moment ago.
async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');

  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');

  return port;
}

// A folder whose path leaves room for the names of sockets.
function makeFolder(prefix = 'lf-') {
  const base = os.tmpdir().length < 60 ? os.tmpdir() : '/tmp';

  return fs.mkdtempSync(path.join(base, prefix));
}

function removeFolder(dir) {
  fs.rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
}

function socketPath(dir, name) {
  const file = path.join(dir, name);

  if (Buffer.byteLength(file) > UNIX_PATH_MAX) {
    throw new Error('too long for a unix socket: ' + file);
  }

  return file;
}

module.exports = {
  startProcess, stopProcess, within, freePort, makeFolder, removeFolder,
  socketPath,
};
