// The socket, which comes back by itself: soon at first, then more slowly.

const FIRST_WAIT = 400;
const LONGEST_WAIT = 8000;

export class Connection {
  /** `hear(frame)` gets what the server says; `change(state)` gets "open", "lost" or "locked". */
  constructor(hear, change) {
    this.hear = hear;
    this.change = change;
    this.failures = 0;
    this.locked = false;
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.hurry();
    });
  }

  get isOpen() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  open() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
    this.socket = new WebSocket(`${scheme}://${location.host}/ws?zone=${encodeURIComponent(zone)}`);
    this.socket.addEventListener("open", () => {
      this.failures = 0;
      this.locked = false;
      this.change("open");
    });
    this.socket.addEventListener("message", (event) => this.hear(JSON.parse(event.data)));
    this.socket.addEventListener("close", () => this.lost());
  }

  /** Sends a frame if it can be sent now; whoever must not lose it sends it again later. */
  send(frame) {
    if (this.isOpen) this.socket.send(JSON.stringify(frame));
  }

  lost() {
    this.failures += 1;
    this.change(this.locked ? "locked" : "lost");
    if (this.failures % 3 === 0) this.checkDoor();
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (this.failures - 1));
    this.timer = setTimeout(() => this.open(), wait * (0.8 + Math.random() * 0.4));
  }

  // Several failures may mean that the session has ended; only HTTP can tell a page that.
  async checkDoor() {
    try {
      const answer = await fetch("/static/favicon.svg", { method: "HEAD", cache: "no-store" });
      this.locked = answer.status === 403;
    } catch {
      this.locked = false; // nobody answers at all
    }
    if (!this.isOpen) this.change(this.locked ? "locked" : "lost");
  }

  hurry() {
    if (this.socket?.readyState !== WebSocket.CLOSED) return;
    clearTimeout(this.timer);
    this.open();
  }
}
