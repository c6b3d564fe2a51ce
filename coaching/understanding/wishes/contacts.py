"""Who is in the network, and who is to be left in peace."""

from __future__ import annotations

from coaching.understanding.wish import ASK, NUDGED, Wish

_NETWORK = r"(?:contacts?|network|people|list|contact list|address book|circle|circles|book|crm)"

_ABOUT_WHO = r"(?:about|regarding|concerning|for|of|to (?:contact|call|meet|write to)) {WHO}(?:any ?more |any longer |again |ever |for now |please |for a while |at all )*"

CONTACTS = (
    Wish(
        rf"{ASK}(?:add|save|put|include|keep|store|register|create)(?: a contact for| contact| a new contact| new contact| person)?(?: :| called| named)? {{WHO}}{{FROM}}(?:to|in|into|on|onto|as) (?:(?:a|my|the|one of my) )?(?:new )?{_NETWORK}(?: too| as well)?",
        "add {who}",
    ),
    Wish(
        rf"{ASK}(?:add|create|save)(?: a)?(?: new)? (?:contact|person)(?: for| called| named| :)? {{WHO}}",
        "add {who}",
    ),
    Wish(rf"{ASK}add {{WHO}}", "add {who}"),
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
        rf"{ASK}(?:start|begin) (?:tracking|following|keeping track of) {{WHO}}",
        "add {who}",
        sure=False,
    ),
    Wish(
        rf"{ASK}(?:remove|delete|drop|take|erase|kick)(?: off)? {{WHO}}(?:from|off|out of) (?:my |the )?{_NETWORK}",
        "forget {who}",
    ),
    Wish(
        rf"{ASK}(?:forget|remove) (?:about |contact |everything (?:about|on) |all about )?{{WHO}}",
        "forget {who}",
    ),
    Wish(
        rf"{ASK}(?:let|leave|give) (?:the tie with )?{{WHO}}(?:rest|alone|be|in peace|a rest|a break|some space|off)(?: for now| for a while| please)? ?",
        "rest {who} {day}",
    ),
    Wish(rf"{ASK}(?:rest|mute|silence|hide) {{WHO}}", "rest {who} {day}"),
    Wish(rf"{ASK}(?:stop|quit|no more) {NUDGED} me {_ABOUT_WHO}", "rest {who} {day}"),
    Wish(
        rf"{ASK}(?:do not|never) (?:ever )?{NUDGED} me (?:again |any ?more )?{_ABOUT_WHO}",
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
        rf"{ASK}(?:(?:stop|quit) suggesting|(?:do not|never) (?:ever )?suggest) {{WHO}}(?:to me |any ?more |again )*",
        "rest {who} {day}",
    ),
    Wish(rf"{ASK}(?:merge|combine|join|unite) {{WHO}}(?:into one|please)? ?", "merge {pair}"),
    Wish(
        r"{WHO}(?:are|is) (?:actually |really |both )?(?:the same(?: person)?|one person|one and the same(?: person)?|duplicates?)",
        "merge {pair}",
    ),
    Wish(rf"{ASK}(?:merge|combine|join|unite) {{WHO}}(?:with|and) (?P<who2>@)", "merge {couple}"),
    Wish(
        r"{WHO}is (?:actually |really )?(?:the same (?:person )?as|a duplicate of|also known as) (?P<who2>@)",
        "merge {couple}",
    ),
    Wish(
        rf"{ASK}(?:move|put|place) {{WHO}}(?:to|in|into) (?:my )?circle (?P<n>5|15|50|150)",
        "edit {who} circle {n}",
    ),
)
