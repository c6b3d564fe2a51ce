// Keeps the newest in sight for whoever is at the end, and the place of whoever reads further up.

const NEAR = 120;

export class Scroll {
  /** `button` shows while something new is out of sight, and leads there. */
  constructor(button) {
    this.button = button;
    // Whether what comes is followed. She ends that by moving up herself; the page's own moves,
    // and what grows while it is laid out, do not.
    this.follows = true;
    this.last = 0;
    button.addEventListener("click", () => this.toEnd());
    addEventListener("scroll", () => this.see(), { passive: true });
    addEventListener("resize", () => this.see());
    // Browsers bring only the caret of a text field into sight; this brings the whole field.
    document.getElementById("log").addEventListener("focusin", ({ target }) => {
      if (target.matches(":focus-visible")) target.scrollIntoView({ block: "nearest" });
    });
  }

  see() {
    const { scrollTop } = this.page;
    if (this.isAtEnd) {
      this.follows = true;
      this.button.hidden = true;
    } else if (scrollTop < this.last) this.follows = false;
    this.last = scrollTop;
  }

  get page() {
    return document.scrollingElement;
  }

  get isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.page;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  toEnd() {
    this.follows = true;
    this.moveTo(this.page.scrollHeight);
  }

  moveTo(place) {
    this.page.scrollTop = place;
    this.last = this.page.scrollTop;
  }

  /** Lets `change` alter the page. At the end it goes on to the end, or to the top of what came
      (`newest()`) if that is higher than the window; further up nothing moves. While she waits for
      more (`waits()`), the top of something high is no place to stay. */
  keep(change, newest, waits) {
    const follows = this.follows || this.isAtEnd;
    const fromEnd = this.page.scrollHeight - this.page.scrollTop;
    change();
    if (follows) this.follow(newest?.(), waits());
    else if (newest) this.button.hidden = this.isAtEnd;
    else this.moveTo(this.page.scrollHeight - fromEnd);
  }

  follow(element, waits) {
    this.toEnd();
    if (!element) return;
    const above = document.querySelector("header").getBoundingClientRect().bottom + 12;
    const { top } = element.getBoundingClientRect();
    if (top >= above) return;
    this.moveTo(this.page.scrollTop + top - above);
    this.follows = waits || this.isAtEnd;
  }
}
