// The conversation on the page: what was said and the cards, by day, in the order of time.

import { CardView } from "/static/card.js";
import { make } from "/static/dom.js";

const LONGEST_SAID = 2000;
const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

function shortened(text) {
  return text.length > LONGEST_SAID ? `${text.slice(0, LONGEST_SAID)}…` : text;
}

// The past brings a card's files without their content; the card that has them stays.
function withoutFiles(card) {
  return JSON.stringify({ ...card, files: card.files.map((file) => file.name) });
}

/** One thing said with its card, or a nudge; it stays the same element while it fills up. */
class Exchange {
  constructor(key, order) {
    this.key = key;
    this.order = order;
    this.at = null;
    this.shown = "";
    this.view = null;
    this.element = make("section", { class: "exchange" });
  }

  get day() {
    return this.at && DAY.format(this.at);
  }

  says(text) {
    if (this.bubble || !text) return;
    this.bubble = make("p", { class: "said", dir: "auto" }, make("span", { class: "unseen" }, "You: "), shortened(text));
    this.element.prepend(this.bubble);
  }

  waits(offline) {
    this.element.classList.toggle("waiting", offline);
  }

  shows(card, at, { nudge, press }) {
    this.at = new Date(at);
    const content = card && withoutFiles(card);
    if (!content || content === this.shown) return;
    const settled = this.view?.settled && this.answered;
    this.shown = content;
    this.view = new CardView(card, (button, command) => press(this.key, button, command));
    const kind = nudge ? "card nudge" : "card";
    const time = make("time", { datetime: this.at.toISOString() }, TIME.format(this.at));
    const stamp = make("p", { class: "stamp" }, nudge ? make("span", {}, "Nudge · ") : null, time);
    const element = make("article", { class: kind, "aria-label": card.title || (nudge ? "Nudge" : "Answer") }, stamp, this.view.element);
    if (this.card) this.card.replaceWith(element);
    else this.element.append(element);
    this.card = element;
    if (settled) this.view.settle(settled);
  }
}

export class Log {
  constructor(element, press) {
    this.element = element;
    this.press = press;
    this.exchanges = new Map();
    this.days = new Map();
    this.count = 0;
  }

  get isEmpty() {
    return this.exchanges.size === 0;
  }

  get(key) {
    if (!this.exchanges.has(key)) {
      this.count += 1;
      this.exchanges.set(key, new Exchange(key, this.count));
    }
    return this.exchanges.get(key);
  }

  has(key) {
    return Boolean(this.exchanges.get(key)?.at);
  }

  /** Shows at once what a person says, before there is an answer. */
  say(key, text) {
    this.get(key).says(text);
    this.arrange();
  }

  /** Shows an answer, or a nudge, in its place; the same key again in the same place. */
  show({ key, at, said = "", card, answered = "" }, nudge) {
    const exchange = this.get(key);
    exchange.says(said);
    exchange.shows(card, at, { nudge, press: this.press });
    if (answered) this.settle(key, answered);
  }

  /** Takes over the order of the past, which also tells apart what came in the same instant. */
  order(keys) {
    for (const key of keys) {
      this.count += 1;
      this.get(key).order = this.count;
    }
  }

  settle(key, label) {
    const exchange = this.exchanges.get(key);
    if (!exchange?.view) return;
    exchange.answered = label;
    exchange.view.settle(label);
  }

  unsettle(key) {
    this.exchanges.get(key)?.view?.unsettle();
  }

  /** Brings the elements into the order of time with a line for each day, moving few of them. */
  arrange() {
    const late = Number.POSITIVE_INFINITY;
    const sorted = [...this.exchanges.values()].sort(
      (a, b) => (a.at ?? late) - (b.at ?? late) || a.order - b.order,
    );
    const wanted = [];
    let day = null;
    for (const exchange of sorted) {
      if (exchange.day && exchange.day !== day) {
        day = exchange.day;
        wanted.push(this.lineFor(day));
      }
      wanted.push(exchange.element);
    }
    let next = this.element.firstChild;
    for (const node of wanted) {
      if (node === next) next = next.nextSibling;
      else this.element.insertBefore(node, next);
    }
    while (next) {
      const gone = next;
      next = next.nextSibling;
      gone.remove();
    }
  }

  lineFor(day) {
    if (!this.days.has(day)) this.days.set(day, make("p", { class: "day" }, make("span", {}, day)));
    return this.days.get(day);
  }
}
