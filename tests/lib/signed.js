'use strict';
// Cookies and tickets as they would be had they been made earlier: the bytes
// of src/lf_cookie.c and src/lf_ticket.c, signed with the tests' own key.

const assert = require('node:assert/strict');
const crypto = require('node:crypto');

const { SECRET } = require('./site.js');

const KIND_COOKIE = 2;
const KIND_TICKET = 3;
const MAC_LEN = 16;

const SIGN_KEY = /^sign (\S+)/m.exec(SECRET)[1];

function mac(kind, parts) {
  const hmac = crypto.createHmac('sha256', SIGN_KEY);

  hmac.update(Buffer.from([kind]));

  for (const part of parts) {
    const length = Buffer.alloc(4);

    length.writeUInt32BE(part.length);
    hmac.update(length).update(part);
  }

  return hmac.digest().subarray(0, MAC_LEN);
}

// Moves the time at [offset, offset + size) back; sign(bytes) makes the MAC.
function older(text, { offset, size, by, sign }) {
  const bytes = Buffer.from(text, 'base64url');
  const end = bytes.length - MAC_LEN;

  assert.deepEqual(bytes.subarray(end), sign(bytes.subarray(0, end)),
    'a signed value is not laid out as this file believes');

  bytes.writeUIntBE(bytes.readUIntBE(offset, size) - by, offset, size);
  sign(bytes.subarray(0, end)).copy(bytes, end);

  return bytes.toString('base64url');
}

// The cookie's value as if it had been made `seconds` earlier.
function olderCookie(value, seconds, site = 'main') {
  return older(value, { offset: 4, size: 5, by: seconds,
    sign: (bytes) => mac(KIND_COOKIE, [Buffer.from(site), bytes]) });
}

// The ticket likewise; options: form, site, visitor (the id of a known one).
function olderTicket(ticket, seconds, options = {}) {
  const [text, question = ''] = ticket.split('.');
  const parts = [options.site || 'main', options.form || 'contact', question]
    .map((part) => Buffer.from(part));

  parts.push(Buffer.from(options.visitor || '', 'base64url'));

  const result = older(text, { offset: 3, size: 6, by: seconds * 1000,
    sign: (bytes) => mac(KIND_TICKET, [...parts, bytes]) });

  return question ? `${result}.${question}` : result;
}

module.exports = { olderCookie, olderTicket };
