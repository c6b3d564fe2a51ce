"""Having been in touch: meetings, calls, messages, in either direction."""

from __future__ import annotations

from coaching.understanding.frames import Frame

# Verbs by the word that notes the way, where nothing else is said.
_WAYS = {
    "": (
        r"met(?: up)?(?: again)?(?: briefly)?(?: with)?|meet up with|saw|seen|ran into|run into|bumped into"
        r"|caught up {LONG}with|caught|spoke {LONG}(?:to|with)|spoken {LONG}(?:to|with)"
        r"|talked {LONG}(?:to|with)|chatted {LONG}(?:to|with)|hung out with|hanged out with|touched base with|connected with"
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
# "emailed Ana a link" passes a link on; "emailed Ana about it" is a touch.
_WRITTEN = frozenset({"wrote", "email", "message", "call"})
_NO_THING = r"(?!(?:a|an|the|that|this|some|my|our|his|her|those|these|two|three|https?:\S*) )"
_SENT = r"sent|dropped|wrote|shot|texted|gave"
_CALLS = r"(?P<way>call|ring|shout|buzz)"
_PAPERS = (
    r"(?P<way>email|e-mail|mail|message|text|text message|dm|letter(?! of)|postcard|line|whatsapp)"
)
TOUCHES = (
    Frame(
        "met",
        r"{FINE}{NOUN}with {WHO}(?P<how>(?:was|went) {ADV}(?:well|great|nice|good|fun|productive|lovely"
        r"|super|fine|smoothly|okay|ok|interesting|useful|helpful|amazing|brilliant|intense|long|short"
        r"|tough|hard|fantastic|awesome) ){TAIL}",
        "{way} {how} {tail}",
    ),
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
        Frame(
            "met",
            rf"{{S}}{{HAVE}}{{ADV}}(?:{verbs}) {{WHO}}{{BACK}}{_NO_THING if way in _WRITTEN else ''}{{TAIL}}",
            f"{{tail}}|{way}",
        )
        for way, verbs in _WAYS.items()
    ),
    Frame(
        "met",
        r"{S}{HAVE}{ADV}(?:reached|contacted|got) {WHO}(?:by|on|over) (?:the )?(?:phone|telephone) {TAIL}",
        "{tail}|call",
    ),
    Frame(
        "met",
        r"{S}(?:have been |had been |been |was |were |was just |were just ){ADV}(?:chatting|talking|speaking|catching up|meeting|working|in touch|emailing|texting|messaging|having (?:coffee|lunch|dinner)) (?:a lot )?(?:with |to )?{WHO}{TAIL}",
    ),
    Frame(
        "met",
        r"{WHO}{FROM}{HAS}{ADV}(?P<way>called|phoned|rang|texted|emailed|wrote|messaged|pinged)(?: back)? (?!me |us |@ |him |her |them |it |to @)(?P<tail>(?:(?:about|to|because|with|from|in|on|at|for|last|this|again|today) .*)?)",
        "{tail}|{called}",
        sure=False,
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
        r" {FINE}(?:(?:a|an|the|my|our|another|some) {SOMEWHAT})?{NOUN}(?:together )?with {WHO}{TAIL}",
        "{tail}|{way}",
    ),
    Frame(
        "met",
        r"{S}{HAVE}{ADV}(?:had|grabbed|shared|enjoyed|took|went for) {FINE}{NOUN}(?P<mid>(?:over|about|on|at"
        r"|in|for) [^@.?!]{1,60}?)(?:together )?with {WHO}{TAIL}",
        "{mid} {tail}",
    ),
    Frame("met", r"(?:was )?{FINE}{NOUN}(?:together )?with {WHO}{TAIL}", "{tail}|{way}"),
    Frame(
        "met",
        r"(?:was )?{FINE}(?P<kind>{QUAL}){NOUN}(?:together )?with {WHO}{TAIL}",
        "{tail}|{kind} {way}",
    ),
    Frame("met", r"{S}{HAVE}{ADV}had {WHO}(?:over|round|around) {TAIL}"),
    Frame(
        "met",
        r"{S}{HAVE}{ADV}had (?:a|an|the) {FINE}(?:time|day|evening|morning|afternoon|night|weekend) with {WHO}{TAIL}",
    ),
    Frame(
        "met",
        r"{FINE}(?P<way>catching up|chatting|talking|speaking|meeting(?: up)?|sync|syncing|walking|working"
        r"|reconnecting) (?:with |to )?{WHO}{TAIL}",
        "{tail}",
    ),
    Frame(
        "met",
        r"{WHO}{FROM}{HAS}{ADV}visited (?:my|our) (?:office|place|house|team|city|town|home|lab|site|shop|stand|booth) {TAIL}",
        "{tail}",
    ),
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
        r"{S}{HAVE}{ADV}(?:took|met|joined|brought|treated) {WHO}(?:out )?(?:to|for) {FINE}{NOUN}{TAIL}",
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
        r"{S}{HAVE}{ADV}(?P<what>(?:played|went|watched|travelled|traveled|trained|worked out|ran|cooked|ate|dined"
        r"|hiked|studied|danced|cycled|skied|climbed|swam|celebrated|drove|flew|sang|volunteered|co-hosted"
        r"|rehearsed|practised|practiced|brainstormed|collaborated|presented|walked|interviewed|ran|gave a talk|gave talks|taught) "
        r"(?:(?!not |never |without )[^@ ]+ ){0,4}?)with {WHO}{TAIL}",
        "{what} {tail}",
    ),
    Frame(
        "met",
        r"{S}{HAVE}{ADV}(?:dropped by|stopped by|swung by|popped by|popped into|went to|was at|visited|came to) {WHO}'s "
        r"(?P<what>(?:desk|office|place|house|home|flat|party|birthday|birthday party|wedding|talk|farewell|barbecue"
        r"|dinner|studio|shop|stand|booth|defence|defense|graduation) ){TAIL}",
        "at the {what} {tail}",
    ),
    Frame(
        "met",
        r"{S}{HAVE}{ADV}(?:bought|got|made) {WHO}(?:a |some )?(?P<way>coffee|lunch|dinner|breakfast|drink|beer|tea) {TAIL}",
        "{tail}|{way}",
    ),
    Frame(
        "met",
        r"{S}{HAVE}{ADV}(?P<did>congratulated|wished|complimented|apologized|apologised|consoled|welcomed) (?:to )?{WHO}{TAIL}",
        "{did} {tail}",
    ),
    Frame(
        "met",
        r"{S}{HAVE}{ADV}invited {WHO}(?:out )?(?:to|for) {FINE}{NOUN}{TAIL}",
        "{tail}|{way}",
        sure=False,
    ),
    Frame(
        "met",
        r"(?:{WHO}and (?:i|me|myself)|(?:me|i|myself) and (?P<who2>@)) {HAVE}{ADV}(?:had|grabbed|got|did|shared|took"
        r"|enjoyed|went out for|went for|went to|met for|met up for|were (?:on|in|at)|sat down for|finished) "
        r"{FINE}{NOUN}(?:together )?{TAIL}",
        "{tail}|{way}",
    ),
    Frame(
        "met",
        r"(?:{WHO}and (?:i|me|myself)|(?:me|i|myself) and (?P<who2>@)) {HAVE}{ADV}(?:met(?: up)?|spoke|talked|chatted"
        r"|caught up|got together|hung out|sat down(?: together)?|synced|reconnected|connected|bumped into each"
        r" other|ran into each other|saw each other|had a chance to (?:talk|chat|catch up)) {TAIL}",
    ),
    Frame(
        "met",
        r"(?:{WHO}and (?:i|me|myself)|(?:me|i|myself) and (?P<who2>@)) {HAVE}{ADV}(?P<what>(?:discussed|went over"
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
        r" me|stopped by|dropped by|came by|swung by|popped by|popped in|dropped in|came to visit|visited|came over|came round"
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
