'use strict';
// The form adapts to where its visitor is, by the client's address; whatever
// becomes of the database, the form works.

const test = require('node:test');
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');

const { CONTACT } = require('../lib/site.js');
const {
  Visitor, startJourney, assertAsks, assertOwnButton,
} = require('../lib/visitor.js');
const { GEO, FROM, browserFrom, withGeo, moved } = require('../lib/geo.js');

const PERSON = { name: 'Grace Hopper', email: 'grace@example.org' };
const ROOT = path.resolve(__dirname, '..', '..');

// Who sees what, by the country alone.
const ADAPTING = { ...CONTACT,
  fields: { ...CONTACT.fields,
    vat_id: { type: 'text', label: 'VAT number' },
    state: { type: 'text', label: 'State' },
    team_size: { type: 'choice', label: 'Team size', options: ['1-10',
      { value: 'gmbh', label: 'A German company',
        when: { country: { is: 'DE' } } }, '51+'] } },
  then: [
    { ask: 'vat_id', when: { country: { in: ['EU'] } } },
    { ask: 'state', when: { region: { in: ['US-CA'] } } },
    { ask: 'company', when: { country: { in: ['unknown'] } } },
    { ask: 'team_size', when: { continent: { in: ['EU', 'SA'] } } }],
  consent: [{ id: 'news', version: '1', text: 'Send me the letter',
    when: { country: { in: ['EEA', 'unknown'] } } }],
  thanks: [
    { when: { country: { is: 'DE' } }, redirect: '/de/danke' },
    { when: { region: { is: 'ZH' } }, redirect: '/zurich' },
    { when: { continent: { is: 'AS' } }, redirect: '/asia' },
    { when: { country: { in: ['unknown'] } }, redirect: '/somewhere' },
    { title: 'Thank you', text: 'We have what we need.' }] };

const ASK_WHEN = { remember: { ask_when: {
  country: { in: ['EEA', 'GB', 'CH', 'unknown'] } } } };

function start(t, options = {}) {
  return startJourney(t, { forms: { contact: ADAPTING }, planted:
    Object.values(PERSON), ...options, nginx: withGeo(options.nginx) });
}

function visitorFrom(site, country) {
  return new Visitor(site, { browser: browserFrom(site, country) });
}

// Every worker looks for itself; several questions in a row meet all of them.
async function waitUntil(holds) {
  const end = Date.now() + 15000;
  let row = 0;

  while (row < 8) {
    row = await holds() ? row + 1 : 0;
    assert.ok(Date.now() < end, 'not within 15 s');
  }
}

function input(answer, name) {
  return answer.page.inputs.find((i) => i.name === name);
}

test('the sequence, options, consent and thanks follow the country',
  async (t) => {
    const site = await start(t);

    for (const [country, question, consent, thanks] of [
      ['DE', 'vat_id', true, '/de/danke'],
      ['FR', 'vat_id', true, '?thanks'],
      ['NO', 'team_size', true, '?thanks'],
      ['CH', 'team_size', false, '/zurich'],
      ['BR', 'team_size', false, '?thanks'],
      ['US', 'state', false, '?thanks'],
      ['JP', null, false, '/asia'],
      ['nowhere', 'company', true, '/somewhere'],
      ['absent', 'company', true, '/somewhere'],
      ['registered', 'vat_id', true, '?thanks'],
    ]) {
      const visitor = visitorFrom(site, country);
      const first = await visitor.open();
      const text = first.page.text;

      assert.equal(text.includes('Send me the letter'), consent, country);

      const sent = await visitor.send({ ...PERSON,
        email: `${country.toLowerCase()}@example.org` });

      assert.ok(sent.headers.location.endsWith(thanks),
        `${country}: ${sent.headers.location}`);

      const next = await visitor.comeBack();

      if (question) {
        assertAsks(next, question);
      } else {
        assertOwnButton(next);
      }
    }
  });

test('an option is offered in its country only', async (t) => {
  const form = { ...ADAPTING, then: ['team_size'] };
  const site = await start(t, { forms: { contact: form } });

  for (const [country, there] of [['DE', true], ['BR', false]]) {
    const visitor = visitorFrom(site, country);

    await visitor.send({ ...PERSON, email: `${country}@example.org` });

    const page = await visitor.comeBack();

    assertAsks(page, 'team_size');
    assert.equal(page.body.includes('A German company'), there, country);
  }
});

test('whether to remember is asked where ask_when holds', async (t) => {
  const site = await start(t, { siteJson: ASK_WHEN });

  for (const [country, asked] of [['DE', true], ['NO', true], ['GB', true],
    ['CH', true], ['nowhere', true], ['absent', true], ['US', false],
    ['JP', false]]) {
    const visitor = visitorFrom(site, country);
    const page = await visitor.open();

    assert.equal(Boolean(input(page, 'lf_remember')), asked, country);

    await visitor.send({ ...PERSON, email: `${country}@example.org` });
    assert.equal(Boolean(visitor.cookie), !asked, country);
  }
});

