"""The token service in Teams: who waits for it where every call to Microsoft takes 300 ms.

A turn lasts until its reply is with Teams: NetLead with no coach, and nothing stored.
"""

from __future__ import annotations

from statistics import median

from tests.bench.sides import Goal, say
from tests.bench.teams_sides import Microsoft, Running, microsoft, servers

SLOW = 0.3
"""Seconds for each call to the token service and to Teams' service."""
AT_ONCE, TURNS, ROUNDS = 5, 15, 5
MOST_LOGINS = 2


def main() -> list[Goal]:
    """Start, send, and count what the token service was asked."""
    with microsoft() as fake:
        fake.slow(service=SLOW, login=SLOW)
        fake.told()
        with servers(fake, "replying") as found:
            first, latest, ratio = _measure(fake, found["replying"])
            logins = fake.told().get("login", 0)
        fake.slow()
        with servers(fake, "whole") as found:
            found["whole"].flood(fake.messages(100), 16)
            found["whole"].asked("/bench/rest")
            whole = fake.told().get("login", 0)
    say(
        f"  {AT_ONCE} first turns at once {first:.2f} s, the longest turn after them {latest:.2f} s"
    )
    say(f"  calls to the token service: {logins} replying, {whole} with everything")
    return [
        Goal("login calls of a process", max(logins, whole), MOST_LOGINS, at_least=False),
        Goal(
            "s, longest later turn (a service call is 0.3, a login 0.3)",
            latest,
            SLOW * 1.5,
            at_least=False,
        ),
        Goal(f"{AT_ONCE} turns at once / one", ratio, 1.5, at_least=False),
    ]


def _measure(fake: Microsoft, server: Running) -> tuple[float, float, float]:
    """Return the seconds of the first turns and of the longest later one, and many to one."""
    first = server.flood(fake.messages(AT_ONCE), AT_ONCE).seconds
    ones = [server.flood(fake.messages(1), 1).seconds for _ in range(TURNS)]
    together = [server.flood(fake.messages(AT_ONCE), AT_ONCE) for _ in range(ROUNDS)]
    latest = max(*ones, *(max(sent.latencies) for sent in together))
    return first, latest, median(sent.seconds for sent in together) / median(ones)
