"""Files for a person: uploaded, or spelled out where that is not allowed, and never lost in silence."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.installs.installations import Installation
from adapters.slack.outbound import handing_over as room
from adapters.slack.outbound.handing_over import PIECE, pieces
from adapters.slack.verdicts import CallError
from coaching.messages import File
from tests.adapters.slack.fake import FakeSlack, Fault
from tests.adapters.slack.fake.faults import dropped, rate_limited, refused, server_error
from tests.adapters.slack.fake.nouns import User
from tests.adapters.slack.outbound.outfit import Outfit

WHOLE = File("netlead.json", "application/json", '{"contacts": 1}\n')
TABLE = File("contacts.csv", "text/csv", "name\nAda\n")
BASIC = ("commands", "chat:write", "im:history", "users:read")


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pauses between messages be short."""
    monkeypatch.setattr("adapters.slack.outbound.pacing.PER_CHANNEL", 0.01)


@pytest.fixture
def narrow(outfit: Outfit) -> Installation:
    """Install the app without the right to upload."""
    return outfit.install(scopes=BASIC)


def names(slack: FakeSlack, user: User) -> list[str]:
    return [file["name"] for post in slack.posts_to(user) for file in post.files]


def texts(slack: FakeSlack, user: User) -> list[str]:
    return [post.text for post in slack.posts_to(user)]


async def test_files_are_uploaded_into_the_direct_conversation(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    await outfit.files.hand_over(home, ana.id, [WHOLE, TABLE], "k")
    assert names(slack, ana) == ["netlead.json", "contacts.csv"]
    assert [upload.content for upload in slack.world.uploads.values()] == [
        WHOLE.content.encode(),
        TABLE.content.encode(),
    ]


async def test_where_the_conversation_is_known_nothing_is_said_before(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    channel = await outfit.poster.post(home, ana.id, room._piece("hello", "x"), "k0")  # noqa: SLF001 any message
    await outfit.files.hand_over(home, channel, [WHOLE], "k")
    assert len(slack.posts_to(ana)) == 2
    assert names(slack, ana) == ["netlead.json"]


async def test_without_the_right_to_upload_the_whole_is_spelled_out(
    outfit: Outfit, narrow: Installation, slack: FakeSlack, ana: User
) -> None:
    long = File("netlead.json", "application/json", "line of some length\n" * 400)
    await outfit.files.hand_over(narrow, ana.id, [long, TABLE], "k")
    parts = texts(slack, ana)
    assert parts == [f"netlead.json, part {n} of 3" for n in (1, 2, 3)]
    said = "".join(post.words for post in slack.posts_to(ana))
    assert said.count("line of some length") == 400
    assert "Ada" not in said


@pytest.mark.parametrize(
    "word", ["file_uploads_disabled", "storage_limit_reached", "missing_scope"]
)
async def test_where_a_company_has_switched_uploads_off_it_is_spelled_out_too(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User, word: str
) -> None:
    slack.fail_next("files.getUploadURLExternal", refused(word))
    await outfit.files.hand_over(home, ana.id, [WHOLE], "k")
    assert "contacts" in slack.posts_to(ana)[-1].words


async def test_what_is_far_too_long_for_messages_says_what_to_do(
    outfit: Outfit, narrow: Installation, slack: FakeSlack, ana: User
) -> None:
    huge = File("netlead.json", "application/json", "x" * (PIECE * 40 + 1))
    await outfit.files.hand_over(narrow, ana.id, [huge], "k")
    (post,) = slack.posts_to(ana)
    assert "files:write" in post.words
    assert "120,001 characters" in post.words


async def test_a_little_patience_is_had_between_two_pieces(
    outfit: Outfit, narrow: Installation, slack: FakeSlack, ana: User
) -> None:
    long = File("netlead.json", "application/json", "x" * (PIECE + 1))
    slack.fail_next("chat.postMessage", None, rate_limited("1"))
    await outfit.files.hand_over(narrow, ana.id, [long], "k")
    assert len(texts(slack, ana)) == 2


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("files.getUploadURLExternal", rate_limited("30")),
        ("files.getUploadURLExternal", server_error()),
        ("upload", Fault(status=500, body=b"no")),
        ("files.completeUploadExternal", dropped("before")),
        ("files.completeUploadExternal", refused("internal_error", accepted=True)),
    ],
)
async def test_files_that_do_not_get_through_are_not_lost_in_silence(
    outfit: Outfit,
    home: Installation,
    slack: FakeSlack,
    ana: User,
    log: io.StringIO,
    method: str,
    fault: Fault,
) -> None:
    # A reading call whose connection breaks is made once more by the HTTP library.
    slack.fail_next(method, fault, fault)
    await outfit.files.hand_over(home, ana.id, [WHOLE], "k")
    assert "type `export` again" in slack.posts_to(ana)[-1].text
    assert "files did not get through" in log.getvalue()


async def test_pieces_that_stop_half_way_are_not_lost_in_silence_either(
    outfit: Outfit, narrow: Installation, slack: FakeSlack, ana: User
) -> None:
    long = File("netlead.json", "application/json", "x" * (PIECE + 1))
    slack.fail_next("chat.postMessage", None, server_error())
    await outfit.files.hand_over(narrow, ana.id, [long], "k")
    assert "type `export` again" in texts(slack, ana)[-1]


async def test_a_second_try_that_has_the_files_no_more_says_so(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    await outfit.files.hand_over(home, ana.id, [File("netlead.json", "application/json", "")], "k")
    assert "type `export` again" in texts(slack, ana)[-1]


async def test_no_files_are_no_message(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    await outfit.files.hand_over(home, ana.id, [], "k")
    assert slack.calls == []


async def test_where_not_even_that_can_be_said_the_caller_hears_of_it(
    outfit: Outfit, home: Installation, slack: FakeSlack, ana: User
) -> None:
    slack.script.fail_always("chat.postMessage", rate_limited("60"))
    with pytest.raises(CallError) as caught:
        await outfit.files.hand_over(home, ana.id, [WHOLE], "k")
    assert caught.value.verdict.meaning == "wait"


@given(st.text(alphabet="ab \n", max_size=3 * PIECE))
def test_pieces_are_the_whole_in_order(text: str) -> None:
    found = pieces(text)
    assert all(0 < len(piece) <= PIECE for piece in found)
    assert "".join(found) == text or not text[len("".join(found)) :].strip()


def test_pieces_are_cut_behind_a_line_where_there_is_one() -> None:
    text = "a" * 1_000 + "\n" + "b" * 2_500
    assert pieces(text) == ["a" * 1_000 + "\n", "b" * 2_500]
    assert [len(piece) for piece in pieces("x" * (2 * PIECE + 5))] == [PIECE, PIECE, 5]
