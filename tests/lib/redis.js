'use strict';
// A real redis-server of a test's own, and a small RESP2 client.

const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');

const {
  startProcess, stopProcess, within, freePort, makeFolder, removeFolder,
  socketPath,
} = require('./processes.js');

const START_TIMEOUT = 15000;
const CRLF = Buffer.from('\r\n');

class RedisError extends Error {
  constructor(message) {
    super(message);
    this.name = 'RedisError';
    this.code = message.split(' ', 1)[0];
  }
}

// Writes commands as they come and matches replies in order.  Strings are
// UTF-8, or Buffers with { buffers: true }; an error reply rejects.
class RedisClient {
  constructor(socket, options = {}) {
    this.socket = socket;
    this.buffers = options.buffers === true;
    this.pending = [];
    this.input = Buffer.alloc(0);
    this.onpush = null;

    socket.on('data', (chunk) => this.read(chunk));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('Redis connection closed')));
  }

  // address: { path } or { host, port }; options: { password, user, db, buffers }
  static async connect(address, options = {}) {
    const socket = net.connect(address);

    await new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    socket.removeAllListeners('error');

    const client = new RedisClient(socket, options);

    if (options.password !== undefined) {
      await client.command('AUTH',
        ...(options.user === undefined ? [] : [options.user]), options.password);
    }

    if (options.db) {
      await client.command('SELECT', options.db);
    }

    return client;
  }

  command(...args) {
    return this.pipeline([args])[0];
  }

  // All commands leave in one write; an array of promises.
  pipeline(commands) {
    const parts = [];
    const promises = commands.map((args) => {
      encode(args, parts);
      return new Promise((resolve, reject) => {
        this.pending.push({ resolve, reject });
      });
    });

    if (this.closed) {
      this.fail(this.closed);
    } else {
      this.socket.write(Buffer.concat(parts));
    }

    return promises;
  }

  // Like pipeline, awaited; error replies are among the values.
  async batch(commands) {
    const results = await Promise.allSettled(this.pipeline(commands));

    return results.map((r) => (r.status === 'fulfilled' ? r.value : r.reason));
  }

  // A hash as an object; {} where there is none.
  async hash(key) {
    return pairs(await this.command('HGETALL', key));
  }

  // A stream's entries, oldest first: { entry, ...fields }.
  async stream(key, start = '-', end = '+') {
    const entries = await this.command('XRANGE', key, start, end);

    return entries.map(([entry, list]) => ({ entry, ...pairs(list) }));
  }

  close() {
    this.closed = this.closed || new Error('Redis client closed');
    this.socket.destroy();
  }

  read(chunk) {
    this.input = this.input.length ? Buffer.concat([this.input, chunk]) : chunk;

    let at = 0;

    for (;;) {
      const reply = decode(this.input, at, this.buffers);

      if (!reply) {
        break;
      }

      at = reply.next;
      const waiting = this.pending.shift();

      if (!waiting) {
        if (this.onpush) {
          this.onpush(reply.value);
        }
      } else if (reply.value instanceof RedisError) {
        waiting.reject(reply.value);
      } else {
        waiting.resolve(reply.value);
      }
    }

    this.input = this.input.subarray(at);
  }

  fail(error) {
    this.closed = this.closed || error;

    for (const waiting of this.pending.splice(0)) {
      waiting.reject(error);
    }
  }
}

function encode(args, parts) {
  parts.push(Buffer.from(`*${args.length}\r\n`));

  for (const arg of args) {
    const data = Buffer.isBuffer(arg) ? arg : Buffer.from(String(arg));

    parts.push(Buffer.from(`$${data.length}\r\n`), data, CRLF);
  }
}

// { value, next }, or null while the reply is not complete.
function decode(data, at, buffers) {
  const end = data.indexOf(CRLF, at);

  if (end < 0) {
    return null;
  }

  const line = data.toString('utf8', at + 1, end);
  const next = end + 2;

  switch (String.fromCharCode(data[at])) {
    case '+':
      return { value: line, next };

    case '-':
      return { value: new RedisError(line), next };

    case ':':
      return { value: Number(line), next };

    case '$':
      return decodeBulk(data, next, Number(line), buffers);

    case '*':
      return decodeArray(data, next, Number(line), buffers);

    default:
      throw new Error('not RESP2: ' + line);
  }
}

