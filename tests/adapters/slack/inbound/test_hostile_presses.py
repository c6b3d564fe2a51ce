"""The reference cases of hostile presses and forms, on the running adapter."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from adapters.slack.cards.form_data import packed
from coaching.messages import Button, Input
from tests.adapters.slack.fake import payloads
from tests.adapters.slack.fake.nouns import Post, User, View
from tests.adapters.slack.fake.transports import AppAnswer
from tests.adapters.slack.house import House
from tests.adapters.slack.inbound.canaries import THEIRS, Cage, book_of, caged
from tests.adapters.slack.inbound.moving_in import bring_interaction, rest, rows
from tests.bad_inputs import Case, cases
from tests.bad_inputs_musts import SLACK_MUSTS

NOBODYS = "#9999"
"""A contact that is in nobody's book."""


@pytest.fixture
async def cage(many: House, monkeypatch: pytest.MonkeyPatch) -> Cage:
    monkeypatch.setattr("adapters.slack.outbound.pacing.PER_CHANNEL", 0.0)
    return await caged(many)


def a_card(house: House, user: User) -> Post:
    """Return a message of the app's to somebody, with nothing on it that matters."""
    world = house.slack.world
    installation = world.installed_in(user.team)
    assert installation is not None
    return world.keep(
        Post(
            channel=world.direct(installation, user.id).id,
            ts=world.ts(),
            team=user.team,
            user=installation.bot_user,
            text="Hello",
            blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}],
            bot_id=installation.bot_id,
        )
    )


async def pressed(house: House, user: User, action: dict[str, Any]) -> list[str]:
    """Let somebody send an action, genuine or not, on a message; return what she is shown then."""
    slack = house.slack
    before = [*slack.posts_to(user), *slack.ephemerals_to(user)]
    seen = [thing.words for thing in before]
    button = {"type": "button", "text": {"type": "plain_text", "text": "Open"}, "block_id": "b"}
    card = a_card(house, user)
    payload = payloads.block_actions(slack.world, user, card, button | action, {})
    answer = await bring_interaction(house.side, payload)
    assert (answer.status, answer.body) == (200, b"")
    await rest(house)
    after = [*slack.posts_to(user), *slack.ephemerals_to(user)]
    return [thing.words for thing in after if thing.words not in (*seen, card.words)]


def genuine(command: str) -> dict[str, Any]:
    """Return the action of a button that says ``command``, as NetLead makes them."""
    return {"action_id": "closes:0:key", "block_id": "card:0:key", "value": command}


def foreign(cage: Cage, value: str) -> str:
    """Return a case's value, with the contact that it names."""
    named = value.strip("{}").split("_")
    if named[:3] != ["contact", "id", "of"]:
        return value
    theirs = book_of(cage.house.database, cage.people[named[3], named[4]])["contacts"]
    assert len(theirs) == 3
    return str(THEIRS)


@pytest.mark.parametrize("case", cases("slack.action"))
async def test_a_press(cage: Cage, case: Case, log: io.StringIO) -> None:
    payload, expected, house = case["payload"], case["expected"], cage.house
    actor = cage.people[payload["actor"]["team"], payload["actor"]["user"]]
    books = {user.id: book_of(house.database, user) for user in cage.people.values()}
    arrived = rows(house.database, "arrivals")
    value = foreign(cage, payload["value"])
    said = await pressed(house, actor, {"action_id": payload["action_id"], "value": value})
    nothing = await pressed(house, actor, {"action_id": payload["action_id"], "value": NOBODYS})
    assert len(said) == 1
    assert expected["reply_same_as"] == "not found"
    assert nothing in (said, [])  # word for word the same, so it is not new
    assert "no longer have what this was about" in said[0]
    for part in (*expected.get("must_not_contain", ()), *cage.others(actor)):
        assert part not in cage.heard_by(actor)
        assert part not in log.getvalue()
    must = expected.get("must", ())
    assert set(must) <= SLACK_MUSTS
    assert {user.id: book_of(house.database, user) for user in cage.people.values()} == books
    done = rows(house.database, "arrivals", "state = 'done'")
    assert (rows(house.database, "arrivals"), done) == (arrived + 2, arrived + 2)


