'use strict';
// Runs wrk with prepared requests, and reads what they cost.

const fs = require('node:fs');
const path = require('node:path');

const { startProcess } = require('../tests/lib/processes.js');

const SCRIPT = path.join(__dirname, 'requests.lua');
const CONNECTIONS = 64;
const NUMBERS_A_RUN = 1e7;

// In the body of a prepared request: wrk puts a number of its own there.
const NUMBER = '##########';

let runs = 0;

// A request as it goes over the wire.
function prepare(method, url, headers = {}, body = '') {
  const lines = [`${method} ${url} HTTP/1.1`, 'Host: localhost',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];

  if (body) {
    lines.push('Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${Buffer.byteLength(body)}`);
  }

  return lines.join('\r\n') + '\r\n\r\n' + body;
}

// Resolves with { requests, seconds, refused (4xx and 5xx), broken, p99 (ms) }.
async function run(port, file, seconds) {
  const child = startProcess('wrk', ['-t1', '-c', CONNECTIONS, '-d',
    `${seconds}s`, '-s', SCRIPT, `http://127.0.0.1:${port}`, '--', file,
    String(++runs * NUMBERS_A_RUN)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';

  child.stdout.on('data', (chunk) => { output += chunk; });
  const { code } = await child.done;
  const result = /^RESULT (\d+) (\d+) (\d+) (\d+) (\d+)$/m.exec(output);

  if (code !== 0 || !result) {
    throw new Error('wrk failed: ' + output);
  }

  const [requests, duration, refused, broken, p99] = result.slice(1)
    .map(Number);

  return { requests, seconds: duration / 1e6, refused, broken,
    p99: p99 / 1e3 };
}

// Processor time used so far, in seconds: fields 14 and 15 of proc(5)'s stat.
function processorTime(pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');

  return (Number(fields[11]) + Number(fields[12])) / 100;
}

// Resident memory in bytes.
function residentMemory(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'latin1');

  return Number(/^VmRSS:\s+(\d+)/m.exec(status)[1]) * 1024;
}

module.exports = { run, prepare, processorTime, residentMemory, CONNECTIONS,
  NUMBER };
