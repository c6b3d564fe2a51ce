"""What takes a sentence's certainty away: what did not happen, what may not have, what is unclear."""

from __future__ import annotations

import re

_UNDONE = re.compile(
    r"\b(?:kidding|joking|jk|cancelled|canceled|postponed|rescheduled|called off|fell through|no-show|stood me up"
    r"|voicemail|to no avail|in vain|no luck|no answer|no reply|no response|without success|without luck"
    r"|in my dreams?|in a dream|in theory|hypothetically|psych|yeah right|as if)\b"
    r"|\bno show\b|\bdid not (?:happen|work out|pick up|answer|reply|respond|show up|turn up|come|take place)\b"
    r"|\b(?:was|were|got) not there\b|\bnot $|\bnever (?:came|showed|answered|replied|happened|picked)\b"
    r"|\b(?:did|have|has|had|was|is) (?:i|he|she|we|they|you) (?:not )?$"
)
_UNCLEAR = re.compile(
    r"\b(?:if|unless|whether|maybe|perhaps|probably|possibly|apparently|supposedly|or was it|or maybe|not sure"
    r"|i think|i guess|i believe|i suppose|wait|scratch that|correction|i mean|rather|oops|sorry|or @"
    r"|sort of|kind of|every (?:day|week|month|monday|tuesday|wednesday|thursday|friday|year|time)|next time"
    r"|always|usually|often|someday|some day)\b"
    r"|^'s |^or |^not |\bbut (?:he|she|they|it|@|nobody|no one|we|i)? ?(?:did|was|could|had|is|has|have|were|would) not\b"
    r"|\band not\b|\binstead of\b|\?"
)
_VAGUE = re.compile(
    r"\b(?:the other day|a while (?:ago|back)|ages ago|recently|lately|a few (?:days|weeks|months) ago"
    r"|some (?:days|weeks|months|time) ago|earlier this (?:week|month|year)|one day|sometime|some time last \w+"
    r"|(?:back )?in (?:january|february|march|april|may|june|july|august|september|october|november|december))\b"
)
_SECOND = (
    r"(?:met|saw|called|helped|thanked|shared|sent|emailed|texted|spoke|talked|gave|got|introduced|promised|owe"
    r"|reviewed|messaged|showed|taught|had|visited)"
)
_TWO_DEEDS = re.compile(
    rf"(?:\b(?:and|then|also)|,|;) (?:then |also |i |we |later |afterwards )*{_SECOND} (?:[^@]* )?@"
    rf"|(?:\band|,) @ (?:$|on |about |with |for )|@ (?:also )?{_SECOND} (?:[^@]* )?(?:me|us)\b|\b(?:and|then|also) (?:he|she|they) {_SECOND} (?:me|us)\b"
    rf"|\b(?:and|then|also) (?:then |also |i )*(?:helped|thanked) (?:him|her|them)\b"
)
_NOT_DONE = re.compile(
    r"\b(?:not|never|nobody|no one|none|nothing|no|hardly|barely|without|should|would|could|might|may|can|must"
    r"|ought|maybe|perhaps|possibly|if|unless|wish|hope|hoped|hoping|want|wants|wanted|plan|plans|planned"
    r"|planning|going to|will|shall|was going|were going|meant to|supposed|intend|intended|forgot|failed"
    r"|refused|declined|tried|trying|almost|nearly|missed|skipped|cancelled|canceled|thinking of"
    r"|thinking about|about to|dream|dreamed|dreamt|imagine|pretend|offered|asked|would like|'d|love to"
    r"|used to|tomorrow|someday|need to|have to|has to|said|says|told|heard)\b"
)
_OTHERS = re.compile(r"(?:@ (?:'s )?)(?:[^@]* )?@")
_ASKING = re.compile(
    r"(?:did|does|do|has|have|had|is|are|was|were|will|would|can|could|should|shall|may|might) (?:not )?"
    r"(?:@|i|we|you|he|she|they|it|anyone|anybody|someone|somebody|everyone|that|this|the|my) "
)
_PASSING = re.compile(r"\b(?:i|me|my|we|us|our)\b")
# Gifts that are none.
_UNKIND = re.compile(
    r"\b(?:headache|creeps|hard time|deadline|bad|nasty|rude|angry|cold|task|ultimatum|warning|invoice|bill"
    r"|scare|fright|trouble|grief|flu|finger|run-around|runaround|silent treatment|boot|sack|shock"
    r"|nightmare|panic attack|parking ticket|fine|summons|lecture|impression|idea that|kiss|shivers|ticket|hug|earful|rejection|refusal|complaint|nothing|down|door|lesson|idiot|fool|into trouble|away|hell)\b"
)


def undone(tail: str) -> bool:
    """Tell whether what follows says that it did not happen after all."""
    return bool(_UNDONE.search(tail))


def unclear(tail: str) -> bool:
    """Tell whether what follows makes it doubtful, or when or with whom it was."""
    return bool(_UNCLEAR.search(tail))


def vague_day(tail: str) -> bool:
    """Tell whether what follows says when it was, but not on which day."""
    return bool(_VAGUE.search(tail))


def two_deeds(tail: str) -> bool:
    """Tell whether what follows tells of a second deed."""
    return bool(_TWO_DEEDS.search(tail))


def unkind(gift: str) -> bool:
    """Tell whether what somebody gave is nothing to be thanked for."""
    return bool(_UNKIND.search(gift))


def is_question(line: str) -> bool:
    """Tell whether a line is a question by the order of its words, without its mark."""
    return bool(_ASKING.match(line))


def not_done(line: str) -> bool:
    """Tell whether a line that no frame fits speaks of what was not, or may be, or of others."""
    return bool(_NOT_DONE.search(line)) or (
        bool(_OTHERS.search(line)) and not _PASSING.search(line)
    )
