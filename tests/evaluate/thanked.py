"""For whom a thank-you is: simple rules and NetLead, on the logs of #ubuntu."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from coaching.detection.detecting import events
from coaching.detection.gratitude import gratitude
from coaching.detection.naming import Names, names
from coaching.detection.saying import read
from coaching.detection.speech import own_words
from coaching.detection.window import THANKS
from tests.bench.sides import Goal, say
from tests.evaluate.chats import Chat, channels

_LOGS = {"train": "irc_ubuntu_train.jsonl.gz", "dev": "irc_ubuntu_dev.jsonl.gz"}
_WORDS = re.compile(
    r"\b(?:thank\w*|thx\w*|thanx|tnx|thnx|ty|tyvm|cheers|appreciate\w*|gracias|merci|danke)\b",
    re.IGNORECASE,
)
Credit = Callable[[Chat, int, Names], str | None]
"""Tells whom the thank-you in a line is for."""


def helpers_of_thanks() -> list[Goal]:
    """Print how often each rule names somebody whom the line was marked to reply to."""
    logs = {name: channels(file) for name, file in _LOGS.items()}
    thanking = {name: _thanking(chats) for name, chats in logs.items()}
    say("\n  The helper of a thank-you: share found rightly, of the lines that thank and reply")
    say(f"  {'':52}" + "".join(f"{name:>8}" for name in logs))
    for rule, credit in _RULES.items():
        shares = [_share_right(lines, credit) for lines in thanking.values()]
        say(f"  {rule:52}" + "".join(f"{share:8.3f}" for share in shares))
    ours = {name: _our_shares(chats, thanking[name]) for name, chats in logs.items()}
    say(f"  {'NetLead':52}" + "".join(f"{thanked:8.3f}" for thanked, _ in ours.values()))
    every = "NetLead, of all with a word of thanks"
    say(f"  {every:52}" + "".join(f"{worded:8.3f}" for _, worded in ours.values()))
    say(f"  {'lines that thank and reply':52}" + "".join(f"{len(t):8,}" for t in thanking.values()))
    return [
        Goal(f"helper of a thank-you, #ubuntu {name}", thanked, 0.93)
        for name, (thanked, _) in ours.items()
    ]


def _thanking(chats: Iterable[Chat]) -> list[tuple[Chat, int]]:
    return [
        (chat, number)
        for chat in chats
        for number in _replying(chat)
        if gratitude(own_words(chat.lines[number].text))
    ]


def _replying(chat: Chat) -> Iterator[int]:
    """Yield the lines of people that were marked to reply to people."""
    bots = {line.author for line in chat.lines if line.bot}
    return (n for n, to in chat.replies.items() if to - bots and not chat.lines[n].bot)


def _share_right(lines: Sequence[tuple[Chat, int]], credit: Credit) -> float:
    known = {id(chat): names(chat.lines) for chat, _ in lines}
    right = [credit(chat, n, known[id(chat)]) in chat.replies[n] for chat, n in lines]
    return sum(right) / len(right)


def _our_shares(chats: Sequence[Chat], thanking: Sequence[tuple[Chat, int]]) -> tuple[float, float]:
    """Return the shares found rightly, of the lines that thank and of those with such a word."""
    found: dict[tuple[int, int], str] = {}
    for chat in chats:
        for event in events(chat.lines):
            if event.kind == THANKS:
                found.setdefault((id(chat), event.line), event.helper)
    worded = [
        (chat, number)
        for chat in chats
        for number in _replying(chat)
        if _WORDS.search(chat.lines[number].text)
    ]
    thanked, every = (
        sum(found.get((id(chat), n)) in chat.replies[n] for chat, n in lines) / len(lines)
        for lines in (thanking, worded)
    )
    return thanked, every


def _named(chat: Chat, number: int, known: Names) -> str | None:
    said = read(number, chat.lines[number], known)
    whose = (known.whose(word) for word in said.tokens if word in said.called)
    return next((who for who in whose if who != said.line.author), None)


def _last(chat: Chat, number: int, _: Names) -> str | None:
    author = chat.lines[number].author
    before = (line.author for line in reversed(chat.lines[:number]))
    return next((who for who in before if who != author), None)


def _addressed(chat: Chat, number: int, known: Names) -> str | None:
    author = chat.lines[number].author
    for earlier in range(number - 1, -1, -1):
        line = chat.lines[earlier]
        if line.author != author and author in read(earlier, line, known).to:
            return line.author
    return None


_RULES: Mapping[str, Credit] = {
    "who spoke last": _last,
    "who is named": _named,
    "who is named, else who spoke last": lambda *at: _named(*at) or _last(*at),
    "who is named, else who named them last, else spoke": lambda *at: (
        _named(*at) or _addressed(*at) or _last(*at)
    ),
}
