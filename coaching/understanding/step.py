"""The step from a plain sentence to a command line: pure, and never a guess without a question."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from coaching.commands import phrases
from coaching.understanding import nameless
from coaching.understanding.days import days_in
from coaching.understanding.deeds import DEEDS
from coaching.understanding.doubts import is_question, not_done
from coaching.understanding.frames import literal_words
from coaching.understanding.lines import Moment, bare
from coaching.understanding.people import Names
from coaching.understanding.plain import DEEDS as DEED_VERBS
from coaching.understanding.plain import is_bare, read_plain
from coaching.understanding.sentence import BEFORE, Sentence, sentence
from coaching.understanding.telling import MORE, VAGUE, told
from coaching.understanding.understood import LEFT, NOTHING, Understood
from coaching.understanding.wishes import WISHES
from coaching.understanding.wishes.notes import NOTES
from coaching.understanding.wishing import wished
from coaching.understanding.wording import LONGEST, MOST_WORDS, Word, sentences, wording
from coaching.understanding.words import EVERYDAY

_LENIENT = frozenset({"remind", "add", "ask", "offer", "goal"})
"""Commands that read the whole of their own line as well as a sentence is read, or better."""
_SHORT = frozenset(
    {"who", "tip", "today", "ledger", "history", "help", "draft", "mirror", "pause", "settings"}
    | {"resume", "delete", "snooze"}
)
"""Commands whose line is better for what was left out of a sentence."""
_WITH_NOTES = DEED_VERBS - {"shared"}
_TAKEN_BACK = frozenset(
    {"not", "no", "nope", "psych", "kidding", "just kidding", "jk", "never mind"}
)
_TAKING_BACK = ("no", "not", "just kidding", "scratch that", "actually no", "wait no", "never mind")


def understand(
    text: str, now: datetime, zone: str, known: AbstractSet[str] = frozenset()
) -> Understood:
    """Return the command line that ``text`` stands for, or that it stands for none.

    ``now`` is aware, ``zone`` an IANA name; ``known`` are the folded names (`coaching.names.fold`)
    of people who are known already. A command line is understood as it stands, unless it says
    something else when read as a sentence.
    """
    moment = Moment(now, zone)
    plain = read_plain(text, moment)
    if len(text) > LONGEST:
        return plain or LEFT
    if plain and plain.certain and (is_bare(text) or text.lower() in phrases()):
        return plain
    said, words = wording(text)
    if len(words) > MOST_WORDS:
        return plain or LEFT
    return _either(plain, _Reader(said, words, moment, known).read())


def _either(plain: Understood | None, read: Understood) -> Understood:
    """Return what holds of a text that may be a command line: the line itself, or the sentence."""
    if plain is None:
        return read
    if read.command:
        return _both(plain, read)
    if plain.certain:
        vetoed = plain.verb in DEED_VERBS and not read.left and read.ask is None
        return read if vetoed else plain
    # The command itself asks or refuses: nothing is written without an answer.
    asks = plain.ask and _has_capital(plain.ask) and (read.left or read.ask)
    return plain if plain.as_typed and asks else replace(read, as_typed=plain.as_typed)


def _both(plain: Understood, read: Understood) -> Understood:
    """Return what holds of a command line that is read as a sentence, too."""
    if plain.verb == read.verb and read.verb in _LENIENT:
        return replace(read, as_typed=plain.as_typed)
    if read.verb in _SHORT:
        return replace(read, as_typed=_same_words(plain.command, read.command))
    in_doubt = (read.ask or "").startswith((VAGUE, MORE)) and ":" not in (plain.command or "")
    if plain.certain and not read.certain and plain.verb in DEED_VERBS and not in_doubt:
        return plain
    same = read.certain or read.verb not in DEED_VERBS
    return replace(read, as_typed=same and plain.certain and _gist(plain) == _gist(read))


def _same_words(some: str | None, other: str | None) -> bool:
    one, two = ((line or "").strip(" .!?").casefold() for line in (some, other))
    return one == two


def _gist(said: Understood) -> tuple[object, ...]:
    who = tuple(name.rstrip(".!?").casefold() for name in said.who)
    return said.verb, who, said.on, said.by


def _has_capital(ask: str) -> bool:
    """Tell whether what is asked about could be somebody: "Is “Ada coffee” …" but not "the news"."""
    _, quote, said = ask.partition("“")
    return not quote or said[:1].isupper()


class _Reader:
    """Reads one text, sentence by sentence."""

    def __init__(
        self, text: str, words: list[Word], moment: Moment, known: AbstractSet[str]
    ) -> None:
        self._text = text
        self._moment = moment
        self._words = words
        self._groups = Names(self._text, words, known, _common()).groups() if words else []
        end = words[-1].end if words else 0
        spoken = self._text[:end]
        self._gone = days_in(spoken, moment.now, moment.zone, future=False)
        self._ahead = days_in(spoken, moment.now, moment.zone, future=True)

    def read(self) -> Understood:
        parts = sentences(self._words)
        if any(_takes_back(part) for part in parts[1:]):
            return NOTHING
        found = [self._one(part) for part in parts]
        told_of = [i for i, one in enumerate(found) if one.command or one.ask]
        if len(told_of) == 1 and found[told_of[0]].verb in _WITH_NOTES:
            after = [part for part in parts[told_of[0] + 1 :] if part]
            more = self._text[after[0][0].start : after[-1][-1].end] if after else ""
            return self._one(parts[told_of[0]], bare(more))
        return _together(found)

    def _one(self, words: Sequence[Word], more: str = "") -> Understood:
        offset = next(i for i, word in enumerate(self._words) if word is words[0])
        said = sentence(words, offset, self._groups)
        if not said.items:
            return NOTHING
        ahead = said.without(self._ahead)
        wish = wished(ahead, said, WISHES, self._text, self._moment)
        if wish is not None:
            return wish
        deed = None if said.asked else self._deed(said, more)
        if deed is not None:
            return deed
        note = wished(said, said, NOTES, self._text, self._moment) if said.noted else None
        if note is not None:
            return note
        return self._line_within(said, words) or self._none_fits(said)

    def _line_within(self, said: Sentence, words: Sequence[Word]) -> Understood | None:
        """Return the command line that a sentence is, once its politeness is taken off."""
        line = self._text[said.items[0].start : said.items[-1].end]
        if said.items[0].start == words[0].start and not said.noted:
            return None
        plain = read_plain(line, self._moment)
        return replace(plain, as_typed=False) if plain and plain.certain else None

    def _deed(self, said: Sentence, more: str) -> Understood | None:
        gone = said.without(self._gone)
        if gone.day and not gone.day.problem and gone.day.on > self._today():
            return NOTHING
        if gone.day is None and self._still_ahead(said):
            return None
        return told(gone, DEEDS, self._text, self._moment, more)

    def _still_ahead(self, said: Sentence) -> bool:
        """Tell whether a fragment such as "coffee with Ana tomorrow" speaks of what is to come."""
        ahead = said.without(self._ahead).day
        return (
            ahead is not None
            and ahead.shape != "length"
            and not ahead.problem
            and ahead.on > self._today()
        )

    def _none_fits(self, said: Sentence) -> Understood:
        line = said.line
        if said.asked or is_question(line) or not_done(line):
            return NOTHING
        gone = said.without(self._gone).line
        question = nameless.question(gone, DEEDS)
        if question:
            return Understood(ask=question)
        return LEFT

    def _today(self) -> date:
        return self._moment.now.astimezone(ZoneInfo(self._moment.zone)).date()


def _takes_back(words: Sequence[Word]) -> bool:
    """Tell whether a sentence takes the one before it back: "Ana helped me. Just kidding"."""
    said = " ".join(word.plain for word in words if word.kind != "mark")
    return said in _TAKEN_BACK or said.startswith(tuple(f"{words} " for words in _TAKING_BACK))


def _together(found: Sequence[Understood]) -> Understood:
    """Return what several sentences said together say: one deed, or a question where they are two."""
    if not found:
        return LEFT
    told_of = [one for one in found if one.command or one.ask]
    if len(told_of) == 1:
        return told_of[0]
    if told_of:
        first = next((one for one in told_of if one.command), told_of[0])
        return replace(first, ask=f"{MORE} Shall I begin with the first?")
    return next((one for one in found if one.left), NOTHING)


@cache
def _common() -> frozenset[str]:
    """Return the words that carry frames: they are nobody's name at a sentence's beginning."""
    says = [*(deed.says for deed in DEEDS), *(wish.says for wish in (*WISHES, *NOTES))]
    return EVERYDAY.union(*map(literal_words, (*says, BEFORE)))
