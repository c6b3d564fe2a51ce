"""Looking people up: by name, by what they know, by place, by silence."""

from __future__ import annotations

from coaching.understanding.wish import SHOW, Wish

_TALKED = r"(?:speak|spoken|spoke|written|talk|talked|chat|chatted|meet|met|see|saw|seen|hear|heard|write|wrote|call|called|contact|contacted|catch up|caught up|been in touch|touch base|email|emailed|have coffee|had coffee|have lunch|had lunch|get together|help|helped|thank|thanked)"

_SOMEBODY = r"(?:everyone|everybody|anyone|anybody|someone|somebody|people|persons?|contacts|all people|the people|those|all)"

_KNOWS = r"(?:knows?|knowing|is good (?:at|with)|are good (?:at|with)|understands?|can help(?: me| us)? with|could help(?: me| us)? with|has experience (?:with|in)|have experience (?:with|in)|is (?:an )?experts? (?:in|on|at)|are experts (?:in|on|at)|is into|specialises in|specializes in|has expertise in|has knowledge of|knows a thing or two|is familiar with)"

_ABOUT_X = r"(?: a lot| something| anything| much| a bit)?(?: about| of)? (?P<x>.+)"

FINDING = (
    Wish(
        r"(?:who|whom) (?:else )?(?:do|did|might|would) (?:i|we) (?:already |actually )?know (?:(?:who|that) (?:works?|is|lives?) |(?:working|living|based|sitting) )?(?:over )?(?:at|in|from|inside|within) (?P<x>.+)",
        "who {x}",
    ),
    Wish(
        rf"(?:do|does|don't) (?:i|we) (?:actually |already )?know {_SOMEBODY}(?: (?:who|that) (?:works?|is|lives?)| working| living| based)? (?:at|in|from|inside|within) (?P<x>.+)",
        "who {x}",
    ),
    Wish(
        rf"(?:{SHOW} |list |is there |are there |have i got )?(?:me )?(?:{_SOMEBODY}|who|contacts)(?: i know)?(?: (?:who|that))? (?:works?|is working|lives?|is based|are based|is) (?:at|in|for) (?P<x>(?!my|the same|town|charge).+)",
        "who {x}",
    ),
    Wish(
        rf"(?:{SHOW} |list |is there |are there |do (?:i|we) know |does |do )?(?:me )?(?:{_SOMEBODY}|who|which of my (?:contacts|people))(?: else)?(?: (?:in|among|of) my (?:network|contacts|circle|circles|people|connections)| i know| do i know| of my contacts)?(?:(?: who| that) ?| ){_KNOWS}{_ABOUT_X}",
        "who knows about {x}",
    ),
    Wish(
        r"(?:who|whom) (?:should|could|can|do|might) (?:i|we) (?:ask|talk to|speak to|turn to|contact|consult) (?:about|for help with|regarding|on) (?P<x>.+)",
        "who knows about {x}",
    ),
    Wish(
        rf"{SHOW} (?:everything |all |more |something |what you (?:know|have) )?(?:about |on )?(?:the card (?:of|for) )?{{WHO}}(?:'s (?:card|profile|history|entry|details|page|info))?",
        "who {who}",
    ),
    Wish(
        r"what (?:do|did) (?:i|you|we) (?:know|have)(?: noted| written down)? (?:about|on) {WHO}",
        "who {who}",
    ),
    Wish(
        rf"when (?:did|have) {{WHO}}and (?:i|me) (?:last )?{_TALKED}(?: last)?",
        "who {who}",
    ),
    Wish(r"(?:who is|what about|who was) {WHO}(?:again )?", "who {who}"),
    Wish(
        rf"when (?:did|have|was it that) (?:i|we) (?:last |most recently )?{_TALKED}(?: to| with| from| of)? {{WHO}}(?:last |the last time )?",
        "who {who}",
    ),
    Wish(
        rf"when was (?:the |my )?last (?:time|touch|contact|meeting|call|chat|coffee|lunch|conversation)(?: (?:that )?(?:i|we))?(?: (?:{_TALKED}))?(?: to| with| from)? {{WHO}}",
        "who {who}",
    ),
    Wish(
        rf"how long (?:has it been |is it |ago |was it )?(?:since|did)(?: the last time)? (?:i|we) (?:last )?{_TALKED}(?: to| with| from)? {{WHO}}(?:last )?",
        "who {who}",
    ),
    Wish(rf"(?:the )?last time (?:i|we) {_TALKED}(?: to| with| from)? {{WHO}}", "who {who}"),
    Wish(
        r"(?:what is|when is) {WHO}'s (?:birthday|history|last touch|rhythm|card|circle)",
        "who {who}",
    ),
    Wish(r"what does {WHO}(?:like|know|know about)(?: about)?", "who {who}"),
    Wish(
        rf"(?:{SHOW} )?(?:(?:who(?:m)?|which (?:people|contacts|ties|of my contacts)|anyone|anybody|is there anyone|people|contacts|everyone)(?: who)? )(?:am i|have i been|i am|i have been|are|is) (?:losing touch with|neglecting|slipping away|slipping|drifting (?:apart|away)(?: from)?|fading|going cold|getting cold|out of touch(?: with)?|overlooking)",
        "who losing touch",
    ),
    Wish(
        r"(?:who|whom|which (?:people|contacts)) (?:have|did|do) i (?:neglected|neglect|lost touch with|lose touch with|forgotten|overlooked|ignored|let slip)(?: lately| recently| most)?",
        "who losing touch",
    ),
    Wish(
        rf"(?:who|whom|which people) (?:have|did) (?:(?:i|we) not|not (?:i|we)) (?:been in touch|{_TALKED})(?: to| with| from)?(?: recently| lately| in a while| for a while| for a long time| for ages| in ages| for too long)+",
        "who losing touch",
    ),
    Wish(
        rf"(?:{SHOW}|list|print) (?:all |all of )?(?:my |the |whole |entire |full )*(?:contacts|people|network|contact list|everyone|everybody)(?: i know| in my network)?",
        "who",
    ),
    Wish(
        r"(?:who|what people|which people) (?:is|are|do i have|have i got) (?:all )?(?:in|on) my (?:network|contacts|list)",
        "who",
    ),
    Wish(r"(?:who (?:all )?do i know|every(?:one|body) (?:that |whom )?i know)", "who"),
)
