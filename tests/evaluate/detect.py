"""Who helped whom, on chats in which people marked what replies to what."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from coaching.detection.answering import Answers
from coaching.detection.learned import Learned, learned, learned_from
from coaching.detection.naming import names
from coaching.detection.saying import Said, read
from coaching.detection.signs import MARKED, question
from tests.bench.sides import Goal, say
from tests.evaluate.chats import Chat, channels, dialogues, halves
from tests.evaluate.findings import Finding, Pair, Score, by_line, by_pair, findings
from tests.evaluate.thanked import helpers_of_thanks

DEV, MOLWENI = "irc_ubuntu_dev.jsonl.gz", "molweni_dev.json.gz"
HALVES = Path(__file__).parent / "data" / "answers_halves.json"


def main() -> list[Goal]:
    """Measure thanks, then answers."""
    return [*helpers_of_thanks(), *_answers()]


def _answers() -> list[Goal]:
    say("\n  Answers: lines that answer somebody, and who answered whom in a whole window")
    say(f"  {'':44}{'lines: P':>9}{'R':>7}{'F1':>7}   {'pairs: P':>9}{'R':>7}{'F1':>7}")
    logs, told = channels(DEV), dialogues(MOLWENI)
    shipped = learned()
    found = findings(logs, shipped)
    _row("#ubuntu dev: names somebody who asked", *_by_rule(logs, _names_asker))
    irc = by_line(found)
    _row("#ubuntu dev: NetLead", irc, by_pair(logs, _finder(shipped)))
    _row("Molweni dev: follows an open question", *_by_rule(told, _follows_question))
    parts = list(zip(halves(told), _halves(), strict=True))
    found_told = [one for half, weights in parts for one in findings(half, weights)]
    molweni = by_line(found_told)
    pairs = [by_pair(half, _finder(weights)) for half, weights in parts]
    _row("Molweni dev: NetLead, weights of the other half", molweni, _sum(pairs))
    _reliability({"#ubuntu dev": found, "Molweni dev": found_told}, shipped)
    return [
        Goal("F1 of answers, #ubuntu dev", irc.f1, 0.58),
        Goal("precision of answers, #ubuntu dev", irc.precision, 0.6),
        Goal("F1 of answers, Molweni dev, the other half's weights", molweni.f1, 0.6),
        Goal("precision of answers, Molweni dev, the same", molweni.precision, 0.6),
    ]


def _halves() -> list[Learned]:
    """Return the weights that were fitted without the first and without the second half."""
    data = json.loads(HALVES.read_text("utf-8"))
    return [learned_from(weights) for weights in data["halves"]]


def _row(text: str, lines: Score, pairs: Score) -> None:
    say(
        f"  {text:44}{lines.precision:9.2f}{lines.recall:7.2f}{lines.f1:7.2f}"
        f"   {pairs.precision:9.2f}{pairs.recall:7.2f}{pairs.f1:7.2f}"
    )


def _sum(scores: Sequence[Score]) -> Score:
    return Score(
        sum(score.hits for score in scores),
        sum(score.false for score in scores),
        sum(score.missed for score in scores),
    )


def _finder(weights: Learned) -> Callable[[Chat], set[Pair]]:
    def find(chat: Chat) -> set[Pair]:
        known, answers = names(chat.lines), Answers(weights)
        heard = (answers.hear(read(number, line, known)) for number, line in enumerate(chat.lines))
        return {(one.helper, one.asker) for one in heard if one is not None and one.likely}

    return find


Rule = Callable[[Said, Sequence[Said]], set[str]]
"""Returns whom a line answers, given the lines before it."""


def _by_rule(chats: Sequence[Chat], rule: Rule) -> tuple[Score, Score]:
    """Return how well a rule finds lines that answer, and who answered whom."""
    found: list[Finding] = []
    pairs: dict[int, set[Pair]] = {}
    for chat in chats:
        known = names(chat.lines)
        said = [read(number, line, known) for number, line in enumerate(chat.lines)]
        mine: set[Pair] = set()
        for number, line in enumerate(chat.lines):
            asked = set() if line.bot else rule(said[number], said[:number])
            mine |= {(line.author, who) for who in asked}
            if number in chat.answers and not line.bot:
                truth = chat.answers[number]
                found.append(Finding(float(bool(asked)), bool(asked & truth), bool(truth)))
        pairs[id(chat)] = mine
    return by_line(found), by_pair(chats, lambda chat: pairs[id(chat)])


def _names_asker(said: Said, before: Sequence[Said]) -> set[str]:
    if not said.to:
        return set()
    return said.to & {other.line.author for other in before if question(other.tokens) == MARKED}


def _follows_question(said: Said, before: Sequence[Said]) -> set[str]:
    for other in reversed(before):
        if other.line.author != said.line.author and question(other.tokens) == MARKED:
            return {other.line.author}
    return set()


def _reliability(sets: Mapping[str, Sequence[Finding]], weights: Learned) -> None:
    say("\n  How sure an answer is said to be, and how often it was one")
    say(f"  {'chance from':>13}{'said':>7}" + "".join(f"{name:>22}" for name in sets))
    bounds = [*weights.steps, 1.01]
    for at, said in enumerate(weights.precision):
        row = f"  {bounds[at]:13.2f}{said:7.2f}"
        for found in sets.values():
            within = [one.right for one in found if bounds[at] <= one.chance < bounds[at + 1]]
            share = sum(within) / max(1, len(within))
            row += f"{share:14.2f} of {len(within):<4}"
        say(row)
