// The demo's clock: shows the coach's present and moves it on.

export class DemoClock {
  constructor(section, advance) {
    this.section = section;
    this.time = section.querySelector("time");
    this.news = section.querySelector("[role=status]");
    this.steps = [...section.querySelectorAll("[data-step]")];
    this.moving = false;
    for (const step of this.steps) {
      step.addEventListener("click", () => {
        if (this.moving) return;
        this.setMoving(true);
        advance(step.dataset.step);
      });
    }
  }

  // Not `disabled`, which would take the focus away from somebody at the keyboard.
  setMoving(moving) {
    this.moving = moving;
    for (const step of this.steps) step.setAttribute("aria-disabled", String(moving));
  }

  show({ now, text, zone }) {
    this.section.hidden = false;
    this.time.textContent = text;
    this.time.dateTime = now;
    this.time.title = zone;
    if (this.moving) this.news.textContent = `The coach's clock now says ${text}.`;
    this.setMoving(false);
  }

  /** The connection is gone, and with it the answer to a press. */
  rest() {
    this.setMoving(false);
  }
}
