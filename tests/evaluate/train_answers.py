"""Fits the weights by which answers are found, and writes them with their data's reference.

    pip install lightgbm
    python -m tests.evaluate.train_answers

Fitted to the train logs of #ubuntu (`tests/evaluate/chats.py`), as they are and with nobody's name
known, whole and taken apart into conversations, and to Molweni's dev dialogues. How precise the
chances are is measured on what was not fitted to: the dev logs, and each half of Molweni's
dialogues by weights fitted without it, which are kept for the evaluation. Seeded: the same data
and version of LightGBM give the same weights.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import Any

from coaching.detection.learned import learned_from
from coaching.detection.naming import Names, names
from coaching.detection.pairs import NAMES, asked
from coaching.detection.saying import Said, read
from coaching.detection.signs import MARKED, Lexicon, question, starts
from coaching.detection.turns import Conversation
from tests.bench.sides import say
from tests.evaluate.chats import Chat, channels, conversations, dialogues, halves
from tests.evaluate.findings import Finding, findings

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "coaching" / "data" / "answers.json"
HALVES = Path(__file__).parent / "data" / "answers_halves.json"
TRAIN, DEV, MOLWENI = "irc_ubuntu_train.jsonl.gz", "irc_ubuntu_dev.jsonl.gz", "molweni_dev.json.gz"
ABOUT = (
    "Fitted by tests/evaluate/train_answers.py to irc-disentanglement, train logs (Kummerfeld et "
    "al., ACL 2019, CC BY 4.0) and Molweni, dev dialogues (Li et al., COLING 2020, Apache-2.0)."
)
LEAST = 0.4
STEPS = (LEAST, 0.5, 0.6, 0.7, 0.8, 0.9)
_ROUNDS = 64
_OPTIONS = {
    "objective": "binary",
    "learning_rate": 0.12,
    "num_leaves": 10,
    "min_data_in_leaf": 100,
    "lambda_l2": 5,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
_RARE_START, _RARE_WORD, _SMOOTH, _FAINT = 40, 250, 5, 0.1


@dataclass
class Pairs:
    """Pairs of a line and somebody it may answer: their signs, whether it does, what they weigh."""

    signs: list[list[float]] = field(default_factory=list)
    answers: list[bool] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, chats: Iterable[Chat], lexicon: Lexicon, weight: float, *, named: bool) -> None:
        """Add the pairs of ``chats``, each with ``weight``."""
        for chat in chats:
            for number, who, signs in pairs(chat, lexicon, named=named):
                self.signs.append(signs)
                self.answers.append(who in chat.answers[number])
                self.weights.append(weight)


def pairs(
    chat: Chat, lexicon: Lexicon, *, named: bool = True
) -> Iterator[tuple[int, str, list[float]]]:
    """Yield the pairs of a chat's marked lines; without ``named`` as if names were not known."""
    known = names(chat.lines) if named else Names({}, {})
    talk = Conversation()
    for number, line in enumerate(chat.lines):
        turn = talk.turn(read(number, line, known))
        for who, signs in asked(turn, talk, lexicon):
            if number in chat.answers:
                yield number, who, signs
        talk.take(turn)


def lexicon_of(chats: Iterable[Chat]) -> Lexicon:
    """Return the log odds of words: in answers, and in questions that somebody answered."""
    answers, questions = _Odds(), _Odds()
    for chat in chats:
        known = names(chat.lines)
        said = [read(number, line, known) for number, line in enumerate(chat.lines)]
        answered: set[str] = set()
        for number in reversed(range(len(said))):
            tokens = _entries(said[number])
            asks = question(said[number].tokens) == MARKED
            if number in chat.answers:
                answers.count(tokens, bool(chat.answers[number]) and not asks)
            if asks and number in chat.answers:
                questions.count(tokens, said[number].line.author in answered)
            if number in chat.answers:
                answered |= chat.answers[number]
            if asks:
                answered.discard(said[number].line.author)
    return Lexicon(answers.weights(), questions.weights())


def _entries(said: Said) -> set[str]:
    tokens = [token for token in said.tokens if token not in said.called and token != "?"]
    return {*tokens, *starts(tokens)}