async def test_a_genuine_button_with_anothers_number_finds_only_what_is_ones_own(
    cage: Cage, log: io.StringIO
) -> None:
    house, actor = cage.house, cage.people["T1", "U1"]
    await house.side.command(actor, f"forget #{THEIRS} yes")
    assert len(book_of(house.database, actor)["contacts"]) == 2
    others = [user for user in cage.people.values() if user is not actor]
    books = {user.id: book_of(house.database, user) for user in others}
    for verb in ("who", "forget", "edit", "met", "note", "rest"):
        there = await pressed(house, actor, genuine(f"{verb} #{THEIRS}"))
        nowhere = await pressed(house, actor, genuine(f"{verb} {NOBODYS}"))
        assert nowhere in ([text.replace(f"#{THEIRS}", NOBODYS) for text in there], [])
    assert {user.id: book_of(house.database, user) for user in others} == books
    for part in cage.others(actor):
        assert part not in cage.heard_by(actor) + log.getvalue()


def a_view(user: User, private_metadata: str, **body: object) -> View:
    """Return a modal that the app is said to have opened."""
    blocks = [{"type": "input", "block_id": "input:0:key", "element": {"action_id": "value:0"}}]
    whole = {"type": "modal", "title": {"type": "plain_text", "text": "Edit"}, "blocks": blocks}
    return View(
        id="V1",
        team=user.team,
        user=user.id,
        body={**whole, "private_metadata": private_metadata, **body},
        blocks=blocks,
        hash="1",
        root="V1",
    )


async def submitted(house: House, user: User, view: View, said: str = "hello") -> AppAnswer:
    state = {"input:0:key": {"value:0": {"type": "plain_text_input", "value": said}}}
    payload = payloads.view_submission(house.slack.world, user, view, state)
    answer = await bring_interaction(house.side, payload)
    await rest(house)
    return answer


@pytest.mark.parametrize("case", cases("slack.view"))
async def test_a_form(cage: Cage, case: Case, log: io.StringIO) -> None:
    payload, house = case["payload"], cage.house
    actor = cage.people[payload["actor"]["team"], payload["actor"]["user"]]
    books = {user.id: book_of(house.database, user) for user in cage.people.values()}
    metadata = payload["private_metadata"].replace("{contact_id_of_T2_U1}", str(THEIRS))
    view = a_view(actor, metadata, callback_id=payload["callback_id"])
    answer = await submitted(house, actor, view)
    assert answer.status == 200
    assert answer.data["response_action"] == "update"
    assert "no longer have what this was about" in json.dumps(answer.data)
    assert {user.id: book_of(house.database, user) for user in cage.people.values()} == books
    assert set(case["expected"]["must"]) <= SLACK_MUSTS
    for part in cage.others(actor):
        assert part not in answer.body.decode() + log.getvalue()


async def test_a_forged_form_acts_in_the_book_of_whoever_sent_it(cage: Cage) -> None:
    house, actor = cage.house, cage.people["T1", "U1"]
    others = [user for user in cage.people.values() if user is not actor]
    books = {user.id: book_of(house.database, user) for user in others}
    own = book_of(house.database, actor)
    button = Button(label="Save", command="note #3:", submits=True)
    metadata = json.loads(packed("key", button, (Input(name="text", label=""),)))
    view = a_view(actor, json.dumps(metadata))
    view.body |= {"user": "U2", "team_id": "T2"}
    answer = await submitted(house, actor, view, "from a forged form")
    assert "from a forged form" in json.dumps(answer.data)
    assert {user.id: book_of(house.database, user) for user in others} == books
    assert book_of(house.database, actor) != own
