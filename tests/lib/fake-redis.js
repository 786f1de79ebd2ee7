'use strict';
// A Redis that misbehaves on demand: it speaks RESP2 as a server, keeps no
// data, records what it receives and answers as it was told to.
//
//   const fake = await startFakeRedis({ path: dir + '/redis.sock' });
//   fake.once('HGETALL', act.close());      // the next one, then as before
//   fake.always('EVALSHA', act.stall());    // every one, until changed
//   await fake.received('EVALSHA');
//   await fake.stop();
//
// startFakeRedis({ path } or { port: 0, host }, options):
//   password, user   AUTH is required, and must give these
//   greeting         bytes sent to whoever connects (a server that is no Redis)
//   raw              true: input is neither parsed nor answered
//   reply(args)      the value for commands without an action (default: nil;
//                    PING, SELECT and AUTH are answered by themselves)
//
// fake.url           for lead_form_redis
// fake.commands      all received: { name, args, connection }
// fake.chunks        how many pieces of input came
// fake.accepted      how many connections there were; fake.open: there are
// fake.once(name, action), fake.always(name, action)
//                    name: a command, or '*' for any; action: see act; a
//                    function (args) => value; always(name, null) forgets
// fake.received(name, count)   resolves with the count-th such command from
//                    the start (default 1); fake.connected(count) likewise
// fake.hold()        connections are taken but not read, until fake.release()
// fake.closeAll()    closes every connection, as Redis does to idle ones
// fake.stop()        closes all, removes the socket; fake.start() listens again
//
// act, what becomes of a command:
//   reply(value)     strings are bulk strings, null is nil, numbers, arrays;
//                    status('OK'), failure('LOADING is under way')
//   raw(bytes)       these bytes, whatever they are
//   slowly(value)    byte by byte, each in a segment of its own
//   after(promise, value)   when the promise is kept; what follows waits, too
//   cut(value, n)    the first n bytes of it, then the connection closes
//   close()          no reply, the connection closes
//   stall()          no reply, nor to anything after it on that connection
//   noscript()       as if the script were not known
// A value may be a function of the command's arguments.

