'use strict';
// What stands for PHP: a FastCGI server, a page for each request.

const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');

const { socketPath } = require('./processes.js');

const BEGIN = 1;
const END = 3;
const PARAMS = 4;
const STDIN = 5;
const STDOUT = 6;

function record(type, id, content) {
  const head = Buffer.alloc(8);

  head.writeUInt8(1, 0);
  head.writeUInt8(type, 1);
  head.writeUInt16BE(id, 2);
  head.writeUInt16BE(content.length, 4);

  return Buffer.concat([head, content]);
}

// Names and values: lengths of one byte, or of four with the top bit set.
function parameters(bytes) {
  const found = {};
  let at = 0;

  const length = () => {
    if (bytes[at] < 128) {
      return bytes[at++];
    }
    at += 4;
    return bytes.readUInt32BE(at - 4) & 0x7fffffff;
  };

  while (at < bytes.length) {
    const name = length();
    const value = length();

    found[bytes.toString('utf8', at, at + name)]
      = bytes.toString('utf8', at + name, at + name + value);
    at += name + value;
  }

  return found;
}

/*
 * answer(parameters) gives { headers, body }, or a body alone.  The result has
 * path (its socket) and requests (the parameters of each).
 */
async function startFastcgi(t, dir, answer) {
  const php = { path: socketPath(dir, 'php.sock'), requests: [] };

  const server = net.createServer((socket) => {
    let bytes = Buffer.alloc(0);
    let given = Buffer.alloc(0);

    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);

      while (bytes.length >= 8) {
        const [type, id] = [bytes[1], bytes.readUInt16BE(2)];
        const end = 8 + bytes.readUInt16BE(4);

        if (bytes.length < end + bytes[6]) {
          return;
        }

        const content = bytes.subarray(8, end);

        bytes = bytes.subarray(end + bytes[6]);

        if (type === BEGIN) {
          given = Buffer.alloc(0);
        } else if (type === PARAMS) {
          given = Buffer.concat([given, content]);
        } else if (type === STDIN && content.length === 0) {
          respond(socket, id, parameters(given));
        }
      }
    });
  });

  function respond(socket, id, request) {
    php.requests.push(request);

    const said = answer(request);
    const { headers = {}, body } = typeof said === 'string'
      ? { body: said } : said;
    const head = Object.entries({ 'Content-Type': 'text/html; charset=UTF-8',
      ...headers }).map(([name, value]) => `${name}: ${value}\r\n`).join('');

    socket.end(Buffer.concat([
      record(STDOUT, id, Buffer.from(`${head}\r\n${body}`)),
      record(STDOUT, id, Buffer.alloc(0)), record(END, id, Buffer.alloc(8)),
    ]));
  }

  fs.mkdirSync(path.dirname(php.path), { recursive: true });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(php.path, resolve);
  });
  t.after(() => new Promise((resolve) => { server.close(resolve); }));

  return php;
}

module.exports = { startFastcgi };
