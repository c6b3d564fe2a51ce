"""From a message to what a language model is asked before it is answered: names out, tokens booked."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.hiding import MOST_MARKS, hide
from coaching.messages import UsageError
from coaching.model_wishes import Said, Wish
from coaching.repository.model_use import correct_tokens, take_tokens


def wish_of(turn: Turn, command: Command) -> Wish | None:
    """Return what ``command`` wishes to have worded; None where it may not, or has nothing.

    It may where the workspace switched the model on and has tokens left today. They are booked.
    """
    if turn.model is None or command.wish is None or not turn.model_is_on:
        return None
    try:
        text = command.wish(turn)
    except UsageError:
        return None  # the person is told when the command is run
    hidden = hide(text, _names(turn))
    if len(hidden.words) > MOST_MARKS:
        return None
    wish = Wish("reword", hidden)
    booked = take_tokens(turn.repository.rows, wish.cost, turn.model.tokens_a_day)
    return wish if booked else None


def settle(turn: Turn) -> None:
    """Book what the model says that it used up, in place of what was guessed."""
    said: Said | None = turn.said
    if said is not None and said.tokens is not None:
        correct_tokens(turn.repository.rows, said.tokens - said.wish.cost)


def _names(turn: Turn) -> list[str]:
    """Return all names that must not leave: of contacts, of those mentioned, of the person herself."""
    names = [name for _, _, name in turn.repository.contacts.names()]
    mentioned = [mention.name for mention in turn.message.mentions]
    return [*names, *mentioned, turn.me.name, turn.message.sender.name]
