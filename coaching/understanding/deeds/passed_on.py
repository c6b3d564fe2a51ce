"""Something useful that was passed on."""

from __future__ import annotations

from coaching.understanding.frames import Frame

_PASSED = r"shared|forwarded|sent over|sent along|sent on|sent|gave|emailed|passed on|passed along|passed|e-mailed|dm'd|messaged|handed|lent|recommended|slacked|linked|texted|mailed|posted|copied"
_GIVEN = r"(?:a|an|the|that|this|some|my|our|two|three|those|these|his|her|their|useful|more|lots|notes|slides|articles|links|info|information) "
PASSED_ON = (
    Frame(
        "helped",
        r"{S}{HAVE}{ADV}(?P<did>lent|loaned) {WHO}(?P<thing>(?:a|my|the|our|some) (?!\w*(?:book|article|notes|guide|template))\S.*)",
        "{did} {thing}",
    ),
    Frame(
        "shared",
        rf"{{S}}{{HAVE}}{{ADV}}(?:{_PASSED}) {{THING}}(?:over |on |along )?(?:to|with) {{WHO}}{{TAIL}}",
        "shared",
    ),
    Frame(
        "shared",
        rf"{{S}}{{HAVE}}{{ADV}}(?:{_PASSED}) {{WHO}}(?:over )?(?P<thing>(?:{_GIVEN}|https?://\S+ ).*)",
        "shared",
    ),
    Frame(
        "shared",
        r"{S}{HAVE}{ADV}(?:pointed|directed|referred) {WHO}(?:to|at|towards) (?P<thing>.+)",
        "shared",
    ),
    Frame(
        "shared",
        r"{S}{HAVE}{ADV}told {WHO}about (?P<thing>(?:a|an|the) (?:\w+ ){0,2}(?:job|opening|position|role|event|course|book|article|podcast|conference|opportunity|tool|grant)\b.*)",
        "shared",
    ),
    Frame(
        "shared",
        r"{S}{HAVE}{ADV}(?:shared|sent) with {WHO}(?P<thing>(?:a|an|the|that|this|some|my|our) .*)",
        "shared",
    ),
)
