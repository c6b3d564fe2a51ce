"""Whom a thank-you credits, as dialogues."""

from __future__ import annotations

from tests.coaching.detection.chat import chat, helped


def test_the_one_who_is_mentioned() -> None:
    lines = chat("ben: how?", "ana: like this", "cid: or that", "ben: thanks <@ana>!")
    assert helped(lines) == ["ana helped ben"]


def test_the_mention_of_somebody_who_never_spoke_is_taken_as_it_stands() -> None:
    assert helped(chat("ben: thanks <@U0ANA> for yesterday")) == ["U0ANA helped ben"]


def test_a_name_without_a_mention() -> None:
    names = {"U1": "Ana Lopez", "U2": "Cid Roy"}
    lines = chat("ben: how?", "U1: so", "U2: hm", "ben: thanks Ana!", names=names)
    assert helped(lines) == ["U1 helped ben"]


def test_a_name_in_front_as_on_irc() -> None:
    lines = chat("ben: how?", "ana: so", "cid: lunch?", "ben: ana: thanks")
    assert helped(lines) == ["ana helped ben"]


def test_a_short_form_of_a_name() -> None:
    names = {"U1": "Jonathan", "U2": "Cid"}
    lines = chat("ben: how?", "U1: so", "U2: hm", "ben: thanks jon", names=names)
    assert helped(lines) == ["U1 helped ben"]


def test_a_name_that_is_a_word_too() -> None:
    names = {"U1": "Will", "U2": "Cid"}
    asked = ("ben: how?", "U1: so", "U2: <@ben> or so")
    assert helped(chat(*asked, "ben: thanks Will!", names=names)) == ["U1 helped ben"]
    assert helped(chat(*asked, "ben: thanks will do", names=names)) == ["U2 helped ben"]


def test_two_in_one_thank_you() -> None:
    for said in ("thanks <@ana> and <@cid>", "<@ana> <@cid> thank you both", "ana, cid: thanks"):
        lines = chat("ben: how?", "ana: so", "cid: or so", f"ben: {said}")
        assert helped(lines) == ["ana helped ben", "cid helped ben"], said


def test_who_is_asked_next_is_not_thanked() -> None:
    lines = chat("ben: how?", "ana: so", "ben: Thanks! <@cid> could you look as well?")
    assert helped(lines) == ["ana helped ben"]


def test_who_is_told_of_is_not_thanked() -> None:
    lines = chat("ben: how?", "ana: ask cid", "ben: thanks, I'll ask <@cid>")
    assert helped(lines) == ["ana helped ben"]
    lines = chat("ben: how?", "ben: thanks <@ana> for pointing me to <@cid>'s post")
    assert helped(lines) == ["ana helped ben"]


def test_without_a_name_it_is_who_spoke_to_them_last() -> None:
    lines = chat("ben: how?", "ana: <@ben> so", "cid: who wants coffee?", "ben: thanks!")
    assert helped(lines) == ["ana helped ben"]


def test_else_it_is_who_spoke_last() -> None:
    assert helped(chat("ben: how?", "cid: no idea", "ana: fold it", "ben: thx")) == [
        "ana helped ben"
    ]


def test_in_a_thread_it_is_who_answered_there() -> None:
    lines = chat("ben: how?", "ana > 0: so", "cid: lunch?", "ben > 0: that did it, thanks!")
    assert helped(lines) == ["ana helped ben"]


def test_nobody_is_credited_where_nobody_can_be_told() -> None:
    assert helped(chat("ben: thanks!")) == []
    assert helped(chat("ben: how?", "ben: thanks anyway")) == []
    assert helped(chat("ben: how?", "robot: I am a bot", "ben: thanks")) == []


def test_a_bot_neither_helps_nor_is_helped() -> None:
    assert helped(chat("ben: how?", "ana: so", "ben: thanks <@robot>", "robot: hi")) == []
    assert helped(chat("ana: so", "robot: thanks <@ana>")) == []
    assert helped(chat("ana: so", "ben: thanks <@USLACKBOT>", "ben: thanks @slackbot")) == []


def test_nobody_helps_themselves() -> None:
    assert helped(chat("ana: so", "ben: thanks <@ben>")) == []


def test_thanks_at_the_end_of_a_question_are_in_advance() -> None:
    assert helped(chat("ana: morning", "ben: How do I fold a list? Thanks!")) == []
    assert helped(chat("ana: so", "ben: <@cid> could you review this? thanks")) == []


def test_thanks_before_a_question_are_for_what_was() -> None:
    lines = chat("ben: how?", "ana: fold it", "ben: Thanks! And how do I unfold it?")
    assert helped(lines) == ["ana helped ben"]


def test_thanks_to_a_person_count_and_to_a_cause_do_not() -> None:
    asked = ("ben: how?", "ana: so", "cid: hm")
    assert helped(chat(*asked, "ben: thanks to <@ana> it works")) == ["ana helped ben"]
    assert helped(chat(*asked, "ben: thanks to the type checker it works")) == []


def test_the_same_thanks_count_once() -> None:
    lines = chat("ben: how?", "ana: so", "ben: thanks ana, thanks a lot!", "ben: thanks again ana")
    assert helped(lines) == ["ana helped ben"]


