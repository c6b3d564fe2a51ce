"""What is worth doing today, and tips."""

from __future__ import annotations

from coaching.understanding.wish import ASK, SHOW, WANT, Wish

_NOW = r"(?: (?:now|today|next|this week|right now|this morning|first|for today|at the moment|please|then|here|about it|with my time|to do|else|for my network))*"

TODAY = (
    Wish(
        rf"what (?:should|can|could|shall|do|must|might|would) (?:i|we) (?:do|be doing|focus on|work on|start with|have to do|need to do)(?: best)?{_NOW}",
        "today",
    ),
    Wish(
        rf"(?:so )?what is (?:next|up next|up today|on today|on for today|on the agenda|on my plate|on my agenda|my next move|the next move|my best move|the best move|the plan|the plan for today|to do|worth doing|there to do|due today|due|new){_NOW}",
        "today",
    ),
    Wish(
        rf"(?:who|whom) (?:should|can|could|shall|do|might|would|must) (?:i|we) (?:reach out to|talk to|contact|call|write to|get in touch with|ping|meet|see|speak to|message|check in with|reconnect with|catch up with|nudge|email|have coffee with|have lunch with|thank|help)(?: next)?{_NOW}",
        "today",
    ),
    Wish(
        rf"{ASK}(?:give|show|tell|suggest)(?: me)? (?:what to do|something to do|something worth doing|(?:my |the |some |today 's |a |your )*(?:moves?|nudges?|suggestions?|best moves?|next moves?|next steps?|ideas?|day|agenda|priorities|to-dos?)){_NOW}",
        "today",
    ),
    Wish(
        rf"(?:is there |have you got |do you have |got )?(?:anything|something) (?:(?:that )?(?:i|we) (?:should|can|could|need to|must) do|to do|for me|worth doing|for me to do|on my plate|due){_NOW}",
        "today",
    ),
    Wish(
        rf"(?:any|got any|have you any|have you got any|do you have any) (?:suggestions?|moves?|nudges?|ideas?|recommendations?)(?: for me)?{_NOW}",
        "today",
    ),
    Wish(
        rf"(?:what|which) (?:are|is) (?:my|the|today 's) (?:best |next )?(?:moves?|nudges?|priorities|suggestions){_NOW}",
        "today",
    ),
    Wish(
        rf"(?:what are|show me|give me) (?:my|the) (?:best |top |next )?(?:three |3 )?moves?{_NOW}",
        "today",
    ),
    Wish(
        r"(?:i have|i've got|got) (?:five|5|ten|10|two|2|a few|some|a couple of) (?:spare )?(?:minutes?|time|mins?)(?: free| to spare| now)*(?: ,)?(?: what (?:should|can|shall) i do)?",
        "today",
    ),
)

_TIP = r"(?:(?:a|an|any|another|some|more|one more|one|your best|the|one other|good|new|quick|networking|few|useful|practical) )*(?:tips?|advice|pointers?|words of wisdom)(?: for me| from you| of yours| of the day)?"

TIPS = (
    Wish(
        rf"(?:{WANT} |got |have you got |have you |do you have |are there |share |hit me with |send me |{SHOW} |{ASK}give (?:me )?|what is your |what is )?{_TIP}(?: (?:about|on|for|regarding|around|with|concerning|how to be better at) (?P<x>(?!me\b|today\b)[^@]+))?",
        "tip {x}",
    ),
    Wish(
        r"how (?:do|can|could|should|would) (?:i|you|one) ask (?:for|people|somebody|someone) [^@]+",
        "tip asking",
    ),
    Wish(
        r"how (?:do|can|could|should) (?:i|you|one) (?:get better at|improve at|get good at|become better at|improve my|be better at|get started with|start with) (?P<x>.+)",
        "tip {x}",
    ),
    Wish(rf"{ASK}(?:teach me|coach me)(?: something)? (?:about|on) (?P<x>.+)", "tip {x}"),
    Wish(r"(?:what|which) (?:topics|tips) (?:are there|do you have|have you got)", "tip topics"),
)
