// The page at work: what people say goes out, what the coach says comes in.

import { Composer } from "/static/composer.js";
import { Connection } from "/static/connection.js";
import { DemoClock } from "/static/demo.js";
import { Log } from "/static/log.js";
import { Outbox } from "/static/outbox.js";
import { Scroll } from "/static/scroll.js";

const PAGE = 50;
const LOST = "Not connected, trying again. What you write is kept and sent then.";
const LOCKED = "NetLead does not know this page any more. Please open the link it printed when it started.";

const EMPTY = { title: "", body: "", fields: [], picture: null, files: [], inputs: [], buttons: [] };

const find = (id) => document.getElementById(id);
const notice = find("notice");
const typing = find("typing");
const earlier = find("earlier");
const outbox = new Outbox();
const scroll = new Scroll(find("newer"));
const log = new Log(find("log"), press);
const composer = new Composer(find("composer"), (text) => say(text));
const connection = new Connection(hear, change);
const demo = new DemoClock(find("demo"), (step) => {
  scroll.toEnd();
  connection.send({ type: "advance", by: step });
});
let asked = PAGE;
let again;

function say(text, pressed = null) {
  const message = outbox.add(text, pressed);
  if (!pressed) composer.remember(text);
  log.say(message.id, pressed?.label ?? text);
  connection.send(message);
  refresh();
  scroll.toEnd();
}

function press(key, button, command) {
  say(command, { card: key, label: button.label });
  log.settle(key, button.label);
}

function refresh() {
  typing.hidden = outbox.isEmpty || !connection.isOpen;
  for (const { id } of outbox.all) log.get(id).waits(!connection.isOpen);
}

function tell(text) {
  if (notice.textContent !== text) notice.textContent = text;
  notice.hidden = !text;
}

function change(state) {
  if (state === "open") tell("");
  else tell(state === "locked" ? LOCKED : LOST);
  if (state !== "open") demo.rest();
  refresh();
}

const hearing = {
  history({ exchanges, more }) {
    for (const exchange of exchanges) {
      log.show(exchange, !exchange.said && !outbox.isOwn(exchange.key));
      forget(exchange.key);
    }
    log.order(exchanges.map(({ key }) => key));
    composer.past = [...exchanges, ...outbox.all].map(({ said, text }) => said ?? text).filter(Boolean);
    earlier.hidden = !more;
    if (exchanges.length === 0 && outbox.isEmpty && log.isEmpty) say("start");
    else resend();
    log.arrange();
    log.element.setAttribute("aria-busy", "false");
  },

  card(frame) {
    forget(frame.key);
    log.show(frame, false);
    if (frame.press) log.settle(frame.press.card, frame.press.label);
    log.arrange();
  },

  nudge(frame) {
    log.show(frame, true);
    log.arrange();
    if (document.hidden) document.title = "Nudge · NetLead";
  },

  clock(frame) {
    demo.show(frame);
  },

  error({ id, text, retry_after: wait }) {
    const message = outbox.answered(id);
    if (message) {
      if (message.press) log.unsettle(message.press.card);
      log.show({ key: id, at: new Date(), card: { ...EMPTY, body: text } }, false);
      log.arrange();
      return;
    }
    demo.rest();
    tell(text);
    clearTimeout(again);
    again = setTimeout(() => {
      if (!connection.isOpen) return;
      tell("");
      resend();
    }, wait * 1000 + 500);
  },
};

function forget(id) {
  log.get(id).waits(false);
  outbox.answered(id);
}

function resend() {
  for (const message of outbox.all) {
    log.say(message.id, message.press?.label ?? message.text);
    if (message.press) log.settle(message.press.card, message.press.label);
    connection.send(message);
  }
}

function hear(frame) {
  const newest = frame.type === "card" || frame.type === "nudge" ? () => log.get(frame.key).element : null;
  scroll.keep(() => {
    hearing[frame.type]?.(frame);
    refresh();
  }, newest, () => !outbox.isEmpty);
}

earlier.addEventListener("click", () => {
  asked += PAGE;
  connection.send({ type: "earlier", count: asked });
});
find("knows").addEventListener("click", () => say("what do you know"));
for (const chip of document.querySelectorAll("[data-say]")) {
  chip.addEventListener("click", () => say(chip.dataset.say));
}
for (const chip of document.querySelectorAll("[data-begin]")) {
  chip.addEventListener("click", () => composer.begin(chip.dataset.begin));
}
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) document.title = "NetLead";
});
connection.open();
