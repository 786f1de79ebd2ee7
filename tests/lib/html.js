'use strict';
// What html-validate says of a page as it was sent.

const { HtmlValidate } = require('html-validate');

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:standard',
    'html-validate:document', 'html-validate:a11y'],
  rules: {
    // The summary of errors is said and read before the page's own heading.
    'heading-level': ['error', { minInitialRank: 'h2' }],
    // Boxes of one name are several answers to one question.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button',
      'submit'] }],
  },
});

async function faults(html) {
  const { results } = await validator.validateString(html);

  return results.flatMap((result) => result.messages.map((message) => (
    `${message.ruleId}: ${message.message}: `
      + html.slice(message.offset, message.offset + 80))));
}

module.exports = { faults };
