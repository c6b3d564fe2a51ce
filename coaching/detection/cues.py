"""The words of thanks by family, and what beside them takes it back; patterns only.

Each pattern is tried on one line of at most `speech.LONGEST` characters in lower case, or on the
short piece before or after a cue; repetitions are bounded, so that none of them can run away.
"""

from __future__ import annotations

import re

HINTS = re.compile(
    r"th?a{1,6}n{1,4}k|th(?:n?x|nk|ks)|tha(?:n[slx]|k|x)|thnak|tahnk|hanks|tanks?|hank y|t(?:nkx?|n?x|kx|ks|nks)\b"
    r"|\bt(?:y|yvm|ysm|yty|a|ack|akk|y?ia)\b|10x|cheers|obliged|appreciat|grateful|gracias|merci|danke?\b|bedankt"
    r"|dank |gra[cz]ie|obrigad|takk|tack s|kiitos|dzi[eę]k|te[sş]ekk|mahalo|arigato|xie|спасибо|дякую|spasibo"
    r"|благодарю|谢谢|謝謝|ありがと|감사|savers?\b|\bsaved|godsend|god send|\brock\b|(?:you|u) ?(?:'?re|are|r) "
    r"|kudos|props|shout|hats? o|h/t|hat ?tip|🙏|🙇|:pray|:bow|:folded|:gratitude"
)
"""Found in every line that a cue is found in, and quickly not found in most others."""

_SPELT = (
    r"th?a{1,6}n{1,4}k{1,4}(?:ie|ee)?[sxz]{0,9}(?:[ _-]?(?:y{1,3}o{1,9}u{1,9}|u{1,9}|ya|yo)\b)?(?![a-z])",
    r"th(?:n?x{1,4}|nks?|ks)s?\b(?: u\b)?",
    r"th(?:an|a)xx?\b",
    r"t(?:nkx?|n?x|kx|ks|nks)\b",
    r"(?:thansk|thanls|thakns|thnaks?|tahnks?|thaks|hanks|tanks|thanku|thankq|10x)\b",
    r"(?:thnak|thak|tank|hank) (?:you|u)\b",
    r"much obliged\b",
)
THANK = re.compile(r"(?<![\w-])(?:" + "|".join(_SPELT) + ")")
SHORT = re.compile(r"(?<![\w'-])(?:ty(?:vm|sm|ty)?|ta|tack|takk)(?![\w'-])")
ABROAD = re.compile(
    r"\b(?:gracias|merci|danke(?: sch[öo]n| dir| euch)?|(?:vielen|besten|herzlichen|tausend) dank|grazie|obrigad[oa]|bedankt"
    r"|dank (?:je|u)|tack s[åa] mycket|(?:mange|tusen) takk|kiitos|dzi[eę]k(?:i|uj[eę]|uję)|te[sş]ekk[üu]rler"
    r"|mahalo|arigatou?|xie ?xie|spasibo|спасибо|дякую|благодарю)\b|谢谢|謝謝|ありがとう|감사"
)
CHEERS = re.compile(r"\bcheers\b")
VALUE = re.compile(r"\bappreciat(?:e|ed)\b|\bgrateful\b|\bthankful\b")
PRAISE = re.compile(
    r"\blife ?-?savers?\b|\bsaved (?:my|me|us)\b|\bgod ?send\b"
    r"|\b(?:you|u) (?:guys |all |totally |really |absolutely )?rock\b"
    r"|\b(?:you|u) ?(?:'re|are|re|r) (?:all |guys |such |simply |just |truly |really |absolutely ){0,2}"
    r"(?:the best|the man|awesome|amazing|a god|my hero|"
    r"an? (?:\w{1,20} )?(?:star|legend|genius|hero|gem|saint|wizard|rock ?star|champ|champion|angel))\b"
)
KUDOS = re.compile(r"\b(?:kudos|props|shout ?-?outs?|hats? off|hat ?tip|h/t)\b")
EMOJI = re.compile(r"🙏|🙇|:(?:pray|bow|folded_hands|gratitude)(?:::?skin-tone-\d)?:")
EMOJI_ONLY = re.compile(r"(?:\s|[^\w\s]|:[\w+'-]{1,40}:)*")

