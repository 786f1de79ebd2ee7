'use strict';
// The journey of a visitor in a real browser, with JavaScript and without:
// two inputs today, later the form's own button and one optional question.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const { withGeo } = require('../lib/geo.js');
const { startSite } = require('../lib/site.js');
const {
  stage, focused, visitors, sendFirst, sendForm, withoutNative,
} = require('./story.js');

const FORMS = path.resolve(__dirname, '..', '..', 'forms');

const scene = stage(test);
const { story, types, lastEvent, nextVisit } = scene;

function withAndWithoutScript(name, told) {
  story(`${name}, with JavaScript`, told);
  story(`${name}, without JavaScript`, told, { script: false });
}

withAndWithoutScript('two inputs, then one optional question a visit',
  async (person) => {
    const { page } = person;

    await person.open('/contact');
    assert.equal(await person.heading(), 'Talk to us');
    assert.deepEqual(await person.inputs(), ['name', 'email']);

    await sendFirst(person);
    assert.equal(await person.heading(), 'Thank you');
    assert.equal(new URL(page.url()).search, '?thanks');

    let event = await lastEvent();

    assert.equal(event.type, 'lead.created');
    assert.deepEqual(event.answers,
      { name: 'Ada Lovelace', email: 'ada@example.com' });

    await person.open('/contact');
    assert.equal(await person.heading(), 'Welcome back');
    assert.deepEqual(await person.inputs(), [], 'this visit has had its press');

    await nextVisit(person);
    assert.equal(await person.heading(), 'Welcome back');
    assert.deepEqual(await person.inputs(), ['company']);
    assert.doesNotMatch(await page.content(), /Ada|ada@example/,
      'no stored value reaches a page');

    await page.getByLabel('Company').fill('Analytical Engines');
    await person.press('Talk to me');
    assert.equal(await person.heading(), 'Thank you');

    event = await lastEvent();
    assert.equal(event.type, 'lead.returned');
    assert.deepEqual(event.answers, { company: 'Analytical Engines' });

    await nextVisit(person);
    assert.deepEqual(await person.inputs(), ['team_size']);
    await page.getByLabel('11-50').check();
    await person.press('Talk to me');
    assert.deepEqual((await lastEvent()).answers, { team_size: '11-50' });

    await nextVisit(person);
    assert.deepEqual(await person.inputs(), [], 'nothing is left to ask');
    assert.ok(!(await person.buttons()).includes('Rather not say'));
    await person.press('Talk to me');
    assert.deepEqual((await lastEvent()).answers, {});

    assert.deepEqual(await types(), ['lead.created', 'lead.returned',
      'lead.returned', 'lead.returned']);
    assert.equal((await scene.site.leads()).length, 1);
  });

withAndWithoutScript('the lead is in the stream before the browser has its'
  + ' answer', async (person) => {
  const session = await person.context.newCDPSession(person.page);
  let seen = null;

  session.on('Fetch.requestPaused', async (paused) => {
    if (paused.request.method === 'POST') {
      seen = await types();
    }
    await session.send('Fetch.continueRequest',
      { requestId: paused.requestId });
  });
  await session.send('Fetch.enable',
    { patterns: [{ urlPattern: '*', requestStage: 'Response' }] });

  await sendFirst(person);
  assert.deepEqual(seen, ['lead.created']);
});

withAndWithoutScript('left blank, another question comes next time; declined,'
  + ' never again', async (person) => {
  await sendFirst(person);

  await nextVisit(person);
  assert.deepEqual(await person.inputs(), ['company']);
  await person.press('Talk to me');
  assert.deepEqual((await lastEvent()).answers, {}, 'blank is no answer');

  await nextVisit(person);
  assert.deepEqual(await person.inputs(), ['team_size'],
    'the one shown least often');
  await person.press('Rather not say');
  assert.equal(await person.heading(), 'Thank you');

  for (let visit = 0; visit < 2; visit++) {
    await nextVisit(person);
    assert.deepEqual(await person.inputs(), ['company']);
  }

  await person.page.getByLabel('Company').fill('Analytical Engines');
  await person.press('Talk to me');
  await nextVisit(person);
  assert.deepEqual(await person.inputs(), [], 'declined for ever');
});

withAndWithoutScript('"Not you?" starts afresh', async (person) => {
  await sendFirst(person);
  await person.open('/contact');
  await person.press('Not you?');

  assert.equal(await person.heading(), 'Talk to us');
  assert.deepEqual(await person.inputs(), ['name', 'email']);
  assert.equal(await person.cookie(), undefined);

  await sendFirst(person, { name: 'Grace Hopper', email: 'g@example.com' });
  assert.deepEqual(await types(), ['lead.created', 'lead.created']);
  assert.equal((await scene.site.leads()).length, 2);

  const [first, second] = await scene.site.events();

  assert.notEqual(second.visitor, first.visitor);
});

