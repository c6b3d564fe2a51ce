"""Frames of what happened: touches, help given and received, thanks, and things passed on."""

from __future__ import annotations

from coaching.understanding.frames import Frame

# Verbs by the word that notes the way, where nothing else is said.
_WAYS = {
    "": (
        r"met(?: up)?(?: again)?(?: with)?|meet up with|saw|seen|ran into|run into|bumped into"
        r"|caught up with|caught|spoke (?:to|with)|spoken (?:to|with)|talked (?:to|with)"
        r"|chatted (?:to|with)|hung out with|hanged out with|touched base with|connected with"
        r"|reconnected with|synced(?: up)? with|sat down with|sat (?:next to|beside|with)"
        r"|checked in (?:with|on)|followed up with|got together with|heard(?: back)? from"
        r"|got (?:back )?in touch with|reached out to|got to (?:meet|see|know|talk to|speak to"
        r"|speak with|talk with)|was in touch with|been in touch with|shook hands with"
        r"|introduced myself to|got introduced to|was introduced to|was reunited with"
        r"|spent (?:some |a lot of )?time with|managed to (?:catch|meet|see|reach)"
        r"|was able to (?:meet|see|catch)|got (?:a )?hold of|worked with|brainstormed with"
        r"|paired with|pair-programmed with|ended up (?:meeting|chatting with|talking to)"
        r"|hosted|interviewed|got to (?:catch up|chat) with|happened to (?:meet|see|run into)"
        r"|crossed paths with|replied to|got back to|looked in on"
        r"|dropped in on|debriefed with|negotiated with|consulted with|met for the first time with"
    ),
    "call": r"called(?: up)?|phoned|rang(?: up)?|facetimed(?: with)?|skyped(?: with)?|zoomed(?: with)?"
    r"|got (?:on|off) (?:the phone|a call) with|was on the phone (?:with|to)"
    r"|was on a (?:video |phone )?call with|jumped on a (?:quick )?call with|hung up with"
    r"|got off a (?:video |phone |zoom )?call with|hopped on a (?:quick )?call with"
    r"|have been on a call with|been on a (?:video |phone )?call with|been on the phone with",
    "wrote": r"wrote to|wrote|written to|mailed",
    "email": r"emailed|e-mailed|sent an email to|wrote an email to",
    "message": r"texted|messaged|pinged|whatsapped|slacked|dmed|sent a message to|sent a text to",
    "visit": r"visited|called on|went to (?:see|visit)|was visiting|dropped by to see|popped in on",
    "lunch": r"lunched with",
}
_SENT = r"sent|dropped|wrote|shot|texted|gave"
_CALLS = r"(?P<way>call|ring|shout|buzz)"
_PAPERS = r"(?P<way>email|e-mail|mail|message|text|text message|dm|letter|postcard|line|whatsapp)"
_MET = (
    Frame(
        "met",
        rf"{{WHO}}{{FROM}}{{HAS}}{{ADV}}(?:sent|wrote|left|dropped|shot) {{ME}}(?:a|an|another) {{FINE}}{_PAPERS} {{TAIL}}",
        "{tail}|{way}",
    ),
    Frame(
        "met",
        rf"{{WHO}}{{FROM}}{{HAS}}{{ADV}}gave {{ME}}(?:a|another) {{FINE}}{_CALLS} {{TAIL}}",
        "{tail}|call",
    ),
    *(
        Frame("met", rf"{{S}}{{HAVE}}{{ADV}}(?:{verbs}) {{WHO}}{{TAIL}}", f"{{tail}}|{way}")
        for way, verbs in _WAYS.items()
    ),
    Frame(
        "met",
        rf"{{S}}{{ADV}}(?:{_SENT}) {{WHO}}(?:a|an) {{FINE}}{_PAPERS} {{TAIL}}",
        "{tail}|{way}",
    ),
    Frame(
        "met",
        rf"{{S}}{{ADV}}(?:{_SENT}) (?:a|an) {{FINE}}{_PAPERS} to {{WHO}}{{TAIL}}",
        "{tail}|{way}",
    ),
    Frame(
        "met", rf"{{S}}{{ADV}}gave {{WHO}}(?:a|another) {{FINE}}{_CALLS} {{TAIL}}", "{tail}|call"
    ),
    Frame("met", r"{S}{ADV}paid {WHO}a {FINE}visit {TAIL}", "{tail}|visit"),
    Frame("met", r"{S}{ADV}paid a {FINE}visit to {WHO}{TAIL}", "{tail}|visit"),
    Frame(
        "met",
        r"{S}{HAVE}{ADV}(?:had|have had|grabbed|got|did|shared|took|enjoyed|went out for|went for|went to"
        r"|was (?:on|in|at|out for)|been (?:on|in|at)|finished|wrapped up|came (?:back )?from|back from"
        r"|come from|got off|got out of|joined|attended|held|scheduled and had|sat down for"
        r"|met for|met up for|squeezed in|managed|popped out for|hopped on|jumped on|stepped out of)"
        r" {FINE}{NOUN}(?:together )?with {WHO}{TAIL}",
        "{tail}|{way}",
    ),
    Frame(
        "met",
        r"{S}{HAVE}{ADV}(?:had|grabbed|shared|enjoyed|took|went for) {FINE}{NOUN}(?P<mid>(?:over|about|on|at"
        r"|in|for) [^@.?!]{1,60}?)(?:together )?with {WHO}{TAIL}",
        "{mid} {tail}",
    ),
    Frame(
        "met",
        r"{FINE}(?P<way>catching up|chatting|talking|speaking|meeting(?: up)?|sync|syncing|walking|working"
        r"|reconnecting) (?:with |to )?{WHO}{TAIL}",
        "{tail}",
    ),
    Frame(
        "met",
        r"{FINE}{NOUN}with {WHO}(?P<how>(?:was|went) {ADV}(?:well|great|nice|good|fun|productive|lovely"
        r"|super|fine|smoothly|okay|ok|interesting|useful|helpful|amazing|brilliant|intense|long|short"
        r"|tough|hard|fantastic|awesome) ){TAIL}",
        "{way} {how} {tail}",
    ),
    Frame("met", r"{FINE}{NOUN}(?:together )?with {WHO}{TAIL}", "{tail}|{way}"),
    Frame(
        "met",
        r"(?:i )?(?:had|have had|got) (?:the |a )?(?:pleasure|chance|opportunity|honour|honor|joy) (?:of |to )"
        r"{ADV}(?:meet|meeting|see|seeing|talk to|talking to|speak with|speaking with|speak to|speaking to"
        r"|chat with|chatting with|catch up with|catching up with) (?:with )?{WHO}{TAIL}",
    ),
    Frame(
        "met",
        r"(?:it (?:was|is) )?(?:so |really |very )?(?:great|good|nice|lovely|fun|wonderful|a pleasure|a joy) "
        r"(?:to (?:see|meet|talk to|speak with|speak to|chat with|catch up with|run into|hear from)"
        r"|seeing|meeting|talking to|talking with|speaking with|speaking to|chatting with|catching up with"
        r"|running into|hearing from) {WHO}{TAIL}",
    ),
    Frame(
        "met",
        r"{S}{ADV}(?:spent|have spent) (?:the|an|a|some|half an|all|most of the) (?:whole |entire |good )?"
        r"(?:morning|afternoon|evening|day|hour|hours|lunch|weekend|time|minutes|couple of hours|night) "
        r"(?:(?:talking|chatting|catching up|working|walking|hanging out|brainstorming|speaking) )?(?:with |to )"
        r"{WHO}{TAIL}",
    ),
    Frame(
        "met",
        r"{S}{HAVE}{ADV}(?:took|invited|met|joined|brought|treated) {WHO}(?:out )?(?:to|for) {FINE}{NOUN}{TAIL}",
        "{tail}|{way}",
    ),
    Frame(
        "met",
        r"{S}{HAVE}{ADV}(?:got|received|had|picked up) (?:a|an) {FINE}(?P<way>call|phone call|email|e-mail"
        r"|message|text|letter|postcard|visit|voice message|dm|linkedin message) from {WHO}{TAIL}",
        "{tail}|{way}",
    ),
    Frame(
        "met",
        r"(?:{WHO}and (?:i|me|myself)|(?:me|i|myself) and {WHO2}) {HAVE}{ADV}(?:had|grabbed|got|did|shared|took"
        r"|enjoyed|went out for|went for|went to|met for|met up for|were (?:on|in|at)|sat down for|finished) "
        r"{FINE}{NOUN}(?:together )?{TAIL}",
        "{tail}|{way}",
    ),
    Frame(
        "met",
        r"(?:{WHO}and (?:i|me|myself)|(?:me|i|myself) and {WHO2}) {HAVE}{ADV}(?:met(?: up)?|spoke|talked|chatted"
        r"|caught up|got together|hung out|sat down(?: together)?|synced|reconnected|connected|bumped into each"
        r" other|ran into each other|saw each other|had a chance to (?:talk|chat|catch up)) {TAIL}",
    ),
    Frame(
        "met",
        r"(?:{WHO}and (?:i|me|myself)|(?:me|i|myself) and {WHO2}) {HAVE}{ADV}(?P<what>(?:discussed|went over"
        r"|worked on|brainstormed|reviewed|went through|planned|walked|paired on|looked at|played|presented"
        r"|ate|had) ){TAIL}",
        "{what} {tail}",
    ),
    Frame(
        "met",
        r"{WHO}{FROM}{HAS}{ADV}(?P<way>called|phoned|rang|texted|messaged|pinged|emailed|e-mailed|wrote"
        r"|wrote to|visited|met|met with|met up with|saw|bumped into|ran into|caught up with|contacted"
        r"|reached out to|got in touch with|got back to|checked in with|checked in on|spoke (?:to|with)"
        r"|talked (?:to|with)|chatted with|came (?:by |over |round |in )?to (?:see|visit|meet)|stopped by to see"
        r"|came to|dropped in on|followed up with|replied to|interviewed|skyped|facetimed|joined) {ME}{TAIL}",
        "{tail}|{called}",
    ),
    Frame(
        "met",
        r"{WHO}{FROM}{HAS}{ADV}(?:got in touch|got back in touch|reached out|checked in|said hi|said hello|joined"
        r" me|stopped by|dropped by|came by|swung by|popped by|popped in|dropped in|came over|came round"
        r"|stopped in|came in)(?: (?:to )?(?:my|our) (?:desk|office|place|house|room|table|booth|stand)"
        r"| to say (?:hi|hello)| for a chat)? {TAIL}",
    ),
    Frame(
        "met",
        r"{WHO}{FROM}{HAS}{ADV}(?:had|grabbed|got|went for) {FINE}{NOUN}with {ME}{TAIL}",
        "{tail}|{way}",
    ),
    Frame(
        "met",
        r"{WHO}{FROM}{HAS}{ADV}(?:took|invited|treated) {ME}(?:out )?(?:to|for) {FINE}{NOUN}{TAIL}",
        "{tail}|{way}",
    ),
)

