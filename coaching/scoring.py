"""How alive each tie is, and which ties are worth a nudge: plain arithmetic on a contact's row."""

from __future__ import annotations

from datetime import date
from math import exp, log, log1p, log2
from typing import Literal

from coaching.network import Contact
from coaching.phrasing import length
from coaching.strength import Strengths, add_day, decay, from_days, of, recent_days, strengths_on

__all__ = [
    "State",
    "Strengths",
    "add_day",
    "cadence_days",
    "decay",
    "dormant_score",
    "eligible",
    "explain_risk",
    "from_days",
    "lapse_risk",
    "of",
    "priority",
    "recent_days",
    "rhythm_days",
    "risk_on",
    "say_risk",
    "state",
    "strengths_on",
    "unusually_long",
    "value",
]

State = Literal["active", "drifting", "neglected", "dormant"]

# The lapse risk's constants: of the odds, of the tie's strength and its fading, and of the weeks
# since the contact was active anywhere; then the power by which the odds fall with the horizon.
# Fitted on Enron's mail; `make evaluate ONLY=neglect` fits them anew, compares, and shows how well they do.
WITH_ACTIVITY = (0.92, -1.85, 0.38, 0.48)
WITHOUT_ACTIVITY = (1.19, -1.95, 0.42)
HORIZON_POWER = -0.83
_FLOOR = 0.02
_MONTH, _WEEK = 30, 7

_DRIFTING, _NEGLECTED = 0.4, 0.65
_SILENT_DAYS, _DORMANT_DAYS = 45, 90
_MIN_ACTIVE_DAYS = 3
_MUCH_LONGER = 8
_DAILY = 1.5

# Seen on one day of each week for 90 days: the value from which a tie counts in full.
_FULL_VALUE_DAYS = 13
_FULL_VALUE = log2(1 + _FULL_VALUE_DAYS)

_CADENCE = {5: 7, 15: 30, 50: 180, 150: 365}

# Share of people who answered within 14 days, by days of silence before (a public Slack).
_REPLY = ((7, 0.76), (30, 0.68), (60, 0.64), (120, 0.65))
_REPLY_LATER = 0.57
_TRUST = (0.0, 1 / 3, 2 / 3, 1.0)
_SENIORITY = (0.0, 0.0, 0.5, 1.0)
# How little the two have worked together, as it was told; what was never asked says nothing.
_APART = (1.0, 1.0, 0.5, 0.0)
# What is left of the doubt about an answer, by how willing to help they are.
_DOUBT = (1.0, 1.0, 0.75, 0.5)


def lapse_risk(
    s14: float,
    s60: float,
    days_since_contact_was_active_anywhere: float | None,
    horizon_days: float = _MONTH,
) -> float:
    """Return the probability (0..1) of no contact in the next ``horizon_days``.

    A logistic formula of three figures: how strong the tie is, ln s60; how far it has faded,
    ln(s60 / s14), weighed by that strength and nothing for one below 1; and ln(1 + weeks since the
    contact was active anywhere). The weighing is what formulas linear in ln s14 and ln s60 lack:
    the same silence says little where contact was rare and much where it was daily, as in the
    BG/NBD model (Fader, Hardie and Lee, "Counting Your Customers the Easy Way", 2005).

    The odds fall with a power of the horizon, as when the wait for the next contact is
    log-logistic: one formula for every horizon, 1 at zero days and never more for a longer one.
    None for the contact's general activity takes the same fit without that figure.
    """
    if horizon_days <= 0:
        return 1.0
    strength = log((s60 if s60 > 0 else 0.0) + _FLOOR)
    fading = 0.0
    if strength > 0:
        gap = strength - log((s14 if s14 > 0 else 0.0) + _FLOOR)
        fading = strength * gap if gap > 0 else 0.0
    if days_since_contact_was_active_anywhere is None:
        constant, by_strength, by_fading = WITHOUT_ACTIVITY
        odds = constant + by_strength * strength + by_fading * fading
    else:
        constant, by_strength, by_fading, by_quiet = WITH_ACTIVITY
        weeks = max(0.0, days_since_contact_was_active_anywhere) / _WEEK
        odds = constant + by_strength * strength + by_fading * fading + by_quiet * log1p(weeks)
    if horizon_days != _MONTH:
        odds += HORIZON_POWER * (log(horizon_days) - log(_MONTH))
    return 1 / (1 + exp(-odds))


def state(risk: float, silence_days: float) -> State:
    """Return the tie's state from its 30-day lapse risk and the days since the last touch."""
    if silence_days > _DORMANT_DAYS:
        return "dormant"
    if risk >= _NEGLECTED or silence_days > _SILENT_DAYS:
        return "neglected"
    return "drifting" if risk >= _DRIFTING else "active"


def eligible(contact: Contact, today: date) -> bool:
    """Tell whether the lapse risk means anything here: 3 active days, the last within 90 days."""
    if contact.last_on is None or contact.active_days < _MIN_ACTIVE_DAYS:
        return False
    return (today - contact.last_on).days <= _DORMANT_DAYS


