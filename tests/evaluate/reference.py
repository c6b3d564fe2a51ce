"""The recorded data that the coach is measured on: beside the checkout, never part of it."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.conftest import REFERENCE

DATA = REFERENCE / "data"
_ABOUT = {
    "contacts_enron.csv.gz": "who wrote to whom at Enron (Priebe, Conroy, Marchette, Park 2005)",
    "contacts_enron_nodes.csv.gz": "roles at Enron (Priebe, Conroy, Marchette, Park 2005)",
    "irc_ubuntu_dev.jsonl.gz": "reply links of #ubuntu, dev (Kummerfeld et al. 2019)",
    "irc_ubuntu_train.jsonl.gz": "reply links of #ubuntu, train (Kummerfeld et al. 2019)",
    "molweni_dev.json.gz": "discourse relations of #ubuntu (Li et al. 2020)",
}


class MissingDataError(Exception):
    """A file of the recorded data is not on this machine; the text says which, and where it goes."""


def path(name: str) -> Path:
    """Return where the file ``name`` lies, or raise MissingDataError."""
    file = DATA / name
    if not file.exists():
        about = f" ({_ABOUT[name]})" if name in _ABOUT else ""
        raise MissingDataError(
            f"{name}{about} is not on this machine. It is not part of NetLead; put it into "
            f"{DATA} and run this again."
        )
    return file


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a zipped CSV file by column."""
    with gzip.open(path(name), "rt", encoding="utf-8", newline="") as text:
        yield from csv.DictReader(text)


def lines(name: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a zipped file of JSON lines."""
    with gzip.open(path(name), "rt", encoding="utf-8") as text:
        yield from (json.loads(line) for line in text)


def document(name: str) -> Any:  # noqa: ANN401 whatever the file holds
    """Return what a zipped JSON file holds."""
    with gzip.open(path(name), "rt", encoding="utf-8") as text:
        return json.load(text)
