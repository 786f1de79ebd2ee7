'use strict';
// An nginx whose clock a test sets (libfaketime; Redis keeps the real one, and
// with it every expiry).

const fs = require('node:fs');
const path = require('node:path');

const LIBRARIES = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu',
  '/usr/lib/arm-linux-gnueabihf', '/usr/lib64', '/usr/lib', '/usr/local/lib'];
const VARIABLES = ['FAKETIME_TIMESTAMP_FILE', 'FAKETIME_NO_CACHE',
  'FAKETIME_FMT', 'FAKETIME_DONT_FAKE_MONOTONIC', 'DONT_FAKE_MONOTONIC'];

// The library, or null where the package "faketime" is not installed.
function faketime() {
  return LIBRARIES.map((dir) => path.join(dir, 'faketime', 'libfaketime.so.1'))
    .find((file) => fs.existsSync(file)) || null;
}

/*
 * A clock in a file.  clock.nginx are options of startNginx; clock.set(seconds)
 * is what nginx reads from then on.
 */
function makeClock(file, seconds) {
  const clock = {
    nginx: {
      main: VARIABLES.map((name) => `env ${name};`).join('\n'),
      env: {
        LD_PRELOAD: faketime(),
        FAKETIME_TIMESTAMP_FILE: file,
        FAKETIME_NO_CACHE: '1',
        FAKETIME_FMT: '%s',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
        DONT_FAKE_MONOTONIC: '1',
        TZ: 'UTC',
      },
    },

    set(to) {
      clock.now = to;
      fs.writeFileSync(file, to + '\n');
    },
  };

  clock.set(seconds);

  return clock;
}

module.exports = { faketime, makeClock };
