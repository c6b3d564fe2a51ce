// A form as a command line: the same rules as coaching.messages.compose and .missing.

// What Python's str.split() takes as white space.
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

function oneLine(value) {
  return value.split(SPACE).filter(Boolean).join(" ");
}

/** Returns the command line that pressing `button` sends, with the form's values filled in. */
export function compose(button, inputs, values) {
  if (!button.submits) return button.command;
  const parts = [button.command];
  for (const input of inputs) {
    let value = oneLine(values[input.name] ?? "");
    if (!value) continue;
    if (input.quoted) value = `"${value.replaceAll('"', "'")}"`;
    parts.push(input.prefix + value);
  }
  return parts.join(" ");
}

/** Returns the required inputs that `values` leaves empty. */
export function missing(inputs, values) {
  return inputs.filter((input) => input.required && !oneLine(values[input.name] ?? ""));
}
