'use strict';
// Everything a story needs in one call: a folder, Redis, nginx with the
// module, forms, and browsers; all of it gone when the test ends.

const fs = require('node:fs');
const path = require('node:path');

const { startRedis } = require('./redis.js');
const { startNginx } = require('./nginx.js');
const { HttpClient } = require('./http.js');
const { assertCleanLogs } = require('./logs.js');
const { makeFolder, removeFolder } = require('./processes.js');

const SECRET = 'sign test-signing-key-0123456789abcdefghijk\n'
  + 'lead test-lead-key-0123456789abcdefghijklmn\n';

const CONTACT = {
  title: 'Talk to us',
  submit: 'Send',
  known: { title: 'Welcome back', submit: 'Talk to me' },
  handoff: 'sales',
  fields: {
    name: { type: 'text', label: 'Your name', autocomplete: 'name' },
    email: { type: 'email', label: 'E-mail' },
    phone: { type: 'phone', label: 'Phone' },
    company: { type: 'text', label: 'Company' },
    team_size: { type: 'choice', label: 'Team size',
      options: ['1-10', '11-50', '51+'] },
  },
  first: ['name', { either: ['email', 'phone'] }],
  then: ['company', 'team_size'],
  message: true,
};

/*
 * Options, all may be left out:
 *   forms     name → object or text of NAME.json ({ contact: CONTACT })
 *   siteJson  object or text of site.json (none)
 *   secret    text of the secret file
 *   redis     options of startRedis, a URL to use instead, or false: none
 *   nginx     options of startNginx
 *   planted   values that no log may repeat
 *   allow     expressions of expected [alert], [crit], [emerg] lines
 *   start     false: nginx is not started (site.startNginx() does)
 * Without t the caller calls site.stop().
 *
 * The site has dir, redis, db (a client), nginx, http (a browser), browser()
 * (another), tag ("{main.0}"), key(…), events(), suspects(), leads(), lead(id),
 * visitor(id), writeForm(name, form), removeForm(name), stop().
 */
async function startSite(t, options = {}) {
  const dir = makeFolder();
  const site = {
    dir,
    formsDir: path.join(dir, 'forms'),
    stateDir: path.join(dir, 'state'),
    secretFile: path.join(dir, 'secret'),
    name: options.site || 'main',
    planted: [...(options.planted || [])],
    allow: [...(options.allow || [])],
    redis: null,
    db: null,
    nginx: null,
    http: null,

    get tag() { return `{${site.name}.0}`; },
    key: (...parts) => ['lf', site.tag, ...parts].join(':'),

    browser(clientOptions) {
      return new HttpClient({ socketPath: site.nginx.path }, clientOptions);
    },

    tlsBrowser(clientOptions) {
      return new HttpClient({ socketPath: site.nginx.tlsPath },
        { tls: site.nginx.certificate, ...clientOptions });
    },

    events: () => site.db.stream(site.key('events')),
    suspects: () => site.db.stream(site.key('suspects')),
    lead: (id) => site.db.hash(site.key('lead', id)),
    visitor: (id) => site.db.hash(site.key('v', id)),
    leads: () => site.db.command('ZRANGE', site.key('leads'), 0, -1),

    writeForm(name, form) {
      replaceFile(path.join(site.formsDir, name + '.json'), form);
    },

    removeForm(name) {
      fs.unlinkSync(path.join(site.formsDir, name + '.json'));
    },

    async startNginx(more) {
      site.nginx = await startNginx({
        dir,
        redis: site.redisUrl,
        forms: site.formsDir,
        secret: site.secretFile,
        pages: Object.keys(options.forms || { contact: CONTACT }),
        ...options.nginx,
        ...more,
      });
      site.http = site.browser();
      return site.nginx;
    },

    stop: () => stop(site),
  };

  if (t) {
    t.after(() => site.stop());
  }

  try {
    await start(site, options);
  } catch (error) {
    if (!t) {
      await site.stop().catch(() => {});
    }
    throw error;
  }

  return site;
}

async function start(site, options) {
  fs.mkdirSync(site.formsDir);
  fs.mkdirSync(site.stateDir);
  fs.mkdirSync(path.join(site.dir, 'www'));
  fs.writeFileSync(site.secretFile, options.secret || SECRET, { mode: 0o600 });

  for (const [name, form] of Object.entries(
    options.forms || { contact: CONTACT })) {
    site.writeForm(name, form);
  }

  if (options.siteJson !== undefined) {
    site.writeForm('site', options.siteJson);
  }

  if (typeof options.redis === 'string') {
    site.redisUrl = options.redis;

  } else if (options.redis !== false) {
    site.redis = await startRedis({ dir: site.dir, ...options.redis });
    site.redisUrl = site.redis.url;
    site.db = await site.redis.connect();
  }

  if (options.start !== false) {
    await site.startNginx();
  }
}

// A new version takes the place of the old one whole.
function replaceFile(file, content) {
  const text = typeof content === 'string'
    ? content : JSON.stringify(content, null, 2) + '\n';

  fs.writeFileSync(file + '.new', text);
  fs.renameSync(file + '.new', file);
}

// Stops all that was started, then looks into the logs.
async function stop(site) {
  const errors = [];

  for (const part of [site.nginx, site.redis]) {
    try {
      await (part && part.stop());
    } catch (error) {
      errors.push(error);
    }
  }

  try {
    if (site.nginx) {
      assertCleanLogs(site.dir, site.planted, { allow: site.allow });
    }
  } catch (error) {
    errors.push(error);
  }

  if (process.env.LF_KEEP !== '1') {
    removeFolder(site.dir);
  }

  if (errors.length) {
    throw errors[0];
  }
}

module.exports = { startSite, CONTACT, SECRET };
