"""From a message to what a language model is asked before it is answered: names out, tokens booked."""

from __future__ import annotations

from coaching.commands.base import Command, Turn
from coaching.hearing import is_left
from coaching.hiding import MOST_MARKS, hide
from coaching.messages import UsageError
from coaching.model_reading import FORMS, line_of
from coaching.model_wishes import Said, Wish
from coaching.repository import Repository
from coaching.repository.model_use import correct_tokens, take_tokens


def wish_of(turn: Turn, command: Command | None) -> Wish | None:
    """Return what is to be worded for ``command``, or, without one, the sentence that is to be read.

    None where there is neither, and where there may be no wish: the workspace has to have the model
    switched on, and tokens left today. They are booked.
    """
    if turn.model is None or not turn.model_is_on:
        return None
    try:
        wish = _draft(turn, command) if command else _sentence(turn)
    except UsageError:
        return None  # the person is told when the command is run
    if wish is None or len(wish.hidden.words) > MOST_MARKS:
        return None
    booked = take_tokens(turn.repository.rows, wish.cost, turn.model.tokens_a_day)
    return wish if booked else None


def settle(repository: Repository, said: Said | None) -> None:
    """Book what the model says that it used up, in place of what was guessed."""
    if said is not None and said.tokens is not None:
        correct_tokens(repository.rows, said.tokens - said.wish.cost)


def read_by(said: Said | None) -> str:
    """Return the command line that the model read out of a sentence, checked; empty if it did not."""
    return line_of(said.text, said.wish.hidden) if said and said.wish.task == "read" else ""


def _draft(turn: Turn, command: Command) -> Wish | None:
    return Wish("reword", hide(command.wish(turn), _names(turn))) if command.wish else None


def _sentence(turn: Turn) -> Wish | None:
    if not is_left(turn.message, turn.now, turn.repository):
        return None
    return Wish("read", hide(turn.message.text.strip(), _names(turn), typed=True), FORMS)


def _names(turn: Turn) -> list[str]:
    """Return all names that must not leave: of contacts, of those mentioned, of the person herself."""
    names = [name for _, _, name in turn.repository.contacts.names()]
    mentioned = [mention.name for mention in turn.message.mentions]
    return [*names, *mentioned, turn.me.name, turn.message.sender.name]
