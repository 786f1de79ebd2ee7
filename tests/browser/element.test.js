'use strict';
// The form in a page of somebody else, by a tag and a script: <lead-form>.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');

const { examples } = require('../lib/guide.js');
const { visitors, timePasses } = require('./story.js');
const place = require('./element.js');

const { PERSON, story, heading, noted, note, send, fill, focused, lastEvent,
  funnel, page } = place;

story('two inputs in the page, thanks in their place, one question next time',
  async (person) => {
    const before = await funnel('');

    await person.open('/prices.html');
    await heading(person, 'Talk to us');
    assert.equal(await person.page.locator('lead-form > a').count(), 0,
      'the link has made way');
    assert.equal(await focused(person), await person.page.locator('body')
      .evaluate((body) => body.textContent.trim()), 'it takes no focus');

    await note(person, 'shown');
    await fill(person);
    await send(person);
    await heading(person, 'Thank you');

    assert.equal(person.page.url(), `${place.site.nginx.url}/prices.html`);
    assert.equal(await focused(person), 'Thank you');
    assert.deepEqual((await lastEvent()).answers, PERSON);
    assert.ok(await person.cookie());

    const after = await funnel('');

    assert.equal(after.shown - before.shown, 1, 'shown once');
    assert.equal(after.answered - before.answered, 1);

    await timePasses(place.site);
    await person.open('/prices.html');
    await heading(person, 'Welcome back');
    await note(person, 'shown');
    await person.page.getByLabel('Company').fill('Analytical Engines');
    await send(person, 'Talk to me');
    await heading(person, 'Thank you');

    const event = await lastEvent();

    assert.equal(event.type, 'lead.returned');
    assert.deepEqual(event.answers, { company: 'Analytical Engines' });
    assert.equal((await place.site.leads()).length, 1);
  });

story('its events name form and fields, never a value', async (person) => {
  const common = { form: 'contact', bubbles: true, composed: true,
    of: 'lead-form' };

  await person.open('/prices.html');
  await note(person, 'shown');
  await fill(person, { name: PERSON.name, email: 'ada@example' });
  await send(person);
  await note(person, 'error');
  await fill(person);
  await send(person);
  await note(person, 'sent');

  const all = await noted(person);

  assert.deepEqual(all, [
    { type: 'shown', fields: ['name', 'email'], ...common },
    { type: 'error', reason: 'invalid', fields: ['email'], ...common },
    { type: 'sent', fields: ['name', 'email'], ...common },
  ]);
  assert.doesNotMatch(JSON.stringify(all), /Ada|ada@/);
});

story('the example of the docs takes them to a data layer', async (person) => {
  const [example] = examples('site.md', 'With a script: the element', 'js');

  await person.page.addInitScript(example);
  await person.open('/prices.html');
  await note(person, 'shown');
  await fill(person, { name: PERSON.name, email: 'ada@example' });
  await send(person);
  await note(person, 'error');
  await fill(person);
  await send(person);
  await note(person, 'sent');

  assert.deepEqual(await person.page.evaluate(() => window.dataLayer), [
    { event: 'lead_form_shown', form: 'contact', fields: 'name,email',
      reason: undefined },
    { event: 'lead_form_error', form: 'contact', fields: 'email',
      reason: 'invalid' },
    { event: 'lead_form_sent', form: 'contact', fields: 'name,email',
      reason: undefined },
  ]);
});

story('another contact is asked for in place, the name is kept',
  async (person) => {
    await person.open('/prices.html');
    await fill(person, { name: PERSON.name });
    await person.page.getByRole('link', { name: 'Phone instead' }).click();
    await person.page.locator('lead-form [name=phone]').waitFor();

    assert.equal(person.page.url(), `${place.site.nginx.url}/prices.html`);
    assert.equal(await person.page.locator('lead-form [name=name]')
      .inputValue(), PERSON.name);

    await fill(person, { phone: '+44 20 7946 0123' });
    await send(person);
    await heading(person, 'Thank you');
    assert.equal((await lastEvent()).answers.phone, '+442079460123');
  });

story('a form that nobody scrolled to is not shown', async (person) => {
  const before = (await funnel('')).shown;

  await person.open('/deep.html');
  await heading(person, 'Talk to us');
  assert.deepEqual(await noted(person), []);
  assert.equal((await funnel('')).shown, before);

  const reported = person.page.waitForResponse((response) => (
    response.request().method() === 'POST'));

  await person.page.locator('lead-form').scrollIntoViewIfNeeded();
  await note(person, 'shown');
  assert.equal((await reported).status(), 204);
  assert.equal((await funnel('')).shown, before + 1);

  await person.page.evaluate(() => window.scrollTo(0, 0));
  await person.page.locator('lead-form').scrollIntoViewIfNeeded();
  await fill(person);
  await send(person);
  await heading(person, 'Thank you');
  assert.equal((await noted(person, 'shown')).length, 1);
  assert.equal((await funnel('')).shown, before + 1, 'not counted twice');
});

