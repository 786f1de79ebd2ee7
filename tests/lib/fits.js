'use strict';
// Whether a screen shows all of a page.

const TARGET = 44;

// What is cut off, what is too small for a finger, and what is seen though it
// is for programs only.
function cramped(page) {
  return page.evaluate((target) => {
    const found = [];
    const root = document.documentElement;

    if (root.scrollWidth > root.clientWidth) {
      found.push(`scrolls sideways: ${root.scrollWidth}`);
    }

    for (const element of document.querySelectorAll('a, button, summary,'
      + ' input:not([type=hidden]), select, textarea')) {
      const small = ['checkbox', 'radio'].includes(element.type);
      const box = (small ? element.closest('label') : element)
        .getBoundingClientRect();

      if (!element.checkVisibility()) {
        continue;
      }
      if (element.closest('[aria-hidden=true]')) {
        if (box.right > 0 && box.left < root.clientWidth) {
          found.push(`${element.outerHTML}: is seen`);
        }
        continue;
      }
      if (box.height < target || box.width < target) {
        found.push(`${element.outerHTML}: ${box.width} x ${box.height}`);
      }
      if (box.left < 0 || box.right > root.clientWidth) {
        found.push(`${element.outerHTML}: beyond the edge`);
      }
    }

    return found;
  }, TARGET);
}

/*
 * The same on a small screen, on half a laptop's (that is, zoomed to 200 %),
 * and with text of twice the size on a phone.
 */
async function crampedEverywhere(page, session, { small, phone }) {
  const found = [];
  const look = async (when, size, standard = 16) => {
    await session.send('Page.setFontSizes', { fontSizes: { standard } });
    await page.setViewportSize(size);
    found.push(...(await cramped(page)).map((fault) => `${when}: ${fault}`));
  };

  await look('small', small);
  await look('zoomed', { width: 640, height: 400 });
  await look('large text', phone, 32);
  await look('phone', phone);

  return found;
}

module.exports = { cramped, crampedEverywhere };