withAndWithoutScript('"Use a different e-mail or phone" says who it was before',
  async (person) => {
    await sendFirst(person);
    await person.open('/contact');
    await person.press('Use a different e-mail or phone', { role: 'link' });
    assert.deepEqual(await person.inputs(), ['name', 'email']);

    await person.page.fill('#f-name', 'Ada Lovelace');
    await person.page.fill('#f-email', 'countess@example.com');
    await sendForm(person);

    const [first, second] = await scene.site.events();

    assert.equal(second.type, 'lead.created');
    assert.equal(second.previous, first.lead);
    assert.equal(second.visitor, first.visitor);

    await nextVisit(person);
    assert.deepEqual(await person.inputs(), ['company']);
  });

withAndWithoutScript('"Forget this browser" leaves no trace of the visitor',
  async (person) => {
    await sendFirst(person);
    await person.open('/contact');
    await person.press('Forget this browser');

    assert.equal(await person.heading(), 'This browser is forgotten');
    assert.equal(await person.cookie(), undefined);
    assert.deepEqual(await visitors(scene.site), []);

    await person.open('/contact');
    assert.equal(await person.heading(), 'Talk to us');
  });

withAndWithoutScript('"Ask us to delete my data" is an event for people',
  async (person) => {
    await sendFirst(person);
    await person.open('/contact');
    await person.press('Ask us to delete my data');

    assert.equal(await person.heading(), 'We have received your request');
    assert.deepEqual(await types(),
      ['lead.created', 'lead.erasure_requested']);
  });

withAndWithoutScript('a phone instead, and a message', async (person) => {
  const { page } = person;

  await person.open('/contact');
  await person.press('Phone instead', { role: 'link' });
  assert.deepEqual(await person.inputs(), ['name', 'phone']);
  assert.ok(!(await page.getByLabel('Your message').isVisible()));

  await page.fill('#f-name', 'Ada Lovelace');
  await page.fill('#f-phone', '020 7946 0123');
  await page.locator('summary').click();
  await page.getByLabel('Your message').fill('First line\nsecond line');
  await withoutNative(person);

  const response = await sendForm(person);

  assert.equal(response.status(), 422, 'no country code, and no country');
  assert.equal(await page.inputValue('#f-phone'), '020 7946 0123');
  assert.ok(await page.getByLabel('Your message').isVisible());

  await page.fill('#f-phone', '+44 20 7946 0123');
  await sendForm(person);
  assert.equal(await person.heading(), 'Thank you');

  const event = await lastEvent();

  assert.equal(event.answers.phone, '+442079460123');
  assert.equal(event.message, 'First line\nsecond line');

  await person.open('/contact');
  await page.locator('summary').click();
  await page.getByLabel('Your message').fill('One more thing');
  await person.leads(() => page.locator('details button').click());
  assert.equal((await lastEvent()).message, 'One more thing');
});

withAndWithoutScript('back and Send again, and a double click, are one lead',
  async (person) => {
    const { page } = person;

    await person.open('/contact');
    await page.fill('#f-name', 'Ada Lovelace');
    await page.fill('#f-email', 'ada@example.com');
    await page.locator('main button').first().dblclick({ noWaitAfter: true });
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    assert.deepEqual(await types(), ['lead.created']);

    await page.goBack();
    assert.equal(await person.heading(), 'Welcome back',
      'the page is never a stored one');
    await person.press('Talk to me');
    await page.goBack();
    await person.press('Talk to me');
    await page.reload();

    assert.deepEqual(await types(), ['lead.created'],
      'a second press in the same visit is not a second event');
    assert.equal((await scene.site.leads()).length, 1);
  });

withAndWithoutScript('the same page sent again is the same submission',
  async (person) => {
    const { page, context } = person;

    await person.open('/contact');
    await page.fill('#f-name', 'Ada Lovelace');
    await page.fill('#f-email', 'ada@example.com');
    await page.evaluate(() => {
      document.querySelector('main form').target = '_blank';
    });

    for (let press = 0; press < 2; press++) {
      const [answer] = await Promise.all([context.waitForEvent('page'),
        page.getByRole('button', { name: 'Send' }).click()]);

      await answer.getByRole('heading', { name: 'Thank you' }).waitFor();
    }

    assert.deepEqual(await types(), ['lead.created']);
    assert.equal((await scene.site.leads()).length, 1);
    assert.equal((await visitors(scene.site)).length, 1,
      'one browser is one visitor');
  });