function decodeBulk(data, at, length, buffers) {
  if (length < 0) {
    return { value: null, next: at };
  }

  if (data.length < at + length + 2) {
    return null;
  }

  const value = data.subarray(at, at + length);

  return {
    value: buffers ? Buffer.from(value) : value.toString('utf8'),
    next: at + length + 2,
  };
}

function decodeArray(data, at, count, buffers) {
  if (count < 0) {
    return { value: null, next: at };
  }

  const value = [];

  for (let i = 0; i < count; i++) {
    const element = decode(data, at, buffers);

    if (!element) {
      return null;
    }

    value.push(element.value);
    at = element.next;
  }

  return { value, next: at };
}

function pairs(list) {
  const object = {};

  for (let i = 0; i < list.length; i += 2) {
    object[list[i]] = list[i + 1];
  }

  return object;
}

/*
 * Starts redis-server.  Options:
 *   dir      folder for its socket, data and log; made, and removed by stop,
 *            unless given
 *   append   true: append-only, fsync always
 *   port     true: listens on a loopback port, too
 *   args     more options, as ['--maxmemory', '2mb']
 * The result has path, port, url (for lead_form_redis), dir, logFile, pid;
 * connect(options), stop(), kill() (SIGKILL), start() (again, same folder).
 */
async function startRedis(options = {}) {
  const own = options.dir === undefined;
  const dir = own ? makeFolder() : options.dir;
  const redis = {
    dir,
    path: socketPath(dir, 'redis.sock'),
    port: null,
    logFile: path.join(dir, 'logs', 'redis.log'),
    clients: new Set(),

    get pid() { return redis.child.pid; },
    get url() { return 'unix:' + redis.path; },
    address: () => ({ path: redis.path }),

    async connect(clientOptions) {
      const client = await RedisClient.connect(redis.address(), clientOptions);
      redis.clients.add(client);
      return client;
    },

    start: () => start(redis, options),

    async kill() {
      redis.child.kill('SIGKILL');
      await redis.child.done;
    },

    async stop() {
      for (const client of redis.clients) {
        client.close();
      }
      redis.child.kill('SIGCONT');
      await stopProcess(redis.child, 'SIGTERM');
      if (own) {
        removeFolder(dir);
      }
    },
  };

  fs.mkdirSync(path.dirname(redis.logFile), { recursive: true });

  try {
    await start(redis, options);
  } catch (error) {
    if (own) {
      removeFolder(dir);
    }
    throw error;
  }

  return redis;
}

async function start(redis, options) {
  for (let tries = 1; ; tries++) {
    if (options.port && redis.port === null) {
      redis.port = await freePort();
    }

    try {
      return await startOnce(redis, options);

    } catch (error) {
      if (!redis.port || tries === 5 || !/Address already in use/.test(error)) {
        throw error;
      }
      redis.port = null;
    }
  }
}

async function startOnce(redis, options) {
  fs.rmSync(redis.path, { force: true });

  const child = startProcess('redis-server', [
    '--port', redis.port || 0,
    '--bind', '127.0.0.1',
    '--unixsocket', redis.path,
    '--dir', redis.dir,
    '--save', '',
    '--appendonly', options.append ? 'yes' : 'no',
    '--appendfsync', options.append ? 'always' : 'no',
    '--hash-max-listpack-value', 512,
    '--daemonize', 'no',
    ...(options.args || []),
  ].map(String), { stdio: ['ignore', 'pipe', 'pipe'] });

  redis.child = child;

  const log = fs.createWriteStream(redis.logFile, { flags: 'a' });
  let output = '';

  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  child.done.then(() => log.end());

  const ready = new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      if (output.length < 65536) {
        output += chunk;
      }
      if (/Ready to accept connections|ready to accept connections at/
        .test(output)) {
        resolve();
      }
    });
    child.done.then((result) => reject(new Error(
      'redis-server did not start: ' + (result.error || output))));
  });

  ready.catch(() => {});

  try {
    await within(START_TIMEOUT, () => 'redis-server ready: ' + output, ready);
  } catch (error) {
    await stopProcess(child, 'SIGKILL');
    throw error;
  }
}

module.exports = { RedisClient, RedisError, startRedis };
