"""Help that was given."""

from __future__ import annotations

from coaching.understanding.deeds.help import GAVE, GIFTS, HAND, HELP, HELPING, MOVES, WORK
from coaching.understanding.frames import Frame

GIVEN = (
    Frame(
        "helped",
        rf"{{S}}{{HAVE}}{{ADV}}(?:{HELP}) {{WHO}}{{ADV}}(?:out )?(?:{{ADV}}){{TAIL}}",
        "{vp}",
    ),
    Frame("helped", r"{S}{HAVE}{ADV}unblocked {WHO}{TAIL}", "unblocked {tail}"),
    Frame(
        "helped",
        rf"{{S}}{{HAVE}}{{ADV}}(?:(?:was|were) able to|managed to|got to|got a chance to|had the chance to"
        rf"|stayed (?:late|on|longer) to|took (?:the |some )?time to|jumped in to|stepped in to|pitched in to"
        rf"|came in (?:early )?to|dropped everything to|went over to|went out of my way to|could finally|had to|have been|was|were|been|ended up|finished|spent (?:the|an|a|some|half an|all"
        rf"|most of the|half the|two|three) (?:whole |entire |good |few |couple of )?(?:morning|afternoon"
        rf"|evening|day|hour|hours|night|weekend|time|minutes)) (?:{HELPING}) {{WHO}}(?:out )?{{TAIL}}",
        "{vp}",
    ),
    Frame("helped", r"helping {WHO}(?:out )?{TAIL}", "{vp}", sure=False),
    Frame("helped", rf"{{S}}{{HAVE}}{{ADV}}(?:{GAVE}) {{WHO}}{{SOME}}{HAND} {{TAIL}}", "{vp}"),
    Frame(
        "helped",
        rf"{{S}}{{HAVE}}{{ADV}}(?:{GAVE}|wrote) {{WHO}}(?P<gift>{{SOME}}(?:(?!hard |bad |no )[\w-]+ ){{0,2}}?(?:{GIFTS}) ){{TAIL}}",
        "with {gift} {tail}",
    ),
    Frame(
        "helped",
        rf"{{S}}{{HAVE}}{{ADV}}(?:{GAVE}|wrote|put in) (?P<gift>{{SOME}}(?:{GIFTS}) )(?:to|for) {{WHO}}{{TAIL}}",
        "{hand}",
    ),
    Frame(
        "helped",
        r"{S}{HAVE}{ADV}did {WHO}(?P<gift>(?:a|another) (?:(?:big|small|huge|little|massive|tiny) )?"
        r"(?:favor|favour|solid|good turn) ){TAIL}",
        "{gift} {tail}",
    ),
    Frame(
        "helped",
        rf"{{S}}{{HAVE}}{{ADV}}(?P<did>(?:{WORK}) ){{WHO}}'s {{TAIL}}",
        "{did} the {tail}",
    ),
    Frame(
        "helped",
        rf"{{S}}{{HAVE}}{{ADV}}(?P<did>(?:{WORK}|made) )(?P<thing>(?:a|an|the|some) [^@]{{1,60}}?)for {{WHO}}{{TAIL}}",
        "{did} {thing} {tail}",
    ),
    Frame("helped", rf"{{S}}{{HAVE}}{{ADV}}(?P<did>(?:{MOVES}) ){{WHO}}{{TAIL}}", "{moved} {tail}"),
    Frame("helped", r"{S}{HAVE}{ADV}walked {WHO}through {TAIL}", "walked through {tail}"),
    Frame("helped", r"{S}{HAVE}{ADV}talked {WHO}through {TAIL}", "talked through {tail}"),
    Frame(
        "helped",
        r"{S}{HAVE}{ADV}(?P<did>showed|taught|trained|onboarded|prepped|briefed|drove|saved|rescued"
        r"|encouraged|cheered on) {WHO}{TAIL}",
        "{did} {tail}",
    ),
    Frame(
        "helped",
        r"{S}{HAVE}{ADV}(?P<did>bailed|backed|cheered|picked|dropped) {WHO}(?P<how>out|up|off) {TAIL}",
        "{did} {how} {tail}",
    ),
    Frame(
        "helped",
        r"{S}{HAVE}{ADV}(?P<did>explained|demonstrated) (?P<thing>[^@]{1,80}?)to {WHO}{TAIL}",
        "{did} {thing} {tail}",
    ),
    Frame(
        "helped",
        r"{S}{HAVE}{ADV}(?:introduced|connected|intro'd) {WHO}(?:to|with|and) (?P<who2>@) {TAIL}",
        "with an introduction {tail}",
        sure=False,
    ),
    Frame("helped", r"{S}{HAVE}{ADV}recommended {WHO}(?:for|to) {TAIL}", "recommended for {tail}"),
    Frame(
        "helped",
        r"{S}{HAVE}{ADV}put {WHO}in touch with (?P<who2>@) {TAIL}",
        "with an introduction {tail}",
        sure=False,
    ),
    Frame(
        "helped",
        r"{S}{HAVE}{ADV}(?P<did>took|wrote|picked up|built|drew|cooked|baked|organized|organised|ran|found|bought|carried) "
        r"(?P<thing>(?:some |a |an |the )?(?:notes|code|script|errand|errands|groceries|soup|food|medicine|parcel|tool|sketch"
        r"|meeting|slides|test|tests|flat|job|room|babysitter|boxes|spreadsheet) )for {WHO}{TAIL}",
        "{did} {thing} {tail}",
    ),
    Frame(
        "helped", r"{S}{HAVE}{ADV}(?P<did>referred) {WHO}(?:for|to) {TAIL}", "referred for {tail}"
    ),
    Frame(
        "helped",
        r"{S}{HAVE}{ADV}(?P<did>picked up|collected|dropped off) {WHO}(?:from|at) {TAIL}",
        "{did} from {tail}",
    ),
    Frame("helped", r"{S}{HAVE}{ADV}nominated {WHO}{TAIL}", "nominated {tail}"),
    Frame(
        "helped",
        rf"{{WHO}}{{FROM}}{{HAS}}{{ADV}}(?:got|received|had) {{SOME}}{HAND} from (?:me|us) {{TAIL}}",
        "{vp}",
    ),
    Frame(
        "helped",
        r"{WHO}{FROM}(?:was|were|has been|have been|got) {ADV}(?:helped|assisted|supported|coached|mentored) by (?:me|us) {TAIL}",
        "{vp}",
    ),
    Frame(
        "helped",
        r"(?:@ and i|i and @|me and @) {ADV}(?:helped|assisted|supported) {WHO}(?:out )?{TAIL}",
        "{vp}",
    ),
)
