'use strict';
// Reads an HTML page the way a test wants to see it: forms, inputs, buttons,
// text.  A tag scanner, not a parser: no implied tags, no error recovery.

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img',
  'input', 'link', 'meta', 'source', 'track', 'wbr']);
const TOKEN = /<!--[\s\S]*?-->|<(script|style)\b([^>]*)>([\s\S]*?)<\/\1\s*>|<!doctype[^>]*>|<(\/?)([a-z][a-z0-9:-]*)((?:\s+|\/|[^\s"'>\/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]*))?)*)>/gi;
const ATTRIBUTE = /([^\s"'>\/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]*)))?/g;
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'",
  nbsp: '\u00a0' };

function decodeEntities(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi,
    (whole, hex, decimal, name) => {
      if (hex) {
        return String.fromCodePoint(parseInt(hex, 16));
      }
      if (decimal) {
        return String.fromCodePoint(Number(decimal));
      }
      return ENTITIES[name.toLowerCase()] || whole;
    });
}

function attributesOf(text) {
  const attributes = {};

  for (const [, name, a, b, c] of text.matchAll(ATTRIBUTE)) {
    const value = a !== undefined ? a : b !== undefined ? b : c;
    attributes[name.toLowerCase()] = value === undefined
      ? '' : decodeEntities(value);
  }

  return attributes;
}

/*
 * { title, lang, text, ids, tags, forms, links, labels, hidden, inputs,
 *   buttons, ticket }
 * tags: every element { tag, attributes, text }; a form: { attributes, hidden,
 * inputs, buttons }; the page's own hidden, inputs, buttons are of all forms.
 * An input: { name, type, value, checked, required, options, attributes,
 * label }; type is select or textarea for those.  hidden: name → value.
 */
class Page {
  constructor(html) {
    this.html = html;
    this.tags = [];
    this.forms = [];
    scan(html, this);

    for (const form of this.forms) {
      form.hidden = {};
      form.inputs = [];
      form.buttons = [];
    }

    const loose = { hidden: {}, inputs: [], buttons: [] };

    for (const element of this.tags) {
      this.place(element, element.form || loose);
    }

    const all = [...this.forms, loose];

    this.inputs = all.flatMap((f) => f.inputs);
    this.buttons = all.flatMap((f) => f.buttons);
    this.hidden = Object.assign({}, ...all.map((f) => f.hidden));
    this.ticket = this.hidden.lf_ticket;
    this.links = this.all('a').map((a) => ({ href: a.attributes.href,
      text: a.text, attributes: a.attributes }));
    this.ids = this.tags.map((t) => t.attributes.id).filter(Boolean);
    this.labels = {};

    for (const label of this.all('label')) {
      if (label.attributes.for) {
        this.labels[label.attributes.for] = label.text;
      }
    }

    for (const input of this.inputs) {
      input.label = this.labels[input.attributes.id];
    }

    this.title = (this.all('title')[0] || { text: '' }).text;
    this.lang = (this.all('html')[0] || { attributes: {} }).attributes.lang;
  }

  place(element, form) {
    const { tag, attributes } = element;
    const type = (attributes.type || '').toLowerCase();

    if (tag === 'input' && type === 'hidden') {
      form.hidden[attributes.name] = attributes.value || '';

    } else if (tag === 'button' || (tag === 'input'
      && (type === 'submit' || type === 'image'))) {
      form.buttons.push({ name: attributes.name, attributes,
        value: attributes.value || '',
        text: tag === 'button' ? element.text : attributes.value, form });

    } else if (tag === 'input' || tag === 'select' || tag === 'textarea') {
      form.inputs.push({
        name: attributes.name,
        type: tag === 'input' ? type || 'text' : tag,
        value: valueOf(element),
        checked: 'checked' in attributes,
        required: 'required' in attributes,
        options: element.options,
        attributes,
      });
    }
  }

  // All elements of a tag; their text.
  all(tag) {
    return this.tags.filter((t) => t.tag === tag);
  }

  byId(id) {
    return this.tags.find((t) => t.attributes.id === id);
  }

  get text() {
    return this.tags.length ? this.words.join(' ').replace(/\s+/g, ' ').trim()
      : '';
  }

  input(name) {
    return this.inputs.find((i) => i.name === name);
  }

  // Names of what a person can fill in.
  names() {
    return [...new Set(this.inputs.map((i) => i.name))];
  }

  button(wanted) {
    return this.buttons.find((b) => `${b.name}=${b.value}` === wanted
      || b.value === wanted || b.text === wanted);
  }

  // The form and button to press: the first of the page without `wanted`.
  find(wanted) {
    const button = wanted === undefined ? this.buttons[0] : this.button(wanted);

    if (!button) {
      throw new Error('no such button: ' + wanted + '; there are: '
        + this.buttons.map((b) => `${b.name}=${b.value} "${b.text}"`).join(', '));
    }

    return { form: this.forms.includes(button.form)
      ? button.form : this.forms[0], button };
  }

  // What a browser sends: [name, value] pairs.
  filled(form, values, button) {
    const list = Object.entries(form.hidden)
      .filter(([name]) => !(name in values));
    const rest = { ...values };

    for (const input of form.inputs) {
      const tickable = input.type === 'checkbox' || input.type === 'radio';

      if (!input.name || input.name in rest) {
        continue;
      }
      if (!tickable || input.checked) {
        list.push([input.name, input.value]);
      }
    }

    for (const [name, value] of Object.entries(rest)) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== undefined && one !== null) {
          list.push([name, one]);
        }
      }
    }

    if (button && button.name) {
      list.push([button.name, button.value]);
    }

    return list;
  }
}

