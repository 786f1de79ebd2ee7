'use strict';
// The place of the measurements: one nginx worker, the three Redis servers
// behind it, and known visitors made by the journey that a person makes.

const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const { GEO, browserFrom } = require('../tests/lib/geo.js');
const { startSite } = require('../tests/lib/site.js');
const { startRedis } = require('../tests/lib/redis.js');
const { writeForms } = require('./forms.js');

const FORMS = path.join(__dirname, '..', 'forms');
const JOURNEYS_AT_ONCE = 8;
const TWO_HOURS = 7200e3;            // ms

// With name and e-mail a profile of six answers; the question is team_size.
const ANSWERS = { company: 'Harbour & Lane GmbH', topic: 'price',
  start: '3-months', role: 'Head of purchasing' };

const PAGE_BYTES = 100 * 1024;

/*
 * One nginx on a loopback port: /contact (its Redis holds the known visitors),
 * /post and /durable (the same form; a Redis each, without append-only and
 * with fsync always), /page.html (the first form as a file), what forms.js
 * measures against each other, and a page of 100 KB without the tag, as a file
 * (/file/, /inject-file/) and from an upstream that the same worker serves
 * (/proxy/, /inject/).
 */
async function startPlace() {
  const place = { site: null, post: null, durable: null, stop };

  async function stop() {
    for (const part of [place.site, place.post, place.durable]) {
      await (part && part.stop());
    }
  }

  try {
    place.post = await startRedis();
    place.durable = await startRedis({ append: true,
      args: ['--auto-aof-rewrite-percentage', 0] });
    place.site = await startSite(null, {
      forms: { contact: sample('contact') },
      // wrk fills a form in faster than a person can.
      siteJson: { ...sample('site'), min_fill: '0s' },
      start: false,
    });
    await place.site.startNginx({ tcp: true, ...configuration(place) });

    const { body } = await browserFrom(place.site, 'US').get('/contact');

    place.page = body;
    fs.writeFileSync(path.join(place.site.dir, 'www', 'page.html'), body);
    fs.writeFileSync(path.join(place.site.dir, 'www', 'large.html'), largePage());
    [place.worker] = place.site.nginx.workers();

    for (const redis of [place.post, place.durable]) {
      redis.db = await redis.connect();
    }
  } catch (error) {
    await stop();
    throw error;
  }

  return place;
}

function sample(name) {
  return JSON.parse(fs.readFileSync(path.join(FORMS, name + '.json')));
}

function configuration(place) {
  const server = `
        access_log off;
        keepalive_requests 1000000000;
        keepalive_timeout 600s;
        sendfile on;
        tcp_nopush on;
        open_file_cache max=100 inactive=600s;
        open_file_cache_valid 600s;`;
  const locations = ['post', 'durable'].map((name) => `
        location = /${name} {
            lead_form contact;
            lead_form_redis ${place[name].url};
        }`).join('') + writeForms(place.site.dir) + pages(place.site.dir);

  // Who asks from 127.0.0.1 may be remembered without a box to tick.
  return { server, locations,
    http: `types { text/html html; } lead_form_geoip ${GEO};
      upstream pages { server unix:${place.site.dir}/up.sock; keepalive 64; }
      server { listen unix:${place.site.dir}/up.sock; ${server}
        root ${place.site.dir}/www; }` };
}

function pages(dir) {
  const proxy = 'proxy_pass http://pages/; proxy_http_version 1.1;'
    + 'proxy_set_header Connection "";';

  return `
        location /file/ { alias ${dir}/www/; }
        location /inject-file/ { alias ${dir}/www/; lead_form_inject on; }
        location /proxy/ { ${proxy} }
        location /inject/ { ${proxy} lead_form_inject on; }`;
}

// Markup as pages have it: a style, attributes, a tag for every 55 bytes.
function largePage() {
  const card = (n) => `<div class="card card-${n}"><h2 class="title">Number ${n}`
    + `</h2><p>${'Some words about it, and more. '.repeat(7)}</p>`
    + `<a class="btn btn-primary" href="/about/${n}">More</a></div>\n`;
  const style = '<style>' + '.card{color:inherit}\n'.repeat(500) + '</style>';
  const parts = ['<!DOCTYPE html><title>Ours</title>', style];

  for (let n = 0, size = style.length; size < PAGE_BYTES; n++) {
    parts.push(card(n));
    size += card(n).length;
  }

  return parts.join('');
}

