"""Cards that are sent to Teams in tests: a few of the product's, and any that could ever be."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from coaching.messages import Button, Card, Field, File, Input, Picture

NUDGE = Card(
    title="Reconnect with Ada",
    body="You two usually talk every three weeks; it has been five.\n\nTry “How did the talk go?”",
    buttons=(
        Button(label="Draft", command="draft 3", keeps=True),
        Button(label="Done", command="done 3", primary=True),
        Button(label="Snooze 3 days", command="snooze 3 3d"),
        Button(label="Not this person", command="skip 3"),
        Button(label="Why this?", command="why 3", keeps=True),
    ),
)
PERSON = Card(
    title="Ada <Countess> Lovelace & **Co**",
    body="Type `met Ada` when you meet.\n\nYou last talked 12 days ago, about *engines* _and_ looms",
    fields=(
        Field("Circle", "Closest 15"),
        Field("Knows", "mathematics, looms"),
        Field("Note, today", "<at>Everyone</at> see [here](https://evil.example)\n- a\n- b"),
        Field("Empty", " "),
        Field("You promised", "the deck (`kept 4`)"),
        Field("Since", "{{DATE(2026-11-23T09:00:00Z, LONG)}}"),
    ),
    picture=Picture(
        "Who helped you in the last 90 days: Ada 6, Bo 2, Cy 1.",
        (("Ada", 1.0, "6 times"), ("Bo", 1 / 3, "twice"), ("Cy", 1 / 6, "once")),
    ),
    buttons=(Button(label="Edit", command="edit #1", keeps=True),),
)
FORM = Card(
    title="Whom did you help, and with what?",
    body="As little as you like.",
    inputs=(
        Input(name="who", label="Name", required=True, quoted=True, hint="Ada"),
        Input(name="with", label="With what", kind="long", prefix="with ", value="the\ndeck"),
        Input(
            name="circle",
            label="Circle",
            kind="choice",
            value="15",
            prefix="circle ",
            choices=(("Closest 5", "5"), ("Closest 15", "15")),
        ),
        Input(name="on", label="On which day", kind="date", prefix="on ", hint="yesterday"),
        Input(name="team", label="Colleagues", kind="people", prefix="for "),
    ),
    buttons=(
        Button(label="Write it down", command="helped", submits=True, primary=True),
        Button(label="Never mind", command="skip"),
    ),
)
EXPORT = Card(
    title="Everything I keep of you",
    body="Two files. Type `delete me` to have it all removed.",
    files=(File("netlead.json", "application/json", ""), File("contacts.csv", "text/csv", "")),
)
REFUSED = Card(
    body="I do not know “Zed Nobody” yet. Type `add Zed` first.",
    refused=True,
    buttons=(Button(label="Add Zed Nobody", command='add "Zed Nobody"'),),
)
TOPICS = Card(
    title="Topics",
    buttons=tuple(Button(label=f"Topic {n}", command=f"tip {n}") for n in range(1, 21)),
)

SIGNS = (
    *("**x**", "_x_", "*x*", "~~x~~", "`x`", "# x", "> x", "- x", "1. x", "---", "| a | b |"),
    *("[x](http://evil.example)", "![x](http://evil.example/x.png)", "<http://evil.example>"),
    *(
        "<at>Ada</at>",
        "<at id='0'>all</at>",
        "@team",
        "<b>x</b>",
        "<script>1</script>",
        "&lt;b&gt;",
    ),
    *("<img src=x onerror=1>", "{{DATE(2026-11-23T09:00:00Z)}}", "{{TIME(2026-11-23T09:00:00Z)}}"),
    *("{{{DATE(2026-11-23T09:00:00Z)}}}", "{{date(2026-11-23T09:00:00Z)}}", "${x}", "{x}", "\\*"),
    *("\u200b", "\u200d", "\u202e", "\ufeff", "\ud800", "\udfff", "\0", "\x1b[31m", "\r\n", "\t"),
    *("“", "…", "%", "é", "e\u0301", "👩\u200d🚀", "\U000e0041", "שלום", "ﷺ", "\n\n", "\n- x\n"),
)

texts = st.lists(st.sampled_from(SIGNS) | st.text(max_size=4), max_size=4).map(" ".join)
"""Texts with all that a client might obey, and what is hardly text."""
short_texts = texts.map(lambda text: text[:70] or "x")
numbers = st.floats(min_value=-1, max_value=2) | st.sampled_from((0.0, 1.0, float("nan")))

inputs = st.builds(
    Input,
    name=st.uuids().map(str),
    label=short_texts,
    kind=st.sampled_from(("text", "long", "date", "people")),
    value=texts,
    hint=texts,
    required=st.booleans(),
    prefix=st.sampled_from(("", "with ", ": ", ", ")),
    quoted=st.booleans(),
)
buttons = st.builds(
    Button,
    label=short_texts,
    command=short_texts.map(lambda text: f"met {text}"),
    submits=st.booleans(),
    keeps=st.booleans(),
    primary=st.booleans(),
)
pictures = st.builds(
    Picture,
    alt=texts,
    bars=st.lists(st.tuples(texts, numbers, texts), max_size=4).map(tuple),
)
cards = st.builds(
    Card,
    title=texts,
    body=texts,
    fields=st.lists(st.builds(Field, texts, texts), max_size=3).map(tuple),
    picture=st.none() | pictures,
    files=st.lists(st.builds(File, texts, st.just("text/csv"), texts), max_size=2).map(tuple),
    inputs=st.lists(inputs, max_size=2).map(tuple),
    buttons=st.lists(buttons, max_size=4).map(tuple),
)
"""Any card at all, most of them worse than what the coach lets through."""


def stretched(card: Card, times: int) -> Card:
    """Return ``card`` with its texts, fields and bars many times as long."""
    picture = card.picture
    return replace(
        card,
        body=card.body * times,
        fields=tuple(Field(item.label, item.value * times) for item in card.fields * times),
        picture=picture and replace(picture, bars=picture.bars * times),
        inputs=tuple(replace(item, value=item.value * times) for item in card.inputs),
    )