function valueOf(element) {
  if (element.tag === 'textarea') {
    return element.raw.replace(/^\r?\n/, '');
  }

  if (element.tag === 'select') {
    const chosen = element.options.find((o) => o.selected)
      || element.options[0];
    return chosen ? chosen.value : '';
  }

  return element.attributes.value === undefined
    ? ((element.attributes.type || '') === 'checkbox' ? 'on' : '')
    : element.attributes.value;
}

function scan(html, page) {
  const open = [];
  let at = 0;
  let form = null;
  let select = null;

  page.words = [];

  const words = (end) => {
    const raw = decodeEntities(html.slice(at, end));

    for (const element of open) {
      element.raw += raw;
    }
    if (raw.trim()) {
      page.words.push(raw);
    }
  };

  const close = (element) => {
    element.text = element.raw.replace(/\s+/g, ' ').trim();
    if (element === form) {
      form = null;
    }
    if (element === select) {
      select = null;
    }
    if (element.tag === 'option' && element.select) {
      element.select.options.push({
        value: element.attributes.value === undefined
          ? element.text : element.attributes.value,
        text: element.text,
        selected: 'selected' in element.attributes,
      });
    }
  };

  for (const match of html.matchAll(TOKEN)) {
    words(match.index);
    at = match.index + match[0].length;

    if (match[1]) {
      page.tags.push({ tag: match[1].toLowerCase(), raw: match[3], text: '',
        attributes: attributesOf(match[2]) });
      continue;
    }

    if (!match[5]) {
      continue;
    }

    const tag = match[5].toLowerCase();

    if (match[4]) {
      const index = open.map((e) => e.tag).lastIndexOf(tag);
      if (index >= 0) {
        open.splice(index).forEach(close);
      }
      continue;
    }

    const element = { tag, attributes: attributesOf(match[6]), raw: '',
      text: '', form, options: tag === 'select' ? [] : undefined, select };

    page.tags.push(element);

    if (tag === 'form') {
      form = element;
      page.forms.push(element);
    }
    if (tag === 'select') {
      select = element;
    }
    if (!VOID.has(tag)) {
      open.push(element);
    }
  }

  words(html.length);
  open.forEach(close);
}

function readPage(html) {
  return new Page(html);
}

module.exports = { readPage, decodeEntities };
