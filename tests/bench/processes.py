"""Servers in processes of their own, for as long as a measurement takes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def started(module: str, *arguments: str) -> Iterator[tuple[str, int]]:
    """Run ``tests.bench.<module>``; yield the line with which it says that it is ready, and its id."""
    command = [sys.executable, "-m", f"tests.bench.{module}", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline().strip() if process.stdout else ""
        if not line:
            reason = f"{module} {' '.join(arguments)} did not start"
            raise RuntimeError(reason)
        yield line, process.pid
    finally:
        process.terminate()
        process.wait(20)