# --- what comes after a cue ---------------------------------------------------------------------

_MORE = r"[\s,.!]{0,3}(?:(?:so|very|much|a|lot|alot|ton|tons|bunch|heaps|again|all|guys|everyone|you|u|folks|and|kindly|indeed|really|for|your|the|help)[\s,.!]{0,3}){0,6}"
IN_ADVANCE = re.compile(
    _MORE + r"(?:(?:in|im) ad|advance|ahead of|beforehand|up ?front|in anticipation)"
)
FOR_ANY = re.compile(
    r"\W{0,3}(?:so much |a lot |very much |you |u |guys |all |everyone )?(?:for|to) (?:any|anyone|anybody|whoever|whatever|all (?:your )?(?:future|possible))"
    r"|\W{0,3}(?:guys |all )?if (?:you|u|anyone|anybody|someone|somebody|any|so|possible)\b"
)
NOT_HELP = re.compile(
    r"\W{0,3}(?:so much |a lot |very much |you |u |guys |all |everyone |again ){0,3}for (?:asking|(?:your |the |all your )?(?:attention|consideration|cooperation|interest|order|business)\b"
    r"|coming|joining|attending|watching|listening|reading|stopping by|waiting|choosing|subscribing|signing up|following|shopping|using|flying)\b"
)
NOT_TO_SOMEBODY = re.compile(
    r"\s(?:needed|necessary|required|me later|god|goodness|heavens?|christ|jesus|lord|fuck|allah|science|obama|google"
    r"|the (?:lord|gods?|heavens|stars|universe|maker)"
    r"|notes?|pages?|letters?|cards?|emails?|messages?|screens?|lists?|sections?|posts?|gifts?|button|emoji|reactions?)\b"
    r"|giving|\W{0,2}captain obvious|\W{0,2}sherlock|\W{0,2}einstein|,? i hate it"
)
PATIENCE = re.compile(
    r"\W{0,3}(?:so much |a lot |very much |you |u |guys |all |everyone |again ){0,3}for (?:(?:your |the |all your |all the )?(?:patience|understanding)|being (?:so |very )?patient|bearing with)\b"
)
PRONOUN = re.compile(r"\s(?:me|him|her|them|it|myself|yourself|themselves)\b")
AND_YOU = re.compile(
    r"[\s,.!]{0,3}(?:and |how about |what about )?(?:you|u|yourself|yourselves|hbu|wbu)\s?\?"
)
SARCASM = re.compile(
    r"\W{0,3}(?:you |so much |very much |a lot |lots |a bunch |a ton |everyone |guys |all |again |<@[^<>\s]{1,80}> )*for (?:nothing|ruining|wasting|spoiling|crashing|ghosting|ignoring|"
    r"breaking (?!(?:it|this|that|things|them|everything|the \w{1,20}) ?down|down)|(?:deleting|dropping|overwriting|wiping|killing|destroying) (?:my|our|prod|production|staging|master|main|everything|all)\b"
    r"|(?:messing|screwing|fucking|cocking) (?:up|with|everything|it|this)|making (?:it|this|that|things|everything|my \w{1,20}) (?:even )?(?:worse|harder)"
    r"|the (?:downtime|outage|spam|headaches?|nightmares?|sleepless|mess)\b|not (?:helping|answering|replying|responding|reading|testing|telling|listening|warning))"
)
TURNED_SOUR = re.compile(
    r"\b(?:you|u|which|that) (?:just |totally |completely )?(?:broke|ruined|wrecked|destroyed|wiped)\b|\bnow (?:it|everything|nothing|prod|production|the \w{1,20}|my \w{1,20})(?:'s|s| is| are)? (?:all |even |completely |totally )?(?:broken|worse|down|gone|dead|works)\b"
)
EYES_ROLLED = re.compile(
    r"🙄|🖕|:(?:face_with_)?roll(?:ing)?_?eyes:|:eye_?roll:|:middle_finger:|(?:^|\s)/s(?:$|\s)|#sarcasm|</s(?:arcasm)?>"
)
BUT_NO = re.compile(r"[\s,.!]{0,3}but,? no[\s,]{1,3}th")
FOR_THE_HELP = re.compile(
    r"\W{0,3}(?:so much |very much |a lot |though |anyway |anyways |again )?(?:for|that|this|it|you'?ve)\b"
)
CAUSAL = re.compile(
    r"(?: (?:entirely|all|mostly|partly|largely|also|mainly))? to\b(?! (?:you|u|ya|y'all|yall)\b)"
)
VALUED = re.compile(
    r"\W{0,3}(?:it|you|u|ya|your|the|all|everyone|everybody|every|this|those|these|<@|(?:that|this)(?:\W|$)(?!\s?(?:the|it|this|you|there|we|i|is|some|many|people|not)\b))"
)
BOTH = re.compile(
    r"\W{0,3}(?:so much |very much |a lot |to |you |u ){0,3}(?:both|you (?:two|both)|the two of you|guys both|to both)\b"
)
ALL = re.compile(
    r"\W{0,3}(?:so much |very much |a lot |alot |a bunch |a ton |again |to |you |u |my |our |the |for (?:the |your |all (?:the |your )?)?(?:help|info|answers?|tips?|advice|input|suggestions?|responses?|replies|feedback|pointers?|explanations?),? ){0,4}"
    r"(?:<!(?:here|channel|everyone|subteam)|@(?:here|channel|everyone|all)\b|(?:all|everyone|everybody|every ?one|guys|folks|people|team|y'?all|yall|gang|peeps|lads|friends|gents|ladies|fellas|you guys|community|whole team|tous|alle|todos|a todos)\b)(?! the\b| your\b| of\b| that\b| for your help earlier)"
)

