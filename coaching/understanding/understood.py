"""What a sentence was understood as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A command line, a question to ask back, or neither.

    ``command`` without ``ask`` is certain enough to be carried out. With ``ask`` it is only what
    may have been meant, and is carried out after a yes; without a command ``ask`` says what is
    missing. ``verb`` is the command's own name, ``who`` the names as they were typed, ``on`` the
    day it happened, ``by`` the day it is due; empty or None where not said.

    ``lasting`` is the command with its day as a date, for whoever says yes on another day.
    ``as_typed``: the text is a command line already and says just this. ``left``: the rules could
    not tell what it is; where they could tell that nothing is to be done, it is False.
    """

    command: str | None = None
    verb: str | None = None
    who: tuple[str, ...] = ()
    on: date | None = None
    by: date | None = None
    ask: str | None = None
    lasting: str | None = None
    as_typed: bool = False
    left: bool = False

    @property
    def certain(self) -> bool:
        """Tell whether the command may be carried out unasked."""
        return self.command is not None and self.ask is None


NOTHING = Understood()
"""There is nothing to do: a question about others, a wish, something that did not happen."""
LEFT = Understood(left=True)
"""The rules do not know what this is."""
