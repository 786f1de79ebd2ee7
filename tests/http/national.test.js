'use strict';
// What a visitor need not say because the address tells it: the country code
// of a phone number, and the country, which can be corrected.

const test = require('node:test');
const assert = require('node:assert/strict');

const { CONTACT } = require('../lib/site.js');
const {
  Visitor, startJourney, stepOf, assertAsks, assertOwnButton, DAY,
} = require('../lib/visitor.js');
const { browserFrom, withGeo } = require('../lib/geo.js');

const PLANTED = ['Ada Byron', 'ada.byron@', '23125', '79460123', 'Acme'];
const ADA = { name: 'Ada Byron', email: 'ada.byron@example.org' };

const TEXTS = { en: 'Talk to us', de: 'Sprechen Sie mit uns' };

const FORMS = {
  contact: { ...CONTACT, title: TEXTS,
    fields: { ...CONTACT.fields,
      country: { type: 'country', label: { en: 'Country', de: 'Land' } },
      mobile: { type: 'phone', label: 'Mobile' },
      vat_id: { type: 'text', label: 'VAT number' } },
    then: ['country',
      { ask: 'vat_id', when: { country: { in: ['AT'] } } },
      { ask: 'mobile', when: { country: { known: true } } }] },
};

function start(t, options = {}) {
  return startJourney(t,
    { planted: PLANTED, forms: FORMS, ...options, nginx: withGeo() });
}

function visitorFrom(site, country) {
  return new Visitor(site, { browser: browserFrom(site, country) });
}

async function knownFrom(site, country) {
  const visitor = visitorFrom(site, country);

  await visitor.send({ ...ADA, email: `${country}.${ADA.email}` });

  return visitor;
}

function summaries({ page }) {
  return page.all('summary').map((summary) => summary.text);
}

test('a phone number as it is written at home', async (t) => {
  const site = await start(t);

  for (const [country, typed, stored] of [
    ['DE', '030 23125-123', '+493023125123'],
    ['DE', '+44 20 7946 0123', '+442079460123'],
    ['DE', '0044 20 7946 0123', '+442079460123'],
    ['GB', '(020) 7946 0123', '+442079460123'],
    ['IT', '06 6982 1234', '+390669821234'],
    ['US', '(202) 555-0123', '+12025550123'],
    ['US', '011 44 20 7946 0123', '+442079460123'],
  ]) {
    const visitor = visitorFrom(site, country);

    await visitor.open({ query: '?with=phone' });
    await visitor.send({ name: ADA.name, phone: typed });

    const event = (await site.events()).at(-1);

    assert.equal(JSON.parse(event.answers).phone, stored, typed);
  }

  for (const [country, typed] of [['nowhere', '030 23125123'],
    ['US', '23125123'], ['DE', '0 30']]) {
    const visitor = visitorFrom(site, country);

    await visitor.open({ query: '?with=phone' });

    const back = await visitor.press({ name: ADA.name, phone: typed });

    assert.equal(back.status, 422, typed);
    assert.match(back.page.text, /with the country code/);
    assert.equal(back.page.input('phone').value, typed);
  }
});

test('the same number is the same lead, however it was written', async (t) => {
  const site = await start(t);

  for (const [country, phone] of [['DE', '030 23125123'],
    ['GB', '0049 30 23125123'], ['nowhere', '+49 (0)30 23125123']]) {
    const visitor = visitorFrom(site, country);

    await visitor.open({ query: '?with=phone' });
    await visitor.send({ name: ADA.name, phone });
  }

  assert.equal((await site.leads()).length, 1);
});

test('the country is asked only where nobody knows it', async (t) => {
  const site = await start(t);
  const visitor = await knownFrom(site, 'nowhere');
  const page = await visitor.comeBack();

  assertAsks(page, 'country');
  assert.deepEqual(summaries(page), [summaries(page)[0]]);
  await visitor.answer('AT');
  assertAsks(await visitor.comeBack(), 'vat_id');
});

