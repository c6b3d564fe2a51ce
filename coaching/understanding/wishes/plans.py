"""Goals, asks, offers, introductions, and answers to a nudge."""

from __future__ import annotations

from coaching.understanding.wish import ASK, Wish

PLANS = (
    Wish(
        r"my (?:new |current |main |big )?goal(?: for this year| this year| now)? is (?:to )?(?P<x>(?!none).+)",
        "goal {x}",
    ),
    Wish(rf"{ASK}(?:set|change|update) my goal to (?P<x>.+)", "goal {x}"),
    Wish(r"(?:what is|show me|show) my goal", "goal"),
    Wish(
        r"i (?:am|'m) (?:currently |still |now )?(?:looking|searching|hunting) for (?P<x>.+)",
        "ask {x}",
    ),
    Wish(
        r"(?:looking|searching) for (?P<x>(?:a|an|some|someone|somebody|help|advice|people|anyone|volunteers) .*)",
        "ask {x}",
    ),
    Wish(
        r"i (?:really |urgently |still )?need (?P<x>(?:someone|somebody|a|an|help with|some help with|an intro|an introduction|people|anyone|advice on|feedback on) .+)",
        "ask {x}",
    ),
    Wish(
        r"i (?:can|could|am happy to|am able to|would like to|'d like to|want to) offer (?P<x>(?!help to @).+)",
        "offer {x}",
    ),
    Wish(
        r"i (?:can|could|am happy to|'m happy to|am able to) (?:help (?:anyone|anybody|people|others|someone|somebody) with|give|share) (?P<x>[^@]+)",
        "offer {x}",
    ),
    Wish(
        r"(?:happy|glad) to (?:help (?:anyone|anybody|people|others|someone) with|offer) (?P<x>[^@]+)",
        "offer {x}",
    ),
    Wish(
        rf"{ASK}(?:introduce|connect|intro) {{WHO}}(?:(?:to|with|and) @ )?(?P<rest>.*)",
        "intro {apart} {rest}",
    ),
    Wish(
        rf"{ASK}(?:make|do) an (?:intro|introduction) (?:between|of|for) {{WHO}}(?:to @ )?(?P<rest>.*)",
        "intro {apart} {rest}",
    ),
    Wish(
        r"(?:yes |yep |ok )?(?:i )?(?:already )?(?:did (?:it|that|this)|have done (?:it|that|this)|all done|done that)(?: already| now| today)*",
        "done",
    ),
    Wish(r"i (?:have )?kept my promise(?: to {WHO})? ?", "kept"),
    Wish(
        r"(?:please )?(?:skip|dismiss)(?: this| that| it)(?: one| nudge| person| suggestion)?|not interested(?: in this)?(?: one)?",
        "skip",
    ),
)
