"""Whether a line gives a link that somebody asked for."""

from __future__ import annotations

import re

from coaching.detection.saying import Said
from coaching.detection.speech import LINK_MARK

_WANTED = re.compile(
    r"\b(?:links?|urls?|docs?|documentation|tutorials?|guides?|articles?|examples?|resources?|books?|repos?|repository"
    r"|downloads?|page|site|website|blog|papers?|videos?|talks?|reference|slides?|recording|howto|how-to|wiki|manual|cheat ?sheet"
    r"|recommend\w{0,12}|where (?:can|do|could|should|would|to) (?:i|we|you|one)?\s?(?:find|get|read|download|learn|see))\b"
)


def shares(said: Said, question: Said) -> bool:
    """Tell whether ``said`` has a link, and ``question`` asks for something that is one."""
    return LINK_MARK in said.words and _WANTED.search(question.words) is not None