// Leads of six answers, each with a browser that comes back and was asked its
// question; resolves with their cookies.
async function makeKnownVisitors(place, count) {
  const agent = new http.Agent({ keepAlive: true,
    maxSockets: JOURNEYS_AT_ONCE });
  const browsers = Array.from({ length: count },
    () => browserFrom(place.site, 'US', { agent }));

  await eachOf(browsers, (browser, i) => takeFirstStep(browser, i));

  for (let n = 0; n < Object.keys(ANSWERS).length; n++) {
    await comeBackLater(place);
    await eachOf(browsers, answerQuestion);
  }

  place.atRest = await memoryOfLead(place);
  await comeBackLater(place);
  await eachOf(browsers, async (browser) => {
    const { page } = await browser.get('/contact');

    expect(page.input('team_size'), 'the next question is asked');
  });
  agent.destroy();

  return browsers.map((browser) => browser.lead.value);
}

async function takeFirstStep(browser, i, url = '/contact') {
  const first = await browser.get(url);
  const { status } = await browser.submit(first, { name: 'Ada Example',
    email: `ada.example.${i}@harbour-lane.example` });

  expect(status === 303 && browser.lead, 'the lead is taken');
}

async function answerQuestion(browser) {
  const known = await browser.get('/contact');
  const name = Object.keys(ANSWERS).find((one) => known.page.input(one));

  expect(name, 'a question is asked');

  const { status } = await browser.submit(known, { [name]: ANSWERS[name] });

  expect(status === 303, 'the answer is taken');
}

// Browsers that told name and e-mail at `url` and are at their second visit,
// each with the question of it, if there is one; resolves with their cookies.
async function makeReturningVisitors(place, { url, site, question, count }) {
  const agent = new http.Agent({ keepAlive: true,
    maxSockets: JOURNEYS_AT_ONCE });
  const browsers = Array.from({ length: count },
    () => browserFrom(place.site, 'US', { agent }));

  await eachOf(browsers, (browser, i) => takeFirstStep(browser, i, url));
  await comeBackLater(place, `lf:{${site}.0}:v:*`);
  await eachOf(browsers, async (browser) => {
    const { page } = await browser.get(url);

    expect(!page.input('email'), 'the visitor is known');
    expect(!question || page.input(question), 'the question is asked');
  });
  agent.destroy();

  return browsers.map((browser) => browser.lead.value);
}

// Every visitor's last visit becomes two hours old.
async function comeBackLater({ site }, pattern = site.key('v', '*')) {
  const keys = await site.db.command('KEYS', pattern);

  await Promise.all(site.db.pipeline(keys.map(
    (key) => ['HINCRBY', key, 'seen', -TWO_HOURS])));
}

async function eachOf(list, work) {
  let next = 0;

  await Promise.all(Array.from({ length: JOURNEYS_AT_ONCE }, async () => {
    while (next < list.length) {
      const i = next++;
      await work(list[i], i);
    }
  }));
}

function expect(truth, what) {
  if (!truth) {
    throw new Error('not so: ' + what);
  }
}

// Bytes of Redis memory that one of these leads takes, by MEMORY USAGE.
async function memoryOfLead({ site }) {
  const size = async (key) => site.db.command('MEMORY', 'USAGE', key,
    'SAMPLES', 0);
  const mean = async (kind) => {
    const keys = await site.db.command('KEYS', site.key(kind, '*'));
    const sizes = await Promise.all(keys.map(size));
    return sizes.reduce((sum, n) => sum + n, 0) / keys.length;
  };
  const leads = await site.db.command('ZCARD', site.key('leads'));

  return { visitor: await mean('v'), lead: await mean('lead'),
    index: await size(site.key('leads')) / leads };
}

module.exports = { startPlace, makeKnownVisitors, makeReturningVisitors,
  memoryOfLead };
