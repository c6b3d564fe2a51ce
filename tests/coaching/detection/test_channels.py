"""Thanks as they fall in channels of developers: who is credited, dialogue by dialogue."""

from __future__ import annotations

import pytest

from tests.coaching.detection.chat import chat, helped

DIALOGUES: tuple[tuple[str, list[str], list[str]], ...] = (
    (
        "flat interleave, mention of asker earlier",
        [
            "a: how do I parse json in elm?",
            "b: is the deploy broken for anyone else?",
            "c: <@a> you need a decoder, see Json.Decode",
            "d: <@b> yes, it is down for me too",
            "a: thanks!",
            "b: thanks",
        ],
        ["c helped a", "d helped b"],
    ),
    (
        "two answerers no mention",
        [
            "a: how do I parse json in elm?",
            "c: you need a decoder",
            "d: have a look at Json.Decode",
            "a: thanks both!",
        ],
        ["c helped a", "d helped a"],
    ),
    (
        "thanks guys one answer",
        [
            "z: morning",
            "a: how do I parse json in elm?",
            "c: you need a decoder, see Json.Decode",
            "a: thanks guys",
        ],
        ["c helped a"],
    ),
    (
        "own follow-up",
        [
            "a: how do I parse json in elm?",
            "c: you need a decoder",
            "a: like `D.field`?",
            "c: yep",
            "a: perfect, thank you",
        ],
        ["c helped a"],
    ),
    (
        "helper is thanked then replies",
        ["a: how do I parse json?", "c: use a decoder", "a: thanks", "c: np!"],
        ["c helped a"],
    ),
    (
        "reply thanks to thanks",
        ["a: nice talk yesterday <@c>!", "c: thanks!"],
        ["a helped c"],
    ),
    (
        "third party interjects after",
        [
            "a: how do I parse json?",
            "c: use a decoder",
            "e: anyone up for lunch?",
            "a: great, that works, thanks",
        ],
        ["c helped a"],
    ),
    (
        "third party mention other",
        [
            "a: how do I parse json?",
            "c: use a decoder",
            "e: <@f> are you joining the call",
            "a: great, thanks",
        ],
        ["c helped a"],
    ),
    (
        "thread",
        [
            "a: how do I parse json?",
            "b: who broke CI?",
            "c > 0: use a decoder",
            "d > 1: me, sorry",
            "a > 0: ok thanks",
        ],
        ["c helped a"],
    ),
    (
        "thread bystander thanks",
        [
            "a: how do I parse json?",
            "c > 0: use a decoder, D.field name D.string",
            "b > 0: oh nice, thanks <@c>",
        ],
        ["c helped b"],
    ),
    (
        "advance first",
        ["a: Hey folks, how do I parse json? Thanks", "c: use a decoder"],
        [],
    ),
    (
        "advance then thanks",
        [
            "a: Hey folks, how do I parse json? Thanks in advance",
            "c: use a decoder",
            "a: worked like a charm, thanks <@c>",
        ],
        ["c helped a"],
    ),
    (
        "welcome new",
        ["z: hi I am new here", "c: welcome <@z>!", "z: thanks!"],
        ["c helped z"],
    ),
    (
        "bots answer",
        ["a: /help", "robot: try the docs", "a: thanks"],
        [],
    ),
    (
        "thanks @bot",
        ["a: hi", "c: hello", "a: thanks <@robot>", "robot: x"],
        [],
    ),
    (
        "self",
        ["a: note to self: thanks <@a>"],
        [],
    ),
    (
        "quoted block",
        ["a: how?", "c: use x", "d: > thanks a\nnot sure"],
        [],
    ),
    (
        "no name, only self before",
        ["a: fixed it myself", "a: thanks all"],
        [],
    ),
    (
        "cc",
        ["a: how do I parse json?", "c: use a decoder", "a: thanks! cc <@d>"],
        ["c helped a"],
    ),
    (
        "thanks and also",
        ["a: how?", "c: use x", "a: Thanks <@c>! <@d> do you know more?"],
        ["c helped a"],
    ),
    (
        "what X said",
        ["a: how?", "c: use x", "d: what c said", "a: thanks c and d"],
        ["c helped a", "d helped a"],
    ),
    (
        "@ names",
        ["a: how?", "carol: use x", "a: thanks @carol"],
        ["carol helped a"],
    ),
    (
        "thanks to @x for telling @y",
        ["a: how?", "c: use x", "a: thanks <@c> for pinging <@d>"],
        ["c helped a"],
    ),
    (
        "to whom praise",
        ["c: I shipped the new version", "a: nice work <@c>, thanks for fixing my bug"],
        ["c helped a"],
    ),
    (
        "thanks for PR by mention at front",
        ["a: <@c> thanks for the PR, merged"],
        ["c helped a"],
    ),
    (
        "possessive",
        ["a: how?", "c: see the docs", "a: <@c>'s answer worked, thanks!"],
        ["c helped a"],
    ),
    (
        "asks again",
        [
            "a: how do I do X?",
            "c: use map",
            "a: Ok, and if the list is empty? thanks for your patience :)",
        ],
        ["c helped a"],
    ),
    (
        "comma list",
        ["a: thanks <@c>, <@d>, and <@e>!"],
        ["c helped a", "d helped a", "e helped a"],
    ),
    (
        "plus",
        ["a: thanks <@c> + <@d>"],
        ["c helped a", "d helped a"],
    ),
    (
        "both w names",
        ["c: x y z", "d: x y z", "a: thanks both <@c> and <@d>"],
        ["c helped a", "d helped a"],
    ),
    (
        "newline",
        ["c: use map", "a: <@c>\nthanks a lot"],
        ["c helped a"],
    ),
    (
        "thank you X for Y and Z for W",
        ["a: thank you <@c> for the review and <@d> for the fix"],
        ["c helped a", "d helped a"],
    ),
    (
        "thanks for help, will ask X",
        ["a: how?", "c: no clue, maybe dan knows", "a: ok thanks, I'll ping <@d>"],
        ["c helped a"],
    ),
    (
        "said by other",
        ["a: how?", "c: use x", "b: <@c> thanks, I had the same issue", "a: me too, thanks!"],
        ["c helped a", "c helped b"],
    ),
    (
        "emoji only",
        ["a: how do I do that?", "c: use map for that", "a: :pray:"],
        ["c helped a"],
    ),
    (
        "no thanks",
        ["c: want me to review it?", "a: no thanks, I'm good"],
        [],
    ),
    (
        "offer accept",
        ["c: want me to review it?", "a: yes, that would be great, thanks!"],
        ["c helped a"],
    ),
    (
        "long gap",
        ["c: use map", "a: thanks"],
        ["c helped a"],
    ),
)


@pytest.mark.parametrize(
    ("said", "credited"), [each[1:] for each in DIALOGUES], ids=[each[0] for each in DIALOGUES]
)
def test_it_credits(said: list[str], credited: list[str]) -> None:
    assert sorted(helped(chat(*said))) == credited