# --- what comes before a cue --------------------------------------------------------------------

ADVANCE_BEFORE = re.compile(
    r"\b(?:in advance|advanced?|beforehand)[\s,.!]{0,3}(?:many |big |much )?$"
)
WOULD = re.compile(
    r"\b(?:would|will|wud|shall|could|might|'d|'ll|id|i'd|we'd|i'll|we'll|to|can)(?: (?:be|really|greatly|very|much|so|highly|also|truly|most|deeply|definitely|eternally|forever|more|than|certainly|have|always|been|like|love|you|it|super|quite)){0,4} ?$"
)
WANT_TO = re.compile(
    r"\b(?:(?:want|wanted|like|love|wish|have|had|need|going|got|got|just)(?: (?:just|also|again))? to|wanna|gotta|gonna|let me|can'?t|cannot|can not|how (?:can|do) (?:i|we)(?: ever)?|must|should have|where to)(?: (?:also|just|really|personally|publicly|say|express|send|give|offer|extend|add|thank|a|my|our|big|huge|special|quick|many|sincere|our|the|public)){0,6} ?$"
)
REFUSED = re.compile(
    r"(?:^|[\s,.!?(])(?:no+|nah+|nope|non|nein|naw|not (?:today|now|needed|necessary|interested)|hard pass|(?:i'?d|would) rather not|i'?ll pass|pass on (?:that|this|it))[\s,;:—–-]{0,3}$"
)
NEGATED = re.compile(
    r"\b(?:don'?t|didn'?t|doesn'?t|never|nobody|no ?one|not|without|no need(?: to)?|instead of|rather than|isn'?t|wasn'?t|aren'?t|won'?t|wouldn'?t|stop|hardly)(?: (?:\w{1,15}) ?){0,2} ?$"
)
WITHOUT = re.compile(
    r"\b(?:without|not|instead of|rather than|no need for|no need to say|(?:never|nobody|no ?one|didn'?t|don'?t) (?:get|got|gets|say|said|says|hear|heard|receive|received|write|wrote)(?: me)?(?: any| a| even a| one)?) ?$"
)
REMINDED = re.compile(
    r"\b(?:forget|remember|should|please|always|never|you|polite|nice) (?:to )?(?:always )?say (?:a )?$"
)
NEGATED_STILL = re.compile(r"(?:\bnot only|\bcan'?t|\bcannot|\bdid not know|\bdidn'?t know)\b")
FINE = re.compile(
    r"\b(?:i'?m|i am|we'?re|im|am|doing|feeling|going|all is|things are)(?: (?:very|pretty|quite|really|all|still|just|doing|going))? (?:good|fine|well|great|ok|okay|k|alright|not bad|busy|tired)[\s,;.!-]{0,3}$"
)
REPORTED = re.compile(
    r"\b(?:said|says|saying|say|wrote|replied|responded|answered|told|sends|send)[\s:,]{1,2}(?:\w{1,10} ){0,2}$"
)
ADVISED = re.compile(
    r"\b(?:should|remember to|forget to|please|pls|can|could|might|may|you|they|people|he|she|who(?:m)?|we should|always|better|me,|let'?s|has|have \S{1,40}|to)(?: (?:also|just|probably|all|really|even|first)){0,2} $"
)
OF_THANKS = re.compile(
    r"\b(?:deserves?|expect(?:s|ed|ing)?|wants?|gets?|getting|receiv(?:e|es|ed|ing)|word of|vote of|token of|lots of|(?:a|the|any|your|his|her|their|without|saw|write|wrote) ?)$"
)
OF_HELP = re.compile(
    r"\b(?:any|some|all|help|advice|pointers?|suggestions?|ideas?|feedback|input|thoughts|tips?|guidance|insights?|assistance|comments|if|would|will|could|can be|'d|be|hints?|recommendations?|corrections?|prs?|answers?)\b"
)
WE_VALUE = re.compile(
    r"(?:^|[.!?,;:\n)(]|\b(?:i|we|really|truly|greatly|much|definitely|sure|so|do|and|but|very|totally|highly|sincerely|deeply|also|just|still|always|ok|okay|yeah|yes|thanks|cool|honestly|certainly|fully|lol))\s?$"
)
SO_GRATEFUL = re.compile(
    r"\b(?:i'?m|im|i am|we'?re|we are|so|very|really|extremely|super|eternally|forever|most|truly|deeply|much|feeling|incredibly) ?$"
)
YEAH_RIGHT = re.compile(r"\b(?:gee|geez|jeez|yeah right|oh great|nice going|way to go)\W{0,3}$")
ASKS = re.compile(
    r"\b(?:how|what|whats|what's|why|where|who|which|when|is|are|does|do|did|can|could|should|would|will|has|have|any|anyone|anybody|someone|somebody|know|if)\b[^?\n]{0,400}\?|\b(?:please|pls|plz|plse|can (?:you|u|someone|somebody|anyone|anybody)|could (?:you|u|someone|somebody|anyone|anybody)|would you|will you|let me know|lmk|help me|anyone (?:know|here|have|has|can|else|got|seen|tried)|does (?:any|some)(?:one|body)|need (?:help|some help|a hand|advice|to know)|i'?m looking for|wondering|how (?:do|can|to|would|should)|any ideas?)\b"
)
REQUESTS = re.compile(
    r"\b(?:(?<!yes )(?<!yeah )(?<!sure )(?:please|pls|plz)|can (?:you|u|someone|somebody|anyone|anybody)"
    r"|could (?:you|u|someone|somebody|anyone|anybody)|would you|will you|let me know|lmk"
    r"|if (?:you|u|someone|somebody|anyone|anybody) (?:can|could|would|know|knows|have|has|want))\b"
)
SAID_HOW = re.compile(r"\b(?:how|do|does|did) .{0,6}say $")
