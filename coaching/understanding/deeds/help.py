"""What help is called and what it consists of, given or received."""

from __future__ import annotations

HAND = r"(?:help|hand|helping hand|assistance|assist|leg up)"
GIFTS = (
    r"help|hand|helping hand|feedback|advice|tip|tips|pointers|lift|ride|support|input|demo|tour"
    r"|reference|recommendation|letter of recommendation|recommendation letter|guidance|lesson"
    r"|crash course|comments|suggestions|encouragement|pep talk|heads-up|heads up|second opinion|boost"
    r"|assistance|ideas|coaching|training|walkthrough|introduction to [\w-]+|hints|thoughts|perspective"
    r"|word of encouragement|testimonial|review|good word|word"
)
GAVE = r"gave|lent|offered and gave|provided|given|have given|loaned"
WORK = (
    r"reviewed|proofread|edited|checked|fixed|debugged|read|looked over|looked at|looked through"
    r"|went over|went through|cleaned up|rewrote|tested|translated|commented on|polished|corrected"
    r"|improved|answered|covered|took over|critiqued|double-checked|designed|repaired|carried"
    r"|watched|printed|set up|unblocked|solved|finished|promoted|amplified|tidied up|sorted out"
)
MOVES = (
    r"covered for|stood in for|filled in for|vouched for|stood up for|stepped in for|spoke up for"
    r"|picked up the slack for|babysat for|translated for|cooked for|interpreted for|backed"
)
HELP = (
    r"helped|assisted|supported|coached|mentored|advised|tutored|guided|aided|counselled|helped out"
)
HELPING = (
    r"help|assist|support|coach|mentor|advise|guide|give a hand to|lend a hand to|helping|assisting"
    r"|supporting|coaching|mentoring|advising|tutoring|guiding"
)