_HAND = r"(?:help|hand|helping hand|assistance|assist|leg up)"
_GIFTS = (
    r"help|hand|helping hand|feedback|advice|tip|tips|pointers|lift|ride|support|input|demo|tour"
    r"|reference|recommendation|letter of recommendation|recommendation letter|guidance|lesson"
    r"|crash course|comments|suggestions|encouragement|pep talk|heads-up|heads up|second opinion|boost"
    r"|assistance|ideas|coaching|training|walkthrough|introduction to [\w-]+|hints|thoughts|perspective"
    r"|word of encouragement|testimonial|review|good word|word"
)
_GAVE = r"gave|lent|offered and gave|provided|given|have given|loaned"
_WORK = (
    r"reviewed|proofread|edited|checked|fixed|debugged|read|looked over|looked at|looked through"
    r"|went over|went through|cleaned up|rewrote|tested|translated|commented on|polished|corrected"
    r"|improved|answered|covered|took over|took|critiqued|double-checked|designed|repaired|carried"
    r"|watched|printed|set up|unblocked|solved|finished|promoted|amplified|tidied up|sorted out"
)
_MOVES = (
    r"covered for|stood in for|filled in for|vouched for|stood up for|stepped in for|spoke up for"
    r"|picked up the slack for|babysat for|translated for|cooked for|interpreted for|backed"
)
_HELP = (
    r"helped|assisted|supported|coached|mentored|advised|tutored|guided|aided|counselled|helped out"
)
_HELPING = (
    r"help|assist|support|coach|mentor|advise|guide|give a hand to|lend a hand to|helping|assisting"
    r"|supporting|coaching|mentoring|advising|tutoring|guiding"
)
_HELPED = (
    Frame(
        "helped",
        rf"{{S}}{{HAVE}}{{ADV}}(?:{_HELP}) {{WHO}}{{ADV}}(?:out )?(?:{{ADV}}){{TAIL}}",
        "{vp}",
    ),
    Frame("helped", r"{S}{HAVE}{ADV}unblocked {WHO}{TAIL}", "unblocked {tail}"),
    Frame(
        "helped",
        rf"{{S}}{{HAVE}}{{ADV}}(?:(?:was|were) able to|managed to|got to|got a chance to|had the chance to"
        rf"|could finally|had to|have been|was|were|been|ended up|finished|spent (?:the|an|a|some|half an|all"
        rf"|most of the|half the|two|three) (?:whole |entire |good |few |couple of )?(?:morning|afternoon"
        rf"|evening|day|hour|hours|night|weekend|time|minutes)) (?:{_HELPING}) {{WHO}}(?:out )?{{TAIL}}",
        "{vp}",
    ),
    Frame("helped", r"helping {WHO}(?:out )?{TAIL}", "{vp}", sure=False),
    Frame("helped", rf"{{S}}{{HAVE}}{{ADV}}(?:{_GAVE}) {{WHO}}{{SOME}}{_HAND} {{TAIL}}", "{vp}"),
    Frame(
        "helped",
        rf"{{S}}{{HAVE}}{{ADV}}(?:{_GAVE}|wrote) {{WHO}}(?P<gift>{{SOME}}(?:{_GIFTS}) ){{TAIL}}",
        "with {gift} {tail}",
    ),
    Frame(
        "helped",
        rf"{{S}}{{HAVE}}{{ADV}}(?:{_GAVE}|wrote|put in) (?P<gift>{{SOME}}(?:{_GIFTS}) )(?:to|for) {{WHO}}{{TAIL}}",
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
        rf"{{S}}{{HAVE}}{{ADV}}(?P<did>(?:{_WORK}) ){{WHO}}'s {{TAIL}}",
        "{did} the {tail}",
    ),
    Frame(
        "helped",
        rf"{{S}}{{HAVE}}{{ADV}}(?P<did>(?:{_WORK}|made) )(?P<thing>(?:a|an|the|some) [^@]{{1,60}}?)for {{WHO}}{{TAIL}}",
        "{did} {thing} {tail}",
    ),
    Frame(
        "helped", rf"{{S}}{{HAVE}}{{ADV}}(?P<did>(?:{_MOVES}) ){{WHO}}{{TAIL}}", "{moved} {tail}"
    ),
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
        r"{S}{HAVE}{ADV}(?P<did>explained|demonstrated|demoed|presented) (?P<thing>[^@]{1,80}?)to {WHO}{TAIL}",
        "{did} {thing} {tail}",
    ),
    Frame("helped", r"{S}{HAVE}{ADV}recommended {WHO}(?:for|to) {TAIL}", "recommended for {tail}"),
    Frame("helped", r"{S}{HAVE}{ADV}nominated {WHO}{TAIL}", "nominated {tail}"),
    Frame(
        "helped",
        rf"{{WHO}}{{FROM}}{{HAS}}{{ADV}}(?:got|received|had) {{SOME}}{_HAND} from (?:me|us) {{TAIL}}",
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

_KIND = r"(?:kind|nice|good|gracious|generous|sweet|lovely|decent|helpful|willing)"
_TO_ME = r"(?:me|us)"
_GOT = (
    Frame(
        "got",
        rf"{{WHO}}{{FROM}}{{HAS}}{{ADV}}(?:been )?(?:{_HELP}|helping|coaching|mentoring|supporting) {{ME}}(?:and @ )?{{ADV}}(?:out )?{{TAIL}}",
        "{vp}",
    ),
    Frame(
        "got", rf"{{WHO}}{{FROM}}{{HAS}}{{ADV}}(?:{_GAVE}) {{ME}}{{SOME}}{_HAND} {{TAIL}}", "{vp}"
    ),
    Frame(
        "got gift",
        rf"{{WHO}}{{FROM}}{{HAS}}{{ADV}}(?:{_GAVE}|sent|forwarded|emailed|shared|wrote|passed|handed|bought|brought"
        r"|made|got|did|dm'd|messaged|slipped|recommended) {ME}(?P<gift>(?:a|an|the|some|her|his|their|lots"
        r"|really|very|great|two|three|this|that|good|useful|helpful|feedback|advice|tips|pointers|notes"
        r"|slides|support|information|info|input|comments|ideas|honest|detailed|valuable|excellent) ){TAIL}",
    ),
    Frame(
        "got gift",
        r"{WHO}{FROM}{HAS}{ADV}(?:shared|sent|forwarded|passed(?: on| along)?|gave|recommended|emailed|lent|wrote|made"
        r"|explained) (?P<gift>(?!@)\S+ )(?P<tail>[^@]{0,120}?)(?:with|to|for|on to) {ME}",
    ),
    Frame(
        "got",
        rf"{{WHO}}{{FROM}}{{HAS}}{{ADV}}(?P<did>(?:{_MOVES}|recommended|nominated|introduced|connected|showed|taught"
        r"|trained|onboarded|drove|saved|rescued|encouraged|unblocked|invited|bailed|backed|cheered|walked"
        r"|talked|prepped|briefed|hosted|referred|put in a good word for|came through for|looked out for"
        r"|stood by|let|picked|took) (?:me|us) ){TAIL}",
        "{did} {tail}",
    ),
    Frame(
        "got",
        rf"{{WHO}}{{FROM}}{{HAS}}{{ADV}}(?P<did>(?:{_WORK}|saved|had|lent a hand with|helped with|helped out with"
        r"|helped me with) (?:my|our) ){TAIL}",
        "{did} {tail}",
    ),
    Frame(
        "got",
        r"{WHO}{FROM}{HAS}{ADV}(?P<did>(?:explained|demonstrated|made|fixed|organised|organized|arranged|found|set up|looked up) )(?P<thing>[^@]{1,80}?)(?:to|for) {ME}{TAIL}",
        "{did} {thing} {toforme} {tail}",
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
        rf"{{S}}{{HAVE}}{{ADV}}(?:got|had|received|was given|were given|gotten) {{SOME}}{_HAND} (?:by|from) {{WHO}}{{TAIL}}",
        "{vp}",
    ),
    Frame(
        "got",
        rf"{{S}}{{HAVE}}{{ADV}}(?:got|had|received) {{WHO}}'s {{SOME}}{_HAND} {{TAIL}}",
        "{vp}",
    ),
    Frame(
        "got gift",
        r"{S}{HAVE}{ADV}(?:got|received|was given|were given|gotten|picked up|borrowed|learned|learnt) (?P<gift>(?!no )(?!it )(?!nothing )\S+ )"
        r"(?P<mid>(?:[^@ .?!]+ ){0,12}?)(?:from|by) {WHO}{TAIL}",
    ),
    Frame(
        "got",
        rf"{{I}}{{WAS}}{{ADV}}(?:{_HELP}|given {{SOME}}{_HAND}|helped out) by {{WHO}}{{TAIL}}",
        "{vp}",
    ),
    Frame(
        "got",
        r"{I}{WAS}{ADV}(?P<did>taught|shown|trained|onboarded|introduced|saved|walked through|rescued|recommended|referred) (?P<thing>[^@]{0,60}?)by {WHO}{TAIL}",
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
        r"{WHO}'s (?P<thing>help|advice|feedback|support|tips|input|notes|guidance) {ADV}(?:helped|saved|was a (?:big|huge|great) help(?: to)?|was {ADV}(?:helpful|useful|invaluable))(?: me| us)? {TAIL}",
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
)

_FOR = r"(?P<tail>(?:for|again|because|who|that|so|,|\.|!|in|on|at|about) .*|)"
_THANKS = (
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
        r"(?:i |we )(?:am |are |was |were |feel )?{ADV}(?:so |very |deeply |extremely |eternally )?(?:grateful|thankful|indebted|obliged) to {WHO}{TAIL}",
    ),
    Frame(
        "thanks",
        r"(?:i |we )(?:want to|would like to|'d like to|wanted to|just want to|just wanted to|must|have to|need to) (?:say )?(?:thank|thanks to|thank you to|express my thanks to) {WHO}(?P<tail>for .*)",
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
)

_PASSED = r"shared|forwarded|sent over|sent along|sent on|sent|gave|emailed|passed on|passed along|passed|e-mailed|dm'd|messaged|handed|lent|recommended|slacked|linked|texted|mailed|posted|copied"
_GIVEN = r"(?:a|an|the|that|this|some|my|our|two|three|those|these|his|her|their|useful|more|lots|notes|slides|articles|links|info|information) "
_SHARED = (
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
DEEDS: tuple[Frame, ...] = (*_THANKS, *_MET, *_HELPED, *_SHARED, *_GOT)
