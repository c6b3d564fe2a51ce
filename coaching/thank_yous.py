"""After help came in: a thank-you to send, and the question who could use it next."""

from __future__ import annotations

from coaching.messages import Button, Field, Input
from coaching.network import Contact
from coaching.phrasing import first_name, short


def pass_on(help_: int) -> Button:
    """Return the button that sends the form; what is passed on springs from the touch ``help_``."""
    command = f"shared because of #{help_}:" if help_ else "shared"
    return Button(label="Pass it on", command=command, submits=True)


def draft(contact: Contact, what: str) -> Field:
    """Return a thank-you in the person's name, for her to send or not."""
    matter = f" for your help with {short(what)}" if what.strip() else " for your help"
    return Field(
        "A draft for you to send",
        f"Hi {first_name(contact)}, thank you{matter}. It moved me on, and I wanted you to know.",
    )


def pass_on_form(what: str) -> tuple[Input, ...]:
    """Return the fields of "who could use what you just learned?"; they make up a `shared` line.

    Passing help on settles a debt as well as giving it back: Baker and Bulkley, "Paying it forward
    vs. rewarding reputation", Organization Science 2014.
    """
    return (
        Input(name="what", label="What you learned", value=short(what), required=True),
        Input(
            name="who",
            label="Who could use what you just learned?",
            hint="Bo",
            required=True,
            prefix="with ",
        ),
    )
