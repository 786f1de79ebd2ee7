'use strict';
// The page's looks: light, dark, more contrast, forced colours, paper, from
// 320 px to 4K, and as a site's own stylesheet wants it.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const { startChromium } = require('../lib/browser.js');
const { examples } = require('../lib/guide.js');
const { startSite } = require('../lib/site.js');
const {
  ARABIC, EVERY, SITE, TALK, TERMS, askFor, sendFirst, sendForm,
  withoutNative,
} = require('./story.js');

const STYLE = ':root { --lf-accent: #0b5d3b; --lf-radius: 0 }\n'
  + '.lf-link { letter-spacing: 2px }\n';
const ACCENT = 'rgb(11, 93, 59)';

let chromium;
let site;

test.before(async () => {
  chromium = await startChromium();
  site = await startSite(null, {
    forms: { talk: TALK, terms: TERMS, every: EVERY, arabic: ARABIC },
    siteJson: SITE,
    nginx: {
      tcp: true,
      locations: `
        location = /styled {
          lead_form talk;
          lead_form_stylesheet /site.css;
        }
        location = /documented {
          lead_form terms;
          lead_form_stylesheet /documented.css;
        }
        location ~ [.]css$ { types { text/css css; } }`,
    },
  });

  const html = path.join(site.dir, 'www');

  fs.mkdirSync(html, { recursive: true });
  fs.writeFileSync(path.join(html, 'site.css'), STYLE);
  fs.writeFileSync(path.join(html, 'documented.css'),
    examples('site.md', 'Theming', 'css').join('\n'));
});

test.after(async () => {
  for (const part of [chromium, site]) {
    await (part && part.stop());
  }
});

function story(name, told, options = {}) {
  test(name, async () => {
    await site.db.command('FLUSHALL');

    const person = await chromium.person({ url: site.nginx.url, ...options });

    await told(person);
    await person.close();
  });
}

// Each state that looks different, one after the other.
async function states(person, seen) {
  const { page } = person;

  await person.open('/talk');
  await page.locator('summary').click();
  await seen('first');
  await person.open('/arabic');
  await seen('right to left');

  await person.open('/terms');
  await withoutNative(person);
  await sendForm(person);
  await seen('errors');

  await sendFirst(person, { path: '/talk' });
  await seen('thanks');

  for (const field of ['a_choice', 'some_choices', 'a_country', 'a_text']) {
    await askFor(site, field);
    await person.open('/every');
    await seen(field);
  }

  await person.open('/talk');
  await page.locator('main .lf-choice input').check();
  await sendForm(person);
  await person.open('/talk');
  await page.locator('footer summary').click();
  await seen('known');
}

/*
 * In the browser: the contrast of every text with what is behind it, and of
 * every input's edge; those under their bounds.
 */
function tooFaint([text, edge]) {
  const parse = (color) => color.match(/[\d.]+/g).map(Number);
  const channel = (value) => {
    const part = value / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  const luminance = ([r, g, b]) => (
    0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b));
  const contrast = (a, b) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);

      if (color.length === 3 || color[3] === 1) {
        return color;
      }
    }

    return [255, 255, 255];
  };
  const found = [];
  const look = (element, what, color, back, bound) => {
    const ratio = contrast(parse(color), back);

    if (ratio < bound) {
      found.push(`${what} of ${element.outerHTML.slice(0, 80)}: ${ratio}`);
    }
  };

  for (const element of document.querySelectorAll('body *')) {
    const style = getComputedStyle(element);

    if (!element.checkVisibility() || element.closest('.lf-away, option')) {
      continue;
    }
    if ([...element.childNodes].some((node) => (
      node.nodeType === Node.TEXT_NODE && node.data.trim()))) {
      look(element, 'text', style.color, behind(element), text);
    }
    if (element.matches('input:not([type=hidden]):not([type=checkbox])'
      + ':not([type=radio]), select, textarea')) {
      look(element, 'edge', style.borderTopColor,
        behind(element.parentElement), edge);
    }
  }

  return found;
}

for (const [name, options, bounds] of [
  ['light', {}, [4.5, 3]],
  ['dark', { dark: true }, [4.5, 3]],
  ['light, with more contrast', { settings: { contrast: 'more' } }, [7, 4.5]],
  ['dark, with more contrast',
    { dark: true, settings: { contrast: 'more' } }, [7, 4.5]],
]) {
  story(`all can be read: ${name}`, (person) => (
    states(person, async (state) => {
      assert.deepEqual(await person.page.evaluate(tooFaint, bounds), [],
        state);
    })), options);
}