story('a page that broke its own policy would be noticed', async (person) => {
  await person.open('/contact');
  await person.page.evaluate(() => {
    document.head.append(document.createElement('style'));
    document.querySelector('style:last-of-type').append('h1 { color: red }');
  });
  await person.page.waitForFunction(() => true);
  assert.match(person.troubles.splice(0).join(), /Content Security Policy/);
});

test('the first page of the sample form is one request of at most 4 KB',
  async (t) => {
    const shipped = await startSite(t, {
      forms: { contact: sample('contact.json') },
      siteJson: sample('site.json'),
      nginx: withGeo(),
    });
    const person = await scene.chromium.person({ url: shipped.nginx.url });
    const requests = [];

    person.page.on('request', (request) => requests.push(request.url()));

    const response = await person.open('/contact');
    const size = (await response.body()).length;

    assert.ok(size <= 4096, `${size} bytes`);
    assert.deepEqual(requests, [`${shipped.nginx.url}/contact`]);
    await person.close();
  });

function sample(name) {
  return fs.readFileSync(path.join(FORMS, name), 'utf8');
}

story('the browser itself says what is missing, and sends nothing',
  async (person) => {
    const { page } = person;
    const posts = [];

    page.on('request', (request) => {
      if (request.method() === 'POST') {
        posts.push(request.url());
      }
    });

    await person.open('/contact');
    await page.getByRole('button', { name: 'Send' }).click();
    assert.equal(await focused(person), 'f-name');
    assert.ok(await page.evaluate(() => (
      document.activeElement.validationMessage !== '')));

    await page.fill('#f-name', 'Ada Lovelace');
    await page.fill('#f-email', 'ada');
    await page.getByRole('button', { name: 'Send' }).click();
    assert.equal(await focused(person), 'f-email');
    assert.deepEqual(posts, []);

    await sendFirst(person);
    await nextVisit(person);
    await person.press('Talk to me');
    assert.equal(await person.heading(), 'Thank you',
      'the question never stands in the way');
  });

withAndWithoutScript('the server says what is wrong and keeps what was typed',
  async (person) => {
    const { page } = person;

    await person.open('/terms');
    await withoutNative(person);
    await page.fill('#f-name', 'Ada Lovelace');
    await page.fill('#f-email', 'ada@example');

    const response = await sendForm(person);

    assert.equal(response.status(), 422);
    assert.match(await page.title(), /^Please check your entries/);
    assert.equal(await page.inputValue('#f-name'), 'Ada Lovelace');
    assert.equal(await page.inputValue('#f-email'), 'ada@example');
    assert.deepEqual(await page.locator('.lf-summary li').allInnerTexts(), [
      'E-mail: Enter your e-mail address in the form name@example.com',
      'Please tick this box to go on: I have read the terms and the privacy'
        + ' notice, and I agree to both.']);
    assert.equal(await page.locator('#f-email').getAttribute(
      'aria-describedby'), 'e-email w-email');
    assert.deepEqual(await types(), [], 'a 422 consumes nothing');

    await page.fill('#f-email', 'ada@example.com');
    await page.getByLabel(/I have read/).check();
    await sendForm(person);
    assert.equal(await person.heading(), 'Thank you');
  });

async function speaksGerman(person) {
  assert.equal(await person.page.getAttribute('html', 'lang'), 'de');
  assert.doesNotMatch(await person.page.locator('body').innerText(),
    /\b(the|your|please|thank you|with|not)\b/i);
}

async function germanJourney(person, path) {
  const { page } = person;

  await person.open(path);
  await speaksGerman(person);
  await person.press('Stattdessen: Telefon', { role: 'link' });
  await speaksGerman(person);
  await withoutNative(person);
  await sendForm(person);
  await speaksGerman(person);
  await person.press('Stattdessen: E-Mail', { role: 'link' });
  await page.fill('#f-name', 'Ada Lovelace');
  await page.fill('#f-email', 'ada@example.com');
  await sendForm(person);
  assert.equal(await person.heading(), 'Vielen Dank');
  assert.equal((await lastEvent()).language, 'de');

  await nextVisit(person, path);
  assert.equal(await person.heading(), 'Willkommen zurück');
  await speaksGerman(person);
  await person.press('Andere E-Mail-Adresse oder Telefonnummer verwenden',
    { role: 'link' });
  await speaksGerman(person);
  await person.open(path);
  await person.press('Löschung meiner Daten anfragen');
  await speaksGerman(person);
  await person.open(path);
  await person.press('Sind Sie das nicht?');
  assert.equal(await person.heading(), 'Sprechen Sie mit uns');
}

story('German for a browser that prefers it',
  (person) => germanJourney(person, '/talk'), { language: 'de-AT' });

story('German for whoever asks for it, all the way',
  (person) => germanJourney(person, '/talk?lang=de'));
