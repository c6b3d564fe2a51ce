"""Slack while another process holds the database for ten seconds: nobody waits, nothing is lost.

Events and commands go on coming. Slack sends an event again that was not taken; in the end each is
to be counted once.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from threading import Thread

import uvloop

from coaching.clock import SystemClock
from tests.bench.book import name
from tests.bench.sides import Goal, say
from tests.bench.slack_load import as_fast_as_it_goes, by_the_clock
from tests.bench.slack_requests import command, event, event_name, user
from tests.bench.slack_sides import Running, servers

EVENTS, CONTACTS, PER_SECOND = 100, 3, 30
"""Each event is from somebody else; as many others give a command."""
HELD, LATEST = 10.0, 2.5
"""Seconds for which the database is held, and after which an answer is too late."""
WAVES, PATIENCE = 6, 60.0
"""How often an event comes at most, and seconds for all of it to be worked off."""
_TOUCHES = (
    "SELECT users.external, count(touches.number) FROM users LEFT JOIN touches"
    " ON touches.workspace_id = users.workspace_id AND touches.user_id = users.id"
    " GROUP BY users.external"
)


def main() -> list[Goal]:
    """Hold the database, send, let go, send again, count."""
    with servers("whole") as (_, found):
        whole = found["whole"]
        whole.get("/bench/fill", people=str(2 * EVENTS), contacts=str(CONTACTS))
        now = SystemClock().now()
        known = [command(now, "ledger", person) for person in range(2 * EVENTS)]
        uvloop.run(as_fast_as_it_goes(whole.port, known, 8))
        before = _touches(whole.database)
        holding = Thread(target=_hold, args=(whole.database,))
        holding.start()
        latest, sent, left = _waves(whole)
        holding.join()
        counted = _counted(whole, before)
    say(
        f"  {EVENTS} events and {EVENTS} commands, the database held for {HELD:.0f} s: the latest "
        f"answer after {latest:.2f} s, {sent - EVENTS} events sent again"
    )
    return [
        Goal("s, latest answer while the database is held", latest, LATEST, at_least=False),
        Goal("events that were never taken", left, 0, at_least=False),
        Goal(f"events that counted once, of {EVENTS}", counted, EVENTS),
    ]


def _hold(database: Path) -> None:
    """Keep everybody from writing, as a process does that stands still within a transaction."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=30)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        time.sleep(HELD)
        connection.execute("ROLLBACK")


def _waves(whole: Running) -> tuple[float, int, int]:
    """Send all events until they are taken; return the latest answer, how many went out, are left."""
    left = {event_name(): person for person in range(EVENTS)}
    latest, sent = 0.0, 0
    for wave in range(WAVES):
        if left:
            sent += len(left)
            late, left = _send(whole, left, commands=0 if wave else EVENTS)
            latest = max(latest, late)
    return latest, sent, len(left)


def _send(whole: Running, events: Mapping[str, int], commands: int) -> tuple[float, dict[str, int]]:
    """Send events, by their names and people, with commands between; return what was not taken."""
    now, requests = SystemClock().now(), []
    for number, (called, person) in enumerate(events.items()):
        requests.append(event(now, f"met {name(0)}", person, called))
        if number < commands:
            requests.append(command(now, f"met {name(1)}", EVENTS + person))
    got = uvloop.run(by_the_clock(whole.port, requests, PER_SECOND))
    step = 2 if commands else 1
    statuses = dict(zip(events, got.statuses[::step], strict=True))
    left = {called: person for called, person in events.items() if statuses[called] != 200}
    return max(got.latencies), left


def _touches(database: Path) -> dict[str, int]:
    """Return how many touches everybody has."""
    with closing(sqlite3.connect(database)) as connection:
        return dict(connection.execute(_TOUCHES).fetchall())


def _counted(whole: Running, before: Mapping[str, int]) -> int:
    """Return how many people have one touch more, once all is worked off or patience is over."""
    end, counted = time.monotonic() + PATIENCE, 0
    while counted < EVENTS and time.monotonic() < end:
        whole.get("/bench/rest")
        after = _touches(whole.database)
        people = [user(person) for person in range(EVENTS)]
        counted = sum(after[person] == before[person] + 1 for person in people)
        time.sleep(0.5)
    return counted