for (const width of [320, 1280, 3840]) {
  story(`nothing is cut off in ${width} px`, (person) => (
    states(person, async (state) => {
      const { scroll, client, left, right, font } = await person.page.evaluate(
        () => {
          const root = document.documentElement;
          const main = document.querySelector('main').getBoundingClientRect();

          return { scroll: root.scrollWidth, client: root.clientWidth,
            left: main.left, right: main.right,
            font: parseFloat(getComputedStyle(document.body).fontSize) };
        });

      assert.ok(scroll <= client, `${state}: ${scroll} in ${client}`);
      assert.ok(left >= 0 && right <= client, state);
      assert.equal(font, width === 3840 ? 24 : 16, state);
    })), { settings: { viewport: { width, height: 800 } } });
}

story('forced colours: what can be used and what is wrong have an edge',
  async (person) => {
    const { page } = person;
    const edge = (selector) => page.evaluate((where) => {
      const style = getComputedStyle(document.querySelector(where));

      return { width: parseFloat(style.borderInlineStartWidth),
        seen: style.borderInlineStartColor !== style.backgroundColor };
    }, selector);

    await person.open('/talk');

    for (const selector of ['#f-name', 'main button']) {
      assert.deepEqual(await edge(selector), { width: 1, seen: true },
        selector);
    }

    await withoutNative(person);
    await sendForm(person);
    assert.deepEqual(await edge('#f-name'), { width: 2, seen: true });
    assert.deepEqual(await edge('.lf-summary'), { width: 4, seen: true });
  }, { settings: { forcedColors: 'active' } });

for (const dark of [false, true]) {
  story(`on paper it is ink, in the ${dark ? 'dark' : 'light'} scheme, too`,
    async (person) => {
      await person.page.emulateMedia({ media: 'print' });
      await states(person, async (state) => {
        const paper = await person.page.evaluate(() => (
          ['html', 'body', 'main', 'main button'].map((selector) => {
            const element = document.querySelector(selector);
            const style = element && getComputedStyle(element);

            return !style || (style.boxShadow === 'none'
              && style.textShadow === 'none'
              && /^rgba\(0, 0, 0, 0\)$|^rgb\(255, 255, 255\)$/.test(
                style.backgroundColor));
          })));

        assert.deepEqual(paper, [true, true, true, true], state);
        assert.deepEqual(await person.page.evaluate(tooFaint, [4.5, 3]), [],
          state);
      });
    }, { dark });
}

story('nothing moves, whether motion is welcome or not', async (person) => {
  for (const reducedMotion of ['no-preference', 'reduce']) {
    await site.db.command('FLUSHALL');
    await person.context.clearCookies();
    await person.page.emulateMedia({ reducedMotion });
    await states(person, async (state) => {
      const moving = await person.page.evaluate(() => (
        [...document.querySelectorAll('*')].filter((element) => {
          const style = getComputedStyle(element);

          return style.animationName !== 'none'
            || style.scrollBehavior !== 'auto'
            || style.transitionDuration.split(', ').some((time) => (
              parseFloat(time) > 0));
        }).length));

      assert.equal(moving, 0, state);
    });
  }
});

// How the page's own button and link look.
function looks(person) {
  return person.page.evaluate(() => {
    const button = getComputedStyle(document.querySelector('main button'));
    const link = getComputedStyle(document.querySelector('.lf-link'));

    return { back: button.backgroundColor, radius: button.borderRadius,
      spacing: link.letterSpacing };
  });
}

story('a site\'s stylesheet comes last, and the policy lets it in',
  async (person) => {
    await person.open('/talk');
    assert.notEqual((await looks(person)).back, ACCENT);

    await person.open('/styled');
    assert.deepEqual(await looks(person),
      { back: ACCENT, radius: '0px', spacing: '2px' });

    await withoutNative(person);
    await sendForm(person);
    assert.equal((await looks(person)).back, ACCENT, 'errors');
  });

for (const dark of [false, true]) {
  story(`the guide's stylesheet can be read, ${dark ? 'dark' : 'light'}`,
    async (person) => {
      await person.open('/talk');
      const before = await looks(person);

      await person.open('/documented');
      assert.notDeepEqual(await looks(person), before);
      assert.deepEqual(await person.page.evaluate(tooFaint, [4.5, 3]), []);

      await withoutNative(person);
      await sendForm(person);
      assert.deepEqual(await person.page.evaluate(tooFaint, [4.5, 3]), []);
    }, { dark });
}
