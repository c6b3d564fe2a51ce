"""What is due to somebody or to oneself: promises and reminders."""

from __future__ import annotations

from coaching.understanding.wish import ASK, WANT, Wish

_WHAT = r"(?P<what>.+)"

_WOULD = r"(?:(?:that )?(?:i|we) (?:would|will|'d|shall|am going to) )"

_GIVE = r"(?:send|give|get|share|forward|introduce|write|review|prepare|finish|deliver|show|bring|hand|pass|draft|connect|lend)"

_ABOUT = r"(?:about|of|for|on) "

REMINDERS = (
    Wish(
        rf"{ASK}(?:remind|nudge|ping|prod|poke|alert) me (?:again )?(?:to |that (?:i )?(?:need to |have to |should |must )?){_WHAT}",
        "remind me to {what} {day}",
    ),
    Wish(
        rf"{ASK}(?:remind|nudge|ping|prod|poke|alert) me (?:again )?{_ABOUT}{_WHAT}",
        "remind me about {what} {day}",
    ),
    Wish(
        rf"(?:please )?(?:do not let me forget|make sure (?:that )?i do not forget|help me (?:to )?remember) to {_WHAT}",
        "remind me to {what} {day}",
    ),
    Wish(
        rf"(?:please )?(?:do not let me forget|help me (?:to )?remember) (?:about )?{_WHAT}",
        "remind me about {what} {day}",
    ),
    Wish(
        rf"{ASK}(?:set|create|add|make|put|schedule)(?: up)?(?: me)? (?:a|another) reminder (?:for me )?to {_WHAT}",
        "remind me to {what} {day}",
    ),
    Wish(
        rf"{ASK}(?:set|create|add|make|put|schedule)(?: up)?(?: me)? (?:a|another) reminder (?:for me )?(?:about|for|on|:) {_WHAT}",
        "remind me about {what} {day}",
    ),
    Wish(rf"{WANT} (?:a|another) reminder to {_WHAT}", "remind me to {what} {day}"),
    Wish(rf"{WANT} (?:a|another) reminder (?:about|for) {_WHAT}", "remind me about {what} {day}"),
    Wish(rf"{WANT} to be reminded to {_WHAT}", "remind me to {what} {day}"),
    Wish(rf"{WANT} to be reminded (?:about|of) {_WHAT}", "remind me about {what} {day}"),
    Wish(
        rf"(?:please )?(?:remember|do not forget|i must not forget|i should not forget|i must remember|i have to remember|note to self :?) ?to {_WHAT}",
        "remind me to {what} {day}",
    ),
    Wish(
        r"(?:reminder|todo|to do|to-do) (?:: )?(?:to )?(?P<what>(?!me|list).+)",
        "remind me to {what} {day}",
        dated=True,
    ),
    Wish(
        rf"i (?:need to|have to|must|really need to|still need to|still have to) {_WHAT}",
        "remind me to {what} {day}",
        sure=False,
        dated=True,
    ),
)

PROMISES = (
    Wish(
        rf"(?:i )?{{HAVE}}{{ADV}}promised {{WHO}}(?:{_WOULD}|to |that |: )?{_WHAT}",
        "promise {who}: {what} {day}",
    ),
    Wish(
        rf"(?:i )?promise {{WHO}}(?:{_WOULD}|to |that |: )?{_WHAT}", "promise {who}: {what} {day}"
    ),
    Wish(
        r"i {ADV}(?:still )?(?:owe|owed) {WHO}(?P<what>(?!nothing|a lot|everything|one\b|my life|so much|big|nothing|much).+)",
        "promise {who}: {what} {day}",
    ),
    Wish(
        rf"i {{HAVE}}{{ADV}}(?:told|assured|guaranteed) {{WHO}}{_WOULD}(?P<what>(?!not ).+)",
        "promise {who}: {what} {day}",
    ),
    Wish(
        rf"i {{HAVE}}{{ADV}}gave {{WHO}}my word (?:{_WOULD}|to |on )?{_WHAT}",
        "promise {who}: {what} {day}",
    ),
    Wish(
        rf"i {{HAVE}}{{ADV}}(?:made|gave) a promise to {{WHO}}(?:{_WOULD}|to |: ){_WHAT}",
        "promise {who}: {what} {day}",
    ),
    Wish(
        rf"i {{HAVE}}{{ADV}}(?:promised|agreed|committed|volunteered|vowed|have agreed|signed up|gave my word|swore) (?:to |{_WOULD})(?P<do>(?!not )[^@]+?){{WHO}}(?P<rest>.*)",
        "promise {who}: {do} {rest} {day}",
    ),
    Wish(
        rf"i {{HAVE}}{{ADV}}said {_WOULD}(?P<do>(?!not )[^@]+?){{WHO}}(?P<rest>.*)",
        "promise {who}: {do} {rest} {day}",
    ),
    Wish(
        rf"i will {{ADV}}(?P<do>{_GIVE} [^@]*?){{WHO}}(?P<rest>.*)",
        "promise {who}: {do} {rest} {day}",
        sure=False,
        dated=True,
    ),
    Wish(
        rf"{{WHO}}(?:is|are|'s) (?:waiting for|expecting|counting on) {_WHAT} from me(?P<rest>.*)",
        "promise {who}: {what} {rest} {day}",
        sure=False,
    ),
)
