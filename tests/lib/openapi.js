'use strict';
// Real answers against docs/openapi.json: their status, type, headers, body.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');

const Ajv = require('ajv/dist/2020').default;

const FILE = path.resolve(__dirname, '..', '..', 'docs', 'openapi.json');
const document = JSON.parse(fs.readFileSync(FILE, 'utf8'));

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const compiled = new Map();

ajv.addSchema({ ...closed(document), $id: 'openapi' });

// A member that the description does not name is an error here, though a
// client has to pass over it.
function closed(schema) {
  if (Array.isArray(schema)) {
    return schema.map(closed);
  }

  if (schema === null || typeof schema !== 'object') {
    return schema;
  }

  const copy = Object.fromEntries(Object.entries(schema)
    .map(([name, value]) => [name, closed(value)]));

  return copy.type === 'object' && copy.properties
    && copy.additionalProperties === undefined
    ? { ...copy, additionalProperties: false } : copy;
}

function resolved(part) {
  return part.$ref ? part.$ref.slice(2).split('/')
    .reduce((at, name) => at[name], document) : part;
}

// What does not fit the schema of that name, as text; empty: all does.
function misfits(schema, value) {
  const ref = schema.$ref || `#/components/schemas/${schema}`;

  if (!compiled.has(ref)) {
    compiled.set(ref, ajv.compile({ $ref: 'openapi' + ref }));
  }

  const validate = compiled.get(ref);

  return validate(value) ? ''
    : ajv.errorsText(validate.errors, { separator: '\n' });
}

// The answer is one that the description has for the method; so is its body.
function assertDescribed(method, answer) {
  const operation = document.paths['/contact'][
    { HEAD: 'get', GET: 'get', POST: 'post' }[method] || 'get'];
  const response = resolved(operation.responses[answer.status]
    || operation.responses.default);

  for (const [name, header] of Object.entries(response.headers || {})) {
    const { required, schema } = resolved(header);
    const value = answer.headers[name.toLowerCase()];

    assert.ok(value !== undefined || !required, `${answer.status}: ${name}`);
    if (typeof value === 'string') {
      assert.ok(ajv.validate(schema, value), `${name}: ${value}`);
    }
  }

  if (!response.content) {
    assert.equal(answer.body, '', `${method} ${answer.status}`);
    return;
  }

  const [[type, { schema }]] = Object.entries(response.content);

  assert.equal(answer.headers['content-type'], type);
  assert.equal(answer.headers['cache-control'], 'private, no-store');
  assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  assert.equal(answer.headers['content-security-policy'], undefined);

  if (method !== 'HEAD') {
    assert.equal(misfits(schema, answer.json), '', answer.body);
  }
}

module.exports = { document, misfits, assertDescribed };