def test_what_others_said_is_not_ones_own_thanks() -> None:
    asked = ("ben: how?", "ana: so")
    assert helped(chat(*asked, "ben: > thanks a lot\nwho wrote that?")) == []
    assert helped(chat(*asked, 'ben: it prints "thank you" twice')) == []
    assert helped(chat(*asked, "ben: `thanks` is undefined")) == []
    assert helped(chat(*asked, "ben: see www.thanks.example")) == []


def test_everybody_who_helped_is_thanked_with_a_word_for_all() -> None:
    lines = chat("ben: how?", "ana: <@ben> so", "cid: <@ben> or so", "ben: thanks everyone!")
    assert sorted(helped(lines)) == ["ana helped ben", "cid helped ben"]


def test_a_word_of_doubt_before_the_thanks_is_no_question() -> None:
    assert helped(chat("ana: it is in the docs", "ben: Really? Thanks!")) == ["ana helped ben"]


def test_after_a_question_thanks_count_from_who_was_answered_before() -> None:
    lines = chat(
        "ben: how do I fold a list from the left?",
        "cid: which port does the proxy listen on?",
        "ana: you can use List.foldl, it takes a function and a start",
        "ben: ok, and what is the start for an empty list? thanks so far",
    )
    assert helped(lines) == ["ana helped ben"]


def test_a_name_after_what_the_thanks_are_for() -> None:
    lines = chat("cid: hm", "ben: <@ana>: morning. Thanks for digging into the logs, <@cid>!")
    assert helped(lines) == ["ana helped ben"]
    lines = chat("cid: hm", "ben: morning. Thanks for digging into that log <@ana>!")
    assert helped(lines) == ["ana helped ben"]


def test_a_name_right_after_the_sentence() -> None:
    lines = chat("cid: hm", "ben: That worked. Thanks! <@ana>")
    assert helped(lines) == ["ana helped ben"]


def test_an_unknown_name_after_an_at() -> None:
    assert helped(chat("cid: hm", "ben: thanks @ana_banana!")) == ["ana_banana helped ben"]


def test_thanks_of_others_and_newcomers_questions_are_passed_over() -> None:
    answered = ("ben: how do I fold a list?", "ana: with List.foldl")
    assert helped(chat(*answered, "cid: that helped me too, thx", "ben: thanks"))[-1] == (
        "ana helped ben"
    )
    assert helped(chat(*answered, "cid: is the proxy down?", "ben: thanks")) == ["ana helped ben"]


def test_everything_below_a_long_quotation_is_quoted() -> None:
    assert helped(chat("ana: so", "ben: see\n>>> thanks\nthanks a lot")) == []


def test_where_the_thread_began_elsewhere_nobody_is_credited() -> None:
    assert helped(chat("ana: so", "ben > 99: thanks!")) == []
    assert helped(chat("ana: so", "ben > 0: thanks!")) == ["ana helped ben"]


def test_thanks_in_the_channel_may_be_for_an_answer_in_ones_thread() -> None:
    lines = chat("ben: how?", "ana > 0: fold it", "cid: lunch?", "ben: thanks!")
    assert helped(lines) == ["ana helped ben"]
    other = chat("ben: how?", "ana > 0: fold it", "cid: any news?", "dan > 2: no", "ben: thanks!")
    assert helped(other) == ["ana helped ben"]


def test_a_word_that_is_a_name_too_is_one_with_a_capital() -> None:
    names = {"U1": "Will Byers", "U2": "Cid", "U3": "Robin"}
    asked = ("ben: how?", "U1: so", "U3: or so", "U2: <@ben> or so")
    thanked = chat(*asked, "ben: thanks for your help Robin", names=names)
    assert helped(thanked) == ["U3 helped ben"]
    assert helped(chat(*asked, "ben: Thanks. Will try", names=names)) == ["U2 helped ben"]


def test_a_number_that_is_somebodys_id_is_no_name() -> None:
    lines = chat("7: so", "8: <@9> like this", "9: thanks 7 times over")
    assert helped(lines) == ["8 helped 9"]


def test_a_family_name_that_is_a_word_names_nobody() -> None:
    names = {"U1": "Ann Code", "U2": "Cid"}
    lines = chat("U1: hello", "U2: <@ben> so", "ben: thanks for the code", names=names)
    assert helped(lines) == ["U2 helped ben"]


def test_mentions_keep_their_spelling() -> None:
    assert helped(chat("ben: thanks <@U0AnA> and <@U0CID|cid>")) == [
        "U0AnA helped ben",
        "U0CID helped ben",
    ]


def test_a_word_of_a_program_behind_an_at_is_nobody() -> None:
    lines = chat("ben: how?", "ana: <@ben> so", "ben: using @property fixed it, thanks")
    assert helped(lines) == ["ana helped ben"]


def test_everybody_called_by_the_platforms_word() -> None:
    for everybody in ("<!here>", "<!channel>", "@channel", "@here"):
        lines = chat("ben: how?", "ana: <@ben> so", "cid: <@ben> or so", f"ben: thanks {everybody}")
        assert sorted(helped(lines)) == ["ana helped ben", "cid helped ben"], everybody
