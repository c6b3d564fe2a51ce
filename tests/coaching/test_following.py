"""What a platform tells of people: their zone is followed until they set one; guests are outside."""

from __future__ import annotations

from dataclasses import replace

from coaching.coach import Coach
from coaching.messages import Mention, Message, plain_text
from coaching.repository.account import Defaults
from tests.coaching.talk import Talk


def zone(talk: Talk) -> str:
    with talk.book() as book:
        return str(book.account.row["time_zone"])


def follow(talk: Talk, told: str) -> None:
    talk.coach.follow(replace(talk.sender, time_zone=told))


def test_who_moves_is_followed(talk: Talk) -> None:
    talk.say("tip")
    follow(talk, "America/New_York")
    assert zone(talk) == "America/New_York"


def test_who_set_a_zone_keeps_it(talk: Talk) -> None:
    talk.say("settings zone Asia/Tokyo")
    follow(talk, "America/New_York")
    assert zone(talk) == "Asia/Tokyo"


def test_who_goes_back_to_the_platforms_zone_is_followed_again(talk: Talk) -> None:
    talk.say("settings zone Asia/Tokyo")
    talk.say("settings zone Europe/Berlin")
    follow(talk, "America/New_York")
    assert zone(talk) == "America/New_York"


def test_saying_something_from_elsewhere_is_enough(talk: Talk) -> None:
    talk.say("tip")
    talk.zone = "America/New_York"
    talk.say("tip")
    assert zone(talk) == "America/New_York"


def test_a_zone_that_is_none_changes_nothing(talk: Talk) -> None:
    talk.say("tip")
    follow(talk, "Mars/Olympus")
    follow(talk, "")
    assert zone(talk) == "Europe/Berlin"


def test_who_opens_her_own_conversation_is_reached_there(talk: Talk) -> None:
    talk.say("tip")
    talk.coach.follow(talk.sender, "test:her-own")
    with talk.book() as book:
        assert book.account.row["conversation"] == "test:her-own"
    talk.coach.follow(talk.sender)
    with talk.book() as book:
        assert book.account.row["conversation"] == "test:her-own"


def test_somebody_unknown_is_not_made_known(talk: Talk) -> None:
    follow(talk, "America/New_York")
    assert talk.coach.overview(talk.sender)[0].title == "Welcome to NetLead"


def test_the_operators_zone_holds_where_the_platform_tells_none(talk: Talk) -> None:
    coach = Coach(talk.transaction, talk.clock, Defaults("Asia/Tokyo"))
    sender = replace(talk.sender, time_zone="")
    coach.answer(Message(id="1", sender=sender, conversation="web:ana", text="tip"))
    assert zone(talk) == "Asia/Tokyo"
    coach.follow(replace(sender, time_zone="America/New_York"))
    assert zone(talk) == "America/New_York"


def picked(side: str, told: str = "") -> Mention:
    return Mention("<@U7>", "U7", "Ada Lovelace", side, told)  # type: ignore[arg-type]  # one of the sides, by its name


def test_a_guest_is_kept_as_outside_and_tagged(talk: Talk) -> None:
    talk.say("met <@U7>: tea", picked("guest"))
    card = plain_text(talk.say("who Ada"))
    assert "outside" in card.lower()
    assert "Tags: guest" in card


def test_where_somebody_is_comes_with_the_name(talk: Talk) -> None:
    talk.say("met <@U7>: tea", picked("inside", "America/New_York"))
    assert "Where they are: Monday 04:00 in New York" in talk.text("who Ada")


def test_the_own_zone_is_not_worth_saying(talk: Talk) -> None:
    talk.say("met <@U7>: tea", picked("inside", "Europe/Berlin"))
    assert "Where they are" not in talk.text("who Ada")


def test_a_name_that_was_typed_before_gets_what_the_platform_tells(talk: Talk) -> None:
    talk.say("add Ada Lovelace")
    talk.say("met <@U7>: tea", picked("outside", "America/New_York"))
    card = talk.text("who Ada")
    assert "New York" in card
    assert "outside" in card.lower()


def test_a_refusal_says_that_it_is_one(talk: Talk) -> None:
    assert talk.say("met Nobody 31 April").refused
    assert not talk.say("met +Ada: tea").refused
