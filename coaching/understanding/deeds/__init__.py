"""Frames of what happened, one file for each kind of deed."""

from __future__ import annotations

from coaching.understanding.deeds.given import GIVEN
from coaching.understanding.deeds.passed_on import PASSED_ON
from coaching.understanding.deeds.received import RECEIVED
from coaching.understanding.deeds.thanked import THANKED
from coaching.understanding.deeds.touches import TOUCHES
from coaching.understanding.frames import Frame

DEEDS: tuple[Frame, ...] = (*THANKED, *TOUCHES, *GIVEN, *PASSED_ON, *RECEIVED)
"""In the order in which they are tried: the first that fits is taken."""
