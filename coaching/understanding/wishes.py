"""Frames of what is asked of the coach: promises, reminders, people, questions, pauses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coaching.understanding.frames import compiled


@dataclass(frozen=True, slots=True)
class Wish:
    """One shape of request, and the command line it becomes.

    ``line`` names the pattern's groups in braces: ``{who}`` the people, ``{day}`` the day to come,
    any other its words as they were typed. ``sure`` where it may be carried out unasked;
    ``dated`` where it is this wish only with a day.
    """

    says: str
    line: str
    sure: bool = True
    dated: bool = False

    def match(self, line: str) -> re.Match[str] | None:
        """Return the match of the whole of ``line``."""
        return compiled(self.says).fullmatch(line)


_ASK = r"(?:(?:could|can|would|will) (?:you|u) (?:please |kindly |maybe )?|please |i want you to |i would like you to )?"
_WANT = r"(?:i want|i need|i would like|i'd like|i 'd like|i would love|i 'd love|i could use|could i (?:have|get)|can i (?:have|get)|may i have|let me have|give me|show me)"
_WHAT = r"(?P<what>.+)"
_WOULD = r"(?:(?:that )?(?:i|we) (?:would|will|'d|shall|am going to) )"
_GIVE = r"(?:send|give|get|share|forward|introduce|write|email|review|prepare|finish|deliver|show|bring|help|hand|pass|draft|call|meet|connect|lend|do|make|check|look|read|fix|build|tell|answer|reply)"
_ABOUT = r"(?:about|of|for|on) "
_REMINDERS = (
    Wish(
        rf"{_ASK}(?:remind|nudge|ping|prod|poke|alert) me (?:again )?(?:to |that (?:i )?(?:need to |have to |should |must )?){_WHAT}",
        "remind me to {what} {day}",
    ),
    Wish(
        rf"{_ASK}(?:remind|nudge|ping|prod|poke|alert) me (?:again )?{_ABOUT}{_WHAT}",
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
        rf"{_ASK}(?:set|create|add|make|put|schedule)(?: up)?(?: me)? (?:a|another) reminder (?:for me )?to {_WHAT}",
        "remind me to {what} {day}",
    ),
    Wish(
        rf"{_ASK}(?:set|create|add|make|put|schedule)(?: up)?(?: me)? (?:a|another) reminder (?:for me )?(?:about|for|on|:) {_WHAT}",
        "remind me about {what} {day}",
    ),
    Wish(rf"{_WANT} (?:a|another) reminder to {_WHAT}", "remind me to {what} {day}"),
    Wish(rf"{_WANT} (?:a|another) reminder (?:about|for) {_WHAT}", "remind me about {what} {day}"),
    Wish(rf"{_WANT} to be reminded to {_WHAT}", "remind me to {what} {day}"),
    Wish(rf"{_WANT} to be reminded (?:about|of) {_WHAT}", "remind me about {what} {day}"),
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
_PROMISES = (
    Wish(
        rf"(?:i )?{{HAVE}}{{ADV}}promised {{WHO}}(?:{_WOULD}|to |that |: )?{_WHAT}",
        "promise {who}: {what} {day}",
    ),
    Wish(
        rf"(?:i )?promise {{WHO}}(?:{_WOULD}|to |that |: )?{_WHAT}", "promise {who}: {what} {day}"
    ),
    Wish(
        r"i {ADV}(?:still )?(?:owe|owed) {WHO}(?P<what>(?!a lot|everything|one\b|my life|so much|big|nothing|much).+)",
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
_NETWORK = r"(?:contacts?|network|people|list|contact list|address book|circle|circles|book|crm)"
_NUDGED = r"(?:nudge|nudging|bug|bugging|nag|nagging|pester|pestering|bother|bothering|remind|reminding|ping|pinging|annoy|annoying|hassle|hassling|prompt|prompting|message|messaging|badger|badgering)"
_ABOUT_WHO = r"(?:about|regarding|concerning|for|of|to (?:contact|call|meet|write to)) {WHO}(?:any ?more |any longer |again |ever |for now |please |for a while |at all )*"
_PEOPLE = (
    Wish(
        rf"{_ASK}(?:add|save|put|include|keep|store|register|create)(?: a contact for| contact| a new contact| new contact| person)?(?: :| called| named)? {{WHO}}(?:to|in|into|on|onto|as) (?:(?:a|my|the|one of my) )?(?:new )?{_NETWORK}(?: too| as well)?",
        "add {who}",
    ),
    Wish(
        rf"{_ASK}(?:add|create|save)(?: a)?(?: new)? (?:contact|person)(?: for| called| named| :)? {{WHO}}",
        "add {who}",
    ),
    Wish(rf"{_ASK}add {{WHO}}", "add {who}"),
    Wish(
        r"{WHO}(?:is|are) (?:a )?new (?:contacts?|people|person)(?: of mine| in my network)?",
        "add {who}",
    ),
    Wish(r"(?:new contact|new person) :? ?{WHO}", "add {who}"),
    Wish(
        r"(?:i want to|i would like to|i 'd like to|help me) (?:keep|stay) in touch with {WHO}",
        "add {who}",
        sure=False,
    ),
    Wish(
        rf"{_ASK}(?:start|begin) (?:tracking|following|keeping track of) {{WHO}}",
        "add {who}",
        sure=False,
    ),
    Wish(
        rf"{_ASK}(?:remove|delete|drop|take|erase|kick)(?: off)? {{WHO}}(?:from|off|out of) (?:my |the )?{_NETWORK}",
        "forget {who}",
    ),
    Wish(
        rf"{_ASK}(?:forget|remove) (?:about |contact |everything (?:about|on) |all about )?{{WHO}}",
        "forget {who}",
    ),
    Wish(
        rf"{_ASK}(?:let|leave|give) (?:the tie with )?{{WHO}}(?:rest|alone|be|in peace|a rest|a break|some space|off)(?: for now| for a while| please)? ?",
        "rest {who} {day}",
    ),
    Wish(rf"{_ASK}(?:rest|mute|silence|hide) {{WHO}}", "rest {who} {day}"),
    Wish(rf"{_ASK}(?:stop|quit|no more) {_NUDGED} me {_ABOUT_WHO}", "rest {who} {day}"),
    Wish(
        rf"{_ASK}(?:do not|never) (?:ever )?{_NUDGED} me (?:again |any ?more )?{_ABOUT_WHO}",
        "rest {who} {day}",
    ),
    Wish(
        rf"(?:please )?(?:no more|no|stop(?: the| all| sending(?: me)?)?|enough(?: with the| of the)?|skip the) (?:nudges?|reminders?|messages|prompts|notifications|suggestions) {_ABOUT_WHO}",
        "rest {who} {day}",
    ),
    Wish(
        rf"i (?:do not|no longer) (?:want|need|wish)(?: any(?: more)?)?(?: to (?:be (?:reminded|nudged|bothered|bugged)|hear|get (?:nudges|reminders)|see nudges|receive nudges)| nudges| reminders) (?:any ?more )?{_ABOUT_WHO}",
        "rest {who} {day}",
    ),
    Wish(
        rf"{_ASK}(?:stop|quit) suggesting {{WHO}}(?:to me |any ?more |again )*", "rest {who} {day}"
    ),
    Wish(rf"{_ASK}(?:merge|combine|join|unite) {{WHO}}(?:into one|please)? ?", "merge {pair}"),
    Wish(
        r"{WHO}(?:are|is) (?:actually |really |both )?(?:the same(?: person)?|one person|one and the same(?: person)?|duplicates?)",
        "merge {pair}",
    ),
    Wish(
        rf"{_ASK}(?:move|put|place) {{WHO}}(?:to|in|into) (?:my )?circle (?P<n>5|15|50|150)",
        "edit {who} circle {n}",
    ),
)
_TALKED = r"(?:speak|spoke|talk|talked|chat|chatted|meet|met|see|saw|seen|hear|heard|write|wrote|call|called|contact|contacted|catch up|caught up|been in touch|touch base|email|emailed|have coffee|had coffee|have lunch|had lunch|get together|help|helped|thank|thanked)"
_SHOW = (
    rf"{_ASK}(?:show|tell|give|pull|open|look|find|bring|display|see|view|get|remind)(?: me| up)*"
)
_SOMEBODY = r"(?:everyone|everybody|anyone|anybody|someone|somebody|people|persons?|contacts|all people|the people|those|all)"
_KNOWS = r"(?:knows?|knowing|is good (?:at|with)|are good (?:at|with)|understands?|can help(?: me| us)? with|could help(?: me| us)? with|has experience (?:with|in)|have experience (?:with|in)|is (?:an )?experts? (?:in|on|at)|are experts (?:in|on|at)|is into|specialises in|specializes in|has expertise in|has knowledge of|knows a thing or two|is familiar with)"
_ABOUT_X = r"(?: a lot| something| anything| much| a bit)?(?: about| of)? (?P<x>.+)"
_WHO = (
    Wish(
        r"(?:who|whom) (?:else )?(?:do|did|might|would) (?:i|we) (?:already |actually )?know (?:(?:who|that) (?:works?|is|lives?) |(?:working|living|based|sitting) )?(?:over )?(?:at|in|from|inside|within) (?P<x>.+)",
        "who {x}",
    ),
    Wish(
        rf"(?:do|does|don't) (?:i|we) (?:actually |already )?know {_SOMEBODY}(?: (?:who|that) (?:works?|is|lives?)| working| living| based)? (?:at|in|from|inside|within) (?P<x>.+)",
        "who {x}",
    ),
    Wish(
        rf"(?:{_SHOW} |list |is there |are there |have i got )?(?:me )?(?:{_SOMEBODY}|who|contacts)(?: i know)?(?: (?:who|that))? (?:works?|is working|lives?|is based|are based|is) (?:at|in|for) (?P<x>(?!my|the same|town|charge).+)",
        "who {x}",
    ),
    Wish(
        rf"(?:{_SHOW} |list |is there |are there |do (?:i|we) know |does |do )?(?:me )?(?:{_SOMEBODY}|who|which of my (?:contacts|people))(?: else)?(?: in my (?:network|contacts|circle|circles)| i know| do i know| of my contacts)?(?:(?: who| that) ?| ){_KNOWS}{_ABOUT_X}",
        "who knows about {x}",
    ),
    Wish(
        r"(?:who|whom) (?:should|could|can|do|might) (?:i|we) (?:ask|talk to|speak to|turn to|contact|consult) (?:about|for help with|regarding|on) (?P<x>.+)",
        "who knows about {x}",
    ),
    Wish(
        rf"{_SHOW} (?:everything |all |more |something |what you (?:know|have) )?(?:about |on )?(?:the card (?:of|for) )?{{WHO}}(?:'s (?:card|profile|history|entry|details|page|info))?",
        "who {who}",
    ),
    Wish(
        r"what (?:do|did) (?:i|you|we) (?:know|have)(?: noted| written down)? (?:about|on) {WHO}",
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
    Wish(r"what does {WHO}(?:like|know|do|know about)(?: about)?", "who {who}"),
    Wish(
        rf"(?:{_SHOW} )?(?:(?:who(?:m)?|which (?:people|contacts|ties|of my contacts)|anyone|anybody|is there anyone|people|contacts|everyone)(?: who)? )(?:am i|have i been|i am|i have been|are|is) (?:losing touch with|neglecting|slipping away|slipping|drifting (?:apart|away)(?: from)?|fading|going cold|getting cold|out of touch(?: with)?|overlooking)",
        "who losing touch",
    ),
    Wish(
        rf"(?:who|whom|which people) (?:have|did) (?:(?:i|we) not|not (?:i|we)) (?:been in touch|{_TALKED})(?: to| with| from)?(?: recently| lately| in a while| for a while| for a long time| for ages| in ages| for too long)+",
        "who losing touch",
    ),
    Wish(
        rf"(?:{_SHOW}|list|print) (?:all |all of )?(?:my |the |whole |entire |full )*(?:contacts|people|network|contact list|everyone|everybody)(?: i know| in my network)?",
        "who",
    ),
    Wish(
        r"(?:who|what people|which people) (?:is|are|do i have|have i got) (?:all )?(?:in|on) my (?:network|contacts|list)",
        "who",
    ),
    Wish(r"who (?:all )?do i know", "who"),
)
_NOW = r"(?: (?:now|today|next|this week|right now|this morning|first|for today|at the moment|please|then|here|about it|with my time|to do|else|for my network))*"
_TODAY = (
    Wish(
        rf"what (?:should|can|could|shall|do|must|might|would) (?:i|we) (?:do|be doing|focus on|work on|start with|have to do|need to do)(?: best)?{_NOW}",
        "today",
    ),
    Wish(
        rf"(?:so )?what is (?:next|up next|up today|on today|on for today|on the agenda|on my plate|on my agenda|my next move|the next move|my best move|the best move|the plan|the plan for today|to do|worth doing|there to do|due today|due|new){_NOW}",
        "today",
    ),
    Wish(
        rf"(?:who|whom) (?:should|can|could|shall|do|might|would|must) (?:i|we) (?:reach out to|talk to|contact|call|write to|get in touch with|ping|meet|see|speak to|message|check in with|reconnect with|catch up with|nudge|email|have coffee with|have lunch with|thank|help)(?: next)?{_NOW}",
        "today",
    ),
    Wish(
        rf"{_ASK}(?:give|show|tell|suggest)(?: me)? (?:what to do|something to do|something worth doing|(?:my |the |some |today's |a |your )*(?:moves?|nudges?|suggestions?|best moves?|next moves?|next steps?|ideas?|day|agenda|priorities|to-dos?)){_NOW}",
        "today",
    ),
    Wish(
        rf"(?:is there |have you got |do you have |got )?(?:anything|something) (?:(?:that )?(?:i|we) (?:should|can|could|need to|must) do|to do|for me|worth doing|for me to do|on my plate|due){_NOW}",
        "today",
    ),
    Wish(
        rf"(?:any|got any|have you any|have you got any|do you have any) (?:suggestions?|moves?|nudges?|ideas?|recommendations?)(?: for me)?{_NOW}",
        "today",
    ),
    Wish(
        rf"(?:what|which) (?:are|is) (?:my|the|today's) (?:best |next )?(?:moves?|nudges?|priorities|suggestions){_NOW}",
        "today",
    ),
    Wish(
        rf"(?:what are|show me|give me) (?:my|the) (?:best |top |next )?(?:three |3 )?moves?{_NOW}",
        "today",
    ),
    Wish(
        r"(?:i have|i've got|got) (?:five|5|ten|10|two|2|a few|some|a couple of) (?:spare )?(?:minutes?|time|mins?)(?: free| to spare| now)*(?: ,)?(?: what (?:should|can|shall) i do)?",
        "today",
    ),
)
_TIP = r"(?:(?:a|an|any|another|some|more|one more|one|your best|the|one other|good|new|quick|networking|few|useful|practical) )*(?:tips?|advice|pointers?|words of wisdom)(?: for me| from you| of yours| of the day)?"
_TIPS = (
    Wish(
        rf"(?:{_WANT} |got |have you got |have you |do you have |are there |share |hit me with |send me |{_SHOW} |{_ASK}give (?:me )?|what is your |what is )?{_TIP}(?: (?:about|on|for|regarding|around|with|concerning|how to be better at) (?P<x>(?!me\b|today\b).+))?",
        "tip {x}",
    ),
    Wish(
        r"how (?:do|can|could|should) (?:i|you|one) (?:get better at|improve at|get good at|become better at|improve my|be better at|get started with|start with) (?P<x>.+)",
        "tip {x}",
    ),
    Wish(rf"{_ASK}(?:teach me|coach me)(?: something)? (?:about|on) (?P<x>.+)", "tip {x}"),
    Wish(r"(?:what|which) (?:topics|tips) (?:are there|do you have|have you got)", "tip topics"),
)
_PROMISED = r"(?:promises|promise|commitments|open promises|reminders|debts)"
_LOOKING = (
    Wish(
        rf"(?:{_SHOW} )?(?:my |the |me my )?(?:give and take|give-and-take|ledger|balance|balance sheet|favors?|favours?)",
        "ledger",
    ),
    Wish(
        rf"(?:{_SHOW} )?(?:what is |how is )?(?:my |the |me my )(?:give and take|give-and-take|ledger|balance)(?: like| looking)?",
        "ledger",
    ),
    Wish(
        r"(?:do|am|did) i (?:give|giving|gave) (?:more|less|enough|too much|too little|as much)(?: than| as)?(?: i)? ?(?:take|taking|get|receive|took)?(?: than i (?:take|get|receive))?",
        "ledger",
    ),
    Wish(r"am i (?:a |more of a )?(?:giver|taker)(?: or a (?:taker|giver))?", "ledger"),
    Wish(
        r"who (?:has )?(?:helped|helps) me(?: (?:the )?most| lately| recently| the most often| so far)*",
        "ledger",
    ),
    Wish(
        r"(?:how (?:do|are) things (?:stand|standing)|how do we stand|what is the (?:balance|score|state|state of things)|where do things stand|where do we stand|how is (?:my|the) balance|what is my balance)(?: between (?:me and|us ,)| with| between) {WHO}(?:and me)? ?",
        "ledger {who}",
    ),
    Wish(
        rf"{_SHOW} (?:my |the )?(?:ledger|balance|give and take) (?:with|for|of) {{WHO}}",
        "ledger {who}",
    ),
    Wish(
        r"how am i (?:doing|getting on|doing so far|performing|coming along)(?: so far| lately| at networking| with my network| overall)*",
        "mirror|ledger",
    ),
    Wish(
        r"what (?:have|did|do) i (?:promise|promised|owe|commit to|still owe)(?: to)?(?: people| others| anyone| anybody| so far| lately| everyone)*",
        "promise",
    ),
    Wish(r"(?:who|whom) (?:do|did) i (?:still )?owe(?: something| anything)?", "promise"),
    Wish(
        rf"(?:{_SHOW}|list|what are) (?:all )?(?:my |the )?(?:open |current |outstanding )?{_PROMISED}",
        "promise",
    ),
    Wish(
        r"what (?:have|did) (?:i|we) (?:logged|log|tell you|told you|noted|note|enter|entered|recorded|record|say|said|write|written)(?: so far| lately| last| down| recently| this week| today| last week| yesterday)*",
        "history",
    ),
    Wish(
        rf"(?:{_SHOW}|list|what is) (?:me )?(?:my |the )?(?:recent |last |latest )?(?:history|log|entries|last entries|activity)",
        "history",
    ),
    Wish(
        r"what (?:can|do) (?:you|u|netlead) (?:do|help (?:me )?with|offer|understand)(?: for me| exactly)*",
        "help",
    ),
    Wish(
        r"(?:how does (?:this|it|that|netlead)(?: thing| bot| all)? work|how do i use (?:this|you|it|netlead)|what (?:commands|things) (?:are there|do you know|can i say|can i type|do you understand)|what can i (?:say|ask|type|do|tell you)(?: here| to you)*|how do you work|i (?:do not|don't) understand|i need help|help me(?: please| out)?|can you help(?: me)?|show me the commands|list (?:all )?commands|i am (?:lost|confused))",
        "help",
    ),
    Wish(
        r"(?:what|which) (?:do|does|have|data do|information do|info do|data does|all do) (?:you|netlead) (?:know|keep|store|have|collect|hold|got|remember)(?: about| on| of)?(?: me| my data)?",
        "what do you know",
    ),
    Wish(
        rf"{_ASK}(?:export|download|give me|send me|back up|let me download|i want|get me)(?: me)? (?:a copy of )?(?:all |all of |everything of |whole )*(?:my |the )?(?:data|contacts as csv|contacts to csv|everything)(?: please| out)?",
        "export",
    ),
    Wish(
        rf"{_ASK}(?:delete|erase|remove|wipe|forget) (?:me|my account|(?:all |all of )?my data|everything (?:you (?:know|have|keep|stored?) )?(?:about|on|of) me|all (?:data|information|you know) (?:about|on) me|myself)(?: completely| for good| please)*",
        "delete me",
    ),
    Wish(
        rf"{_ASK}(?:draft|write|compose|prepare|help me (?:to )?write|help me draft)(?: me| up)? (?:a |an |some )?(?:short |nice |quick |friendly |polite )*(?:message|note|email|mail|text|words|draft|line|something|letter)(?: for me)? (?:to|for) {{WHO}}",
        "draft {who}",
    ),
    Wish(
        rf"{_ASK}(?:draft|help me (?:to )?write to|what (?:should|could|can) i (?:write|say) to) {{WHO}}",
        "draft {who}",
    ),
    Wish(
        r"why (?:did|do|are|have) you (?:suggest|suggested|propose|proposed|send|sent|tell|told|ask|asked|suggesting|nudge|nudged|recommend|recommended)(?: me)?(?: this| that| it| him| her| them| about this| about that| to me| now)*",
        "why",
    ),
    Wish(
        r"why (?:him|her|them|this person|this one|that|this|now|that one|this nudge|that nudge)",
        "why",
    ),
    Wish(r"why {WHO}", "why {who}"),
    Wish(
        r"(?:(?:oops|sorry|wait|no|whoops) (?:, )?)*(?:please )?(?:undo|take back|revert|cancel|scratch|reverse|rollback|roll back|strike)(?: that| this| it| the last (?:one|entry|thing)| my last (?:entry|one)| what i (?:just )?said)+(?: please| back)*",
        "undo",
    ),
    Wish(
        r"(?:(?:oops|sorry|wait|no|whoops) (?:, )?)*(?:please )?take (?:that|this|it) back(?: please)?",
        "undo",
    ),
)
_STAY = r"(?: (?:please|for now|for a while|for a bit|at all|completely|then|any ?more|again|with nudges))*"
_PAUSES = (
    Wish(rf"{_ASK}(?:do not|never) {_NUDGED} me{_STAY}", "pause {day}"),
    Wish(
        rf"{_ASK}(?:stop|quit|pause|hold|mute|suspend|halt|cut|turn off|switch off|disable) (?:(?:sending|giving|with)(?: me)? )?(?:all |the |any |my |your )*(?:nudges?|nudging(?: me)?|reminders|messages|notifications|suggestions|prompts|coaching|messaging me|bugging me|nagging me|bothering me|pinging me|pestering me){_STAY}",
        "pause {day}",
    ),
    Wish(
        rf"(?:please )?(?:no|no more|stop all|hold off on|hold off with|skip the|enough)(?: of the| with the)? ?(?:nudges?|messages|reminders|notifications|suggestions|prompts|pings){_STAY}",
        "pause {day}",
    ),
    Wish(
        rf"{_ASK}(?:leave me alone|give me (?:a break|some (?:peace|quiet|space|rest))|be quiet|stay quiet|keep quiet|go quiet|stay silent|go to sleep|hush|shut up|take a break|hold your horses){_STAY}",
        "pause {day}",
    ),
    Wish(
        r"i (?:am|will be|'m|shall be) (?:away|off|on (?:vacation|holiday|holidays|leave|parental leave|pto|a break|sick leave)|out|out of (?:the )?office|ooo|travelling|traveling|off work|not (?:here|around|available)|unavailable|busy)(?: on holiday)?",
        "pause {day}",
        dated=True,
    ),
    Wish(
        r"i (?:do not|don't) want (?:any |to (?:get|receive|see|have) (?:any )?)?(?:nudges?|messages|reminders)"
        + _STAY,
        "pause {day}",
    ),
    Wish(
        rf"{_ASK}(?:you (?:can|may) )?(?:start|resume|unpause|restart|continue|turn on|switch on|begin)(?: with)?(?: the| my| your| sending(?: me)?)* ?(?:nudges?|nudging(?: me)?|coaching(?: me)?|reminders|suggestions|messages)(?: again| back on| please| now)*",
        "resume",
    ),
    Wish(
        r"(?:i am |i'm )?back (?:from|at) (?:my |the )?(?:holiday|holidays|vacation|leave|work|parental leave|pto|my trip|trip|break|sick leave)(?: now| again| today)*",
        "resume",
    ),
    Wish(r"(?:you can |please |you may )?nudge me again(?: please| now)*", "resume"),
    Wish(
        r"(?:not now|maybe later|later|not today|too busy|no time)(?: please| maybe| right now| today)*(?:(?: ,| ;| \\.)? (?:please )?(?:ask|remind|nudge|tell|bug) me(?: about (?:this|it|that))?(?: again| later)*)?"
        r"|(?:please )?(?:ask|remind|nudge|tell|bug) me (?:about (?:this|it|that)|again|later)(?: again| later| about (?:this|it|that))*",
        "snooze {day}",
        dated=True,
    ),
    Wish(
        r"(?:not now|maybe later|not today|later please|ask me (?:again )?later|remind me later|not right now)(?: please| maybe| thanks)*",
        "snooze",
    ),
    Wish(rf"{_ASK}snooze(?: this| it| that| the nudge)*", "snooze {day}"),
    Wish(
        rf"{_ASK}(?:come back to|postpone|delay|put off|push back) (?:this|it|that)(?: one)?",
        "snooze {day}",
    ),
    Wish(
        rf"{_ASK}(?:set|change|switch|update) my (?:time ?zone|timezone|zone|tz) to (?P<x>.+)",
        "settings zone {x}",
    ),
    Wish(
        r"(?:my time ?zone is|i am in the) (?P<x>.+?)(?: time ?zone)?",
        "settings zone {x}",
        sure=False,
    ),
    Wish(
        rf"{_ASK}(?:set|change|update) my (?:working |work )?hours to (?P<x>.+)",
        "settings hours {x}",
    ),
    Wish(
        rf"(?:{_SHOW}|open|change|edit) (?:me )?(?:my |the )?(?:settings|preferences)", "settings"
    ),
)
_PLANS = (
    Wish(
        r"my (?:new |current |main |big )?goal(?: for this year| this year| now)? is (?:to )?(?P<x>(?!none).+)",
        "goal {x}",
    ),
    Wish(rf"{_ASK}(?:set|change|update) my goal to (?P<x>.+)", "goal {x}"),
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
        rf"{_ASK}(?:introduce|connect|intro) {{WHO}}(?:to|with|and) @ (?P<rest>.*)",
        "intro {apart} {rest}",
    ),
    Wish(
        rf"{_ASK}(?:make|do) an (?:intro|introduction) (?:between|of|for) {{WHO}}(?:to @ )?(?P<rest>.*)",
        "intro {apart} {rest}",
    ),
    Wish(
        r"(?:yes |yep |ok )?(?:i )?(?:did (?:it|that|this)|have done (?:it|that|this)|all done|done that)(?: already| now| today)*",
        "done",
    ),
    Wish(r"i (?:have )?kept my promise(?: to {WHO})? ?", "kept"),
    Wish(
        r"(?:please )?(?:skip|dismiss)(?: this| that| it)(?: one| nudge| person| suggestion)?|not interested(?: in this)?(?: one)?",
        "skip",
    ),
)
WISHES: tuple[Wish, ...] = (
    *_REMINDERS,
    *_PROMISES,
    *_PAUSES,
    *_PEOPLE,
    *_WHO,
    *_TODAY,
    *_TIPS,
    *_LOOKING,
    *_PLANS,
)
NOTES = (
    Wish(r"(?:on|about|for) {WHO}(?:: |- |, )(?P<what>.+)", "note {who}: {what}"),
    Wish(
        r"{WHO}(?P<what>(?:is|are|was|has|have|had|'s|likes?|loves?|hates?|prefers?|works?|worked|lives?|moved|wants?|needs?|knows?|enjoys?|speaks?|plays?|went|goes|just|now|recently|always|never|does|did|can|will|got|started|joined|left|grew|studied|studies|used|drinks|eats|collects|runs|owns|teaches|writes|travels|plans|said|told|mentioned|thinks|met|helped|doesn't|became|turned|turns|supports|cares|reads|listens|sings|cooks|bakes|follows|bought|sold|founded|manages|leads|reports|comes|came|hopes|finished|quit|retired|married|divorced|volunteers|swims|cycles|climbs|hikes|paints|dances) .+)",
        "note {who}: {what}",
    ),
)
