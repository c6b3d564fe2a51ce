"""What Teams' refusals mean for what was to be sent: later, never to this person, or unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from adapters.base import DeliveryError, Verdict
from adapters.strict_json import StrictJSONError, read_object
from adapters.transport import Answer, NoAnswerError

LONGEST_WAIT = 3600.0
"""Seconds: however long Teams asks to wait, it is asked again after an hour."""
USUAL_WAIT = 30.0
"""Seconds to wait where Teams asks for patience without saying how long."""

Meaning = Literal["retry", "wait", "person", "token", "unsure"]
"""``retry`` and ``wait``: certainly not done; ``person``: never to this one, until something comes
from there; ``token``: not done, a fresh token may help; ``unsure``: nobody knows."""

CLOSED = frozenset(
    {
        *("ConversationBlockedByUser", "BotNotInConversationRoster", "BotDisabledByAdmin"),
        *("MessageWritesBlocked", "ConversationNotFound", "BotNotRegistered"),
    }
)
"""Refusals by which a conversation is closed to the app."""
BY_THE_BOOK = frozenset({412, 429, 502, 504})
"""Statuses that Microsoft asks bots to repeat, with growing pauses."""
_SECONDS = re.compile(r"[0-9]{1,9}")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")
_DOUBTFUL = frozenset({408, 412})
_CLOSING = frozenset({401, 403, 404})
_FIRST_REFUSAL, _UNAUTHORISED, _TOO_MANY, _SERVER_ERROR = 300, 401, 429, 500
_AS_VERDICT: dict[Meaning, Verdict] = {
    "retry": "retry",
    "wait": "wait",
    "person": "stop",
    "token": "wait",
    "unsure": "unsure",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a failed call means; ``code`` is Teams' own word or the kind of failure.

    ``retry_after`` is in seconds, 0 where Teams did not say. ``status`` is 0 where no answer came.
    """

    meaning: Meaning
    code: str
    retry_after: float = 0.0
    status: int = 0

    @property
    def verdict(self) -> Verdict:
        """What it means for a nudge: while Teams is not reached, no failure of the nudge's own."""
        unreached = self.meaning == "retry" and not self.status
        return "wait" if unreached else _AS_VERDICT[self.meaning]

    @property
    def repeatable(self) -> bool:
        """Whether what somebody waits for is tried again at once: at worst it arrives twice."""
        passing = not self.status or self.status >= _SERVER_ERROR
        return (
            self.meaning in ("wait", "token")
            or (self.meaning == "retry" and passing)
            or self.status in BY_THE_BOOK
        )


class CallError(DeliveryError):
    """A call to Microsoft did not succeed; ``judgement`` is what that means."""

    def __init__(self, call: str, judgement: Judgement) -> None:
        """Say which ``call`` it was; nothing personal is in the text."""
        patient = judgement.meaning in ("wait", "token") or not judgement.status
        wait = judgement.retry_after or (USUAL_WAIT if patient else 0.0)
        super().__init__(
            f"{call}: {judgement.status or 'no answer'} {judgement.code}".strip(),
            verdict=judgement.verdict,
            retry_after=wait,
        )
        self.judgement = judgement


def judge(answer: Answer, *, telling: bool) -> Judgement | None:
    """Return what an answer of the connector means; None where the call was done.

    A page of some proxy in the place of JSON says nothing about what became of the call; nor does
    no body at all, where ``telling`` says that one has to come.
    """
    status = answer.status
    if status < _FIRST_REFUSAL:
        done = answer.data is not None or not (telling or answer.body.strip())
        return None if done else Judgement("unsure", "no JSON", 0.0, status)
    names = list(_names(answer.data))
    code = next((name for name in names if name in CLOSED), names[0] if names else "")
    wait = retry_after(answer.headers)
    return Judgement(_meaning(status, code), code or f"http_{status}", wait, status)


def judge_silence(error: NoAnswerError) -> Judgement:
    """Return what it means that no whole answer came."""
    return Judgement("unsure" if error.heard else "retry", str(error))


def retry_after(headers: Mapping[str, str]) -> float:
    """Return for how many seconds to wait; 0 where that is not said, or makes no sense."""
    text = headers.get("retry-after", "").strip()
    if not _SECONDS.fullmatch(text):
        return 0.0
    return min(max(float(text), 1.0), LONGEST_WAIT)


def _meaning(status: int, code: str) -> Meaning:
    if status == _TOO_MANY:
        return "wait"
    if status >= _SERVER_ERROR or status in _DOUBTFUL:
        return "unsure"
    if status in _CLOSING and code in CLOSED:
        return "person"
    return "token" if status == _UNAUTHORISED else "retry"


def _names(data: Mapping[str, Any] | None) -> Iterator[str]:
    """Yield the names of an error, the most telling first.

    Some stand in a JSON string within the message: ``{"subCode": "MessageWritesBlocked"}``.
    """
    error = _part(data, "error")
    within = _within(error.get("message"))
    candidates = [
        *(within.get(name) for name in ("subCode", "errorSubCode", "errorCode", "code")),
        *(error.get(name) for name in ("subCode", "code")),
        _part(error, "innerHttpError").get("code"),
        (data or {}).get("code"),
    ]
    for name in candidates:
        # A name goes into the log: nothing else may.
        if isinstance(name, str) and _NAME.fullmatch(name):
            yield name


def _within(message: object) -> Mapping[str, Any]:
    if not isinstance(message, str) or not message.lstrip().startswith("{"):
        return {}
    try:
        return read_object(message)
    except StrictJSONError:
        return {}


def _part(data: Mapping[str, Any] | None, name: str) -> Mapping[str, Any]:
    found = (data or {}).get(name)
    return found if isinstance(found, Mapping) else {}
