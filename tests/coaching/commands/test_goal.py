"""Dialogues about what one works toward."""

from __future__ import annotations

from tests.coaching.talk import Talk


def test_a_goal_shows_its_gaps(talk: Talk) -> None:
    talk.say("goal")
    card = talk.press(
        "Set goal", goal="move into product", needs="a product manager and a recruiter"
    )
    assert [field.label for field in card.fields] == ["Goal", "a product manager", "a recruiter"]
    assert "nobody yet" in card.fields[1].value


def test_a_contact_with_the_tag_covers_a_need(talk: Talk) -> None:
    talk.say("goal move on needs a recruiter")
    with talk.book() as book:
        book.contacts.add("Ada", talk.clock.now().date(), tags=("recruiter",))
        book.account.save()
    assert talk.say("goal").fields[1].value == "Ada"


def test_a_goal_without_needs(talk: Talk) -> None:
    assert [field.value for field in talk.say("goal learn Rust").fields] == ["learn Rust"]


def test_a_goal_can_be_cleared_and_that_undone(talk: Talk) -> None:
    talk.say("goal learn Rust")
    talk.say("goal")
    talk.press("Clear")
    assert "What are you working toward?" in talk.text("goal")
    talk.say("undo")
    assert "learn Rust" in talk.text("goal")
