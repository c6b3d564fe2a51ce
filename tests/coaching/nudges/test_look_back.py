"""Looking back on a word, and the news when there are enough."""

from __future__ import annotations

from dataclasses import replace

from coaching.network import ReachOut
from coaching.nudges import kinds
from tests.coaching.networks import ada, ago, net, nudge, says, talked
from tests.coaching.nudges.test_dormant import PRIYA
from tests.coaching.test_calibration import ELEVEN, judged, looked_back

WORD = ReachOut(number=57, contact=12, made_on=ago(10), kind="reconnect", guess=2, done_on=ago(10))


def test_after_a_week_it_asks_how_welcome_the_word_was() -> None:
    (back,) = says("look_back", net(ada(), reach_outs=(WORD,)))
    assert back.reason.startswith("You were in touch 10 days ago. You guessed 2 of 5 for Ada")
    assert [b.command for b in back.extra][3:] == [
        *("outcome 57 4", "outcome 57 5", "outcome 57 no reply", "skip {nudge}")
    ]
    assert back.contact == 0


def test_an_old_tie_woken_up_without_a_guess_is_asked_for_its_use() -> None:
    dormant = replace(WORD, kind="dormant", guess=0)
    (back,) = says("look_back", net(ada(), reach_outs=(dormant,)))
    assert back.key == "look_back:57:use"
    assert back.evidence[-1] == "No guess before"


def test_too_early_too_late_answered_asked_before_or_forgotten_is_left_alone() -> None:
    for found in (
        replace(WORD, done_on=ago(6)),
        replace(WORD, done_on=ago(46)),
        replace(WORD, done_on=None),
        replace(WORD, replied=False),
        replace(WORD, contact=99),
        replace(WORD, guess=0),
    ):
        assert says("look_back", net(ada(), reach_outs=(found,))) == ()
    past = (nudge("look_back", 2, key="look_back:57:welcome"),)
    assert says("look_back", net(ada(), reach_outs=(WORD,), nudges=past)) == ()


def test_the_gap_is_news_from_five_on_and_again_with_five_more() -> None:
    assert says("calibration", net(reach_outs=ELEVEN[:4])) == ()
    (news,) = says("calibration", net(reach_outs=ELEVEN))
    assert news.reason.startswith("You guessed 2.6, they gave 4.2. Eleven of eleven replied.")
    assert news.key == "calibration:10"
    lately = (nudge("calibration", 30, key="calibration:5"),)
    assert says("calibration", net(reach_outs=ELEVEN, nudges=lately)) == ()
    before = (nudge("calibration", 90, key="calibration:5"),)
    assert says("calibration", net(reach_outs=ELEVEN, nudges=before))
    told = (nudge("calibration", 90, key="calibration:10"),)
    assert says("calibration", net(reach_outs=ELEVEN, nudges=told)) == ()


def test_guesses_that_were_right_or_too_high_are_no_news() -> None:
    assert says("calibration", net(reach_outs=(looked_back(4, 4),) * 6)) == ()
    assert says("calibration", net(reach_outs=(looked_back(5, 3),) * 6)) == ()


def test_a_nudge_to_be_in_touch_asks_for_a_guess_now_and_then() -> None:
    cooling = talked(ada(12, circle=5), 40, 49, 58, 67)
    one = (nudge("dormant", 40),)
    (asks,) = says("reconnect", net(cooling, nudges=one))
    assert asks.question.startswith("Before you write: how welcome will it be")
    assert [b.command for b in asks.answers] == [f"guess {{nudge}} {n}" for n in range(1, 6)]
    assert all(button.keeps for button in asks.answers)
    (first,) = says("reconnect", net(cooling))
    assert (first.question, first.answers) == ("", ())
    (pick,) = says("dormant", net(PRIYA, nudges=one))
    assert pick.question == asks.question


def test_why_this_pick_tells_what_picks_brought_so_far() -> None:
    words = (*judged(4, 5, 6, own=False), *judged(2, 1, 5, own=True))
    (pick,) = says("dormant", net(PRIYA, reach_outs=words))
    assert pick.evidence[-1].startswith("Useful: 4 of 6 that I proposed, 2 of 5 that you chose")
    (alone,) = says("dormant", net(PRIYA, reach_outs=words[1:5]))
    assert "Useful" not in " ".join(alone.evidence)


def test_what_is_news_says_whose_research_it_is() -> None:
    for kind in ("look_back", "calibration", "dormant"):
        assert "Peggy Liu, SoYon Rim, Lauren Min & Kate Min, 2023" in kinds()[kind].source
