"""Things that happen in Teams, for tests of what is remembered of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from adapters.teams.outbound.address_rows import ADDRESSES
from adapters.teams.outbound.addresses import Addresses
from adapters.teams.outbound.conversations import Place
from adapters.teams.outbound.known import Known
from adapters.teams.turns import Address, Event, Person, Room, Said, Scope, Turn
from bot.database import Database

NOON = datetime(2026, 5, 5, 12, 0, 0, 250_000, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TENANT = "22222222-bbbb-4bbb-8bbb-222222222222"
SERVICE = "https://smba.trafficmanager.net/emea/"
BOT = "28:the-bot"
TEAM = "19:team@thread.tacv2"
CHANNEL = "19:general@thread.tacv2"
ADA = Person(mri="29:1ada", object_id="aad-ada", name="Ada")
GUEST = Person(mri="29:1guest", name="Guest")
HELLO = Said("hello")
ADAS = Place(TENANT, "aad-ada")
GENERAL = Place(TENANT, CHANNEL)


def address(
    conversation: str, scope: Scope = "personal", *, tenant: str = TENANT, service: str = SERVICE
) -> Address:
    """Return how a conversation is reached."""
    return Address(
        tenant=tenant, service_url=service, conversation=conversation, scope=scope, bot=BOT
    )


def direct(person: Person = ADA, event: Event = HELLO, *, service: str = SERVICE) -> Turn:
    """Return something that happened in somebody's direct chat."""
    chat = address(f"a:{person.mri}", service=service)
    return Turn(key="k", id="1", address=chat, sender=person, event=event)


def in_channel(
    person: Person = ADA,
    event: Event = HELLO,
    *,
    channel: str = CHANNEL,
    thread: str = ";messageid=17",
) -> Turn:
    """Return something that happened in a channel of the team."""
    return Turn(
        key="k",
        id="1",
        address=address(f"{channel}{thread}", "channel"),
        sender=person,
        event=event,
        room=Room(id=channel, name="General", team=TEAM, team_name="Team"),
    )


def rows(database: Database) -> list[dict[str, object]]:
    """Return every row of the table."""
    with database.transaction() as connection:
        return [dict(row) for row in connection.execute(ADDRESSES.select()).mappings()]


async def there(addresses: Addresses, place: Place = ADAS) -> Known:
    """Return what is known of somebody who is known."""
    found = await addresses.find(place)
    assert found is not None
    return found