class _Odds:
    """Counts of words with and without what is looked for."""

    def __init__(self) -> None:
        self._words: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        self._lines: Counter[bool] = Counter()

    def count(self, words: set[str], found: bool) -> None:  # noqa: FBT001 - the two sides
        self._words[found].update(words)
        self._lines[found] += 1

    def weights(self) -> dict[str, float]:
        share = {side: n / self._lines.total() for side, n in self._lines.items()}
        weights = {}
        for word, total in (self._words[True] + self._words[False]).items():
            if total < (_RARE_START if word.startswith("^") else _RARE_WORD):
                continue
            odds = [
                math.log((self._words[side][word] + _SMOOTH * share[side]) / self._lines[side])
                for side in (True, False)
            ]
            weights[word] = round(odds[0] - odds[1], 2)
        return {word: weights[word] for word in sorted(weights) if abs(weights[word]) >= _FAINT}


def grown(found: Pairs) -> list[dict[str, Any]]:
    """Return the trees that LightGBM grows, as `coaching.detection.forest` reads them."""
    lightgbm, numpy = import_module("lightgbm"), import_module("numpy")
    data = lightgbm.Dataset(
        numpy.array(found.signs), numpy.array(found.answers), weight=numpy.array(found.weights)
    )
    model = lightgbm.train(_OPTIONS, data, _ROUNDS).dump_model()
    return [_tree(tree["tree_structure"]) for tree in model["tree_info"]]


def _tree(root: dict[str, Any]) -> dict[str, Any]:
    nodes: list[list[float]] = []
    leaves: list[float] = []

    def place(node: dict[str, Any]) -> int:
        if "split_feature" not in node:
            leaves.append(round(node["leaf_value"], 5))
            return -len(leaves)
        here = len(nodes)
        nodes.append([])
        bound = round(node["threshold"], 5)
        low, high = place(node["left_child"]), place(node["right_child"])
        nodes[here] = [node["split_feature"], bound, low, high]
        return here

    place(root)
    return {"nodes": nodes, "leaves": leaves}


def fit() -> None:
    """Fit, measure, write."""
    logs = channels(TRAIN)
    lexicon = lexicon_of(logs)
    base = Pairs()
    base.add(logs, lexicon, 0.5, named=True)
    base.add(logs, lexicon, 0.2, named=False)
    for at_once in (1, 2):
        quiet = conversations(TRAIN, at_once)
        base.add(quiet, lexicon, 1, named=True)
        base.add(quiet, lexicon, 1, named=False)
    say(f"{len(base.signs):,} pairs of #ubuntu, {sum(base.answers):,} of them answers")
    told = halves(dialogues(MOLWENI))
    weights = [_data(_with(base, lexicon, [half]), lexicon) for half in reversed(told)]
    whole = _data(_with(base, lexicon, told), lexicon)
    judged = [
        findings(channels(DEV), learned_from(whole)),
        findings(conversations(DEV, 1), learned_from(whole)),
        [
            one
            for half, data in zip(told, weights, strict=True)
            for one in findings(half, learned_from(data))
        ],
    ]
    precision = [_precision(judged, low, high) for low, high in pairwise((*STEPS, 1.01))]
    say(f"Precision from {STEPS} on: {precision}")
    for data in (whole, *weights):
        data["precision"] = precision
    _write(SHIPPED, whole)
    _write(HALVES, {"about": ABOUT, "halves": weights})


def _with(base: Pairs, lexicon: Lexicon, told: Iterable[Sequence[Chat]]) -> list[dict[str, Any]]:
    """Return the trees of ``base`` and dialogues of Molweni, which are few and weigh more."""
    found = Pairs([*base.signs], [*base.answers], [*base.weights])
    for half in told:
        found.add(half, lexicon, 10, named=True)
    return grown(found)


def _data(trees: list[dict[str, Any]], lexicon: Lexicon) -> dict[str, Any]:
    return {
        "about": f"{ABOUT} LightGBM {import_module('lightgbm').__version__}.",
        "least": LEAST,
        "steps": STEPS,
        "precision": [0.0] * len(STEPS),
        "signs": NAMES,
        "answers": lexicon.answers,
        "questions": lexicon.questions,
        "trees": trees,
    }


def _precision(judged: Sequence[Sequence[Finding]], low: float, high: float) -> float:
    """Return the mean, over the sets, of the share of lines found with such chances that answer."""
    shares = []
    for findings_of_set in judged:
        within = [one.right for one in findings_of_set if low <= one.chance < high]
        if within:
            shares.append(sum(within) / len(within))
    return round(fmean(shares), 2)


def _write(file: Path, data: dict[str, Any]) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    say(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    fit()
