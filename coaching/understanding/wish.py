"""A shape of request: a pattern, and the command line it becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coaching.understanding.frames import compiled


@dataclass(frozen=True, slots=True)
class Wish:
    """One shape of request, and the command line it becomes.

    ``line`` names the pattern's groups in braces: ``{who}`` the people, ``{day}`` the day to come,
    any other its words as they were typed. ``sure`` where it may be carried out unasked;
    ``dated`` where it is this wish only with a day.
    """

    says: str
    line: str
    sure: bool = True
    dated: bool = False

    @property
    def verb(self) -> str:
        """Return the first word of the line."""
        return self.line.partition(" ")[0]

    def match(self, line: str) -> re.Match[str] | None:
        """Return the match of the whole of ``line``."""
        return compiled(self.says).fullmatch(line)


ASK = r"(?:(?:could|can|would|will) (?:you|u) (?:please |kindly |maybe )?|please |i want you to |i need you to |i would like you to |i 'd like you to |i want to |i would like to |i 'd like to |let us |let me )?"
"""Politeness before a request."""
WANT = r"(?:i want|i need|i would like|i'd like|i 'd like|i would love|i 'd love|i could use|could i (?:have|get)|can i (?:have|get)|may i have|let me have|give me|show me)"
"""Ways to say that one wants something."""
SHOW = rf"{ASK}(?:(?:show|pull|open|look|find|bring|display|see|view)(?: me| up)*|(?:tell|give|get|remind) me)"
"""Ways to ask to be shown something."""
NUDGED = r"(?:nudge|nudging|bug|bugging|nag|nagging|pester|pestering|bother|bothering|remind|reminding|ping|pinging|annoy|annoying|hassle|hassling|prompt|prompting|message|messaging|badger|badgering)"
"""What NetLead does to people who have had enough of it."""
