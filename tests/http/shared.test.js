'use strict';
// Fields that forms share: defined once in site.json, worded by each form,
// answered once for all of them.

const test = require('node:test');
const assert = require('node:assert/strict');

const {
  Visitor, startJourney, stepOf, assertAsks, assertOwnButton, DAY,
} = require('../lib/visitor.js');

const ADA = { name: 'Ada Byron', phone: '+44 20 7946 0123' };
const PLANTED = ['Ada Byron', '7946'];

const SITE = {
  fields: {
    name: { type: 'text', label: 'Your name' },
    email: { type: 'email', label: 'Work e-mail' },
    phone: { type: 'phone', label: 'Phone' },
    team_size: { type: 'choice', label: 'Team size',
      why: 'So the right colleague calls you', fresh_for: '30d',
      options: ['1-10', { value: '11-50', label: '11 to 50' }] },
  },
};

const FIRST = ['name', { either: ['email', 'phone'] }];

const FORMS = {
  contact: { title: 'Talk to us', first: FIRST, then: ['team_size'] },
  demo: { title: 'A demo', first: FIRST, then: ['team_size'],
    fields: {
      email: { label: 'Where the link goes' },
      team_size: { label: 'How many will watch?',
        why: 'So that the room is large enough',
        options: [{ value: '1-10', label: 'Up to ten' }, '11-50'] },
    } },
};

function labelsOf({ page }) {
  return page.all('label').map((label) => label.text);
}

test('a form words a shared field as it likes, and asks the same',
  async (t) => {
    const site = await startJourney(t,
      { planted: PLANTED, forms: FORMS, siteJson: SITE });

    assert.ok(labelsOf(await site.http.get('/contact'))
      .includes('Work e-mail'));
    assert.ok(labelsOf(await site.http.get('/demo'))
      .includes('Where the link goes'));

    const visitor = new Visitor(site, { query: '?with=phone' });

    await visitor.open();
    assert.deepEqual(stepOf(visitor.page).names, ['name', 'phone']);
    await visitor.send(ADA);

    // The reason stands between the question and its options.
    for (const [form, words] of [
      ['contact', ['Team size', 'So the right colleague calls you', '1-10',
        '11 to 50']],
      ['demo', ['How many will watch?', 'So that the room is large enough',
        'Up to ten', '11 to 50']]]) {
      const { page } = form === 'contact'
        ? await visitor.comeBack({ form, query: '' })
        : await visitor.open({ form, query: '' });
      const places = words.map((word) => page.text.indexOf(word));

      assert.ok(places.every((place, i) => place >= 0
        && (i === 0 || place > places[i - 1])), `${form}: ${places}`);

      const [group] = page.all('fieldset');

      assert.equal(page.byId(group.attributes['aria-describedby']).text,
        words[1]);
      assertAsks(visitor.page, 'team_size');
    }

    // Answered on one form it is known to all, until it is no longer fresh.
    await visitor.answer('11-50');
    assertOwnButton(await visitor.comeBack({ form: 'contact', query: '' }));
    assertOwnButton(await visitor.open({ form: 'demo', query: '' }));
    assertAsks(await visitor.comeBack({ form: 'demo', query: '',
      after: 31 * DAY }), 'team_size');
  });
