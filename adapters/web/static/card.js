// A card with all its slots, as elements. The slots are those of coaching.messages.Card.

import { compose } from "/static/compose.js";
import { draw, make } from "/static/dom.js";
import { Inputs } from "/static/form.js";

// The coach writes what can be typed between backticks; they stay in the text, out of sight.
function typed(tag, attributes, text) {
  const parts = text.split(/(`[^`\n]{1,80}`)/).map((part, index) => {
    if (index % 2 === 0) return part;
    const tick = () => make("span", { class: "tick" }, "`");
    return make("code", {}, tick(), part.slice(1, -1), tick());
  });
  return make(tag, { dir: "auto", ...attributes }, ...parts);
}

// Never opened, only saved: the type keeps a browser from running what is inside.
function download({ name, content }) {
  if (!content) return make("li", {}, name, make("span", { class: "gone" }, " was not kept; ask for it again"));
  const href = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  return make("li", {}, make("a", { href, download: name }, `Save ${name}`));
}

function fields(rows) {
  const list = make("dl", { class: "fields" });
  for (const { label, value } of rows) {
    list.append(make("div", {}, make("dt", { dir: "auto" }, label), typed("dd", {}, value)));
  }
  return list;
}

function bar(share) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  return draw(
    "svg",
    { class: "meter", width: "100%", height: "10", "aria-hidden": "true", focusable: "false" },
    draw("rect", { class: "track", width: "100%", height: "10", rx: "5" }),
    draw("rect", { class: "share", width: `${percent}%`, height: "10", rx: "5" }),
  );
}

// To somebody who cannot see it the picture is its alt text; the rows repeat it for the eye.
function picture({ alt, bars }) {
  if (!bars.length) return make("p", { class: "alt", dir: "auto" }, alt);
  const rows = bars.map(([label, share, words]) =>
    make(
      "div",
      { class: "bar-row" },
      make("span", { class: "bar-label", dir: "auto" }, label),
      bar(share),
      make("span", { class: "bar-words", dir: "auto" }, words),
    ),
  );
  return make(
    "figure",
    { class: "picture", role: "img", "aria-label": alt },
    make("div", { class: "bars", "aria-hidden": "true" }, ...rows),
  );
}

/** One card on the page. `press(button, command)` is called when a button is pressed. */
export class CardView {
  constructor(card, press) {
    this.card = card;
    this.press = press;
    this.inputs = card.inputs.length ? new Inputs(card.inputs) : null;
    this.actions = this.makeActions();
    this.element = make(
      "div",
      { class: "card-content" },
      card.title ? make("h2", { dir: "auto" }, card.title) : null,
      card.body ? typed("p", { class: "body" }, card.body) : null,
      card.fields.length ? fields(card.fields) : null,
      card.picture ? picture(card.picture) : null,
      card.files.length ? make("ul", { class: "files" }, ...card.files.map(download)) : null,
      this.actions,
    );
  }

  makeActions() {
    const { buttons, title } = this.card;
    if (!buttons.length && !this.inputs) return null;
    const row = buttons.length
      ? make("div", { class: "buttons" }, ...buttons.map((button) => this.makeButton(button)))
      : null;
    if (!this.inputs) return row;
    const form = make(
      "form",
      { class: "inputs", novalidate: true, autocomplete: "off", "aria-label": title || "Form" },
      ...this.inputs.elements,
      row,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const button = buttons[event.submitter?.dataset.index ?? -1];
      if (button && this.inputs.check()) this.send(button);
    });
    return form;
  }

  makeButton(button) {
    const submits = button.submits && this.inputs !== null;
    const element = make(
      "button",
      {
        type: submits ? "submit" : "button",
        class: button.primary ? "primary" : null,
        "data-index": this.card.buttons.indexOf(button),
      },
      button.label,
    );
    if (!submits) element.addEventListener("click", () => this.send(button));
    return element;
  }

  send(button) {
    this.press(button, compose(button, this.card.inputs, this.inputs?.values ?? {}));
  }

  /** Puts "✓ label" where the buttons were, unless that button keeps the card as it is. */
  settle(label) {
    const pressed = this.card.buttons.find((button) => button.label === label);
    if (this.settled || !this.actions || pressed?.keeps) return;
    const hadFocus = this.actions.contains(document.activeElement);
    this.settled = make("p", { class: "settled", tabindex: "-1" }, `✓ ${label}`);
    this.actions.replaceWith(this.settled);
    if (hadFocus) this.settled.focus({ preventScroll: true });
  }

  /** Brings the buttons back: the press did not get through. */
  unsettle() {
    this.settled?.replaceWith(this.actions);
    this.settled = undefined;
  }
}
