'use strict';
// What axe-core finds on the page that stands in the browser.

const fs = require('node:fs');

const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

// WCAG 2.2's size of what is pressed is left out by default.
const ALL = { rules: { 'target-size': { enabled: true } } };
const LOOKS = { runOnly: ['color-contrast', 'target-size'] };

/*
 * Each barrier: the rule, the element, and what to do.  session: a CDP one of
 * the page; options: of axe.run.
 */
async function barriers(session, options = ALL) {
  const settings = { resultTypes: ['violations'], ...options };

  if (!await evaluate(session, '"axe" in window')) {
    await evaluate(session, `${AXE}; 0`);
  }

  const result = await evaluate(session,
    `axe.run(document, ${JSON.stringify(settings)})`);

  return result.violations.flatMap((violation) => violation.nodes.map(
    (node) => `${violation.id}: ${node.html}: ${node.failureSummary}`));
}

async function evaluate(session, expression) {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate',
    { expression, awaitPromise: true, returnByValue: true });

  if (exceptionDetails) {
    throw new Error(exceptionDetails.exception.description);
  }

  return result.value;
}

/*
 * The barriers under every condition: on a large screen and a small one, in
 * the light and the dark, and in forced colours.  What depends on no colour is
 * asked once for each size.
 */
async function barriersEverywhere(page, session, { small, large }) {
  const found = [];
  const look = async (when, media, options) => {
    await page.emulateMedia(media);
    found.push(...(await barriers(session, options))
      .map((barrier) => `${when}: ${barrier}`));
  };

  await page.setViewportSize(large);
  await look('large', { colorScheme: 'light' }, ALL);
  await look('large, dark', { colorScheme: 'dark' }, LOOKS);
  await page.setViewportSize(small);
  await look('small, dark', { colorScheme: 'dark' }, LOOKS);
  await look('small, forced colours', { colorScheme: 'light',
    forcedColors: 'active' }, LOOKS);
  await look('small', { colorScheme: 'light', forcedColors: 'none' }, ALL);

  return found;
}

module.exports = { barriers, barriersEverywhere };
