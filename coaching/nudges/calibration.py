"""One's words were more welcome than one guessed: said once there are enough of them to know."""

from __future__ import annotations

from datetime import datetime

from coaching.calibration import ENOUGH, NEWS, Calibration, calibration, said
from coaching.glance import glance
from coaching.messages import Button
from coaching.network import Network
from coaching.nudges.base import NUDGE, NudgeKind, Suggestion

_KIND = "calibration"
_PRIORITY = 0.4
_EVERY_DAYS = 60


def suggest(network: Network, now: datetime) -> tuple[Suggestion, ...]:
    """Suggest a look at the gap, at five guesses looked back on and at each five more."""
    seen = calibration(network.reach_outs)
    if not seen.enough or seen.gap < NEWS:
        return ()
    look = glance(network, now)
    last = look.kinds.get(_KIND)
    if last is not None and (look.today - last).days < _EVERY_DAYS:
        return ()
    return () if look.was_raised(_key(seen)) else (_suggestion(seen),)


def _key(seen: Calibration) -> str:
    return f"{_KIND}:{seen.rated // ENOUGH * ENOUGH}"


def _suggestion(seen: Calibration) -> Suggestion:
    return Suggestion(
        kind=_KIND,
        priority=_PRIORITY,
        title="You are more welcome than you think",
        reason=f"{said(seen)} You are not alone in that: most people guess too low.",
        evidence=(
            f"Looked back on: {seen.rated} guesses, both marks from 1 to 5 and both yours",
            f"Replies: {seen.replied} of {seen.told}",
        ),
        key=_key(seen),
        extra=(
            Button(label="Guessed and found", command="calibration", keeps=True, primary=True),
            Button(label="Good to know", command=f"done {NUDGE}"),
        ),
        own_buttons=True,
    )


KIND = NudgeKind(
    name=_KIND,
    label="Guessed and found",
    source=(
        "Peggy Liu, SoYon Rim, Lauren Min & Kate Min, 2023, The Surprise of Reaching Out (Journal "
        "of Personality and Social Psychology)"
    ),
    suggest=suggest,
    example=_suggestion(Calibration(rated=11, guessed=2.6, found=4.2, replied=11, told=11)),
)
