'use strict';
// What a screen reader is told of a page: Chromium's own accessibility tree,
// as lines of text.
//
//   page "Talk to us"
//   main
//     heading 1 "Talk to us"
//     textbox "E-mail" required (For our reply.)
//     button "Send"

// Their inner parts are the browser's matter.
const CONTROLS = new Set(['textbox', 'searchbox', 'combobox', 'listbox',
  'spinbutton', 'checkbox', 'radio', 'Date', 'button', 'link',
  'DisclosureTriangle', 'heading', 'image']);
const PLACES = new Set(['main', 'contentinfo', 'banner', 'navigation',
  'region', 'complementary', 'alert', 'status', 'group', 'radiogroup',
  'dialog']);
const WORDS = { DisclosureTriangle: 'details', contentinfo: 'footer',
  Date: 'date' };

// One line for each landmark, heading, control and text; session: a CDP one.
async function outline(session) {
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const root = nodes.find((node) => !node.parentId);
  const lines = [`page ${quoted(root)}`];

  tell(root, byId, '', lines);

  return lines;
}

function tell(node, byId, indent, lines) {
  for (const id of node.childIds || []) {
    const child = byId.get(id);

    if (!child) {
      continue;
    }

    const role = child.ignored ? 'none' : child.role.value;

    // A label is the name of its control, and not said again.
    if (role === 'LabelText' || role === 'Legend') {
      tellControls(child, byId, indent, lines);

    } else if (CONTROLS.has(role)) {
      lines.push(indent + line(child));

    } else if (PLACES.has(role) && !isPlain(child)) {
      lines.push(indent + line(child));
      tell(child, byId, indent + '  ', lines);

    } else if (role === 'StaticText') {
      lines.push(`${indent}text ${quoted(child)}`);

    } else {
      tell(child, byId, indent, lines);
    }
  }
}

function tellControls(node, byId, indent, lines) {
  const inner = [];

  tell(node, byId, indent, inner);
  lines.push(...inner.filter((one) => !/^ *text /.test(one)));
}

// The group that every <details> is.
function isPlain(node) {
  return node.role.value === 'group' && !(node.name && node.name.value);
}

function line(node) {
  const role = node.role.value;
  const of = (name) => (node.properties || [])
    .filter((property) => property.name === name)
    .map((property) => property.value.value)[0];
  const words = [WORDS[role] || role];

  if (role === 'heading') {
    words.push(of('level'));
  }
  if (node.name && node.name.value) {
    words.push(quoted(node));
  }
  if (node.value && node.value.value) {
    words.push(`= ${node.value.value}`);
  }
  for (const name of ['required', 'focused']) {
    if (of(name)) {
      words.push(name);
    }
  }
  if (of('invalid') && of('invalid') !== 'false') {
    words.push('invalid');
  }
  if (of('live')) {
    words.push(of('live'));
  }
  if (of('checked') === 'true') {
    words.push('checked');
  }
  if (of('expanded') !== undefined && role === 'DisclosureTriangle') {
    words.push(of('expanded') ? 'open' : 'closed');
  }
  if (node.description && node.description.value) {
    words.push(`(${node.description.value})`);
  }

  return words.join(' ');
}

function quoted(node) {
  return `"${node.name.value.trim()}"`;
}

module.exports = { outline };