def value(active_days_90: int) -> float:
    """Return what a tie is worth keeping: log2(1 + active days in the last 90)."""
    return log2(1 + max(0, active_days_90))


def priority(active_days_90: int, risk: float) -> float:
    """Return how much a cooling tie is worth a nudge, 0 to 1: its value times its lapse risk.

    1 is a tie of 13 active days in 90, about one a week, that is sure to fall silent; more days
    do not count for more than that. Never rank by risk alone: it favours trivia.
    """
    return min(1.0, value(active_days_90) * risk / _FULL_VALUE)


def rhythm_days(contact: Contact) -> float | None:
    """Return the tie's own mean gap in days; None before the third active day."""
    if contact.first_on is None or contact.last_on is None:
        return None
    if contact.active_days < _MIN_ACTIVE_DAYS:
        return None
    return (contact.last_on - contact.first_on).days / (contact.active_days - 1)


def unusually_long(contact: Contact, today: date) -> bool:
    """Tell whether the silence is more than 8 times the tie's own mean gap.

    Navarro, Miritello, Canales and Moro, "Temporal patterns behind the strength of persistent
    ties", EPJ Data Science 2017. Good to explain with, too rare to rank by.
    """
    rhythm = rhythm_days(contact)
    if not rhythm or contact.last_on is None:
        return False
    return (today - contact.last_on).days > _MUCH_LONGER * rhythm


def cadence_days(contact: Contact) -> int:
    """Return how often the two should be in touch, in days: the wish, else by circle.

    People see the 5 closest about weekly, the next 15 monthly, 50 half-yearly and 150 yearly:
    Dunbar, "Do online social media cut through the constraints that limit the size of offline
    social networks?", Royal Society Open Science 2016.
    """
    return contact.cadence_days or _CADENCE.get(contact.circle, _CADENCE[150])


def _reply_chance(silence_days: int) -> float:
    return next((share for days, share in _REPLY if silence_days <= days), _REPLY_LATER)


def dormant_score(
    contact: Contact,
    today: date,
    new_contacts_share: float | None = None,
    *,
    unasked: int = 0,
) -> float:
    """Return how good a contrarian reconnection this is, 0 to 1; 0 while the tie is not dormant.

    (engaged * (1 + novelty) / 2) * chance of an answer. Engaged is trust where it was asked, or
    how close the two once were, whichever is more. Novelty is the mean of seniority and of how
    little the two have worked together (by the days they were in touch or by what was told,
    whichever is more), and of ``new_contacts_share`` (share of their contacts that are not yours,
    0..1) where it is known. Half of the doubt about an answer goes for somebody who helped before,
    and up to half for somebody willing. Never asked counts as the lowest answer, or as
    ``unasked``; more trust, seniority or willingness never lowers the score, more time together
    never raises it.

    Walter, Levin and Murnighan, "Reconnection choices: selecting the most valuable (vs. most
    preferred) dormant ties", Organization Science 2015: the most valuable were senior, trusted,
    willing people one had spent little time with; people prefer the opposite.
    """
    silence = (today - (contact.last_on or date.min)).days
    if silence <= _DORMANT_DAYS:
        return 0.0
    closeness = contact.peak_s60 / (contact.peak_s60 + 4)
    engaged = max(_TRUST[contact.trust or unasked], _TRUST[2] * closeness)
    apart = min(_APART[contact.together], 1 / (1 + contact.active_days / 10))
    parts = [_SENIORITY[contact.seniority or unasked], apart]
    if new_contacts_share is not None:
        parts.append(new_contacts_share)
    doubt = (1 - _reply_chance(silence)) * _DOUBT[contact.willing or unasked]
    if contact.received_count:
        doubt /= 2
    return engaged * (1 + sum(parts) / len(parts)) / 2 * (1 - doubt)


def risk_on(contact: Contact, today: date) -> float:
    """Return the 30-day lapse risk of a tie by the figures on its row."""
    s14, s60 = strengths_on(contact, today)
    return lapse_risk(s14, s60, None)


def _in_ten(risk: float) -> str:
    tenths = round(risk * 10)
    if tenths < 1:
        return "less than 1 in 10"
    return "more than 9 in 10" if tenths > 9 else f"about {tenths} in 10"  # noqa: PLR2004 - of ten


def say_risk(risk: float) -> str:
    """Return a 30-day lapse risk in words: "about 7 in 10 that you two will not talk this month"."""
    return f"{_in_ten(risk)} that you two will not talk this month"


def _gap(days: float) -> str:
    if days < _DAILY:
        return "day"
    return length(max(2, round(days)))


def explain_risk(contact: Contact, risk: float) -> str:
    """Return the 30-day lapse risk and the tie's own rhythm in words, as part of a sentence.

    "about 7 in 10 that you two will not talk this month; you usually do every 9 days": the rhythm
    is the mean gap between the first day and the last, the silence since then left out.
    """
    rhythm = rhythm_days(contact)
    words = say_risk(risk)
    return words if rhythm is None else f"{words}; you usually do every {_gap(rhythm)}"
