"""All that this Microsoft knows: the app, its tokens, who is in which tenant, what was posted where.

Everything may be looked at and changed from any thread; whoever changes something holds ``lock``,
and notifies ``changed`` where somebody may wait for it.
"""

from __future__ import annotations

import threading
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from coaching.clock import MovableClock, SystemClock
from tests.adapters.teams.fake.nouns import App, Call, Conversation, Person, Post, Scope

TENANT = "22222222-bbbb-4bbb-8bbb-222222222222"
"""The company that is there from the beginning."""
TOKEN_LIFE = 3599.0


@dataclass
class World:
    """The state of one Microsoft. Its clock runs with the machine's and can be moved forward."""

    app: App = field(default_factory=App)
    clock: MovableClock = field(default_factory=lambda: MovableClock(SystemClock()))

    def __post_init__(self) -> None:
        """Begin with nobody."""
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.base_url = ""
        self.token_life = TOKEN_LIFE
        self.tokens: dict[str, float] = {}
        self.people: list[Person] = []
        self.conversations: dict[str, Conversation] = {}
        self.posts: dict[str, Post] = {}
        self.disabled: set[str] = set()
        """Tenants whose admin switched the bot off."""
        self._numbers = count(1)

    def now(self) -> float:
        """Return the present instant in seconds since 1970."""
        return self.clock.now().timestamp()

    def advance(self, seconds: float) -> None:
        """Let time pass at once."""
        self.clock.advance(timedelta(seconds=seconds))

    # Who and what is there

    def person(
        self,
        name: str,
        *,
        tenant: str = TENANT,
        home: str = "",
        role: str = "user",
        installed: bool = True,
    ) -> Person:
        """Add somebody; with a ``home`` of another company."""
        number = next(self._numbers)
        made = Person(
            object_id=str(uuid.UUID(int=0xAAD << 64 | number)),
            mri=f"29:1Fake-_{number:04d}xYz",
            name=name,
            tenant=tenant,
            home=home or tenant,
            role=role,
            installed=installed,
        )
        with self.lock:
            self.people.append(made)
        return made

    def direct_chat(self, person: Person) -> Conversation:
        """Return somebody's direct chat with the bot: the same one, however often it is opened."""
        with self.lock:
            for found in self.conversations.values():
                if found.scope == "personal" and found.members == [person]:
                    return found
            return self._room(f"a:1{uuid.uuid4().hex}", "personal", person.tenant, person)

    def channel(self, name: str, *members: Person, tenant: str = TENANT) -> Conversation:
        """Add a channel of a team of its own, which has the app."""
        made = self._room(f"19:{uuid.uuid4().hex}@thread.tacv2", "channel", tenant, *members)
        made.name, made.team = name, f"19:{uuid.uuid4().hex}@thread.tacv2"
        return made

    def group_chat(self, *members: Person, tenant: str = TENANT) -> Conversation:
        """Add a chat of several people, which has the app."""
        return self._room(f"19:{uuid.uuid4().hex}@thread.v2", "groupChat", tenant, *members)

    def who(self, user: str, tenant: str) -> Person | None:
        """Return somebody of a tenant by ``29:`` or object id."""
        fitting = (p for p in self.people if user in (p.mri, p.object_id) and p.tenant == tenant)
        return next(fitting, None)

    # What was posted

    def keep(self, post: Post) -> Post:
        """Put a message into its conversation."""
        with self.changed:
            self.posts[post.id] = post
            self.changed.notify_all()
        return post

    def mint(self) -> str:
        """Return a new id of a message, in the form of Teams': milliseconds."""
        return str(1_700_000_000_000 + next(self._numbers))

    # Tokens

    def issue(self) -> str:
        """Return a new token of the app's, good for `token_life` seconds."""
        token = f"eyJ0.fake.{uuid.uuid4().hex}"
        with self.lock:
            self.tokens[token] = self.now() + self.token_life
        return token

    def takes(self, bearer: str) -> bool:
        """Return whether a token is one that was issued, and not over."""
        return self.tokens.get(bearer, 0.0) > self.now()

    def _room(self, number: str, scope: Scope, tenant: str, *members: Person) -> Conversation:
        made = Conversation(id=number, scope=scope, tenant=tenant, members=list(members))
        with self.lock:
            self.conversations[made.id] = made
        return made


@dataclass
class Record:
    """Every request there was."""

    world: World
    calls: list[Call] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    """What Teams lets pass and should not be done: see `connector`."""

    def add(self, call: Call) -> Call:
        """Write a request down."""
        with self.world.changed:
            call.at = self.world.now()
            self.calls.append(call)
            self.world.changed.notify_all()
        return call
