'use strict';
// A page of a site of its own, with a stylesheet of its own, that holds a form.

const HEAD = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Acme</title>
<style>
body { max-width: 40rem; margin: auto; padding: 1rem; color: #222;
  background: #fff; font: 1rem/1.5 Georgia, serif; overflow-wrap: anywhere }
.lead-form { padding: 1rem; border: 2px solid #222 }
.lead-form label, .lead-form legend { display: block; margin-top: 1rem }
.lead-form input, .lead-form select, .lead-form textarea,
.lead-form button { box-sizing: border-box; width: 100%; min-height: 3rem;
  font: inherit }
.lead-form .lf-choice { display: flex; gap: .75rem; align-items: center;
  min-height: 3rem }
.lead-form .lf-choice input { width: 1.5rem; min-height: 1.5rem }
.lead-form summary, .lead-form a { padding: .75rem 0 }
.lead-form a { display: inline-block }
.lead-form .lf-error, .lead-form [role=alert] { color: #a00 }
.lead-form [role=alert] a { color: inherit }
:focus-visible { outline: 3px solid #00c }
</style></head>
<body><main><h1>Acme</h1><p>We make everything.</p>
`;

const holder = (place) => `${HEAD}${place}
</main></body></html>
`;

module.exports = { holder };
