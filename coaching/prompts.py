"""The weekly prompts of channels: what they say, whose turn it is, and how a post looks.

A prompt asks everybody and names nobody but the member who set the prompts up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from coaching.messages import Card
from coaching.nudges.base import Suggestion
from coaching.weekly import Weekly, last_time

KIND = "prompt"
"""The kind under which a post stands among the nudges; it is none of `coaching.nudges`."""
POST_WITHIN = timedelta(hours=2)
"""How late a post may be; after that it is skipped, never posted late (`design`, channels)."""
SOMEBODY = "a member of this channel"
HOW_TO_END = "`/netlead prompts stop` in this channel ends it"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt: a question, and one thing to do about it."""

    title: str
    body: str


THANKS = (
    # Whoever is thanked feels more valued, and helps others too: Grant & Gino, A Little Thanks Goes
    # a Long Way (Journal of Personality and Social Psychology), 2010.
    Prompt(
        "Who made your week easier?",
        "Thank one person, here or in private, for one thing: what they did, and what it changed "
        "for you.",
    ),
    # Thanks that speak of the other rather than of oneself land better: Algoe, Kurtz & Hilaire,
    # Putting the “You” in “Thank You” (Social Psychological and Personality Science), 2016.
    Prompt(
        "One thank-you that begins with “you”",
        "Think of somebody who helped you lately. Tell them in one sentence that begins with “you”: "
        "“You took the time to …”",
    ),
    # People who hold thanks back expect them to be more awkward and less welcome than they are:
    # Kumar & Epley, Undervaluing Gratitude (Psychological Science), 2018.
    Prompt(
        "Whom did you mean to thank?",
        "Most of us owe a thank-you that we put off. Send it today, three lines are plenty. It will "
        "be more welcome than you think.",
    ),
)
SHARES = (
    # What is passed on to somebody else keeps going for longer than what is done for reputation:
    # Baker & Bulkley, Paying It Forward vs. Rewarding Reputation (Organization Science), 2014.
    Prompt(
        "What did you learn that would save somebody an hour?",
        "Share one thing: a link, a template, a shortcut. Add one line that says for whom it is "
        "useful.",
    ),
    # Knowledge that is simple to pass on travels well over weak ties: Hansen, The Search-Transfer
    # Problem (Administrative Science Quarterly), 1999.
    Prompt(
        "What do you know that others here may not?",
        "Write down one thing in two sentences: what it is, and when it comes in handy. What is plain "
        "to you is news to somebody.",
    ),
    # Small kindnesses mean more to those who get them than givers guess: Kumar & Epley, A Little
    # Good Goes an Unexpectedly Long Way (Journal of Experimental Psychology: General), 2023.
    Prompt(
        "Five minutes of yours, a day of somebody else's",
        "Offer one small thing that you could do for a colleague this week: read a draft, explain a "
        "tool, make an introduction.",
    ),
)
ASKS = (
    # Specific, with the reason, an action, realistic, with a date: Baker, All You Have to Do Is
    # Ask, 2020.
    Prompt(
        "What would help you this week?",
        "Ask for one thing: what you need, what for, and by when. The clearer the ask, the easier it "
        "is to say yes.",
    ),
    # Askers expect far fewer people to say yes than do: Flynn & Lake, If You Need Help, Just Ask
    # (Journal of Personality and Social Psychology), 2008.
    Prompt(
        "Stuck on something?",
        "Name one thing that you have been turning over for more than a day, and ask who has done "
        "it before. More people than you expect will gladly answer.",
    ),
    # Helpers feel better about it than askers believe: Zhao & Epley, Surprisingly Happy to Have
    # Helped (Psychological Science), 2022.
    Prompt(
        "Who could know?",
        "Finish one sentence: “I am looking for somebody who …” Being asked is a compliment, and "
        "pointing to the right person takes a minute.",
    ),
)
PROMPTS = tuple(prompt for three in zip(THANKS, SHARES, ASKS, strict=True) for prompt in three)
"""All prompts in their order: a thank-you, something to share, an ask, and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What a member set a channel's weekly prompts to, or, not ``running``, that she ended them.

    ``owner`` is the member's number in the workspace, ``owner_name`` may be empty. ``turn`` is the
    place of the prompt that comes next, ``next_at`` when the rule is to be looked at again.
    """

    owner: int
    owner_name: str
    number: int
    room: str
    rule: Weekly
    running: bool
    turn: int
    made_at: datetime
    next_at: datetime

    @property
    def key(self) -> str:
        """Return the name under which its posts stand among the nudges."""
        return f"{KIND}:{self.number}"


def prompt_of(turn: int) -> Prompt:
    """Return the prompt whose turn it is: all in their order, none twice in a row."""
    return PROMPTS[turn % len(PROMPTS)]


def set_up_by(name: str) -> str:
    """Return the name of whoever set a programme up, as the channel reads it."""
    return name or SOMEBODY


def suggestion(programme: Programme) -> Suggestion:
    """Return the programme's next post as it is kept among the nudges."""
    prompt = prompt_of(programme.turn)
    by = f"Set up by {set_up_by(programme.owner_name)} · {programme.rule.say()} · {HOW_TO_END}"
    return Suggestion(
        kind=KIND,
        priority=0.0,
        title=prompt.title,
        reason=f"{prompt.body}\n\n{by}",
        evidence=(),
        key=programme.key,
    )


def post_card(post: Suggestion) -> Card:
    """Return the card of a post: words alone, since a button in a channel is anybody's."""
    return Card(title=post.title, body=post.reason)


def may_post(programme: Programme | None, about: str, moment: datetime, now: datetime) -> bool:
    """Tell whether the post ``about`` a programme, meant for ``moment``, may go to its channel now.

    ``programme`` is the one that holds in the channel now, if any.
    """
    if programme is None or not programme.running or programme.key != about:
        return False
    holiday = programme.rule.is_holiday(programme.rule.local(now).date())
    return not holiday and now - moment <= POST_WITHIN


def moment_of(programme: Programme, now: datetime) -> datetime | None:
    """Return the moment for which a running programme has a post at ``now``; None if it has none."""
    moment = last_time(programme.rule, now)
    day = programme.rule.local(moment).date()
    if moment < programme.made_at or programme.rule.is_holiday(day):
        return None
    return moment
