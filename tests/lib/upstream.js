'use strict';
// A site's own server behind nginx: what it answers, and in which packets.

const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const { socketPath } = require('./processes.js');

const HTML = { 'content-type': 'text/html; charset=utf-8' };

/*
 * An upstream in the folder of a site; answer(request, response) of node:http
 * makes each page.  The result has requests (those received), proxy (the
 * directive that leads there) and stop().
 */
async function startUpstream(t, dir, answer) {
  const file = socketPath(dir, 'upstream.sock');
  const upstream = { requests: [], proxy: `proxy_pass http://unix:${file}:;` };

  const server = http.createServer((request, response) => {
    upstream.requests.push(request);
    response.on('error', () => {});
    answer(request, response);
  });

  fs.mkdirSync(path.dirname(file), { recursive: true });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(file, resolve);
  });

  upstream.stop = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  t.after(upstream.stop);

  return upstream;
}

// A page in parts, each of them seen by nginx before the next one is sent.
async function sendParts(response, parts, headers = HTML) {
  response.writeHead(200, headers);

  for (const part of parts) {
    await new Promise((resolve) => {
      response.write(part, () => setTimeout(resolve, 2));
    });
  }

  response.end();
}

function sendPage(response, body, headers = {}, status = 200) {
  response.writeHead(status, { ...HTML, ...headers });
  response.end(body);
}

module.exports = { startUpstream, sendPage, sendParts, HTML };
