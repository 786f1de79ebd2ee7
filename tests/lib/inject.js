'use strict';
// A site whose pages come from a server behind nginx, with forms put in.

const assert = require('node:assert/strict');

const { startSite } = require('./site.js');
const { startUpstream, sendPage } = require('./upstream.js');

const TAG = '<lead-form name="contact"></lead-form>';
const FORM = /<div class="lead-form" id="lead-form-contact"/;

/*
 * pages: path → text, or function (request, response).  options: of startSite;
 * options.inject: what stands beside proxy_pass (lead_form_inject on); in
 * options.nginx.locations, PASS leads to those pages.
 */
async function startPages(t, pages, options = {}) {
  const { inject = 'lead_form_inject on;', nginx = {}, ...rest } = options;
  const site = await startSite(t, { siteJson: { min_fill: '0s' }, ...rest,
    start: false });

  site.upstream = await startUpstream(t, site.dir, (request, response) => {
    const page = pages[request.url.split('?')[0]];

    if (typeof page === 'function') {
      page(request, response);
    } else {
      sendPage(response, page === undefined ? 'no page' : page, {},
        page === undefined ? 404 : 200);
    }
  });
  await site.startNginx({ ...nginx,
    http: `types { text/html html; } ${nginx.http || ''}`,
    locations: `location / { ${inject} ${site.upstream.proxy} }
      ${(nginx.locations || '').replace(/PASS;/g, site.upstream.proxy)}` });

  return site;
}

// The page is `before`, one whole form, `after`.
function assertForm(body, before, after) {
  assert.equal(body.slice(0, before.length), before);
  assert.equal(body.slice(body.length - after.length), after);

  const form = body.slice(before.length, body.length - after.length);

  assert.match(form, /^<div class="lead-form" [^]*<\/form>[^]*<\/div>\s*$/);
  assert.equal(form.split('<div').length, form.split('</div>').length);
  assert.equal(form.split('<div class="lead-form"').length, 2, 'one form');
  assert.match(form, /name="lf_ticket"/);
  assert.doesNotMatch(form, /<lead-form|<html/);
}

module.exports = { startPages, assertForm, TAG, FORM };
