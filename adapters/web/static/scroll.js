// Keeps the newest in sight for whoever is at the end, and the place of whoever reads further up.

const NEAR = 120;

export class Scroll {
  /** `button` shows while something new is out of sight, and leads there. */
  constructor(button) {
    this.button = button;
    button.addEventListener("click", () => this.toEnd());
    addEventListener("scroll", () => this.see(), { passive: true });
    addEventListener("resize", () => this.see());
    // Browsers bring only the caret of a text field into sight; this brings the whole field.
    document.getElementById("log").addEventListener("focusin", ({ target }) => {
      if (target.matches(":focus-visible")) target.scrollIntoView({ block: "nearest" });
    });
  }

  see() {
    if (this.isAtEnd) this.button.hidden = true;
  }

  get page() {
    return document.scrollingElement;
  }

  get isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.page;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  toEnd() {
    this.page.scrollTop = this.page.scrollHeight;
  }

  /** Lets `change` alter the page. At the end it goes on to the end, or to the top of what came
      (`newest()`) if that is higher than the window; further up nothing moves. */
  keep(change, newest) {
    const wasAtEnd = this.isAtEnd;
    const fromEnd = this.page.scrollHeight - this.page.scrollTop;
    change();
    if (wasAtEnd) this.follow(newest?.());
    else if (newest) this.button.hidden = this.isAtEnd;
    else this.page.scrollTop = this.page.scrollHeight - fromEnd;
  }

  follow(element) {
    this.toEnd();
    if (!element) return;
    const above = document.querySelector("header").getBoundingClientRect().bottom + 12;
    const { top } = element.getBoundingClientRect();
    if (top < above) this.page.scrollTop += top - above;
  }
}
