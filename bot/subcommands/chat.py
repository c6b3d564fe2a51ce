"""``netlead chat``: the coach in a terminal, or line by line as JSON for scripts."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
from collections.abc import Mapping

from adapters.console.adapter import ConsoleAdapter
from adapters.console.conversation import Conversation
from adapters.console.json_lines import serve
from adapters.console.keyboard import Readline
from adapters.console.render import Paint, ansi, plain
from adapters.console.terminal import Terminal
from adapters.console.timekeeper import Timekeeper
from bot import app, logs
from bot.subcommands.start import settled
from bot.system_zone import system_zone

_WIDEST = 100
"""Columns: longer lines are hard to read."""


def run(arguments: argparse.Namespace) -> int:
    """Talk until the input ends."""
    logs.configure("warning")
    with (
        settled() as settings,
        app.open_coach(settings, arguments.now) as coach,
        asyncio.Runner() as runner,
    ):
        user = arguments.user or os.environ.get("USER") or "you"
        zone = system_zone(os.environ)
        conversation = Conversation(coach.handle, runner, user, zone)
        try:
            if arguments.json:
                serve(conversation, sys.stdin.buffer, sys.stdout)
            else:
                _talk(coach, conversation, runner, zone)
        finally:
            runner.run(coach.close())
    return 0


def _talk(
    coach: app.OpenCoach, conversation: Conversation, runner: asyncio.Runner, zone: str
) -> None:
    sender = conversation.sender
    keyboard = Readline(coach.command_names)
    paint = painter(os.environ, is_terminal=sys.stdout.isatty())
    terminal = Terminal(conversation, keyboard, sys.stdout, _columns, paint)
    ticker = coach.attend(sender, ConsoleAdapter(terminal.nudge))
    time = Timekeeper(ticker, coach.clock, runner, zone, movable=coach.movable)
    hello = f"Hello again, {sender.name}. It is {time.words()}." if coach.knows(sender) else ""
    terminal.run(time, hello)


def painter(environ: Mapping[str, str], *, is_terminal: bool) -> Paint:
    """Return how to paint: colours only on a terminal that has them, not under NO_COLOR."""
    colours = is_terminal and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    return ansi if colours else plain


def _columns() -> int:
    return min(shutil.get_terminal_size().columns, _WIDEST)
