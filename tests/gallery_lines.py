"""What is said for the gallery, beside each command's own examples.

``→ Label`` presses a button of the last card, ``… 25`` lets so many hours pass. ``{nudge}`` is the
number of a nudge about Bo that was sent, ``{old_tie}`` of one to wake up an old tie, ``{promise}`` that of an open promise to Ada.
"""

from __future__ import annotations

PRESS, WAIT = "→ ", "… "

LONG_WORD = "a" * 100
LONG_NAME = "Wilhelmina " * 7 + "Xu"
"""As long as a name may be."""
MANY = ", ".join(f'"Person {letter}"' for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")

LONG_NAMES = (
    *(
        f'add "{LONG_NAME}"',
        f'add "{LONG_NAME}"',
        "who W",
        "edit Wilhelmina",
        "edit Wilhelmina circle 5",
    ),
    *(f'met "{LONG_NAME}", "{LONG_NAME}!"', "got help from Wilhelmina", "helped Wilhelmina"),
    *("ledger Wilhelmina", "note Wilhelmina: tea", "promise Wilhelmina: tea by Friday"),
    *("met Wilhelmine", "rest Wilhelmina", "skip Wilhelmina", "thanks Wilhelmina for tea", "today"),
    *(f'merge Wilhelmina, "{LONG_NAME}!"', "forget Wilhelmina", f"add {MANY}", f"met {MANY}"),
    *(f"shared tea with {MANY}", "who", "history", "draft Wilhelmina", "why Wilhelmina"),
    *(f"goal {'learn ' * 60} needs {'a sailor, ' * 6}", "goal", f"ask {'help ' * 90}", "ask"),
    *(
        f"promise Ada: {'tea ' * 200} by Friday",
        "promises",
        f"remind me to {'call ' * 200} tomorrow",
    ),
)
"""Names and words as long as they may be."""

MISREAD = (
    *("flurb the wurble", "hlep", "mett Ada", "met \ud83d", "x" * 41_000),
    *("/netlead", "/netlead who Ada", ""),
    *("I think I met Ada yesterday", "→ Yes", "→ Undo", "Ada helped me with the deck last week"),
    *("My boss helped me", "I owe Ada an intro", "who do I know who knows pricing?"),
    "introduce Ada to Bo because both like tea",
)
"""Lines that are no command, or none that can be read, and sentences."""

IN_A_CHANNEL = frozenset({"prompts"})
"""Commands that are said in a channel among the example people."""

LINES: dict[str, tuple[str, ...]] = {
    "feed": (
        *("feed", "feed blog.example.org/rss for everyone", "→ Stop following", "→ Undo"),
        *(
            "feed https://example.org/feed.xml",
            "feed add https://example.org/feed.xml/",
            "→ My feeds",
        ),
        *("feed https://example.org/feed.xml for us", "feed again example.org/feed.xml"),
        *(
            "feed https://example.org/other and tell Bo",
            "feed http://10.0.0.1/feed",
            "feed again 99",
        ),
        *("feed gopher://example.org/", "feed https://user:pw@example.org/", "feed remove"),
        *(
            "feed https://example.org:8080/",
            f"feed https://example.org/{LONG_WORD * 30}",
            "feed wurble",
        ),
        *(f"feed https://example.org/{number}.xml" for number in range(20)),
        "feed",
    ),
    "save": (
        *("save", "save example.org/a", "save https://www.example.org/a/: Rust for cyclists"),
        *("→ Undo", "save https://example.org/b?utm_source=x: a guide to cycling"),
        *("save https://example.org/b", "save <!channel>: x", "save remove example.org/b"),
        *("save remove 9", "save gopher://example.org/"),
        *("save https://example.org/c: <!channel> <https://evil.example|click> \u202e", "save"),
    ),
    "add": (
        *("add Ada Lovelace", "→ Add anyway", "→ Undo", "add <!everyone> as contact"),
        *("add <!everyone>", "add Eve wherever she is", "add yesterday", "add Eve circle 7"),
        *("add Eve trust 9", "add Eve every blue moon", "add Eve every 9 years", "add \u200b"),
        *(
            f"add {LONG_WORD}",
            f"add Eve knows {', '.join(map(str, range(60)))}",
            "add Eve name Eva",
        ),
        *(
            f"add Eve met {LONG_WORD * 6}",
            "add Z" + "\u0301" * 6,
            "add Eve birthday 31 Feb",
            "add #999",
        ),
        (
            "add Eve circle 5 inside strategic knows a, b likes c tag d every month met at work "
            "through Bo birthday 12 May trust 2 senior"
        ),
    ),
    "ask": ("ask done 999", "ask", "→ Close “someone who knows payro…”", f"ask {LONG_WORD * 6}"),
    "because": (
        *("because", "got help from Eve with the deck yesterday", "helped Ada with the deck"),
        *("→ It came from Eve", "because of Nobody Here", "because of Eve for #999"),
        "because of the rain",
    ),
    "calibration": (
        *(
            "guess Ada 2",
            "met Ada",
            "outcome Ada 4",
            "guess Bo 3",
            "met Bo",
            "outcome Bo 5",
            "calibration",
        ),
        *("guess Cy 2", "met Cy", "outcome Cy 4", "guess Mia 3", "met Mia", "outcome Mia no reply"),
        *("guess Tom 3", "met Tom", "outcome Tom 4", "guess Jan 3", "met Jan", "outcome Jan 4"),
        "calibration",
    ),
    "chains": (
        *("got help from Eve with the deck yesterday", "chains"),
        *("shared the deck with Ada because of Eve", "chains", "→ Ada Lindqvist thanked me"),
        *("chains", "forget Eve yes", "chains"),
    ),
    "delete": (
        "delete",
        "delete me please",
        "delete Ada",
        "delete me",
        "→ Yes, delete everything",
        "hi",
    ),
    "done": (
        *("done {nudge}", "→ I said thanks", "done {nudge}", "done 999", "done Ada, Bo"),
        *("done {promise}", "done {promise}", "done 42 waltzed", "done reconnect.999"),
    ),
    "draft": ("draft {nudge}", "draft Ada", "draft 999", "draft Nobody Here"),
    "edit": (
        *(
            "edit",
            "edit Ada Lindqvist",
            "edit Ada Lindqvist birthday 29 Feb",
            "edit Ada, Bo circle 5",
        ),
        *("edit Ada Lindqvist knows none likes -tea circle 50", "edit Nobody Here circle 5"),
        *(
            "edit Ada Lindqvist name Augusta King",
            "edit #999 circle 5",
            "edit Ada Lindqvist purple",
        ),
    ),
    "example": ("example remove", "example people", "example people", "example"),
    "export": ("export now",),
    "forget": (
        "forget",
        "forget Bo",
        "→ Yes, forget Bo Adeyemi",
        "forget Nobody Here",
        "forget Ada, Bo",
    ),
    "goal": ("goal learn to sail", "goal", "goal none", "goal", "goal needs a sailor"),
    "guess": (
        *("guess", "guess {old_tie}", "→ 2", "draft {old_tie}", "guess Ada 9", "guess Nobody 3"),
        *("guess Tom", "guess Tom 4", "done Tom met", "→ No reply", "guess Ada, Bo 3", "guess 0"),
    ),
    "got": ("got", "got help", "got help from Ada with the deck tomorrow", "got it", "got ride Bo"),
    "help": (
        "help flurb",
        *(f"help {word}" for word in ("add", "who", "settings", "start", "promise")),
    ),
    "helped": ("helped", "helped Ada with the deck on 03/04", "helped team", "helped Ada"),
    "history": ("met Ada: tea", "history", "undo", "history"),
    "instead": (
        *("instead", "instead {nudge} Ada", "instead {old_tie} Ada", "undo", "instead #999 Ada"),
        *("instead {old_tie} Nobody Here", "instead {old_tie} Priya", "instead Cy"),
        "→ I sent it",
    ),
    "kept": ("kept", "kept {promise}", "kept {promise}", "kept 999", "kept Ada", "kept 7 no"),
    "know": ("privacy",),
    "ledger": ("ledger Bo", "ledger Nobody Here", "ledger Ada, Bo", "ledger Ada Lindqvist"),
    "merge": (
        *(
            "merge",
            "merge Ada",
            "merge Ada Lindqvist Bo Adeyemi Cy",
            "merge Ada Lindqvist, Ada Lindqvist",
        ),
        *("merge Bo, Cy", "merge #999 into #1", "merge a, b, c"),
    ),
    "met": (
        *("met", "met Ada tomorrow", "met Ada on 30 Feb", "met Ada in 1990", "met everybody"),
        *("met Adda", "met the team", f"met {LONG_WORD}", "met #999", "met Ada last blue moon"),
        *("met Eve Newcomer: tea", f"met Ada: {'tea ' * 4_000}", "met Ada, Ada, Ada"),
    ),
    "note": ("note", "note Ada", "note Ada:", f"note Ada: {'tea ' * 4_000}", "note Nobody: x"),
    "offer": ("offer done 999", "offer", "→ Close “an hour on pricing mode…”"),
    "outcome": (
        *(
            "outcome",
            "outcome Ada",
            "instead {old_tie} Cy",
            "outcome Cy 3",
            "done Cy met",
            "outcome Cy",
        ),
        *(
            "outcome Cy 4",
            "outcome Cy useful",
            "outcome Nobody Here 4",
            "outcome Cy 9",
            "outcome 999 no reply",
        ),
    ),
    "pause": (
        "pause until yesterday",
        "pause until 2099",
        "pause for ages",
        "pause forever",
        "pause",
    ),
    "lab": (*("lab", "lab on", "lab mice", "lab off", "lab off"),),
    "model": ("model", "model on", "model off", "model perhaps"),
    "reword": ("reword", "reword {nudge}", "reword Ada", "reword Zork"),
    "promise": (
        *("promise", "promise Ada", "promise Ada the deck", "promise Ada: x by 31 Feb"),
        *("promise Ada: x by yesterday", "promises", "promise: x by Friday"),
    ),
    "prompts": (
        *("prompts", "→ Set up", "prompts weekly Friday 9am country DE", "prompts", "→ Change"),
        *("prompts weekly Blursday", "prompts weekly Monday, Friday", "prompts weekly zone Mars"),
        *("prompts weekly zone Europe/Berln", "prompts weekly country Narnia", "prompts flurb"),
        *("prompts stop", "→ Undo", "prompts stop", "prompts stop"),
    ),
    "remind": (
        *("remind me", "remind me to call Ada", "remind me yesterday", "remind me tomorrow"),
        *(
            "remind me to x 03/04/2027",
            "remind me to x 9999-12-31",
            "remind me to x in 9999999 days",
        ),
        *("remind me to x 2027-02-30", "remind me to call Ada on 28 March 2:30am"),
    ),
    "rest": ("rest", "rest Ada until yesterday", "rest Nobody", "who resting", "rest Ada off"),
    "resume": ("pause", "resume", "resume"),
    "settings": (
        *("settings", "→ Change", "settings flurb 3", "settings hours late", "settings days never"),
        *("settings zone Mars", "settings zone America/Nowhere", "settings country Narnia"),
        *(
            "settings weekly 9",
            "settings weekly 0",
            "settings off yesterday",
            "settings mute flurb",
        ),
        *("settings mute reconnect", "settings unmute reconnect", "settings others no"),
        *(
            "settings others maybe",
            "settings name Ana Bell",
            "settings name \u200b",
            "settings zone",
        ),
        *("settings working 2026-12-24", "settings off gibberish"),
    ),
    "shared": (
        "shared",
        "shared the deck",
        "shared with Ada",
        "shared x with",
        "shared x with Zelda",
    ),
    "skip": (
        *("skip {nudge} and Cy", "→ Undo that answer", "skip {nudge} and Nobody Here"),
        *("skip {nudge} and Cy", "→ Undo", "skip 999 and Cy"),
        *("skip {nudge}", "skip Ada never", "skip {nudge}", "skip Ada back", "skip 999"),
        *("skip Ada whenever", "skip weekly_tip.0", "skip Ada never", "skip Ada back"),
    ),
    "snooze": (
        *("snooze {nudge} 3d", "snooze {nudge}", "snooze Ada until yesterday", "snooze 999"),
        *("snooze {nudge} until some day", "snooze Ada 1 week", "snooze Ada, Bo"),
    ),
    "start": (
        *(
            "start over",
            "→ Next: pick people",
            "start 2",
            "start people",
            "start people Ada, Bo",
            "start skip",
        ),
        *("start 3", "start skip", "hello", "start"),
    ),
    "thanks": ("thanks", "thanks Ada", "thanks Zelda Here for x", "thank you"),
    "thanked by": ("thanked by", "thanked by Ada, Bo", "thanked by me", "thanked by Eve for tea"),
    "tip": ("tip flurb", "tip", "tip introductions", "→ Another tip"),
    "today": ("today 9", "today Bo", "today Ada", "today 1", "today Nobody Here", "pause", "today"),
    "undo": (
        *("met Eve Newcomer: tea", "note Eve Newcomer: likes rain", "undo 999", "undo flurb"),
        *(
            "undo {met_eve}",
            "undo",
            "undo",
            "undo {met_eve}",
            "… 25",
            "undo {promise_entry}",
            "undo",
        ),
    ),
    "who": (
        *("who knows about rain", "who tag nothing", "who circle 5", "who inside", "who resting"),
        *("who strategic", "who senior", "who page 2", "who Nobody Here", "who #1", "who A"),
        *("who circle 7", "who losing touch outside", "who Ada, Bo", "who page 99"),
    ),
    "why": ("why {nudge}", "why Ada", "why Nobody Here", "why 999", "why {promise}", "why Ada, Bo"),
}
"""What is said of each command among the example people, after its examples."""