test('an event tells country, region and time zone, a lead its country',
  async (t) => {
    // A form whose page does not depend on the place.
    const plain = { ...CONTACT, first: ['name', 'email'],
      then: ['company', 'team_size'] };
    const site = await start(t, { forms: { contact: plain } });

    const german = visitorFrom(site, 'DE');
    await german.send(PERSON);

    const [created] = await site.events();

    assert.equal(created.country, 'DE');
    assert.equal(created.region, 'DE-BY');
    assert.equal(created.timezone, 'Europe/Berlin');
    assert.equal((await german.person()).country, 'DE');

    // In the database, but nobody knows in which country.
    await visitorFrom(site, 'nowhere').send({ ...PERSON,
      email: 'nowhere@example.org' });

    const [, second] = await site.events();

    assert.ok(!second.country);
    assert.ok(!second.region);
    assert.equal(second.timezone, 'UTC');

    // On a unix socket nobody has an address.
    await new Visitor(site).send({ ...PERSON, email: 'socket@example.org' });

    const [, , third] = await site.events();

    assert.ok(!third.country);
    assert.ok(!third.timezone);
  });

test('the address is the one realip found, of either kind', async (t) => {
  const site = await start(t, { nginx: {
    http: 'set_real_ip_from unix:; real_ip_header X-Forwarded-For;'
      + 'log_format where "where=$lead_form_country;";'
      + `access_log logs/where.log where;`,
    locations: 'location = /other { return 204; }',
  } });

  const seen = [];

  for (const [address, country] of [
    [FROM.DE, 'DE'], ['2001:db8::49', 'DE'], ['::ffff:127.0.0.33', 'FR'],
    ['2001:db8::50', '-'], ['192.0.2.1', '-'], [FROM.JP, 'JP'],
  ]) {
    const headers = { 'x-forwarded-for': address };

    for (const url of ['/contact', '/other']) {
      await site.http.get(url, { headers });
      seen.push(`where=${country};`);
    }
  }

  const visitor = new Visitor(site, { headers: {
    'x-forwarded-for': '2001:db8::49' } });
  await visitor.send(PERSON);
  assert.equal((await site.events())[0].region, 'DE-BE');

  await site.nginx.stop();

  const lines = fs.readFileSync(path.join(site.dir, 'logs', 'where.log'),
    'utf8').trim().split('\n');

  assert.deepEqual(lines.slice(0, seen.length), seen);
});

test('the directive is inherited, and off where it says so', async (t) => {
  const site = await start(t, { nginx: {
    http: 'log_format where "$uri=$lead_form_country;";'
      + 'access_log logs/where.log where;',
    locations: 'location = /off { lead_form_geoip off; lead_form contact; }'
      + 'location = /twice { return 204; }',
  } });
  const browser = browserFrom(site, 'DE');

  for (const [url, letter] of [['/contact', true], ['/off', true]]) {
    assert.equal((await browser.get(url)).body.includes('Send me'), letter);
  }

  // Unknown and EEA read the letter; Switzerland only where it is unknown.
  const swiss = browserFrom(site, 'CH');

  assert.ok(!(await swiss.get('/contact')).body.includes('Send me'));
  assert.ok((await swiss.get('/off')).body.includes('Send me'));
  await browser.get('/twice');
  await site.nginx.stop();

  assert.equal(fs.readFileSync(path.join(site.dir, 'logs', 'where.log'),
    'utf8'), '/contact=DE;\n/off=-;\n/contact=CH;\n/off=-;\n/twice=DE;\n');
});

test('a database that cannot be used is named in the log, and the form works',
  async (t) => {
    const good = fs.readFileSync(GEO);
    const asked = [
      ['missing.mmdb', null, /cannot be opened: 2: No such file/],
      ['empty.mmdb', '', /the file is empty/],
      ['truncated.mmdb', good.subarray(0, good.length - 40), /corrupt/],
      ['half.mmdb', good.subarray(0, good.length / 2), /no MaxMind DB/],
      ['page.mmdb', '<html>Invalid licence key</html>', /no MaxMind DB/],
    ];

    for (const [name, bytes, why] of asked) {
      const site = await startJourney(t, { forms: { contact: ADAPTING },
        start: false,
        nginx: { tcp: true, http: `lead_form_geoip ${name};` } });
      const file = path.join(site.dir, name);

      if (bytes !== null) {
        fs.writeFileSync(file, bytes);
      }

      await site.startNginx();

      const { code, output } = await site.nginx.test();

      assert.equal(code, 0, output);
      assert.match(output, new RegExp(`\\[error\\].* lead_form_geoip "${
        file}" cannot be used: .*every country is unknown`));
      assert.match(output, why);

      const visitor = visitorFrom(site, 'DE');

      assert.ok((await visitor.open()).body.includes('Send me the letter'));

      const sent = await visitor.send(PERSON);

      assert.equal(sent.headers.location, '/somewhere');
      assert.ok(!(await site.events())[0].country);
      await site.stop();
    }
  });

