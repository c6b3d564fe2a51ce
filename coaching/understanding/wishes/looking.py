"""What one gave, promised and told; what the coach knows and can do."""

from __future__ import annotations

from coaching.understanding.wish import ASK, SHOW, Wish

_PROMISED = r"(?:promises|promise|commitments|open promises|reminders|debts)"

LOOKING = (
    Wish(
        rf"(?:{SHOW} )?(?:my |the |me my )?(?:give and take|give-and-take|ledger|balance|balance sheet|favors?|favours?)",
        "ledger",
    ),
    Wish(
        rf"(?:{SHOW} )?(?:what is |how is )?(?:my |the |me my )(?:give and take|give-and-take|ledger|balance)(?: like| looking)?",
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
        rf"{SHOW} (?:my |the )?(?:ledger|balance|give and take) (?:with|for|of) {{WHO}}",
        "ledger {who}",
    ),
    Wish(
        r"how am i (?:doing|getting on|doing so far|performing|coming along)(?: so far| lately| at networking| with my network| overall)*",
        "mirror|ledger",
    ),
    Wish(
        rf"(?:{SHOW} )?what (?:have |did |do )?i (?:promise|promised|owe|commit to|still owe)(?: to)?(?: people| others| anyone| anybody| so far| lately| everyone)*",
        "promise",
    ),
    Wish(r"(?:who|whom) (?:do|did) i (?:still )?owe(?: something| anything)?", "promise"),
    Wish(
        rf"(?:{SHOW}|list|what are) (?:all )?(?:my |the )?(?:open |current |outstanding )?{_PROMISED}",
        "promise",
    ),
    Wish(
        rf"(?:{SHOW} )?what (?:have |did )?(?:i|we) (?:logged|log|tell you|told you|noted|note|enter|entered|recorded|record|say|said|write|written)(?: so far| lately| last| down| recently| this week| today| last week| yesterday)*",
        "history",
    ),
    Wish(
        rf"(?:{SHOW}|list|what is) (?:me )?(?:my |the )?(?:recent |last |latest )?(?:history|log|entries|last entries|activity)",
        "history",
    ),
    Wish(
        r"(?:what|how) (?:can|do|could|are) (?:you|u|netlead) (?:able to do|capable of|do|help(?: me| us)?$|help (?:me )?with|offer|understand)(?: for me| exactly)*",
        "help",
    ),
    Wish(
        r"(?:how does (?:this|it|that|netlead)(?: thing| bot| all)? work|how do i use (?:this|you|it|netlead)|what (?:commands|things) (?:are there|do you know|can i say|can i type|do you understand)|what can i (?:say|ask|type|do|tell you)(?: here| to you)*|how do you work|i (?:do not|don't) understand|i need help|help me(?: please| out)?|can you help(?: me)?|show me the commands|list (?:all )?commands|i am (?:lost|confused))",
        "help",
    ),
    Wish(
        r"(?:what|which) (?:do|does|have|data do|information do|info do|data does|all do) (?:you|netlead) (?:know|keep|kept|store|stored|saved|have|collect|collected|hold|got|remember)(?: about| on| of)?(?: me| my data)?",
        "what do you know",
    ),
    Wish(
        rf"{ASK}(?:export|download|give me|send me|back up|let me download|i want|get me)(?: me)? (?:a copy of )?(?:all |all of |everything of |whole )*(?:my |the )?(?:data|contacts as csv|contacts to csv|everything)(?: please| out)?",
        "export",
    ),
    Wish(
        rf"{ASK}(?:delete|erase|remove|wipe|forget) (?:me|my account|(?:all |all of )?my data|everything (?:you (?:know|have|keep|stored?) )?(?:about|on|of) me|all (?:data|information|you know) (?:about|on) me|myself)(?: completely| for good| please)*",
        "delete me",
    ),
    Wish(
        rf"{ASK}(?:draft|write|compose|prepare|help me (?:to )?write|help me draft)(?: me| up)? (?:a |an |some )?(?:short |nice |quick |friendly |polite )*(?:message|note|email|mail|text|words|draft|line|something|letter)(?: for me)? (?:to|for) {{WHO}}",
        "draft {who}",
    ),
    Wish(
        rf"{ASK}(?:draft|help me (?:to )?write to|what (?:should|could|can) i (?:write|say) to) {{WHO}}",
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
    Wish(r"why (?:did you suggest )?{WHO}", "why {who}"),
    Wish(
        r"that (?:was|is) (?:wrong|a mistake|not right|not what i meant|incorrect)",
        "undo",
        sure=False,
    ),
    Wish(
        r"how (?:do|can|could|should) i (?:log|note|add|record|enter|tell you about|save|track|undo|delete|pause|change) [^@]+",
        "help",
    ),
    Wish(
        r"(?:what|which) (?:promises|reminders) (?:are|do i have)(?: still)? ?(?:due|open|left|coming up|pending)?",
        "promise",
    ),
    Wish(
        r"(?:do|what do) i (?:still )?owe (?:anyone|anybody|someone|somebody|people)(?: anything| something)?",
        "promise",
    ),
    Wish(r"(?:who|which people) (?:still )?owes? me(?: something| anything| a favou?r)?", "ledger"),
    Wish(
        r"(?:(?:oops|sorry|wait|no|whoops) (?:, )?)*(?:please )?(?:undo|take back|revert|cancel|scratch|reverse|rollback|roll back|strike)(?: that| this| it| the last (?:one|entry|thing)| my last (?:entry|one)| what i (?:just )?said)+(?: please| back)*",
        "undo",
    ),
    Wish(
        r"(?:(?:oops|sorry|wait|no|whoops) (?:, )?)*(?:please )?take (?:that|this|it) back(?: please)?",
        "undo",
    ),
)
