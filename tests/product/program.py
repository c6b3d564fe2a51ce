"""NetLead as a person starts it: a process of its own, its data in a folder of the test's."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

END_WITHIN = 30
"""Seconds from SIGTERM to the end."""


class Program:
    """``netlead run`` with its data in ``folder``, on any free port.

    ``settings`` are further variables; ``link`` is the web chat's, or where it listens.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        """Start it and wait until it says where it is."""
        self._folder = folder
        self._complaints = (folder.parent / "complaints.log").open("a")
        # None of the variables of this process that are NetLead's: the tests have some of their own.
        others = {n: v for n, v in os.environ.items() if not n.upper().startswith("NETLEAD_")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "run"],
            cwd=folder.parent,
            env={
                **others,
                "NETLEAD_DATA_DIR": str(folder),
                "NETLEAD_PORT": "0",
                **(settings or {}),
            },
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            text=True,
        )
        self.link = self._read_link()

    @property
    def complaints(self) -> str:
        """Return what it wrote to standard error, in this and earlier runs."""
        return (self._folder.parent / "complaints.log").read_text()

    def stop(self) -> int:
        """Ask it to end, as an operator would; return its exit code."""
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(END_WITHIN)

    def close(self) -> None:
        """End it whatever it is doing."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()
        self._complaints.close()

    def _read_link(self) -> str:
        if self._process.stdout is None:
            raise ValueError(self._process)
        said = self._process.stdout.readline()
        link = re.search(r"http://\S+|(?<=On )[\d.:]+(?=\.)", said)
        if link is None:
            self.close()
            raise ValueError(said + self.complaints)
        return link[0] if link[0].startswith("http") else f"http://{link[0]}"


@contextmanager
def running(folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[Program]:
    """Start NetLead; whatever happens, its process is gone in the end."""
    program = Program(folder, settings)
    try:
        yield program
    finally:
        program.close()
