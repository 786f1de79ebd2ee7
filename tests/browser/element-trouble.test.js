'use strict';
// A <lead-form> without scripts, with mistakes, or without its server.

const assert = require('node:assert/strict');

const place = require('./element.js');

const { PERSON, story, heading, noted, note, send, fill, focused } = place;

story('what is wrong is said in place, and what was typed stays',
  async (person) => {
    await person.open('/prices.html');
    await heading(person, 'Talk to us');

    // The browser itself asks for what is missing.
    await send(person);
    assert.equal(await person.page.evaluate(() => document.activeElement.name),
      'name');

    await fill(person, { name: PERSON.name, email: 'ada@example' });
    await send(person);
    await note(person, 'error');

    const summary = person.page.locator('lead-form [role=alert]');

    assert.match(await summary.innerText(), /Please check your entries/);
    assert.match(await focused(person), /^Please check your entries/);
    assert.equal(await person.page.locator('lead-form [name=name]')
      .inputValue(), PERSON.name);

    await summary.getByRole('link').click();
    assert.equal(await person.page.evaluate(() => document.activeElement.name),
      'email');
    assert.equal(new URL(person.page.url()).hash, '',
      'a router of the site sees no other address');

    await fill(person);
    await send(person);
    await heading(person, 'Thank you');
    assert.equal((await place.site.events()).length, 1);
  });

story('without scripts there is the link', async (person) => {
  await person.open('/prices.html');
  await person.press('Contact', { role: 'link' });
  assert.equal(await person.heading(), 'Talk to us');
}, { script: false });

story('a form that cannot be had leaves the link', async (person) => {
  await person.open('/broken.html');
  await note(person, 'error');

  assert.equal(await person.page.getByRole('link', { name: 'Contact' })
    .isVisible(), true);
  assert.deepEqual((await noted(person)).map(({ type, reason }) => (
    [type, reason])), [['error', 'refused']]);
  assert.equal(await person.page.locator('lead-form[aria-busy]').count(), 0);
});

story('with the server out of reach nothing typed is lost', async (person) => {
  await person.open('/prices.html');
  await note(person, 'shown');
  await fill(person);
  await person.page.route(/fragment/, (route) => route.abort());
  await send(person);
  await note(person, 'error');

  assert.equal((await noted(person, 'error'))[0].reason, 'network');
  assert.match(await person.page.locator('lead-form [role=alert]').innerText(),
    /We cannot receive your entries at the moment/);
  assert.equal(await person.page.locator('lead-form [name=email]')
    .inputValue(), PERSON.email);
  assert.equal(await focused(person), 'Send', 'the button has the focus still');

  // A second time there is one line, not two.
  await send(person);
  await note(person, 'error', 2);
  assert.equal(await person.page.locator('lead-form [role=alert]').count(), 1);

  await person.page.unroute(/fragment/);
  await send(person);
  await heading(person, 'Thank you');
  assert.equal((await place.site.events()).length, 1);
  person.troubles = person.troubles.filter((text) => (
    !/ERR_FAILED/.test(text)));
});

story('a server that never answers is one out of reach', async (person) => {
  await person.page.addInitScript(() => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);

    AbortSignal.timeout = (ms) => timeout(window.hurry ? ms / 100 : ms);
  });
  await person.open('/prices.html');
  await note(person, 'shown');
  await fill(person);
  await person.page.route(/fragment/, () => {});
  await person.page.evaluate(() => { window.hurry = true; });
  await send(person);
  await note(person, 'error');
  assert.equal((await noted(person, 'error'))[0].reason, 'network');
  assert.equal(await person.page.locator('lead-form [name=email]')
    .inputValue(), PERSON.email);
});

story('two presses while the first one is under way are one submission',
  async (person) => {
    let posts = 0;
    let release;
    const held = new Promise((resolve) => { release = resolve; });

    await person.open('/prices.html');
    await note(person, 'shown');
    await fill(person);
    await person.page.route(/fragment/, async (route) => {
      posts++;
      await held;
      await route.continue();
    });
    await send(person);
    await person.page.locator('lead-form[aria-busy=true]').waitFor();
    await send(person);
    assert.equal(await focused(person), 'Send', 'it can be focused still');
    release();
    await heading(person, 'Thank you');
    assert.equal(posts, 1);
    assert.equal(await person.page.locator('lead-form[aria-busy]').count(), 0);
  });

story('what the server refuses whole is said above the button',
  async (person) => {
    await person.open('/later.html');
    await person.page.evaluate(() => {
      document.body.innerHTML = '<lead-form src="/small"></lead-form>';
    });
    await heading(person, 'Talk to us');
    await fill(person, { ...PERSON, name: 'Ada Lovelace '.repeat(40) });
    await send(person);
    await note(person, 'error');

    assert.equal((await noted(person, 'error'))[0].reason, 'refused');
    assert.match(await person.page.locator('lead-form [role=alert]')
      .innerText(), /This is more than we can receive at once/);
    assert.equal(await person.page.locator('lead-form [name=email]')
      .inputValue(), PERSON.email);
  });
