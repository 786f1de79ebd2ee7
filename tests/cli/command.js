'use strict';
// The command, as a marketer runs it. LF_CLI names another build of it.

const { spawnSync } = require('node:child_process');
const path = require('node:path');

const { ROOT } = require('../lib/nginx.js');

const COMMAND = process.env.LF_CLI || path.join(ROOT, 'build', 'lead-form');

// { code, signal, stdout, stderr }; options: cwd, input.
function run(args, options = {}) {
  const { status, signal, stdout, stderr } = spawnSync(COMMAND, args,
    { encoding: 'utf8', timeout: 60000, ...options });

  return { code: status, signal, stdout, stderr };
}

const check = (args, options) => run(['check', ...args], options);

module.exports = { run, check, COMMAND };
