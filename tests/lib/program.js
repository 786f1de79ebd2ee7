'use strict';
// A client that draws the form by itself: it asks for data, and sends JSON.
// Each answer is looked at by the OpenAPI description.

const assert = require('node:assert/strict');

const { assertDescribed, misfits } = require('./openapi.js');

const JSON_TYPE = 'application/json';

/*
 * options: form ('contact'), browser (an HttpClient), headers.  `step` is the
 * last step seen, the one inside a problem included.
 */
class Program {
  constructor(site, options = {}) {
    this.url = '/' + (options.form || 'contact');
    this.browser = options.browser
      || site.browser({ headers: options.headers });
    this.step = null;
  }

  async open(query = '', headers = {}) {
    return this.keep('GET', await this.browser.get(this.url + query,
      { headers: { accept: JSON_TYPE, ...headers } }));
  }

  // The ticket of the last step goes along; body: members beside it.
  async send(body = {}, headers = {}) {
    if (!this.step) {
      await this.open();
    }

    const whole = { ticket: this.step && this.step.ticket, ...body };

    assert.equal(misfits('Submission', whole), '', 'not a described body');

    return this.post(JSON.stringify(whole), headers);
  }

  answer(answers, more) {
    return this.send({ answers }, more);
  }

  // Any bytes.
  async post(body, headers = {}) {
    return this.keep('POST', await this.browser.request('POST', this.url,
      { body, headers: { accept: JSON_TYPE, 'content-type': JSON_TYPE,
        'sec-fetch-site': 'same-origin', ...headers } }));
  }

  keep(method, answer) {
    assertDescribed(method, answer);

    if (answer.body) {
      const { json } = answer;

      this.step = json.step || (json.ticket ? json : this.step);
    }

    return answer;
  }
}

// The first step, taken; the browser is remembered from then on.
async function knownProgram(site, answers, options) {
  const program = new Program(site, options);
  const sent = await program.answer(answers);

  assert.equal(sent.status, 201, sent.body);

  return program;
}

// code → pointer of the errors.
function wrong(answer) {
  return answer.json.errors.map(({ pointer, code }) => `${pointer} ${code}`);
}

module.exports = { Program, knownProgram, wrong, JSON_TYPE };
