"""What Teams was sent for some cards, kept as files to be read by people.

Run with NETLEAD_GOLDEN=write to make them anew.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

GOLDEN = Path(__file__).parents[2] / "golden" / "teams"


def see_golden(name: str, thing: object) -> None:
    """See that ``thing`` is as it was."""
    data = json.dumps(thing, indent=1, ensure_ascii=False) + "\n"
    file = GOLDEN / f"{name}.json"
    if os.environ.get("NETLEAD_GOLDEN") == "write":
        GOLDEN.mkdir(parents=True, exist_ok=True)
        file.write_text(data, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == data
