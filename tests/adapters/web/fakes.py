"""A coach with a script, its memory, and a demo clock: what stands behind the web chat in tests."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from adapters.web import WebAdapter
from coaching.clock import MovableClock, StoppedClock
from coaching.messages import Button, Card, Exchange, Field, File, Input, Message, Picture, Sender

START = datetime(2026, 5, 5, 7, 10, tzinfo=UTC)
SECRET = b"0123456789abcdef0123456789abcdef"
TOKEN = "the-printed-token"

WELCOME = Card(
    title="Welcome to NetLead",
    body="One small act at a time.\nShall we begin?",
    buttons=(
        Button(label="Give me a tip", command="tip", primary=True),
        Button(label="Not now", command="pause"),
    ),
)
TIP = Card(title="Ask for a story", body="People remember whoever asked how they got here.")
PERSON = Card(
    title="Ada Lovelace",
    body="You last talked 12 days ago, about engines.",
    fields=(Field("Circle", "Closest 15"), Field("Knows", "mathematics, looms")),
    picture=Picture(
        "Ada helped you 4 times, you helped Ada once.",
        (("Ada helped you", 0.8, "4 times"), ("You helped Ada", 0.2, "once")),
    ),
    buttons=(
        Button(label="Why?", command="why 7", keeps=True),
        Button(label="Snooze 3 days", command="snooze 7 3d"),
    ),
)
FORM = Card(
    title="Whom did you help?",
    inputs=(
        Input(
            name="who",
            label="Name",
            required=True,
            quoted=True,
            hint="As you would say it out loud",
        ),
        Input(name="with", label="With what", kind="long", prefix="with "),
        Input(
            name="circle",
            label="Circle",
            kind="choice",
            prefix="circle ",
            choices=(("Closest 5", "5"), ("Closest 15", "15")),
        ),
        Input(name="on", label="On which day", kind="date", prefix="on "),
    ),
    buttons=(
        Button(label="Write it down", command="helped", submits=True, primary=True),
        Button(label="Never mind", command="skip"),
    ),
)
NUDGE = Card(
    title="Say hello to Grace",
    body="You two usually talk every three weeks; it has been five.",
    buttons=(
        Button(label="Done", command="done 3", primary=True),
        Button(label="Snooze 3 days", command="snooze 3 3d"),
        Button(label="Why this?", command="why 3", keeps=True),
    ),
)
EXPORT = Card(
    title="Everything I keep of you",
    body="Two files. Type `delete me` to have it all removed.",
    files=(
        File("netlead.json", "application/json", '{"contacts": ["Ada <b>"]}'),
        File("contacts.csv", "text/csv", "name\r\nAda\r\n"),
    ),
)
TALL = Card(title="A long list", body="\n".join(f"line {number}" for number in range(90)))
SCRIPT = {
    "start": WELCOME,
    "tip": TIP,
    "who": PERSON,
    "helped": FORM,
    "export": EXPORT,
    "list": TALL,
}


@dataclass
class ScriptedCoach:
    """Answers by its script, anything else with an echo; keeps what was said, each id once."""

    clock: MovableClock = field(default_factory=lambda: MovableClock(StoppedClock(START)))
    messages: list[Message] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    hold: asyncio.Event | None = None
    memory_fails: bool = False
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, message: Message) -> Card | None:
        self.messages.append(message)
        self.heard.set()
        if self.hold:
            await self.hold.wait()
        for old in self.exchanges:
            if old.key == message.id:
                return old.card
        if message.text == "hush":
            return None
        card = SCRIPT.get(message.text) or Card(title="I heard", body=message.text or "help")
        said = message.text
        if message.press:
            said = message.press.label
            self._answered(message.press.card, message.press.label)
        self.remember(message.id, card, said)
        return card

    def _answered(self, key: str, label: str) -> None:
        for index, old in enumerate(self.exchanges):
            if old.key == key:
                self.exchanges[index] = replace(old, answered=label)

    def remember(self, key: str, card: Card, said: str = "") -> None:
        at = self.clock.now() + timedelta(microseconds=len(self.exchanges))
        kept = replace(card, files=tuple(replace(file, content="") for file in card.files))
        self.exchanges.append(Exchange(key=key, at=at, said=said, card=kept))

    async def recall(self, sender: Sender, count: int) -> Sequence[Exchange]:
        assert (sender.platform, sender.workspace, sender.user) == ("web", "local", "you")
        if self.memory_fails:
            reason = "the memory is out of reach"
            raise RuntimeError(reason)
        return self.exchanges[-count:]


@dataclass
class FakeDemo:
    """Moves the coach's clock; the day's nudge comes with each whole day."""

    coach: ScriptedCoach
    adapter: WebAdapter | None = None
    steps: list[timedelta] = field(default_factory=list)

    async def advance(self, by: timedelta) -> None:
        self.steps.append(by)
        self.coach.clock.advance(by)
        if by >= timedelta(days=1) and self.adapter:
            key = f"nudge-{len(self.steps)}"
            self.coach.remember(key, NUDGE)
            await self.adapter.send("web:you", NUDGE, key)


@dataclass
class Stage:
    """A web chat with its scripted coach."""

    coach: ScriptedCoach
    demo: FakeDemo
    adapter: WebAdapter

    async def nudge(self, key: str = "nudge-1", card: Card = NUDGE) -> None:
        """Remember and push a nudge, as the outbox would."""
        if key not in {exchange.key for exchange in self.coach.exchanges}:
            self.coach.remember(key, card)
        await self.adapter.send("web:you", card, key)


def stage(
    *,
    with_demo: bool = True,
    secret: bytes = SECRET,
    token: str = TOKEN,
    hosts: Sequence[str] = (),
) -> Stage:
    """Return a new web chat with nothing said yet."""
    coach = ScriptedCoach()
    demo = FakeDemo(coach)
    adapter = WebAdapter(
        coach.handle,
        coach.recall,
        secret,
        coach.clock,
        demo if with_demo else None,
        token,
        hosts=hosts,
    )
    demo.adapter = adapter
    return Stage(coach, demo, adapter)
