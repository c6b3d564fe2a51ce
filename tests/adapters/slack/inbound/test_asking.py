"""The coach is asked while Slack waits: in time, or with word of it, and what follows follows."""

from __future__ import annotations

import asyncio
import io

import pytest

from adapters.base import Later
from adapters.slack.errands.errands import Errand
from adapters.slack.errands.translating import Refusal, sender_of
from adapters.slack.inbound import asking
from adapters.slack.inbound.asking import Asking
from adapters.slack.inbound.background import quietly
from adapters.slack.inbound.deliveries import Delivery
from adapters.slack.verdicts import CallError, Verdict
from coaching.messages import Card, File, Message
from tests.adapters.slack.errands.office import NOTED, Office, open_office
from tests.adapters.slack.fake import FakeSlack
from tests.adapters.slack.fake.faults import hanging
from tests.adapters.slack.fake.nouns import User

COMING = Card(body="It follows.")


class Counter:
    """Asks for one person, and keeps what comes late."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.asking = Asking(
            office.clerk, office.translator, office.files, office.home, office.lanes
        )
        self.brought: list[Card] = []

    async def ask(self, user: User, seconds: float = 2.0, **errand: str) -> Card:
        by = asyncio.get_running_loop().time() + seconds
        delivery = Delivery({}, "key", by, self.office.installation)
        whole = Errand(kind="message", user=user.id, text="help", **errand)  # type: ignore[arg-type]  # any part of an errand
        return await self.asking.answer(delivery, self.office.installation, whole, self._bring)

    async def _bring(self, card: Card) -> None:
        self.brought.append(card)


async def test_an_answer_in_time_is_the_answer_and_what_follows_follows(
    slack: FakeSlack, ana: User
) -> None:
    async with open_office(slack) as office:
        counter = Counter(office)
        office.clerk.card = Card(title="Here", files=(File("a.csv", "text/csv", "a\n1\n"),))
        await office.home.open(office.installation, sender_of(office.installation, ana.id, None))
        assert await counter.ask(ana) is office.clerk.card
        await office.rest()
        assert slack.calls_of("files.completeUploadExternal")
        assert len(slack.calls_of("views.publish")) == 2
        assert counter.brought == []


async def test_who_may_not_ask_is_told_so(slack: FakeSlack) -> None:
    async with open_office(slack) as office:
        away = slack.world.workspace("Elsewhere").id
        them = slack.world.person("Cy Other", team=away)
        slack.world.channel("partners", them, shared=True)
        card = await Counter(office).ask(them, team=away)
        assert "each for themselves" in card.body
        assert office.clerk.heard == []


async def test_looking_up_for_too_long_leaves_the_coach_out_of_it(
    slack: FakeSlack, ana: User
) -> None:
    async with open_office(slack) as office:
        slack.script.fail_always("users.info", hanging())
        card = await Counter(office).ask(ana, asking.FOR_THE_COACH + 0.1)
        assert "try again" in card.body
        assert office.clerk.heard == []
        slack.script.heal()


async def test_an_answer_that_is_late_is_brought_with_what_follows_and_waited_for(
    slack: FakeSlack, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = Card(title="Here", files=(File("a.csv", "text/csv", "a\n1\n"),))
    bringing: list[Later] = []

    async def slowly(message: Message, seconds: float, later: Later) -> Card:
        del message
        await asyncio.sleep(max(seconds, 0.0))
        bringing.append(later)
        return COMING

    async with open_office(slack) as office:
        monkeypatch.setattr(office.clerk, "answer_within", slowly)
        counter = Counter(office)
        await counter.ask(ana, asking.FOR_THE_COACH + 0.1)
        assert await counter.ask(ana, asking.FOR_THE_COACH + 0.05) is COMING
        ending = asyncio.create_task(office.lanes.drain(2.0))
        await asyncio.sleep(0.05)
        assert not ending.done()
        for later in bringing:
            await later(late)
        await asyncio.wait_for(ending, 1)
        assert counter.brought == [late, late]
        assert len(slack.calls_of("files.completeUploadExternal")) == 2


async def test_an_answer_that_never_comes_is_not_waited_for_for_ever(
    slack: FakeSlack, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "LATEST", 0.05)

    async def never(message: Message, seconds: float, later: Later) -> Card:
        del message, later
        await asyncio.sleep(max(seconds, 0.0))
        return COMING

    async with open_office(slack) as office:
        monkeypatch.setattr(office.clerk, "answer_within", never)
        await Counter(office).ask(ana, asking.FOR_THE_COACH + 0.05)
        await asyncio.wait_for(office.rest(), 1)


@pytest.mark.parametrize(
    ("error", "level"),
    [
        (None, ""),
        (Refusal(NOTED), ""),
        (CallError("chat.postMessage", Verdict("person", "is_archived")), "warning"),
        (RuntimeError("Zenobia"), "error"),
    ],
    ids=["well", "refused", "not taken", "wrong"],
)
async def test_what_nobody_waits_for_ends_quietly(
    log: io.StringIO, error: Exception | None, level: str
) -> None:
    async def work() -> None:
        if error:
            raise error

    await quietly(work())
    assert (f"level={level}" in log.getvalue()) == bool(level)
    assert "Zenobia" not in log.getvalue()
