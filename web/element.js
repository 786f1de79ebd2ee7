/*
 * <lead-form src="/contact"><a href="/contact">Contact</a></lead-form>
 *
 * Puts the form at `src` into the page that holds the element, in whose styles
 * it stands, and keeps it there: what its buttons and links lead to takes its
 * place.  What the tag held stays for everybody whom the form does not reach.
 * docs/site.md tells of attributes, events and policies; web/embed.sh strips
 * what only people need.
 */

let policy, turns = 0;

// Where the session began: query and referrer of the first page with a form.
let landing = [location.search.slice(1), document.referrer];

try {
  sessionStorage.lead_form ||= JSON.stringify(landing);
  landing = JSON.parse(sessionStorage.lead_form);
} catch {
  // Without a store it is this page.
}

// The form's own fields, as events name them.
const names = (root, selector) => [...new Set(
  [...root.querySelectorAll(selector)].map((input) => input.name))]
  .filter((name) => /^(?!lf_)./.test(name));

class LeadForm extends HTMLElement {
  static observedAttributes = ['src', 'lang'];

  connectedCallback() {
    this.root || this.load();
  }

  // Those of the tag itself are read before it is connected.
  attributeChangedCallback() {
    this.turn && this.load();
  }

  url(query) {
    const url = new URL(this.getAttribute('src'), document.baseURI);
    const set = (value, name) => url.searchParams.set(name, value);

    new URLSearchParams(landing[0]).forEach((value, name) => {
      /^(utm_.*|.*clk?id|li_fat_id)$/.test(name) && set(value, name);
    });
    this.lang && set(this.lang, 'lang');
    new URLSearchParams(query).forEach(set);
    set('', 'fragment');

    return url;
  }

  // The page that holds the form is known best here.
  about(body) {
    const { origin, pathname, search } = location;
    const attributes = new URLSearchParams();

    for (const { name, value } of this.attributes) {
      /^(src|lang|class|id|style|aria-busy)$/.test(name)
        || attributes.set(name, value);
    }

    body.set('lf_page', this.url().origin == origin
      ? pathname + search : origin + pathname);
    body.set('lf_query', landing[0]);
    body.set('lf_referrer', landing[1]);
    body.set('lf_attributes', attributes);

    this.seen == body.get('lf_ticket') && body.set('lf_seen', 1);

    return body;
  }

  tell(type, detail) {
    this.dispatchEvent(new CustomEvent('lead-form:' + type, {
      bubbles: true,
      composed: true,
      detail: { form: this.root?.id.slice(10), ...detail },
    }));
  }

  // Gets the form, or sends `body`: what comes takes the place of what is.
  async load(query, body, button) {
    let status, root, old = this.root, turn = this.turn = ++turns;

    if (!this.getAttribute('src')) {
      return;
    }

    this.ariaBusy = true;

    try {
      const answer = await fetch(this.url(query), {
        method: body ? 'POST' : 'GET',
        body,
        signal: AbortSignal.timeout?.(3e4),
      });
      const html = await answer.text();

      status = answer.status;
      root = new DOMParser().parseFromString(
        policy?.createHTML(html) || html, 'text/html')
        .querySelector('.lead-form');
    } catch {
      // Nobody there: no status.
    }

    // Something else was asked for meanwhile.
    if (turn != this.turn) {
      return;
    }

    this.ariaBusy = null;

    const find = (selector) => root?.querySelector(selector);
    let next = find('a[rel=next]');
    const good = root && status < 400;

    status == 201 && this.tell('sent', { fields: names(old, '[name]') });

    // A refusal comes without a form: what was typed stays.
    good || find('form')
      ? this.show(root, old, query, body)
      : old && this.say(root, button);

    if (good) {
      this.watch(root, find('[name=lf_ticket]')?.value);
    } else {
      this.tell('error', {
        reason: status
          ? { 422: 'invalid', 503: 'unavailable' }[status] || 'refused'
          : 'network',
        fields: names(this, '[aria-invalid]'),
      });
    }

    if (next && body) {
      next = new URL(next.getAttribute('href'), this.url());
      /^http/.test(next) && location.assign(next);
    }
  }

  show(root, old, query, body) {
    // An answer to what was sent has it, or is for somebody else.
    const typed = new FormData(!body && old?.querySelector('form')
      || undefined);

    old?.remove();

    // A second one of the same form has ids of its own, `turns` being new.
    if (document.getElementById(root.id)) {
      const id = 'lf' + root.id.slice(9) + '-';

      for (const { attributes } of root.querySelectorAll('*')) {
        for (const one of attributes) {
          /^(id|for|href|aria-.*)$/.test(one.name)
            && (one.value = one.value.replaceAll(id, id + turns + '-'));
        }
      }
    }

    this.root = root;
    this.replaceChildren(root);
    this.listen(root);

    // The same field in another form: what was typed goes along.
    for (const input of root.querySelectorAll('[name]')) {
      input.value ||= typed.get(input.name) || '';
    }

    if (query || body) {
      root = root.querySelector('[role=alert],h2');
      root.tabIndex = -1;
      root.focus();
    }
  }

  // What the tag held leads where it says.
  listen(root) {
    root.onsubmit = (event) => {
      const button = event.submitter;
      const body = new URLSearchParams(new FormData(event.target));

      event.preventDefault();

      button?.name && body.append(button.name, button.value);
      // One press at a time.
      this.ariaBusy || this.load('', this.about(body), button);
    };

    root.onclick = (event) => {
      const href = event.target.closest('a')?.getAttribute('href');
      const place = /^#./.test(href) && root.querySelector(href);
      const query = /\?(.*&)?(with=|other).*/.exec(href);

      // To a field, or to another step: neither leads away from the page.
      if ((place || query)
        && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        place ? place.focus() : this.ariaBusy || this.load(query[0]);
      }
    };
  }

  // In the words of a refusal, else in those that the form brought along.
  say(refusal, button) {
    const line = document.createElement('div');

    this.querySelector('[role=alert]')?.remove();
    line.role = 'alert';
    line.className = 'lf-notice';
    (button || this.root.firstChild).before(line);
    line.append(...refusal?.children || [this.root.dataset.unavailable]);
  }

  // A form that nobody scrolled to was not shown.
  watch(root, ticket) {
    if (!ticket || ticket == this.watched) {
      return;
    }

    this.watched = ticket;

    new IntersectionObserver((entries, observer) => {
      if (entries.pop().isIntersecting) {
        observer.disconnect();
        this.tell('shown', { fields: names(root, '[name]') });
        fetch(this.url(), {
          method: 'POST',
          keepalive: true,
          body: new URLSearchParams({ lf_do: 'shown', lf_ticket: ticket }),
        }).then(({ ok }) => (this.seen = ok && ticket), () => {});
      }
    }, { threshold: .2 }).observe(root);
  }
}

// Back from the browser's cache: the visitor may be somebody else by now.
addEventListener('pageshow', ({ persisted }) => {
  persisted && document.querySelectorAll('lead-form').forEach((form) => {
    form.querySelector('form') && form.load();
  });
});

// The scripts of two forms are one.
if (!customElements.get('lead-form')) {
  policy = self.trustedTypes?.createPolicy('lead-form',
    { createHTML: (html) => html });
  customElements.define('lead-form', LeadForm);
}
