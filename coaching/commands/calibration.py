"""``calibration``: how welcome one's words were guessed to be, beside how welcome they were."""

from __future__ import annotations

from coaching.calibration import ENOUGH, SCALE, Calibration, calibration, compared, said
from coaching.commands.base import Command, Turn
from coaching.messages import Button, Card, Field, Picture
from coaching.phrasing import several

_RESEARCH = (
    "People underestimate how much a word from them is appreciated, the more so when it is a "
    "surprise (Peggy Liu, SoYon Rim, Lauren Min & Kate Min, 2023, Journal of Personality and Social "
    "Psychology: 13 studies, over 5,900 people). So it is with thanks (Amit Kumar & Nicholas Epley, "
    "2018, Psychological Science)"
)
_COUNTED = (
    "Guesses that you looked back on, both marks from 1 to 5 and both yours: nobody was asked. A "
    "word without a reply has no mark, and counts among the replies only"
)


def run(turn: Turn) -> Card:
    """Show the two means and the replies, from five on."""
    reach_outs = turn.repository.reach_outs.all()
    seen = calibration(reach_outs)
    picks = compared(reach_outs)
    fields = (
        Field("Old ties, my picks and yours", picks),
        Field("How it is counted", _COUNTED if seen.enough else ""),
        Field("Research", _RESEARCH),
    )
    return Card(
        title="Guessed and found",
        body=_body(seen),
        fields=tuple(field for field in fields if field.value),
        picture=_picture(seen),
        buttons=(Button(label="Whom to write to", command="today"),),
    )


def _body(seen: Calibration) -> str:
    if seen.enough:
        return f"{said(seen)} Only you can see this."
    return (
        f"So far you looked back on {several(seen.rated, 'guess', 'guesses')}; from {ENOUGH} on I "
        "show how they compare, as fewer would be chance. Before you write to somebody, say for "
        "example `guess Ada 3`; once you were in touch, I ask how welcome it was."
    )


def _picture(seen: Calibration) -> Picture | None:
    if not seen.enough:
        return None
    rows = (("You guessed", seen.guessed), ("They gave", seen.found))
    told = ", ".join(f"{label.lower()} {mean:.1f}" for label, mean in rows)
    return Picture(
        alt=f"How welcome your words were, of {SCALE[-1]}: {told}.",
        bars=tuple((label, mean / SCALE[-1], f"{mean:.1f} of 5") for label, mean in rows),
    )


COMMAND = Command(
    name="calibration",
    group="Your network",
    usage=("calibration",),
    summary="Shows how welcome you thought your words would be, and how welcome they were.",
    examples=("calibration",),
    run=run,
    aliases=("mirror calibration", "guesses", "my guesses"),
)
