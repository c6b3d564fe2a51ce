"""The home tab: drawn when opened, kept up to date for those who look at it, one at a time."""

from __future__ import annotations

import asyncio
import io

import pytest

from adapters.slack.errands import home
from adapters.slack.errands.translating import sender_of
from adapters.slack.verdicts import CallError
from coaching.messages import Button, Card
from tests.adapters.slack.errands.office import NOTED, Office
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.faults import refused
from tests.adapters.slack.fake.nouns import User


async def test_a_tab_shows_where_one_stands_and_is_remembered(
    office: Office, slack: FakeSlack, ana: User, bo: User
) -> None:
    mine = sender_of(office.installation, ana.id, None)
    assert not office.home.is_seen(mine)
    await office.home.open(office.installation, mine)
    shown = slack.home_of(ana)
    assert shown is not None
    assert "Noted" in shown.words
    assert "help@example.com" in shown.words
    assert office.home.is_seen(mine)
    assert not office.home.is_seen(sender_of(office.installation, bo.id, None))


async def test_the_answer_to_a_press_stands_on_top(
    office: Office, slack: FakeSlack, ana: User
) -> None:
    mine = sender_of(office.installation, ana.id, None)
    await office.home.draw(office.installation, mine, ("key", Card(title="Done and dusted")))
    shown = slack.home_of(ana)
    assert shown is not None
    assert shown.words.index("Done and dusted") < shown.words.index("Noted")


async def test_a_button_that_is_too_long_does_not_cost_the_tab(
    office: Office, slack: FakeSlack, ana: User
) -> None:
    long = Button(label="Again", command="x" * 3_000)
    office.clerk.cards = [Card(title="Today", buttons=(long, *NOTED.buttons))]
    mine = sender_of(office.installation, ana.id, None)
    await office.home.draw(office.installation, mine, ("key", Card(title="Hi", buttons=(long,))))
    shown = slack.home_of(ana)
    assert shown is not None
    assert "Undo" in shown.labels
    assert "Again" not in shown.labels


async def test_what_slack_does_not_take_is_drawn_the_next_time_but_an_answer_is_not_lost(
    office: Office, slack: FakeSlack, ana: User, log: io.StringIO
) -> None:
    mine = sender_of(office.installation, ana.id, None)
    slack.fail_next("views.publish", refused("internal_error"), refused("internal_error"))
    await office.home.draw(office.installation, mine)
    assert "a home tab could not be drawn" in log.getvalue()
    with pytest.raises(CallError):
        await office.home.draw(office.installation, mine, ("key", NOTED))


async def test_a_tab_is_drawn_once_at_a_time_and_ends_with_the_newest(
    office: Office, slack: FakeSlack, ana: User
) -> None:
    mine = sender_of(office.installation, ana.id, None)
    most = now = 0
    overview = office.clerk.overview

    async def watched(sender: object) -> list[Card]:
        nonlocal most, now
        del sender
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.01)
        now -= 1
        return list(await overview(mine))

    office.clerk.overview = watched  # type: ignore[method-assign]  # to look over its shoulder
    await asyncio.gather(*(office.home.draw(office.installation, mine) for _ in range(8)))
    assert most == 1
    assert len(slack.calls_of("views.publish")) == 8
    assert dict(office.home._locks) == {}  # noqa: SLF001 memory is the point


async def test_only_so_many_are_remembered(
    office: Office, slack: FakeSlack, ana: User, bo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "MOST_SEEN", 1)
    for user in (ana, bo):
        await office.home.open(office.installation, sender_of(office.installation, user.id, None))
    assert not office.home.is_seen(sender_of(office.installation, ana.id, None))
    assert office.home.is_seen(sender_of(office.installation, bo.id, None))
    assert slack.home_of(ana) is not None
