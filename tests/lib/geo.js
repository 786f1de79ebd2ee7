'use strict';
// The project's own database of geography: loopback addresses by the calling
// code of their country, 127.0.0.49 in Germany (tools/geo-test-db.pl).

const fs = require('node:fs');
const path = require('node:path');

const { HttpClient } = require('./http.js');

const GEO = path.resolve(__dirname, '..', 'geo-test.mmdb');

const FROM = {
  US: '127.0.0.1', EG: '127.0.0.20', NL: '127.0.0.31', FR: '127.0.0.33',
  ES: '127.0.0.34', IT: '127.0.0.39', CH: '127.0.0.41', AT: '127.0.0.43',
  GB: '127.0.0.44', NO: '127.0.0.47', PL: '127.0.0.48', DE: '127.0.0.49',
  BR: '127.0.0.55', AU: '127.0.0.61', JP: '127.0.0.81', CN: '127.0.0.86',
  // In the database without a country; by its registration only; not in it.
  nowhere: '127.0.0.250', registered: '127.0.0.251', absent: '127.0.0.200',
};

// A browser in that country; the site listens on TCP (nginx: { tcp: true }).
function browserFrom(site, country, options) {
  return new HttpClient({ host: '127.0.0.1', port: site.nginx.port,
    localAddress: FROM[country] || country }, options);
}

// What lead_form_geoip needs in startSite's options.nginx.
function withGeo(nginx = {}) {
  return { tcp: true, ...nginx,
    http: `lead_form_geoip ${GEO};\n${nginx.http || ''}` };
}

// A database in which one country's code became another's.
function moved(from, to) {
  const bytes = fs.readFileSync(GEO);
  const at = bytes.indexOf('\x42' + from, 0, 'latin1');

  if (at < 0) {
    throw new Error(`no ${from} in ${GEO}`);
  }
  bytes.write(to, at + 1, 'latin1');

  return bytes;
}

module.exports = { GEO, FROM, browserFrom, withGeo, moved };
