"""Cards as text: golden drawings."""

from __future__ import annotations

from adapters.console.columns import columns
from adapters.console.render import ansi, render
from coaching.messages import Button, Card, Field, Input, Picture

FULL = Card(
    title="Ada Lovelace",
    body="You met her three weeks ago.\nShe likes engines and long letters about numbers.",
    fields=(
        Field("Circle", "close (15)"),
        Field("Last touch", "Mon 2 Nov, coffee about the new engine and who could build it"),
    ),
    picture=Picture(
        alt="Two in three of your contacts are inside.",
        bars=(("Inside", 0.67, "67 %"), ("Outside", 0.33, "33 %"), ("Odd", 7.0, "?")),
    ),
    inputs=(
        Input(name="who", label="Who", required=True, hint="a name"),
        Input(name="note", label="Note", value="coffee"),
        Input(
            name="how", label="How", kind="choice", choices=(("In person", "p"), ("By phone", "f"))
        ),
    ),
    buttons=(
        Button(label="Save", command="met", submits=True),
        Button(label="Snooze 3 days", command="snooze 3d"),
    ),
)

WIDE = """\
Ada Lovelace
You met her three weeks ago.
She likes engines and long letters about numbers.

  Circle      close (15)
  Last touch  Mon 2 Nov, coffee about the new engine and who
              could build it

Two in three of your contacts are inside.
  Inside   ██████████░░░░░ 67 %
  Outside  █████░░░░░░░░░░ 33 %
  Odd      ███████████████ ?

  Who (needed)  a name
  Note          coffee
  How           In person / By phone

[1] Save …  [2] Snooze 3 days"""

NARROW = """\
Ada Lovelace
You met her three
weeks ago.
She likes engines
and long letters
about numbers.

  Circle  close (15)
  Last    Mon 2 Nov,
  touch   coffee
          about the
          new engine
          and who
          could
          build it

Two in three of your
contacts are inside.
  Inside  ███░░ 67 %
  Outsid  ██░░░ 33 %
  e
  Odd     █████ ?

  Who     a name
  (neede
  d)
  Note    coffee
  How     In person
          / By phone

[1] Save …
[2] Snooze 3 days"""


def test_a_full_card_on_a_wide_terminal() -> None:
    assert render(FULL, 60) == WIDE


def test_a_full_card_on_the_narrowest_terminal() -> None:
    assert render(FULL, 1) == NARROW


def test_every_slot_may_be_missing() -> None:
    assert render(Card(), 60) == ""
    assert render(Card(title="Hello"), 60) == "Hello"
    assert render(Card(body=" Hello \n"), 60) == "Hello"
    assert render(Card(picture=Picture(alt="A map.")), 60) == "A map."
    assert render(Card(fields=(Field("", ""),)), 60) == ""


def test_the_columns_fit_for_every_script() -> None:
    card = Card(fields=(Field("名前", "日本"), Field("Zoë", "x")))

    assert render(card, 60) == "  名前  日本\n  Zoë   x"


def test_what_people_wrote_cannot_move_the_cursor() -> None:
    evil = "\x1b[2J\x07"
    card = Card(
        title=evil + "a",
        body=evil,
        fields=(Field(evil + "\nb", evil),),
        picture=Picture(alt=evil, bars=((evil, 1.0, evil),)),
        inputs=(Input(name="x", label=evil, value=evil),),
        buttons=(Button(label=evil, command="x"),),
    )

    assert "\x1b" not in render(card, 60)
    assert "\x07" not in render(card, 60)


def test_colours_are_only_paint() -> None:
    painted = render(FULL, 60, ansi)

    assert "\x1b[1mAda Lovelace\x1b[0m" in painted
    assert "\x1b[36m[1] Save …  [2] Snooze 3 days\x1b[0m" in painted
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[36m"):
        painted = painted.replace(code, "")
    assert painted == WIDE


def test_many_buttons_are_under_each_other() -> None:
    card = Card(buttons=tuple(Button(label=f"Person {n}", command=str(n)) for n in range(12)))

    lines = render(card, 40).split("\n")

    assert lines[0] == "[1] Person 0"
    assert lines[-1] == "[12] Person 11"


def test_a_very_long_card_is_drawn_within_its_width() -> None:
    card = Card(title="t" * 5000, body="word " * 20000, fields=(Field("l" * 500, "v" * 5000),))

    assert max(map(columns, render(card, 80).split("\n"))) == 80