story('where the visitor came from goes along, from the first page on',
  async (person) => {
    const { page: tab } = person;
    const asked = [];

    tab.on('request', (request) => {
      if (/fragment/.test(request.url())) {
        asked.push(request);
      }
    });

    await tab.goto('/later.html?utm_source=mail&gclid=g-1&msclkid=m-1&who=me#x',
      { referer: 'https://search.example/find?q=forms' });
    await person.open('/deep.html?plan=team&utm_source=late');
    await heading(person, 'Talk to us');
    await tab.evaluate(() => {
      document.querySelector('lead-form').setAttribute('product', 'Big & blue');
      document.querySelector('lead-form').className = 'wide';
    });
    await tab.locator('lead-form').scrollIntoViewIfNeeded();
    await note(person, 'shown');
    await tab.waitForLoadState('networkidle');
    await fill(person);
    await send(person);
    await heading(person, 'Thank you');

    assert.deepEqual(asked.map((request) => request.method()),
      ['GET', 'POST', 'POST']);
    assert.deepEqual(Object.fromEntries(new URL(asked[0].url()).searchParams),
      { utm_source: 'mail', gclid: 'g-1', msclkid: 'm-1', fragment: '' });

    const sent = new URLSearchParams(asked[2].postData());

    assert.equal(sent.get('lf_page'), '/deep.html?plan=team&utm_source=late');
    assert.equal(sent.get('lf_query'), 'utm_source=mail&gclid=g-1&msclkid=m-1&who=me');
    assert.equal(sent.get('lf_referrer'),
      'https://search.example/find?q=forms');
    assert.equal(sent.get('lf_attributes'), 'product=Big+%26+blue');
    assert.equal(sent.get('lf_seen'), '1');

    const event = await lastEvent();

    assert.equal(event.page, '/deep.html');
    assert.equal(event.referrer, 'https://search.example/find');
    assert.equal(JSON.parse(event.utm).source, 'mail');
    assert.deepEqual(JSON.parse(event.click), { gclid: 'g-1', msclkid: 'm-1' });
    assert.deepEqual(JSON.parse(event.hidden), { product: 'Big & blue' });
  });

story('without a session\'s store the page itself is the first',
  async (person) => {
    await person.page.addInitScript(() => {
      Object.defineProperty(window, 'sessionStorage',
        { get() { throw new Error('no storage'); } });
    });
    await person.open('/prices.html?utm_source=mail');
    await heading(person, 'Talk to us');
    await fill(person);
    await send(person);
    await heading(person, 'Thank you');
    assert.equal(JSON.parse((await lastEvent()).utm).source, 'mail');
  });

story('three forms in a page, two of them the same', async (person) => {
  await person.open('/two.html');
  await person.page.waitForFunction(() => (
    document.querySelectorAll('lead-form form').length === 3));

  const ids = await person.page.evaluate(() => [...document.querySelectorAll(
    'lead-form input[id]')].map((input) => input.id));

  assert.equal(new Set(ids).size, ids.length, ids.join());

  const names = person.page.getByLabel('Your name');

  assert.equal(await names.count(), 2, 'each label has its own input');
  await names.nth(1).fill(PERSON.name);
  await person.page.getByLabel('E-mail', { exact: true }).nth(1)
    .fill('ada@example');
  await person.page.getByRole('button', { name: 'Send' }).nth(1).click();
  await note(person, 'error');

  const [summary] = await person.page.locator('lead-form [role=alert] a')
    .evaluateAll((links) => links.map((link) => link.hash));

  assert.equal(await person.page.locator(summary).getAttribute('name'),
    'email');
  assert.equal(await person.page.locator(
    `[id="${await person.page.locator(summary)
      .getAttribute('aria-describedby')}"]`).count(), 1);
  assert.equal(await names.nth(0).inputValue(), '', 'the other one is as it was');

  assert.equal(await person.page.locator('lead-form').nth(1).locator('h2')
    .innerText(), 'Sprechen Sie mit uns');

  await person.page.getByLabel('E-Mail', { exact: true }).last()
    .waitFor();
});

story('a tag that comes later, changes, moves, or leaves', async (person) => {
  const { page: tab } = person;

  await person.open('/later.html');
  await tab.evaluate(() => {
    const element = document.createElement('lead-form');

    document.body.append(element);
    element.setAttribute('src', '/contact');
  });
  await heading(person, 'Talk to us');
  await fill(person, { name: PERSON.name });

  // Elsewhere in the page it is the same form still.
  await tab.evaluate(() => {
    document.body.prepend(document.querySelector('lead-form'));
  });
  assert.equal(await tab.locator('lead-form [name=name]').inputValue(),
    PERSON.name);

  await tab.evaluate(() => {
    document.querySelector('lead-form').lang = 'de';
    document.querySelector('lead-form').setAttribute('src', '/talk');
  });
  await heading(person, 'Sprechen Sie mit uns');

  // What was on its way to a tag that is gone harms nobody.
  await tab.evaluate(() => {
    const element = document.querySelector('lead-form');

    element.setAttribute('src', '/contact');
    element.remove();
  });
  await tab.waitForLoadState('networkidle');
  await tab.evaluate(() => {
    const element = document.createElement('lead-form');

    element.setAttribute('src', '/talk');
    document.body.append(element);
  });
  await heading(person, 'Talk to us');
  assert.deepEqual(await noted(person, 'error'), []);
});

