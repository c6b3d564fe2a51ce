"""Whatever is said: detection answers, bots stay out, and nobody helps themselves."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.detection.detecting import detect
from coaching.detection.window import ANSWER, SHARE, THANKS, Line

_PIECES = (
    *("thanks ", "thx", "ty ", "<@ana>", "<@robot>", "<@", ">", "and ", "how ", "? ", "no ", "`"),
    *("for nothing", "in advance", "ana: ", "ben, ", "\n", '"', "https://a.b ", "worked ", "all "),
    *(
        "appreciate it ",
        "you ",
        "🙏",
        "cheers",
        "please ",
        "link ",
        "is there a tutorial? ",
        "\ud800",
    ),
)
_TEXTS = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=8)), max_size=9).map("".join)
_AUTHORS = ("ana", "ben", "Cid Roy", "robot", "")


@st.composite
def windows(draw: st.DrawFn) -> list[Line]:
    """Return up to nine lines of four people, one of them a bot, some in threads."""
    lines = []
    for number in range(draw(st.integers(0, 9))):
        author = draw(st.sampled_from(_AUTHORS))
        lines.append(
            Line(
                author=author,
                name=draw(st.sampled_from(("", author.title()))),
                bot=author == "robot",
                text=draw(_TEXTS),
                at=draw(st.one_of(st.none(), st.floats(0, 1e9))),
                key=str(number),
                thread=draw(st.sampled_from((None, None, "0", "3", "gone"))),
                mentions=draw(st.sampled_from(((), ("ana",), ("ben", "Cid Roy")))),
            )
        )
    return lines


@settings(max_examples=150, deadline=None)
@given(windows())
def test_events_make_sense(lines: list[Line]) -> None:
    bots = {line.author for line in lines if line.bot}
    for event in detect(lines):
        assert event.helper
        assert event.helped
        assert event.helper != event.helped
        assert not bots & {event.helper, event.helped}
        assert event.kind in {THANKS, ANSWER, SHARE}
        assert 0 < event.confidence <= 1
        assert 0 <= event.line < len(lines)
