"""The coach for scripts: one line in, one JSON object out, in order and flushed."""

from __future__ import annotations

import json
from typing import BinaryIO, TextIO

from adapters.console.conversation import Conversation
from coaching.messages import Card, card_data


def serve(conversation: Conversation, lines: BinaryIO, out: TextIO) -> None:
    """Answer every line of ``lines`` (UTF-8, ended by a line feed) until its end.

    Each line, an empty or broken one too, is one message and gives exactly one line of ASCII
    JSON: `coaching.messages.card_data`. Bytes that are no UTF-8 are read as U+FFFD.
    """
    for line in lines:
        text = line.rstrip(b"\r\n").decode("utf-8", "replace")
        _, card = conversation.say(text)
        out.write(_object(card))
        out.flush()


def _object(card: Card) -> str:
    return json.dumps(card_data(card), ensure_ascii=True) + "\n"