const { EventEmitter, once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');

class Line {
  constructor(mark, text) {
    this.text = mark + text + '\r\n';
  }
}

const status = (text) => new Line('+', text);
const failure = (text) => new Line('-', text);

function encode(value) {
  if (value instanceof Line) {
    return Buffer.from(value.text);
  }

  if (value === null || value === undefined) {
    return Buffer.from('$-1\r\n');
  }

  if (Array.isArray(value)) {
    return Buffer.concat([Buffer.from(`*${value.length}\r\n`),
      ...value.map(encode)]);
  }

  if (typeof value === 'number') {
    return Buffer.from(`:${value}\r\n`);
  }

  const data = Buffer.isBuffer(value) ? value : Buffer.from(String(value));

  return Buffer.concat([Buffer.from(`$${data.length}\r\n`), data,
    Buffer.from('\r\n')]);
}

const made = (value, args) => (
  typeof value === 'function' ? value(args) : value);

const act = {
  reply: (value) => (peer, args) => peer.send(encode(made(value, args))),
  raw: (bytes) => (peer) => peer.send(Buffer.from(bytes)),
  slowly: (value) => (peer, args) => peer.trickle(encode(made(value, args))),
  after: (promise, value) => (peer, args) => peer.sendAfter(promise,
    encode(made(value, args))),
  cut: (value, n) => (peer) => peer.sendAndClose(encode(value).subarray(0, n)),
  close: () => (peer) => peer.sendAndClose(Buffer.alloc(0)),
  stall: () => (peer) => { peer.stalled = true; },
  noscript: () => act.reply(
    failure('NOSCRIPT No matching script. Please use EVAL.')),
};

for (const action of Object.keys(act)) {
  const make = act[action];

  act[action] = (...args) => Object.assign(make(...args), { isAction: true });
}

// One connection: output keeps the order of the commands, slow ones included.
class Peer {
  constructor(socket, number) {
    this.socket = socket;
    this.number = number;
    this.input = Buffer.alloc(0);
    this.output = Promise.resolve();
    this.stalled = false;
    this.authenticated = false;
  }

  send(bytes) {
    this.output = this.output.then(() => this.write(bytes));
  }

  sendAndClose(bytes) {
    this.stalled = true;
    this.output = this.output.then(() => {
      if (!this.socket.destroyed) {
        this.socket.end(bytes);
      }
    });
  }

  sendAfter(promise, bytes) {
    this.output = this.output.then(() => promise)
      .then(() => this.write(bytes));
  }

  trickle(bytes) {
    this.output = this.output.then(async () => {
      for (let i = 0; i < bytes.length; i++) {
        await this.write(bytes.subarray(i, i + 1));
        await new Promise(setImmediate);
      }
    });
  }

  write(bytes) {
    return new Promise((resolve) => {
      if (this.socket.destroyed) {
        resolve();
      } else {
        this.socket.write(bytes, () => resolve());
      }
    });
  }
}

// The arguments of the first command in data, and where the next begins.
function decode(data) {
  const lines = { at: 0 };
  const count = number(data, lines, '*');
  const args = [];

  if (count === null) {
    return null;
  }

  for (let i = 0; i < count; i++) {
    const length = number(data, lines, '$');

    if (length === null || data.length < lines.at + length + 2) {
      return null;
    }

    args.push(data.toString('utf8', lines.at, lines.at + length));
    lines.at += length + 2;
  }

  return { args, next: lines.at };
}

function number(data, lines, mark) {
  const end = data.indexOf('\r\n', lines.at);

  if (end < 0) {
    return null;
  }

  const line = data.toString('latin1', lines.at, end);

  if (line[0] !== mark || !/^\d+$/.test(line.slice(1))) {
    throw new Error('the client does not speak RESP: ' + JSON.stringify(line));
  }

  lines.at = end + 2;

  return Number(line.slice(1));
}

class FakeRedis extends EventEmitter {
  constructor(address, options) {
    super();
    this.setMaxListeners(0);
    this.address = address;
    this.options = options;
    this.commands = [];
    this.accepted = 0;
    this.chunks = 0;
    this.peers = new Set();
    this.nextActions = [];
    this.actions = new Map();
    this.held = false;
  }

  get url() {
    const { user = '', password } = this.options;
    const login = password === undefined
      ? '' : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;

    return this.address.path
      ? 'unix:' + this.address.path
      : `redis://${login}${this.host.includes(':') ? `[${this.host}]`
        : this.host}:${this.address.port}`;
  }

  get host() {
    return this.address.host || '127.0.0.1';
  }

  get open() {
    return this.peers.size;
  }

  async start() {
    if (this.address.path) {
      fs.rmSync(this.address.path, { force: true });
    }

    this.server = net.createServer({ noDelay: true },
      (socket) => this.accept(socket));
    this.server.listen(this.address.path
      ? { path: this.address.path }
      : { host: this.host, port: this.address.port });
    await once(this.server, 'listening');

    if (!this.address.path) {
      this.address.port = this.server.address().port;
    }
  }

  async stop() {
    const closed = once(this.server, 'close');

    this.server.close();
    this.closeAll();
    await closed;
  }

  closeAll() {
    for (const peer of this.peers) {
      peer.socket.destroy();
    }
  }

  hold() {
    this.held = true;
    for (const peer of this.peers) {
      peer.socket.pause();
    }
  }

  release() {
    this.held = false;
    for (const peer of this.peers) {
      peer.socket.resume();
    }
  }

  once(name, action) {
    // EventEmitter's own `once` serves this class's events.
    if (name === 'command' || name === 'accept') {
      return super.once(name, action);
    }

    this.nextActions.push({ name: name.toUpperCase(), action });

    return this;
  }

  always(name, action) {
    if (action === null) {
      this.actions.delete(name.toUpperCase());
    } else {
      this.actions.set(name.toUpperCase(), action);
    }

    return this;
  }

  received(name, count = 1) {
    const matching = () => this.commands.filter((c) => c.name === name);

    return this.until('command', () => matching()[count - 1]);
  }

  connected(count = 1) {
    return this.until('accept', () => this.accepted >= count);
  }

  async until(event, test) {
    for (;;) {
      const result = test();

      if (result) {
        return result;
      }

      await once(this, event);
    }
  }

  accept(socket) {
    const peer = new Peer(socket, ++this.accepted);

    this.peers.add(peer);
    socket.on('close', () => this.peers.delete(peer));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => this.read(peer, chunk));

    if (this.held) {
      socket.pause();
    }

    if (this.options.greeting !== undefined) {
      peer.send(Buffer.from(this.options.greeting));
    }

    this.emit('accept', peer.number);
  }

  read(peer, chunk) {
    this.chunks++;

    if (this.options.raw) {
      return;
    }

    peer.input = Buffer.concat([peer.input, chunk]);

    for (;;) {
      const command = decode(peer.input);

      if (!command) {
        return;
      }

      peer.input = peer.input.subarray(command.next);
      this.take(peer, command.args);
    }
  }

  take(peer, args) {
    const name = args[0].toUpperCase();

    this.commands.push({ name, args, connection: peer.number });

    if (!peer.stalled) {
      this.answer(peer, name, args);
    }

    this.emit('command', name);
  }

  answer(peer, name, args) {
    const action = this.actionFor(name);

    if (!action) {
      peer.send(encode(this.byItself(peer, name, args)));
    } else if (action.isAction) {
      action(peer, args);
    } else {
      peer.send(encode(action(args)));
    }
  }

  actionFor(name) {
    const i = this.nextActions.findIndex((next) => (
      next.name === name || next.name === '*'));

    if (i >= 0) {
      return this.nextActions.splice(i, 1)[0].action;
    }

    return this.actions.get(name) || this.actions.get('*');
  }

  byItself(peer, name, args) {
    const { user, password, reply } = this.options;

    if (name === 'AUTH') {
      const expected = user === undefined ? [password] : [user, password];

      peer.authenticated = args.slice(1).join('\0') === expected.join('\0');
      return peer.authenticated ? status('OK')
        : failure('WRONGPASS invalid username-password pair');
    }

    if (password !== undefined && !peer.authenticated) {
      return failure('NOAUTH Authentication required.');
    }

    if (name === 'PING') {
      return status('PONG');
    }

    if (name === 'SELECT') {
      return status('OK');
    }

    return reply ? reply(args) : null;
  }
}

async function startFakeRedis(address, options = {}) {
  const fake = new FakeRedis({ ...address }, options);

  await fake.start();

  return fake;
}

module.exports = { startFakeRedis, act, status, failure };
