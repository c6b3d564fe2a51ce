"""The forms behind a platform's shortcuts: each fills in one command line."""

from __future__ import annotations

from collections.abc import Callable

from coaching.messages import Button, Card, Input, Mention
from coaching.names import clip

_WHEN = Input(
    name="when", label="When", hint="today, if you leave it empty; or yesterday, last Tue, 5 Dec"
)


def they_helped(person: Mention | None) -> Card:
    """Return the form that notes help received, from ``person`` where it is known who it was."""
    name = clip(person.name) if person else "Somebody"
    who = (
        () if person else (Input(name="who", label="Who helped you?", required=True, quoted=True),)
    )
    command = f"got help from {person.token}" if person else "got help from"
    return Card(
        title=f"{name} helped you",
        body="Only you see this. It goes into your ledger, so that you can give something back.",
        inputs=(
            *who,
            Input(name="what", label="With what?", hint="the launch plan", prefix="with "),
            _WHEN,
        ),
        buttons=(Button(label="Note it", command=command, submits=True, primary=True),),
    )


def touch(_: Mention | None) -> Card:
    """Return the form that notes that one was in touch, with people picked or typed."""
    return Card(
        title="Log a touch",
        body="A coffee, a call, a few lines: whatever kept the tie alive. Only you see this.",
        inputs=(
            Input(name="people", label="Who, of the people here", kind="people"),
            Input(name="who", label="Or a name", hint="Ada Lovelace", prefix=", ", quoted=True),
            Input(name="what", label="What about?", hint="the launch", prefix=": "),
            _WHEN,
        ),
        buttons=(Button(label="Note it", command="met", submits=True, primary=True),),
    )


SHORTCUTS: dict[str, Callable[[Mention | None], Card]] = {
    "log_helped_me": they_helped,
    "log_touch": touch,
}
"""By the name under which a platform calls them."""
