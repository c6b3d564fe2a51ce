"""Something useful that was passed on."""

from __future__ import annotations

from coaching.understanding.frames import Frame

_PASSED = (
    r"shared|forwarded|sent over|sent along|sent on|sent|emailed|passed on|passed along|e-mailed|dm'd"
    r"|messaged|recommended|slacked|linked|texted|mailed|posted|suggested"
)
# What is given by hand is something useful only where it says so: "gave Ana a copy", not "a hug".
_HANDED = r"gave|passed|handed|lent|showed|left|brought|lent out"
_USEFUL = (
    r"(?:article|paper|post|blog|link|links|slide|slides|deck|notes|minutes|report|book|books|podcast|video|course"
    r"|template|guide|document|doc|docs|file|files|list|contact|contacts|number|cv|resume|résumé|job|posting|ad"
    r"|agenda|plan|draft|spreadsheet|sheet|recipe|photos|pictures|newsletter|tool|repo|code|script|data|numbers"
    r"|figures|details|info|information|idea|ideas|pointers|resource|resources|tutorial|whitepaper|study|recording"
    r"|transcript|summary|copy|card|address|map|tickets|ticket|webinar|form|proposal|contract|research|results"
    r"|examples|example|handout|manual|magazine|essay|thesis|presentation|login|access|keys|password)\b"
)
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
        rf"{{S}}{{HAVE}}{{ADV}}(?:{_HANDED}) (?P<thing>(?:@ 's )?(?!@)(?:\S+ ){{0,6}}?{_USEFUL}(?: (?!on |over |along |to |with )[^@]{{0,80}}?)? )(?:over |on |along )?(?:to|with) {{WHO}}{{TAIL}}",
        "shared",
    ),
    Frame(
        "shared",
        rf"{{S}}{{HAVE}}{{ADV}}(?:{_HANDED}) {{WHO}}(?:over )?(?P<thing>{_GIVEN}(?:\S+ ){{0,6}}?{_USEFUL}.*)",
        "shared",
    ),
    Frame(
        "shared",
        rf"{{S}}{{HAVE}}{{ADV}}(?:{_HANDED}) {{WHO}}(?P<thing>(?:a|an|some|my) .*)",
        "shared",
        sure=False,
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
