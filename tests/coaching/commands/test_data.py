"""Dialogues about the person's own data: what is known, taken along, deleted."""

from __future__ import annotations

import csv
import io
import json

from sqlalchemy import select
from sqlmodel import SQLModel

from coaching.exports import guarded
from tests.coaching.talk import Talk


def test_what_is_known_is_told_in_numbers_and_names(talk: Talk) -> None:
    talk.say("promise Ada: the deck by Friday")
    known = talk.text("what do you know")
    assert "People you told me about: 1" in known
    assert "Who they are: Ada" in known


def test_the_export_holds_every_row_of_every_table(talk: Talk) -> None:
    talk.say("promise Ada: the deck by Friday")
    talk.say("ask a recruiter")
    files = {file.name: file.content for file in talk.say("export").files}
    whole = json.loads(files["netlead.json"])
    personal = {t.name for t in SQLModel.metadata.tables.values() if "user_id" in t.c} | {"users"}
    assert set(whole) == personal
    assert whole["promises"][0]["what"] == "the deck"
    rows = list(csv.DictReader(io.StringIO(files["contacts.csv"])))
    assert [row["name"] for row in rows] == ["Ada"]


def test_the_export_is_not_kept_with_the_conversation(talk: Talk) -> None:
    talk.say("export")
    assert {file.content for file in talk.recall()[-1].card.files} == {""}


def test_a_cell_is_never_a_formula() -> None:
    for risky in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1"):
        assert guarded(risky) == f"'{risky}"
    for harmless in ("", "Ada", "1+1", "a=b"):
        assert guarded(harmless) == harmless


def test_delete_me_asks_once_and_leaves_no_row(talk: Talk) -> None:
    talk.say("promise Ada: the deck by Friday")
    other = talk.other("bo")
    other.say("ask a recruiter")
    talk.say("delete me")
    assert "Everything is deleted" in talk.press("Yes, delete everything").title
    with talk.transaction() as connection:
        for table in SQLModel.metadata.tables.values():
            if "user_id" in table.c:
                owners = connection.execute(select(table.c.user_id)).scalars().all()
                assert set(owners) <= {2}, table.name
    assert "a recruiter" in other.text("ask")


def test_after_deletion_we_start_anew(talk: Talk) -> None:
    talk.say("ask a recruiter")
    talk.say("delete me yes")
    assert "Nothing yet" in talk.text("history")


def test_delete_somebody_else_is_no_deletion(talk: Talk) -> None:
    assert "`forget Ada`" in talk.text("delete Ada")
