'use strict';
// A consent in a real browser, with JavaScript and without: offered, given,
// found again, taken back.

const assert = require('node:assert/strict');
const test = require('node:test');

const { stage, sendForm } = require('./story.js');

const scene = stage(test);
const LETTER = 'Send me the monthly letter.';

function told(lang, words) {
  return async (person) => {
    const { page } = person;
    const path = `/talk?lang=${lang}`;
    const box = () => page.getByLabel(words.letter);

    await person.open(path);
    assert.equal(await box().isChecked(), false);
    await page.fill('#f-name', 'Ada Lovelace');
    await page.fill('#f-email', 'ada@example.com');
    await box().check();
    await sendForm(person);

    // Not asked again, and the list is closed until it is looked for.
    await person.open(path);
    assert.equal(await box().count(), 0);

    const withdraw = page.getByRole('button', { name: words.withdraw });

    assert.equal(await withdraw.isVisible(), false);
    await page.getByText(words.list).click();
    await page.getByText(`${words.agreed} ${words.letter}`).waitFor();
    await person.press(words.withdraw);
    assert.equal(await person.heading(), words.withdrawn);
    assert.equal(new URL(page.url()).search, `?withdrawn&lang=${lang}`);

    const [created, withdrawn, ...more] = await scene.site.events();

    assert.deepEqual(more, []);
    assert.equal(withdrawn.type, 'lead.consent_withdrawn');
    assert.equal(JSON.parse(withdrawn.consent)[0].hash,
      JSON.parse(created.consent)[0].hash);

    await person.open(path);
    assert.equal(await box().isChecked(), false);
    assert.equal(await page.getByText(words.list).count(), 0);
  };
}

for (const script of [true, false]) {
  const how = script ? 'with JavaScript' : 'without JavaScript';

  scene.story(`a consent is given and taken back, ${how}`, told('en', {
    letter: LETTER, list: 'What you agreed to', agreed: 'You agreed to:',
    withdraw: 'Withdraw', withdrawn: 'Your consent is withdrawn',
  }), { script });
}

scene.story('a consent is given and taken back in German', told('de', {
  letter: 'Senden Sie mir den Brief.', list: 'Worin Sie eingewilligt haben',
  agreed: 'Sie haben eingewilligt:', withdraw: 'Widerrufen',
  withdrawn: 'Ihre Einwilligung ist widerrufen',
}));
