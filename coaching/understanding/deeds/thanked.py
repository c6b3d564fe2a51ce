"""Thanks, given or meant to be given."""

from __future__ import annotations

from coaching.understanding.frames import Frame

_FOR = r"(?P<tail>(?:for|again|because|who|that|so|,|\.|!|in|on|at|about) .*|)"
THANKED = (
    Frame("thanks", r"(?:i |we )?{HAVE}{ADV}(?:thanked|thank) {WHO}{ADV}{TAIL}"),
    Frame(
        "thanks",
        rf"(?:(?:many|big|huge|a big|a huge|special|massive|a massive|lots of|heartfelt|so many) )?(?:thanks|thank you|thank-you)(?: so much| a lot| again| very much)?(?: ,)? (?:to |go to |goes to )?{{WHO}}{_FOR}",
    ),
    Frame(
        "thanks",
        r"(?:(?:big|huge|many|lots of|all the) )?(?:kudos|props|shout-out|shoutout|shout out|hats off|credit|respect|cheers|applause|well done)(?: goes| go)?(?: to)? {WHO}{TAIL}",
    ),
    Frame(
        "thanks",
        r"(?:i |we )?{HAVE}{ADV}(?:said|sent|gave|say|send|wrote|passed|expressed|passed on)(?: my| our| a| many| some)?(?: big| huge| quick)? ?(?:thanks|thank you|thank-you) to {WHO}{TAIL}",
    ),
    Frame(
        "thanks",
        r"(?:i |we )?{HAVE}{ADV}(?:sent|gave|wrote|dropped) {WHO}(?:a |my |our )?(?:quick |big |nice |little |hand-written |handwritten )?(?:thanks|thank-you|thank you) (?P<thing>note|card|email|message|letter|gift|flowers|text)? ?{TAIL}",
        "{thing} {tail}",
    ),
    Frame(
        "thanks",
        r"(?:i |we )?(?:am |are |was |were |feel )?{ADV}(?:so |very |deeply |extremely |eternally )?(?:grateful|thankful|indebted|obliged) to {WHO}{TAIL}",
    ),
    Frame(
        "thanks",
        r"(?:i |we )(?:want to|would like to|'d like to|wanted to|just want to|just wanted to) (?:say )?(?:thank|thanks to|thank you to|express my thanks to) {WHO}(?P<tail>for .*)",
    ),
    Frame(
        "thanks",
        r"(?:i |we ){ADV}(?:really |so |deeply )?(?:appreciate|appreciated) {WHO}(?:'s (?P<thing>[^@]{1,60}))?",
        "for {thing}",
    ),
    Frame(
        "thanks",
        r"(?:i |we )?{HAVE}{ADV}(?:showed|expressed) (?:my |our )?(?:gratitude|appreciation) to {WHO}{TAIL}",
    ),
    Frame(
        "thanks",
        r"(?:i |we )(?:must|have to|need to|really must) (?:say )?(?:thank|thanks to|thank you to) {WHO}(?P<tail>for .*)",
        sure=False,
    ),
)
