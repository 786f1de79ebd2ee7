'use strict';
// One HTTP/1 connection, written byte by byte: what no client library sends.
//
//   const raw = await connectRaw(site.nginx.path);
//   raw.write('GET /contact HTTP/1.1\r\nHost: localhost\r\n\r\n');
//   const { status, headers, body } = await raw.response();
//   await raw.closed;           // nginx closed the connection
//   raw.close();

const net = require('node:net');

const { within } = require('./processes.js');

const TIMEOUT = 15000;

class RawConnection {
  constructor(socket) {
    this.socket = socket;
    this.input = Buffer.alloc(0);
    this.ended = false;
    this.wake = () => {};
    this.closed = new Promise((resolve) => socket.once('close', resolve));

    socket.on('data', (chunk) => {
      this.input = Buffer.concat([this.input, chunk]);
      this.wake();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.ended = true;
      this.wake();
    });
  }

  write(data) {
    this.socket.write(data);
  }

  // Each part in a segment of its own.
  async trickle(data, size = 1) {
    const bytes = Buffer.from(data);

    for (let i = 0; i < bytes.length; i += size) {
      await new Promise((resolve) => {
        this.socket.write(bytes.subarray(i, i + size), resolve);
      });
      await new Promise(setImmediate);
    }
  }

  // The next answer; options.head: of a HEAD request, which has no body.
  response(options = {}) {
    return within(TIMEOUT, () => 'an answer; so far: ' + this.input,
      this.read(options));
  }

  async read(options) {
    for (;;) {
      const found = parse(this.input, options.head, this.ended);

      if (found) {
        this.input = this.input.subarray(found.next);
        return found;
      }

      if (this.ended) {
        throw new Error('closed without an answer: ' + this.input);
      }

      await new Promise((resolve) => { this.wake = resolve; });
    }
  }

  close() {
    this.socket.destroy();
  }
}

// { status, headers, body, next }, or null while it is not complete.
function parse(data, head, ended) {
  const end = data.indexOf('\r\n\r\n');

  if (end < 0) {
    return null;
  }

  const [line, ...fields] = data.toString('latin1', 0, end).split('\r\n');
  const status = Number(line.split(' ')[1]);
  const headers = {};

  for (const field of fields) {
    const colon = field.indexOf(':');
    headers[field.slice(0, colon).toLowerCase()]
      = field.slice(colon + 1).trim();
  }

  const start = end + 4;
  const answer = { status, headers, line };

  if (head || status < 200 || status === 204 || status === 304) {
    return { ...answer, body: '', next: start };
  }

  if (headers['transfer-encoding'] === 'chunked') {
    return parseChunks(data, start, answer);
  }

  const length = headers['content-length'];
  const next = length === undefined ? data.length : start + Number(length);

  if (data.length < next || (length === undefined && !ended)) {
    return null;
  }

  return { ...answer, body: data.toString('utf8', start, next), next };
}

function parseChunks(data, start, answer) {
  const parts = [];

  for (let at = start; ;) {
    const end = data.indexOf('\r\n', at);

    if (end < 0) {
      return null;
    }

    const size = parseInt(data.toString('latin1', at, end), 16);
    const next = end + 2 + size + 2;

    if (data.length < next) {
      return null;
    }

    if (size === 0) {
      return { ...answer, body: Buffer.concat(parts).toString('utf8'), next };
    }

    parts.push(data.subarray(end + 2, end + 2 + size));
    at = next;
  }
}

function connectRaw(path) {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ path, noDelay: true },
      () => resolve(new RawConnection(socket)));
    socket.once('error', reject);
  });
}

/*
 * The text of a POST of an urlencoded body.  options: headers (a value of null
 * leaves one out), version ('1.1').
 */
function postText(url, body, options = {}) {
  const headers = {
    Host: 'localhost',
    'Content-Type': 'application/x-www-form-urlencoded',
    'Sec-Fetch-Site': 'same-origin',
    'Content-Length': Buffer.byteLength(body),
    ...options.headers,
  };

  const lines = Object.entries(headers)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${value}\r\n`);

  return `POST ${url} HTTP/${options.version || '1.1'}\r\n${lines.join('')}\r\n`
    + body;
}

// A body in chunks of that size (Transfer-Encoding: chunked).
function chunked(body, size = 16) {
  const bytes = Buffer.from(body);
  let text = '';

  for (let i = 0; i < bytes.length; i += size) {
    const part = bytes.subarray(i, i + size);
    text += `${part.length.toString(16)}\r\n${part.toString('latin1')}\r\n`;
  }

  return text + '0\r\n\r\n';
}

module.exports = { connectRaw, postText, chunked };