test('what is written into the file while it is used harms nobody',
  async (t) => {
    const site = await startJourney(t, { forms: { contact: ADAPTING },
      start: false,
      nginx: { tcp: true, http: 'lead_form_geoip geo.mmdb;' } });
    const file = path.join(site.dir, 'geo.mmdb');

    fs.copyFileSync(GEO, file);
    await site.startNginx();

    const from = async (country) => {
      const visitor = visitorFrom(site, country);
      const sent = await visitor.send({ ...PERSON,
        email: `${Math.random()}@example.org` });

      return sent.headers.location.replace(/^.*\?/, '?');
    };

    assert.equal(await from('DE'), '/de/danke');

    fs.writeFileSync(file, Buffer.alloc(100_000, 0xff));
    assert.equal(await from('DE'), '/de/danke');
    fs.truncateSync(file, 0);
    assert.equal(await from('DE'), '/de/danke');

    // A broken file never replaces a working one, however often.
    for (const bytes of ['', 'broken']) {
      fs.writeFileSync(file, bytes);

      const size = site.nginx.logSize();

      await site.nginx.reload();
      await site.nginx.waitForLog(
        /cannot be used: .*the version read before stays in use/, size);
      assert.equal(await from('DE'), '/de/danke');
    }

    fs.unlinkSync(file);
    await site.nginx.reload();
    assert.equal(await from('DE'), '/de/danke');

    // A working one does.
    fs.writeFileSync(file, moved('DE', 'AT'));
    await site.nginx.reload();
    assert.equal(await from('DE'), '?thanks');
    assert.equal(await from('JP'), '/asia');
  });

test('a new version of the file is taken without a reload, a broken one is not',
  async (t) => {
    const site = await startJourney(t, { forms: { contact: ADAPTING },
      start: false, nginx: { tcp: true, workers: 2,
        http: 'lead_form_geoip geo.mmdb;' } });
    const file = path.join(site.dir, 'geo.mmdb');
    const appears = async (bytes, expression) => {
      const size = site.nginx.logSize();

      fs.writeFileSync(file + '.new', bytes);
      fs.renameSync(file + '.new', file);
      await site.nginx.waitForLog(expression, size);
    };
    const country = async (from) => (
      /country=(\S*);/.exec((await browserFrom(site, from).get('/where'))
        .headers['x-where'])[1]);

    fs.copyFileSync(GEO, file);
    await site.startNginx();
    site.nginx.configure({ locations: `location = /where {
      add_header X-Where "country=$lead_form_country;"; return 204; }` });
    await site.nginx.reload();
    assert.equal(await country('DE'), 'DE');

    await appears(moved('DE', 'AT'), /geo\.mmdb" is read anew/);
    await waitUntil(async () => await country('DE') === 'AT');

    await appears('broken', /cannot be used: .* stays in use/);
    assert.equal(await country('DE'), 'AT');

    // Looked at with each look at the forms, said once.
    for (const title of ['One look later', 'Two looks later']) {
      const size = site.nginx.logSize();

      site.writeForm('contact', { ...ADAPTING, title });
      await site.nginx.waitForLog(/contact\.json" is live/, size);
    }
    assert.equal(fs.readFileSync(site.nginx.errorLog, 'latin1')
      .split('geo.mmdb" cannot be used').length - 1, 1);

    await appears(moved('DE', 'PL'), /geo\.mmdb" is read anew/);
    await waitUntil(async () => await country('DE') === 'PL');
  });

test('a file that is named often is read once, and again when it changed',
  async (t) => {
    const site = await start(t, { nginx: {
      locations: `
        location = /a { lead_form_geoip broken.mmdb; lead_form contact; }
        location = /b { lead_form_geoip broken.mmdb; lead_form contact; }
        location = /c { lead_form_geoip ${GEO}; lead_form contact; }`,
    } });
    const file = path.join(site.dir, 'broken.mmdb');
    const complaints = () => fs.readFileSync(
      path.join(site.dir, 'logs', 'stderr.log'), 'utf8')
      .split('broken.mmdb" cannot be used').length - 1;

    assert.equal(complaints(), 1);
    fs.copyFileSync(GEO, file);
    await site.nginx.reload();

    const visitor = new Visitor(site, { form: 'b',
      browser: browserFrom(site, 'DE') });

    assert.equal((await visitor.send(PERSON)).headers.location, '/de/danke');
  });

test('the directive says what it wants', async (t) => {
  const site = await start(t);

  for (const [text, why] of [
    ['lead_form_geoip "";', /needs a path, or "off"/],
    ['lead_form_geoip a b;', /invalid number of arguments/],
    ['lead_form_geoip off; lead_form_geoip off;', /is duplicate/],
  ]) {
    site.nginx.configure({ server: text });

    const { code, output } = await site.nginx.test();

    assert.equal(code, 1);
    assert.match(output, why);
  }
});

test('the database of the tests is what its script writes', (t) => {
  const written = spawnSync('perl',
    [path.join(ROOT, 'tools', 'geo-test-db.pl')]);

  if (/Can't locate MaxMind/.test(String(written.stderr))) {
    t.skip('libmaxmind-db-writer-perl is not here');
    return;
  }

  assert.equal(written.status, 0, String(written.stderr));
  assert.ok(written.stdout.equals(fs.readFileSync(GEO)),
    'run tools/geo-test-db.pl > tests/geo-test.mmdb');
});
