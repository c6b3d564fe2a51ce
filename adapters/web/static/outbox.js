// What was said and not answered yet. It outlives a lost connection and a reload of the page.

const KEPT_UNDER = "netlead-unanswered";

export class Outbox {
  constructor() {
    this.messages = new Map();
    for (const message of this.kept()) this.messages.set(message.id, message);
  }

  kept() {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT_UNDER) ?? "[]");
    } catch {
      return []; // storage switched off, or not ours: begin with nothing
    }
  }

  keep() {
    try {
      sessionStorage.setItem(KEPT_UNDER, JSON.stringify(this.all));
    } catch {
      // Storage switched off or full: the messages still wait in this page.
    }
  }

  get all() {
    return [...this.messages.values()];
  }

  get isEmpty() {
    return this.messages.size === 0;
  }

  /** Returns whether an id was made by a page: what has it was said, if only an empty text. */
  isOwn(id) {
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  }

  /** Takes a message in and returns it with its id. */
  add(text, press) {
    const message = { type: "say", id: crypto.randomUUID(), text, press };
    this.messages.set(message.id, message);
    this.keep();
    return message;
  }

  /** Lets a message go and returns it, if it was here. */
  answered(id) {
    const message = this.messages.get(id);
    this.messages.delete(id);
    this.keep();
    return message;
  }
}
