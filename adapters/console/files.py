"""Puts the files that a card brings along into a folder, for nobody's eyes but the person's own."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from adapters.console.columns import safe
from coaching.messages import File

_UNNAMED = "netlead.txt"


def save(file: File, folder: Path) -> Path:
    """Write ``file`` into ``folder`` with rights for its owner alone; return where it is.

    A file that is there already stays: the new one gets a number. `OSError` if the folder cannot
    be written to.
    """
    name = PurePosixPath(safe(file.name).replace("\\", "/")).name.lstrip(".") or _UNNAMED
    stem, dot, end = name.partition(".")
    number = 1
    while True:
        path = folder / (name if number == 1 else f"{stem}-{number}{dot}{end}")
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            number += 1
            continue
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as writer:
            writer.write(file.content)
        return path
