"""How long somebody is not to be disturbed, as Slack tells it."""

from __future__ import annotations

import pytest

from adapters.slack.outbound.regard import HOUR, quiet_for

NOW = 1_000_000.0


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ({}, 0),
        ({"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": NOW + 60}, 0),
        ({"dnd_enabled": True, "next_dnd_start_ts": NOW - 9, "next_dnd_end_ts": NOW + 60}, 60),
        ({"dnd_enabled": True, "next_dnd_start_ts": NOW, "next_dnd_end_ts": NOW + 60}, 60),
        ({"dnd_enabled": True, "next_dnd_start_ts": NOW + 9, "next_dnd_end_ts": NOW + 60}, 0),
        ({"dnd_enabled": True, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}, 0),
        ({"dnd_enabled": True, "next_dnd_start_ts": "soon", "next_dnd_end_ts": None}, 0),
        ({"snooze_enabled": True, "snooze_endtime": NOW + 30}, 30),
        ({"snooze_enabled": True, "snooze_endtime": NOW - 30}, 0),
        ({"snooze_enabled": False, "snooze_endtime": NOW + 30}, 0),
        ({"snooze_enabled": True}, HOUR),
        (
            {
                "snooze_enabled": True,
                "snooze_endtime": NOW + 30,
                "dnd_enabled": True,
                "next_dnd_start_ts": NOW - 9,
                "next_dnd_end_ts": NOW + 60,
            },
            60,
        ),
    ],
)
def test_how_long_it_is_quiet(told: dict[str, object], seconds: float) -> None:
    assert quiet_for(told, NOW) == seconds
