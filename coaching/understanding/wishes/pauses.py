"""Quiet for a while, and settings."""

from __future__ import annotations

from coaching.understanding.wish import ASK, NUDGED, SHOW, Wish

_STAY = r"(?: (?:please|for now|for a while|for a bit|at all|completely|then|any ?more|again|with nudges))*"

PAUSES = (
    Wish(
        rf"{ASK}(?:(?:do not|never) (?:{NUDGED}|disturb|contact|talk to|write to) me|i (?:need|want) (?:a break|some (?:peace|quiet|rest)|a rest|quiet)){_STAY}",
        "pause {day}",
    ),
    Wish(
        rf"{ASK}(?:stop|quit|pause|hold|mute|suspend|halt|cut|turn off|switch off|disable) (?:(?:sending|giving|with)(?: me)? )?(?:all |the |any |my |your )*(?:nudges?|nudging(?: me)?|reminders|messages|notifications|suggestions|prompts|coaching|messaging me|bugging me|nagging me|bothering me|pinging me|pestering me){_STAY}",
        "pause {day}",
    ),
    Wish(
        rf"(?:please )?(?:no|no more|stop all|hold off on|hold off with|skip the|enough)(?: of the| with the)? ?(?:nudges?|messages|reminders|notifications|suggestions|prompts|pings){_STAY}",
        "pause {day}",
    ),
    Wish(
        rf"{ASK}(?:leave me alone|give me (?:a break|some (?:peace|quiet|space|rest))|be quiet|stay quiet|keep quiet|go quiet|stay silent|go to sleep|hush|shut up|take a break|hold your horses){_STAY}",
        "pause {day}",
    ),
    Wish(
        r"i will not be (?:around|here|in|available|at work|in the office|reachable)|i (?:am|will be|'m|shall be) (?:away|off|on (?:vacation|holiday|holidays|leave|parental leave|pto|a break|sick leave)|out|out of (?:the )?office|ooo|travelling|traveling|off work|not (?:here|around|available)|unavailable|busy)(?: on holiday)?",
        "pause {day}",
        dated=True,
    ),
    Wish(
        r"i (?:do not|don't) want (?:any |to (?:get|receive|see|have) (?:any )?)?(?:nudges?|messages|reminders)"
        + _STAY,
        "pause {day}",
    ),
    Wish(
        rf"{ASK}(?:you (?:can|may) )?(?:start|resume|unpause|restart|continue|turn on|switch on|begin)(?: with)?(?: the| my| your| sending(?: me)?)* ?(?:nudges?|nudging(?: me)?|coaching(?: me)?|reminders|suggestions|messages)(?: again| back on| please| now)*",
        "resume",
    ),
    Wish(
        r"(?:i am |i'm )?back (?:from|at) (?:my |the )?(?:holiday|holidays|vacation|leave|work|parental leave|pto|my trip|trip|break|sick leave)(?: now| again| today)*",
        "resume",
    ),
    Wish(
        r"(?:please )?(?:turn|switch) (?:the |my )?(?:nudges|nudging|reminders|suggestions|coaching) (?:back )?on(?: again| please)*|(?:you can |please |you may )?nudge me again(?: please| now)*|(?:i am |we are )?back(?: now| again| online| to work| in the office)*",
        "resume",
    ),
    Wish(
        r"(?:not now|maybe later|later|not today|too busy|no time)(?: please| maybe| right now| today)*(?:(?: ,| ;| \\.)? (?:please )?(?:ask|remind|nudge|tell|bug) me(?: about (?:this|it|that))?(?: again| later)*)?"
        r"|(?:please )?(?:ask|remind|nudge|tell|bug) me (?:about (?:this|it|that)|again|later)(?: again| later| about (?:this|it|that))*",
        "snooze {day}",
        dated=True,
    ),
    Wish(r"(?:mute|silence|pause|stop|hold) (?:everything|all|it all)", "pause {day}"),
    Wish(
        r"(?:not now|maybe later|not today|later|later please|ask me (?:again )?later|remind me later|not right now)(?: please| maybe| thanks)*",
        "snooze",
    ),
    Wish(rf"{ASK}snooze(?: this| it| that| the nudge)*", "snooze {day}"),
    Wish(
        rf"{ASK}(?:come back to|postpone|delay|put off|push back) (?:this|it|that)(?: one)?",
        "snooze {day}",
    ),
    Wish(
        rf"{ASK}(?:set|change|switch|update) my (?:time ?zone|timezone|zone|tz) to (?P<x>.+)",
        "settings zone {x}",
    ),
    Wish(
        r"(?:my time ?zone is|i am in the) (?P<x>.+?)(?: time ?zone)?",
        "settings zone {x}",
        sure=False,
    ),
    Wish(
        rf"{ASK}(?:set|change|update) my (?:working |work )?hours to (?P<x>.+)",
        "settings hours {x}",
    ),
    Wish(rf"(?:{SHOW}|open|change|edit) (?:me )?(?:my |the )?(?:settings|preferences)", "settings"),
)