story('a tag without src is not the script\'s', async (person) => {
  await person.open('/later.html');
  await person.page.evaluate(() => {
    document.body.innerHTML = '<lead-form name="contact">as it was</lead-form>';
  });
  await person.page.waitForLoadState('networkidle');
  assert.equal(await person.page.locator('lead-form').innerText(), 'as it was');
  assert.deepEqual(await noted(person), []);
});

story('thanks that lead elsewhere are followed', async (person) => {
  await person.open('/next.html');
  await heading(person, 'Talk to us');
  await fill(person);
  await person.leads(() => send(person));
  assert.equal(new URL(person.page.url()).pathname, '/thanks.html');
});

story('"Not you?" and "Forget this browser" begin afresh in place',
  async (person) => {
    for (const [button, next] of [['Not you?', 'Talk to us'],
      ['Forget this browser', 'This browser is forgotten']]) {
      await person.open('/prices.html');
      await fill(person);
      await send(person);
      await heading(person, 'Thank you');
      await person.open('/prices.html');
      await heading(person, 'Welcome back');
      await send(person, button);
      await heading(person, next);
      assert.equal(await person.cookie(), undefined, button);
      assert.equal(person.page.url(), `${place.site.nginx.url}/prices.html`);
    }

    assert.deepEqual((await noted(person)).map(({ type }) => type),
      ['shown'], 'neither is a submission');
  });

story('back from the browser\'s cache the form is the visitor\'s own',
  async (person) => {
    await person.open('/prices.html');
    await heading(person, 'Talk to us');
    await fill(person, { name: PERSON.name });

    // Meanwhile, in another tab.
    const tab = await person.newTab();

    await tab.goto('/contact');
    await tab.fill('#f-name', PERSON.name);
    await tab.fill('#f-email', PERSON.email);
    await tab.getByRole('button', { name: 'Send' }).click();
    await tab.getByRole('heading', { name: 'Thank you' }).waitFor();
    await tab.close();

    await person.page.evaluate(() => dispatchEvent(
      new PageTransitionEvent('pageshow', { persisted: true })));
    await heading(person, 'Welcome back');
  });

story('a strict policy has room for it', async (person) => {
  const response = await person.open('/strict.html');

  assert.match(response.headers()['content-security-policy'],
    /trusted-types lead-form/);
  await heading(person, 'Talk to us');
  await fill(person, { name: PERSON.name, email: 'ada@example' });
  await send(person);
  await note(person, 'error');
  await fill(person);
  await send(person);
  await heading(person, 'Thank you');
  assert.equal((await place.site.events()).length, 1);
});

story('from another origin the lead is taken, and nobody is remembered',
  async (person) => {
    const form = `${place.site.nginx.url}/contact`;

    fs.writeFileSync(path.join(place.site.dir, 'www', 'other.html'), page(
      `<lead-form src="${form}" product="Big"><a href="${form}">Contact</a>
       </lead-form>`,
      `<script type="module" src="${form}?element"></script>`));

    for (let visit = 1; visit <= 2; visit++) {
      await person.open('/other.html?utm_source=mail');
      await heading(person, 'Talk to us');
      await note(person, 'shown');
      await person.page.getByRole('link', { name: 'Phone instead' }).click();
      await person.page.getByRole('link', { name: 'E-mail instead' }).click();
      await person.page.locator('lead-form [name=email]').waitFor();
      await fill(person, { name: PERSON.name, email: 'ada@example' });
      await send(person);
      await note(person, 'error');
      await fill(person);
      await send(person);
      await heading(person, 'Thank you');

      assert.equal(person.page.url(),
        `http://localhost:${place.site.nginx.port}/other.html?utm_source=mail`);
      assert.equal((await place.site.events()).length, visit);
      const { visitor, page: where, utm, hidden } = await lastEvent();

      assert.equal(visitor, '');
      assert.equal(where,
        `http://localhost:${place.site.nginx.port}/other.html`);
      assert.equal(JSON.parse(utm).source, 'mail');
      assert.deepEqual(JSON.parse(hidden), { product: 'Big' });
    }

    assert.deepEqual(await visitors(place.site), []);
    assert.deepEqual(await person.context.cookies(), []);
  }, { host: 'localhost' });
