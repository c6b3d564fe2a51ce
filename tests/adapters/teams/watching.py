"""Waits for what people get in Teams."""

from __future__ import annotations

from tests.adapters.teams.fake import FakeCloud
from tests.adapters.teams.fake.nouns import Person, Post
from tests.adapters.teams.side import Side


async def posts(cloud: FakeCloud, person: Person, count: int = 1) -> list[Post]:
    """Return the messages to ``person``, once there are ``count``."""
    return await cloud.until(
        lambda: [*found] if len(found := cloud.posts_to(person)) >= count else []
    )


async def newest(cloud: FakeCloud, person: Person, count: int = 1) -> Post:
    """Return the newest message to ``person``, once there are ``count``."""
    return (await posts(cloud, person, count))[-1]


async def with_button(cloud: FakeCloud, side: Side, person: Person, label: str) -> Post:
    """Return the newest message to ``person`` that has a button with ``label``."""

    def found() -> Post | None:
        mine = reversed(cloud.posts_to(person))
        return next((post for post in mine if label in side.labels(person, post)), None)

    post = await cloud.until(found)
    assert post is not None
    return post
