"""Three nudges in a row were no use."""

from __future__ import annotations

from coaching.nudges.base import nudge_card
from tests.coaching.networks import net, nudge, says

IGNORED = tuple(nudge("widen", days) for days in (4, 9, 15))


def test_after_three_it_asks_whether_to_go_on() -> None:
    (question,) = says("still_useful", net(nudges=IGNORED))
    assert question.reason == (
        "Since Wed 18 Feb 2026 I have sent you 3 nudges that you left alone. Shall I go on? "
        "If you say nothing, I will stay silent. You can wake me any time."
    )
    assert [(b.label, b.command) for b in nudge_card(question, 7).buttons] == [
        ("Keep going", "resume"),
        ("Fewer", "settings weekly 1"),
        ("Stop", "pause"),
        ("Why this?", "why 7"),
    ]


def test_a_nudge_of_yesterday_and_a_promise_are_not_counted() -> None:
    others = (nudge("widen", 1), nudge("follow_up", 2, promised=True))
    (question,) = says("still_useful", net(nudges=(*others, *IGNORED)))
    assert question.evidence == ("Nudges left alone since Wed 18 Feb 2026: 3",)


def test_two_are_not_enough() -> None:
    assert says("still_useful", net(nudges=IGNORED[:2])) == ()


def test_it_asks_once_and_then_is_silent() -> None:
    assert says("still_useful", net(nudges=(nudge("still_useful", 4), *IGNORED))) == ()