test('the country that the address tells can be corrected', async (t) => {
  const site = await start(t);
  const visitor = await knownFrom(site, 'DE');

  // It counts as known: the next entry, about it, is asked at once.
  const page = await visitor.comeBack();

  assert.equal(stepOf(page).question, 'mobile');
  assert.deepEqual(stepOf(page).names, ['mobile', 'country']);
  assert.ok(summaries(page).includes('Country: Germany'));
  assert.equal(page.page.input('country').value, '');
  assert.ok((await visitor.open({ query: '?lang=de' }))
    && summaries(visitor.page).includes('Land: Deutschland'));

  // What was chosen stays so where something else is wrong.
  const back = await visitor.press({ country: 'AT', mobile: '12' });

  assert.equal(back.status, 422);
  assert.equal(back.page.input('country').value, 'AT');
  assert.equal(back.page.input('mobile').value, '12');

  // An answer like any other, and not the question's.
  await visitor.send({ country: 'AT', mobile: '' });

  const event = (await site.events()).at(-1);
  const person = await visitor.person();
  const record = await visitor.record();

  assert.deepEqual(JSON.parse(event.answers), { country: 'AT' });
  assert.equal(event.country, 'DE');
  assert.match(person['a:country'], / AT$/);
  assert.match(record['shown:mobile'], /^1 /);
  assert.equal(record.ask, '-');

  // It wins over the address, and is not shown again: not even stored values.
  const next = await visitor.comeBack();

  assertAsks(next, 'vat_id');
  assert.ok(summaries(next).every((text) => !/Country/.test(text)));
});

test('thanks know the country that the same post, or one before, corrected',
  async (t) => {
    const site = await start(t, { forms: { contact: { ...FORMS.contact,
      thanks: [{ when: { country: { in: ['AT'] } }, redirect: '/at' },
        { title: 'Thank you' }] } } });
    const visitor = await knownFrom(site, 'DE');

    await visitor.comeBack();

    const { headers } = await visitor.press({ country: 'AT' });

    assert.equal(headers.location, '/at');

    await visitor.comeBack();
    assert.equal((await visitor.press()).headers.location, '/at');
  });

test('a correction left alone is nothing, one alone is an event', async (t) => {
  const site = await start(t,
    { forms: { contact: { ...FORMS.contact, then: ['country'] } } });
  const visitor = await knownFrom(site, 'DE');
  const offer = await visitor.comeBack();

  assert.equal(offer.page.button('lf_do=decline'), undefined);
  assert.ok(summaries(offer).includes('Country: Germany'));

  await visitor.send();
  assert.equal((await site.events()).length, 2);
  assert.equal((await visitor.person())['a:country'], undefined);

  // A second press in the same visit is an event for what it brings.
  await visitor.open();
  await visitor.send({ country: 'CH' });
  assert.deepEqual(JSON.parse((await site.events())[2].answers),
    { country: 'CH' });

  assertOwnButton(await visitor.comeBack({ after: 2 * DAY }));
});

test('a phone number is of the country that is corrected beside it',
  async (t) => {
    const site = await start(t);
    const visitor = await knownFrom(site, 'DE');

    await visitor.comeBack();
    await visitor.send({ country: 'AT', mobile: '0664 123456' });

    const event = (await site.events()).at(-1);

    assert.deepEqual(JSON.parse(event.answers),
      { country: 'AT', mobile: '+43664123456' });
  });

test('"Rather not say" is about the question, not about the correction',
  async (t) => {
    const site = await start(t);
    const visitor = await knownFrom(site, 'DE');

    await visitor.comeBack();
    await visitor.press({ country: 'AT' }, { button: 'Rather not say' });

    const record = await visitor.record();

    assert.ok(record['no:mobile']);
    assert.equal(record['no:country'], undefined);
    assert.match((await visitor.person())['a:country'], / AT$/);
  });

test('a page too old to be taken comes back with the correction in place',
  async (t) => {
    const site = await start(t);
    const visitor = await knownFrom(site, 'DE');
    const page = await visitor.comeBack();

    page.page.forms[0].hidden.lf_ticket = 'forged';

    const back = await visitor.press({ country: 'AT', mobile: '0664 123456' });

    assert.equal(back.status, 422);
    assert.equal(stepOf(back).question, 'mobile');
    assert.equal(back.page.input('country').value, 'AT');
    assert.ok(back.page.all('details')
      .some((details) => 'open' in details.attributes));
    await visitor.send();

    const event = (await site.events()).at(-1);

    assert.deepEqual(JSON.parse(event.answers),
      { country: 'AT', mobile: '+43664123456' });
  });

test('a condition about a country field that nobody asks goes by the address',
  async (t) => {
    const { fields } = CONTACT;
    const site = await start(t, { forms: { contact: { ...CONTACT,
      fields: { ...fields, seat: { type: 'country', label: 'Seat' } },
      first: ['name', 'email'],
      then: [{ ask: 'company', when: { seat: { is: 'DE' } } }] } } });

    assertAsks(await (await knownFrom(site, 'DE')).comeBack(), 'company');
    assertOwnButton(await (await knownFrom(site, 'AT')).comeBack());
  });
