"""Help that was received."""

from __future__ import annotations

from coaching.understanding.deeds.help import GAVE, GIFTS, HAND, HELP, MOVES, WORK
from coaching.understanding.frames import Frame

_KIND = r"(?:kind|nice|good|gracious|generous|sweet|lovely|decent|helpful|willing)"
_TO_ME = r"(?:me|us)"
RECEIVED = (
    Frame(
        "got",
        rf"{{WHO}}{{FROM}}{{HAS}}{{ADV}}(?:been )?(?:{HELP}|helping|coaching|mentoring|supporting) {{ME}}(?:and @ )?{{ADV}}(?:out )?{{TAIL}}",
        "{vp}",
    ),
    Frame("got", rf"{{WHO}}{{FROM}}{{HAS}}{{ADV}}(?:{GAVE}) {{ME}}{{SOME}}{HAND} {{TAIL}}", "{vp}"),
    Frame(
        "got gift",
        rf"{{WHO}}{{FROM}}{{HAS}}{{ADV}}(?:{GAVE}) (?P<gift>{{SOME}}(?:{GIFTS}) )(?P<tail>(?:on|about|for|with) (?:my|our) .*)",
    ),
    Frame(
        "got",
        r"{WHO}{FROM}{HAS}{ADV}(?P<did>(?:put me in touch with|hooked me up with|set me up with|found me|got me out of"
        r"|bailed me out of|talked me out of|talked me through|filled me in on|brought me up to speed on|kept me company"
        r"|gave my|wrote to .{1,30} for me) ){TAIL}",
        "{did} {tail}",
    ),
    Frame(
        "got gift",
        rf"{{WHO}}{{FROM}}{{HAS}}{{ADV}}(?:{GAVE}|sent|forwarded|emailed|shared|wrote|passed|handed|bought|brought"
        r"|made|got|did|dm'd|messaged|slipped|recommended) {ME}(?P<gift>(?:a|an|the|some|her|his|their|lots"
        r"|really|very|great|two|three|this|that|good|useful|helpful|feedback|advice|tips|pointers|notes"
        r"|slides|support|information|info|input|comments|ideas|honest|detailed|valuable|excellent) ){TAIL}",
    ),
    Frame(
        "got gift",
        r"{WHO}{FROM}{HAS}{ADV}(?:shared|sent|forwarded|passed(?: on| along)?|gave|recommended|emailed|lent|wrote|made"
        r") (?P<gift>(?!@)\S+ )(?P<tail>[^@]{0,120}?)(?:with|to|for|on to) {ME}",
    ),
    Frame(
        "got gift",
        r"{WHO}{FROM}{HAS}{ADV}(?:pointed|directed) {ME}(?:to|at|towards) (?P<gift>(?:a|an|the|some) ){TAIL}",
    ),
    Frame(
        "got gift",
        r"{WHO}{FROM}{HAS}{ADV}told {ME}about (?P<gift>(?:a|an|the) )(?P<tail>(?:\w+ ){0,2}(?:job|opening|position|role|event|course|book|article|podcast|conference|opportunity|tool|grant)\b.*)",
    ),
    Frame(
        "got",
        rf"{{WHO}}{{FROM}}{{HAS}}{{ADV}}(?P<did>(?:{MOVES}|recommended|nominated|introduced|connected|showed|taught"
        r"|trained|onboarded|drove|saved|rescued|encouraged|unblocked|invited|bailed|backed|cheered|walked"
        r"|talked|prepped|briefed|hosted|referred|put in a good word for|came through for|looked out for"
        r"|stood by|picked) (?:me|us) ){TAIL}",
        "{did} {tail}",
    ),
    Frame(
        "got",
        rf"{{WHO}}{{FROM}}{{HAS}}{{ADV}}(?P<did>(?:{WORK}|saved|had|lent a hand with|helped with|helped out with"
        r"|helped me with|rescued|took a look at|had a look at|commented on) (?:all )?(?:of )?(?:my|our) ){TAIL}",
        "{did} {tail}",
    ),
    Frame(
        "got",
        r"{WHO}{FROM}{HAS}{ADV}(?P<did>(?:explained|demonstrated|made|fixed|organised|organized|arranged|found|set up|looked up) )(?P<thing>[^@]{1,80}?)(?:to|for) {ME}{TAIL}",
        "{did} {thing} {toforme} {tail}",
    ),
    Frame(
        "got",
        r"{WHO}{FROM}{HAS}{ADV}(?:took (?:the |some |an hour of )?time|made (?:the )?time|found (?:the )?time|jumped in"
        r"|stepped in|chipped in|pitched in|stayed (?:late|on|longer|behind)|came in(?: early)?|dropped everything"
        r"|went out of (?:his|her|their) way|took (?:an|half an|two) hours?|was there|volunteered|took a day off"
        r"|came over|came by|came round|dropped by|stopped by) to {TAIL}",
        "{deed}",
    ),
    Frame(
        "got",
        r"{WHO}{FROM}(?:was|were|has been|have been) {ADV}(?:so |very |super |really |extremely |incredibly |such )?"
        r"(?:helpful|a lifesaver|a great help|a big help|supportive) {TAIL}",
        "{vp}",
        sure=False,
    ),
    Frame(
        "got",
        rf"{{WHO}}{{FROM}}(?:was|were|has been|is) {{ADV}}(?:so |very |really |super )?{_KIND} (?:enough )?to {{TAIL}}",
        "{deed}",
    ),
    Frame("got", r"{WHO}{FROM}{HAS}{ADV}(?:kindly|offered to and) {TAIL}", "{deed}", sure=False),
    Frame(
        "got",
        r"{WHO}{FROM}{HAS}{ADV}(?:lent|gave) a (?:helping )?hand {TAIL}",
        "{vp}",
        sure=False,
    ),
    Frame(
        "got",
        rf"{{S}}{{HAVE}}{{ADV}}(?:got|had|received|was given|were given|gotten) {{SOME}}{HAND} (?:by|from) {{WHO}}{{TAIL}}",
        "{vp}",
    ),
    Frame(
        "got",
        rf"{{S}}{{HAVE}}{{ADV}}(?:got|had|received) {{WHO}}'s {{SOME}}{HAND} {{TAIL}}",
        "{vp}",
    ),
    Frame(
        "got gift",
        r"{S}{HAVE}{ADV}(?:got|received|was given|were given|gotten|picked up|borrowed|learned|learnt) (?P<gift>(?!no )(?!it )(?!nothing )\S+ )"
        r"(?P<mid>(?:[^@ .?!]+ ){0,12}?)(?:from|by) {WHO}{TAIL}",
    ),
    Frame(
        "got",
        rf"(?:{{I}}|@ and (?:i|me) |(?:i|me) and @ )?{{WAS}}{{ADV}}(?:{HELP}|given {{SOME}}{HAND}|helped out) by {{WHO}}{{TAIL}}",
        "{vp}",
    ),
    Frame(
        "got",
        r"(?:{I}|@ and (?:i|me) |(?:i|me) and @ )?{WAS}{ADV}(?P<did>taught|shown|trained|onboarded|introduced|saved|walked through|rescued|recommended|referred) (?P<thing>[^@]{0,60}?)by {WHO}{TAIL}",
        "{did} {thing} {tail}",
    ),
    Frame(
        "got",
        r"it (?:was|is) {ADV}{WHO}{FROM}(?:who|that) {HAS}{ADV}(?:helped|assisted|supported) {ME}(?:out )?{TAIL}",
        "{vp}",
    ),
    Frame(
        "got",
        r"(?:big |many )?thanks to {WHO}(?:'s (?:help|advice|support|tip|tips|feedback) )?(?:, )?(?P<clause>(?!for |from |who |that |and |again )(?:i|we|the|my|our|it|this) ){TAIL}",
        "{clause} {tail}",
    ),
    Frame(
        "got",
        r"(?:i|we) (?:could|would) not have {ADV}(?P<did>\w+ )(?P<thing>[^@]{0,80}?)without {WHO}(?:'s (?:help|support|advice) )?{TAIL}",
        "{did} {thing} {tail}",
    ),
    Frame(
        "got",
        r"with {WHO}'s (?:help|support|advice|guidance)(?: ,)? (?:i|we) (?P<did>(?!could |would |will |can )\w+ ){TAIL}",
        "{did} {tail}",
    ),
    Frame(
        "got",
        r"with (?:some |a bit of |the )?help from {WHO}(?:, )?(?:i|we) (?P<did>(?!could |would |will |can )\w+ ){TAIL}",
        "{did} {tail}",
    ),
    Frame(
        "got",
        r"{WHO}'s (?P<thing>help|advice|feedback|support|tips|input|notes|guidance) {ADV}(?:helped|saved|was a (?:big|huge|great) help(?: to)?|was (?:\w+ ){0,2}(?:helpful|useful|invaluable|valuable|priceless|great|gold))(?: me| us)? {TAIL}",
        "{tail}",
        sure=False,
    ),
    Frame(
        "got",
        r"{WHO}{FROM}(?:was|were) {ADV}(?:a |such a )?(?:big|huge|great|real|massive|tremendous) help {TAIL}",
        "{vp}",
        sure=False,
    ),
    Frame(
        "got",
        r"{WHO}{FROM}{HAS}{ADV}(?:came to my (?:rescue|aid)|saved the day|saved my (?:life|bacon|day)) {TAIL}",
        "{tail}",
    ),
    Frame(
        "got",
        r"(?:i )?{HAVE}(?:had )?{SOME}help (?P<gap>with [^@]{1,60}?)from {WHO}{TAIL}",
        "{gap} {tail}",
    ),
    Frame(
        "got",
        rf"{{WHO}}{{FROM}}{{HAS}}{{ADV}}(?:{HELP}) (?:out )?(?P<tail>(?:with|on|by) [^@]*)",
        "{tail}",
        sure=False,
    ),
    Frame(
        "got",
        r"(?P<clause>(?:the|my|our|it|this|i|we) (?!.*(?: not | no | never ))[^@]{2,100}?)(?:, )?(?:all )?thanks to {WHO}{TAIL}",
        "{clause} {tail}",
        sure=False,
    ),
)
