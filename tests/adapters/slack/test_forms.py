"""A card's inputs become a form, and what is filled in becomes the line one could have typed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.cards.form_data import LONGEST_METADATA
from adapters.slack.cards.forms import errors, form, read_submission
from adapters.slack.cards.modals import answer_view, opening
from adapters.slack.cards.presses import Pressed, read
from coaching.messages import Button, Card, Input, compose
from tests.adapters.slack import seen
from tests.adapters.slack.cards import FORM, NUDGE, PERSON, REFUSED, inputs
from tests.adapters.slack.golden import see_golden
from tests.adapters.slack.oracles import check_view

KEY = "Ev0PV52K21"
SEND = FORM.buttons[0]
View = dict[str, Any]


def opened(*some: Input, command: str = "helped") -> View:
    button = Button(label="Send", command=command, submits=True)
    return form(Card(title="A form", inputs=some, buttons=(button,)), button, KEY)


def elements(view: View) -> list[dict[str, Any]]:
    return [block["element"] for block in view["blocks"] if block["type"] == "input"]


def test_the_form_is_as_it_was() -> None:
    view = form(FORM, SEND, KEY)
    assert check_view(view) == []
    see_golden("form_view", view)


def test_a_form_says_what_it_is_and_how_to_send_it_or_not() -> None:
    view = form(FORM, SEND, KEY)
    assert view["title"]["text"] == "Whom did you help, and…"
    assert view["blocks"][0]["text"]["text"] == "Whom did you help, and with what?"
    assert (view["submit"]["text"], view["close"]["text"]) == ("Write it down", "Cancel")
    assert seen.words(view["blocks"][1]) == "As little as you like."


def test_a_short_title_is_not_said_twice() -> None:
    view = opened(Input(name="a", label="A"))
    assert view["title"]["text"] == "A form"
    assert [block["type"] for block in view["blocks"]] == ["input"]


def test_each_kind_of_input_is_filled_in_its_own_way() -> None:
    who, what, circle, on, team = elements(form(FORM, SEND, KEY))
    assert (who["type"], who["multiline"]) == ("plain_text_input", False)
    assert (what["multiline"], what["initial_value"]) == (True, "the\ndeck")
    assert circle["initial_option"] == circle["options"][1]
    assert on["type"] == "plain_text_input"
    assert on["placeholder"]["text"] == "yesterday"
    assert team["initial_users"] == ["U1", "U2"]


def test_what_must_be_filled_in_is_not_optional() -> None:
    optional = [block["optional"] for block in form(FORM, SEND, KEY)["blocks"][2:]]
    assert optional == [False, True, True, True, True]


def test_a_form_that_is_sent_as_it_was_opened_keeps_what_was_there() -> None:
    view = seen.fill(form(FORM, SEND, KEY), in0="Grace Hopper")
    submission = read_submission(view)
    assert submission is not None
    assert submission.command == 'helped "Grace Hopper" with the deck circle 15 for <@U1> <@U2>'
    assert (submission.key, submission.label) == (KEY, "Write it down")
    assert submission.people == ("U1", "U2")
    assert submission.problems == {}


def test_people_who_are_picked_stand_in_the_line_as_slack_names_them() -> None:
    view = seen.fill(form(FORM, SEND, KEY), in0="Bo", in4=["W7", "U8", "W7", "<!channel>", "u9"])
    submission = read_submission(view)
    assert submission is not None
    assert submission.command.endswith(" for <@W7> <@U8> <@W7>")
    assert submission.people == ("W7", "U8")


def test_what_is_missing_is_said_under_its_input() -> None:
    view = seen.fill(form(FORM, SEND, KEY), in0="  ")
    submission = read_submission(view)
    assert submission is not None
    assert submission.problems == {f"input:0:{KEY}": "Please fill this in."}
    assert submission.problems.keys() <= {block.get("block_id") for block in view["blocks"]}


@settings(deadline=None)
@given(st.lists(inputs, min_size=1, max_size=6), st.data())
def test_a_form_says_the_same_line_as_everywhere(some: list[Input], data: st.DataObject) -> None:
    typed = data.draw(st.lists(st.text(max_size=9), min_size=len(some), max_size=len(some)))
    texts = {i.name: text for i, text in zip(some, typed, strict=True) if i.kind != "people"}
    view = opened(*some)
    filled: dict[str, Any] = {f"in{n}": texts.get(item.name, []) for n, item in enumerate(some)}
    submission = read_submission(json.loads(json.dumps(seen.fill(view, **filled))))
    assert submission is not None
    button = Button(label="Send", command="helped", submits=True)
    assert submission.command == compose(button, tuple(some), texts)


def test_a_choice_that_slack_cannot_show_is_typed() -> None:
    many = tuple((f"every {n}", f"{n}") for n in range(101))
    long = (("Long", "x" * 151),)
    view = opened(
        Input(name="a", label="A", kind="choice", value="7", choices=many),
        Input(name="b", label="B", kind="choice", choices=long),
        Input(name="c", label="C", kind="choice", value="?", choices=(("One", "1"),)),
    )
    assert check_view(view) == []
    a, b, c = elements(view)
    assert (a["type"], a["initial_value"], b["type"]) == ("plain_text_input", "7", a["type"])
    assert c["type"] == "static_select"
    assert "initial_option" not in c


def test_a_form_in_the_place_of_another_does_not_take_over_what_was_typed() -> None:
    one, other = form(FORM, SEND, "Ev1"), form(FORM, SEND, "Ev2")
    assert not {b.get("block_id") for b in one["blocks"][2:]} & {
        b.get("block_id") for b in other["blocks"][2:]
    }


@pytest.mark.parametrize(
    ("some", "command"),
    [
        ((), "helped"),
        ((Input(name="a", label="A", prefix="x" * LONGEST_METADATA),), "helped"),
        ((Input(name="a", label="A"),), "x" * LONGEST_METADATA),
    ],
)
def test_a_form_that_slack_could_not_carry_is_refused(
    some: tuple[Input, ...], command: str
) -> None:
    with pytest.raises(ValueError, match="a form"):
        opened(*some, command=command)


FILLED = seen.fill(form(FORM, SEND, KEY), in0="Grace")


@pytest.mark.parametrize(
    "metadata",
    [
        *(None, 7, "", "{", "[]", "null", '"x"', "[" * 100_000, "1" * 5000),
        *('{"user":"U2","admin":true}', '["k","l","c"]', '["k","l",7,[]]', '["k","l","c",[]]'),
        *('["k","l","c",{}]', '["k","l","c",[["a","",0]]]', '["k","l","c",[["a","",7,0]]]'),
        '["k","l","c",[["a","",0,0],["a","",0,0]]]',
    ],
)
def test_metadata_that_is_not_ours_says_nothing(metadata: object) -> None:
    forged = {**FILLED, "private_metadata": metadata}
    assert read_submission(FILLED) is not None
    assert read_submission(forged) is None
    assert errors(forged, REFUSED) == {}


@pytest.mark.parametrize("state", [None, 7, [], {}, {"values": None}, {"values": [1]}])
def test_a_view_without_its_state_says_nothing(state: object) -> None:
    assert read_submission({**FILLED, "state": state}) is None


@pytest.mark.parametrize("junk", [None, 7, [], "x", {"value": 7}, {"selected_option": "x"}])
def test_a_broken_input_counts_as_empty(junk: object) -> None:
    values = {f"input:{n}:{KEY}": junk for n in range(5)}
    values |= {f"input:1:{KEY}": {"value:1": junk}}
    submission = read_submission({**FILLED, "state": {"values": values}})
    assert submission is not None
    assert submission.command == "helped"
    assert list(submission.problems) == [f"input:0:{KEY}"]


@pytest.mark.parametrize("view", [None, 7, "x", [], {}, answer_view(NUDGE, KEY, "A"), opening()])
def test_what_is_no_form_says_nothing(view: object) -> None:
    assert read_submission(view) is None
    assert errors(view, REFUSED) == {}


def test_a_refusal_stands_under_the_input_that_it_quotes() -> None:
    view = opened(
        Input(name="what", label="What"),
        Input(name="when", label="When"),
        Input(name="who", label="Who"),
    )
    filled = seen.fill(view, in0="a deck for Zed", in1="someday soon maybe", in2="Zed")
    for body, place in (
        ("I cannot read “someday soon…” as a day.", 1),
        ("I do not know “Zed”.", 2),
        ("I do not know Zed yet.", 2),
        ("That is too much.", 0),
    ):
        assert errors(filled, Card(body=body, refused=True)) == {f"input:{place}:{KEY}": body}


def test_a_long_refusal_is_cut() -> None:
    (text,) = errors(FILLED, Card(body="word " * 400, refused=True)).values()
    assert len(text) <= 500
    assert text.endswith("word…")


def test_something_opens_at_once() -> None:
    assert check_view(opening()) == []
    assert "One moment…" in seen.words(opening())


def test_an_answer_is_shown_in_the_window_and_its_buttons_work() -> None:
    view = answer_view(PERSON, KEY, "Who is Ada Lovelace really?")
    assert check_view(view) == []
    assert view["title"]["text"] == "Who is Ada Lovelace…"
    assert "submit" not in view
    assert "data_visualization" not in [block["type"] for block in view["blocks"]]
    assert "Ada ██████████ 6 times" in seen.words(view)
    (element,) = seen.buttons(view["blocks"])
    assert read(element) == Pressed("edit #1", KEY, "Edit", "keeps")
    see_golden("answer_view", view)


def test_an_answer_with_a_form_has_the_button_that_opens_it() -> None:
    view = answer_view(FORM, KEY, "")
    assert view["title"]["text"] == "NetLead"
    assert next(read(element) for element in seen.buttons(view["blocks"])) == Pressed(
        "helped", KEY, "Write it down", "form"
    )
