"""Every example in the help of the commands about people and favors works when it is said."""

from __future__ import annotations

import pytest

from coaching.commands import commands
from tests.coaching.talk import Talk

NAMES = (
    *("add", "edit", "forget", "got", "helped", "ledger", "merge", "met", "note"),
    *("rest", "shared", "thanks", "who"),
)
EXAMPLES = [(name, example) for name in NAMES for example in commands()[name].examples]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_works(talk: Talk, name: str, example: str) -> None:
    if name != "add":
        talk.say("add Ada King, Ada Lovelace, Bo, Cy" if name == "merge" else "add Ada, Bo, Cy")
    if "#" in example:
        talk.say("add " + ", ".join(f"Zoe {letter}" for letter in "ABCDEFGHIJ"))
    assert talk.say(example).title, talk.last.body
