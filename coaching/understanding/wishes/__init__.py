"""Frames of what is asked of the coach, one file for each thing that people want."""

from __future__ import annotations

from coaching.understanding.wish import Wish
from coaching.understanding.wishes.contacts import CONTACTS
from coaching.understanding.wishes.due import PROMISES, REMINDERS
from coaching.understanding.wishes.finding import FINDING
from coaching.understanding.wishes.looking import LOOKING
from coaching.understanding.wishes.moves import TIPS, TODAY
from coaching.understanding.wishes.pauses import PAUSES
from coaching.understanding.wishes.plans import PLANS

WISHES: tuple[Wish, ...] = (
    *REMINDERS,
    *PROMISES,
    *PAUSES,
    *CONTACTS,
    *FINDING,
    *TODAY,
    *TIPS,
    *LOOKING,
    *PLANS,
)
"""In the order in which they are tried: the first that fits is taken."""
