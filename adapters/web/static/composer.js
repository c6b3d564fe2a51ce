// Where people write: Enter sends, the up arrow brings back what was said before.

export class Composer {
  constructor(form, say) {
    this.form = form;
    this.area = form.querySelector("textarea");
    this.past = [];
    this.back = 0;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const { value } = this.area;
      this.put("");
      say(value);
    });
    this.area.addEventListener("keydown", (event) => this.key(event));
    this.area.addEventListener("input", () => this.grow());
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.form.requestSubmit();
    } else if (event.key === "ArrowUp" && this.isRecalling) {
      this.recall(event, 1);
    } else if (event.key === "ArrowDown" && this.back && this.isRecalling) {
      this.recall(event, -1);
    }
  }

  get isRecalling() {
    const { value } = this.area;
    return !value || (this.back > 0 && value === this.past.at(-this.back));
  }

  recall(event, step) {
    const back = Math.min(this.past.length, this.back + step);
    event.preventDefault();
    this.put(back ? this.past.at(-back) : "");
    this.back = back;
  }

  /** Remembers something said, for the up arrow. */
  remember(text) {
    if (text && text !== this.past.at(-1)) this.past.push(text);
    this.back = 0;
  }

  put(text) {
    this.area.value = text;
    this.back = 0;
    this.grow();
  }

  /** Begins a sentence for the person to finish. */
  begin(text) {
    this.put(text);
    this.area.focus();
  }

  grow() {
    this.area.style.height = "auto";
    this.area.style.height = `${this.area.scrollHeight}px`;
  }
}
