// The inputs of a card as a form: labelled controls, hints, and what is missing said in place.

import { missing } from "/static/compose.js";
import { make } from "/static/dom.js";

let forms = 0;

const ASK = {
  text: "Please fill this in.",
  long: "Please fill this in.",
  choice: "Please choose one.",
  date: "Please pick a date.",
};

function control(input, id) {
  const shared = {
    id,
    name: input.name,
    "aria-required": input.required ? "true" : null,
    "aria-describedby": [input.hint && `${id}-hint`, `${id}-wrong`].filter(Boolean).join(" "),
  };
  if (input.kind === "choice") return choice(input, shared);
  if (input.kind === "long") {
    const area = make("textarea", { ...shared, rows: 3, maxlength: 40000 });
    area.value = input.value;
    return area;
  }
  const type = input.kind === "date" ? "date" : "text";
  const field = make("input", { ...shared, type, maxlength: type === "text" ? 4000 : null });
  field.value = input.value;
  return field;
}

function choice(input, shared) {
  const select = make("select", shared);
  const known = input.choices.some(([, value]) => value === input.value);
  if (!known || !input.required) select.append(make("option", { value: "" }, "Choose …"));
  for (const [label, value] of input.choices) select.append(make("option", { value }, label));
  select.value = known ? input.value : "";
  return select;
}

function row(input, id) {
  const field = control(input, id);
  const wrong = make("p", { class: "wrong", id: `${id}-wrong`, "aria-live": "polite" });
  field.addEventListener("input", () => tell(field, wrong, ""));
  const element = make(
    "div",
    { class: "field" },
    make("label", { for: id }, input.label, input.required ? make("span", { class: "must" }, "required") : null),
    field,
    input.hint ? make("p", { class: "hint", id: `${id}-hint` }, input.hint) : null,
    wrong,
  );
  return { input, field, wrong, element };
}

function tell(field, wrong, text) {
  wrong.textContent = text;
  if (text) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

/** The inputs of one card; `elements` go into a form element. */
export class Inputs {
  constructor(inputs) {
    forms += 1;
    this.inputs = inputs;
    this.rows = inputs.map((input, index) => row(input, `form-${forms}-${index}`));
  }

  get elements() {
    return this.rows.map((one) => one.element);
  }

  get values() {
    return Object.fromEntries(this.rows.map(({ input, field }) => [input.name, field.value]));
  }

  /** Says in place what is missing, goes to the first gap, and returns whether all is there. */
  check() {
    const gaps = new Set(missing(this.inputs, this.values));
    for (const { input, field, wrong } of this.rows) {
      tell(field, wrong, gaps.has(input) ? ASK[input.kind] : "");
    }
    const first = this.rows.find(({ input }) => gaps.has(input));
    first?.field.focus();
    return !first;
  }
}
