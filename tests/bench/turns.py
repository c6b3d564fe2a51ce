"""Sides that take turns on a machine with others on it: only the quietest turns of each count.

How loud a turn was is what others took of the core where they took most. Where a side is slow
because somebody else computes, its turn says nothing about the side.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Turn = Callable[[], float]
"""Does one turn of work and returns its figure."""
COUNTED, QUIET = 6, 0.08
"""So many of the quietest turns count; below so much of a core a turn is quiet."""
LONGER = 3
"""How many times more rounds there are at most, until enough turns were quiet."""
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class _Taken:
    figure: float
    others: float


@dataclass(frozen=True)
class Medians:
    """Each side's median, and what share of a core others took: mostly, and in what counts."""

    figures: Mapping[str, float]
    loud: float
    quiet: float

    def noise(self) -> str:
        """Return how loud it was, in words."""
        return (
            f"others took {self.loud:.0%} of a core in the median turn, "
            f"{self.quiet:.0%} in the turns that count"
        )


def taken_in_turns(
    sides: Mapping[str, Turn], rounds: int, helpers: Mapping[str, Sequence[int]] | None = None
) -> Medians:
    """Return each side's median over its quietest turns, of ``rounds`` or more.

    ``helpers`` are the processes that work for a side beside this one, each on a core of its own.
    """
    found: dict[str, list[_Taken]] = {name: [] for name in sides}
    for number in range(LONGER * rounds):
        if number >= rounds and all(_is_enough(turns) for turns in found.values()):
            break
        for name in list(sides) if number % 2 == 0 else list(sides)[::-1]:
            found[name].append(_taken(sides[name], (helpers or {}).get(name, ())))
    quiet = {name: _quietest(turns) for name, turns in found.items()}
    return Medians(
        {name: median(turn.figure for turn in turns) for name, turns in quiet.items()},
        median(turn.others for turns in found.values() for turn in turns),
        median(turn.others for turns in quiet.values() for turn in turns),
    )


def processor_seconds(pid: int) -> float:
    """Return the processor time that all threads of a process have used."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def _is_enough(turns: Sequence[_Taken]) -> bool:
    return sum(turn.others < QUIET for turn in turns) >= COUNTED


def _quietest(turns: Sequence[_Taken]) -> Sequence[_Taken]:
    return sorted(turns, key=lambda turn: turn.others)[:COUNTED]


def _taken(turn: Turn, helpers: Sequence[int]) -> _Taken:
    pids = (os.getpid(), *helpers)
    started, before = time.perf_counter(), _others(pids)
    figure = turn()
    seconds, after = time.perf_counter() - started, _others(pids)
    return _Taken(figure, max(after[core] - before[core] for core in after) / seconds)


def _others(pids: Sequence[int]) -> dict[int, float]:
    """Return for each core the seconds for which it was busy with anything but ``pids``."""
    cores = dict(enumerate(_busy()))
    for pid in pids:
        (core, *more) = os.sched_getaffinity(pid)
        if not more:
            cores[core] -= processor_seconds(pid)
    return cores


def _busy() -> list[float]:
    """Return the seconds for which each core did anything, or was not there for us."""
    lines = Path("/proc/stat").read_text(encoding="ascii").splitlines()
    times = [line.split()[1:9] for line in lines if line.startswith("cpu") and line[3].isdigit()]
    return [
        sum(int(ticks) for place, ticks in enumerate(ticks_of) if place not in _RESTING) / _TICK
        for ticks_of in times
    ]


_RESTING = (3, 4)
"""Idle, and waiting for a disk, among the columns of /proc/stat; see proc(5)."""
