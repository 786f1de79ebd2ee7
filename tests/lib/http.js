'use strict';
// A small HTTP client with a cookie jar, over a unix socket, TCP or TLS, and a
// tolerant reader of the pages that lead-form makes.

const http = require('node:http');
const https = require('node:https');

const { readPage } = require('./page.js');

const TIMEOUT = 15000;

/*
 * One browser: its own cookie jar.  address: { socketPath } or { host, port };
 * options.tls: a certificate to trust; options.headers: sent with each request;
 * options.agent: as of node:http (default: a connection for each request).
 */
class HttpClient {
  constructor(address, options = {}) {
    this.address = address;
    this.options = options;
    this.cookies = new Map();
  }

  /*
   * Resolves with { status, headers, rawHeaders, body, cookies (set by it),
   * page, json, url }.  options: headers, body, cookies (false: none sent, none
   * kept), follow (true: follow redirects, as a browser does).
   */
  async request(method, url, options = {}) {
    const response = await this.send(method, url, options);

    if (options.cookies !== false) {
      this.keep(response.cookies);
    }

    if (options.follow && response.status >= 300 && response.status < 400
      && response.headers.location) {
      const next = new URL(response.headers.location, 'http://localhost' + url);

      return this.get(next.pathname + next.search,
        { ...options, body: undefined });
    }

    return response;
  }

  get(url, options) {
    return this.request('GET', url, options);
  }

  head(url, options) {
    return this.request('HEAD', url, options);
  }

  // values: an object (arrays repeat a name) or a list of [name, value].
  post(url, values, options = {}) {
    const same = options.sameOrigin === false
      ? {} : { 'sec-fetch-site': 'same-origin' };

    return this.request('POST', url, {
      ...options,
      body: urlencoded(values),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...same,
        ...options.headers,
      },
    });
  }

  postJson(url, value, options = {}) {
    return this.request('POST', url, {
      ...options,
      body: JSON.stringify(value),
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'sec-fetch-site': 'same-origin',
        ...options.headers,
      },
    });
  }

  /*
   * Fills the form of a page as a person does and presses a button.  page: a
   * response, or its page; options.button: a button's name=value ("lf_do=erase"),
   * value or text; the first one otherwise.  Hidden inputs go along.
   */
  submit(page, values = {}, options = {}) {
    const read = page.page || page;
    const { form, button } = read.find(options.button);
    const list = read.filled(form, values, button);
    const action = (button && button.attributes.formaction)
      || form.attributes.action || page.url;

    const target = new URL(action, 'http://localhost' + page.url);

    return this.post(target.pathname + target.search, list, options);
  }

  send(method, url, options) {
    const headers = { host: 'localhost', ...this.options.headers,
      ...lowered(options.headers) };
    const cookie = this.header();

    if (cookie && options.cookies !== false && headers.cookie === undefined) {
      headers.cookie = cookie;
    }

    const body = options.body === undefined ? null : Buffer.from(options.body);

    if (body && headers['content-length'] === undefined
      && headers['transfer-encoding'] === undefined) {
      headers['content-length'] = body.length;
    }

    return new Promise((resolve, reject) => {
      const request = (this.options.tls ? https : http).request({
        ...this.address,
        method,
        path: url,
        headers,
        agent: this.options.agent || false,
        ca: this.options.tls,
        servername: this.options.tls ? 'localhost' : undefined,
        timeout: options.timeout || TIMEOUT,
      }, (response) => collect(response, url, resolve, reject));

      request.on('timeout', () => request.destroy(
        new Error(`no answer to ${method} ${url}`)));
      request.on('error', reject);
      request.end(body);
    });
  }

  header() {
    return [...this.cookies.values()].map((c) => `${c.name}=${c.value}`)
      .join('; ');
  }

  keep(cookies) {
    for (const cookie of cookies) {
      const age = cookie.attributes['max-age'];

      if (age !== undefined && Number(age) <= 0) {
        this.cookies.delete(cookie.name);
      } else {
        this.cookies.set(cookie.name, cookie);
      }
    }
  }

  // The module's cookie as the jar holds it, or undefined.
  get lead() {
    return this.cookies.get('__Host-lead') || this.cookies.get('lead');
  }
}

function lowered(headers = {}) {
  return Object.fromEntries(Object.entries(headers)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name.toLowerCase(), value]));
}

function collect(response, url, resolve, reject) {
  const chunks = [];

  response.on('data', (chunk) => chunks.push(chunk));
  response.on('error', reject);
  response.on('aborted', () => reject(new Error('the answer was cut off')));
  response.on('end', () => {
    const body = Buffer.concat(chunks).toString('utf8');
    let page;

    resolve({
      status: response.statusCode,
      headers: response.headers,
      rawHeaders: response.rawHeaders,
      cookies: (response.headers['set-cookie'] || []).map(parseCookie),
      body,
      url,
      get page() {
        page = page || Object.assign(readPage(body), { url });
        return page;
      },
      get json() { return JSON.parse(body); },
    });
  });
}

// { name, value, attributes: { path, 'max-age', httponly: true, … }, raw }
function parseCookie(raw) {
  const [pair, ...rest] = raw.split(';').map((part) => part.trim());
  const equals = pair.indexOf('=');
  const attributes = {};

  for (const part of rest) {
    const [name, value] = part.split('=');
    attributes[name.toLowerCase()] = value === undefined ? true : value;
  }

  return { name: pair.slice(0, equals), value: pair.slice(equals + 1),
    attributes, raw };
}

function urlencoded(values) {
  const list = Array.isArray(values) ? values : Object.entries(values);
  const parameters = new URLSearchParams();

  for (const [name, value] of list) {
    for (const one of Array.isArray(value) ? value : [value]) {
      parameters.append(name, one);
    }
  }

  return parameters.toString();
}

module.exports = { HttpClient, parseCookie, urlencoded };
