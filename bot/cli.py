"""The command line: what may be typed after ``netlead``; each subcommand's work has its own file."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from bot.arguments import CommandLineError, instant, person

INTERRUPTED = 130
BROKEN_PIPE = 141
_ISO = "a date and time such as 2026-11-23T09:00 (UTC if no zone is given)"

_CHAT = (
    "Talk to the coach in this terminal. What is due for you comes before each prompt. In a demo "
    "(NETLEAD_DEMO) type “clock +1 week”, “clock +1 day” or “clock +3 hours” and see what comes "
    "up in that time; “clock” alone says what time it is. The demo's time is kept in the database, "
    "so the web chat and this terminal share it. With --now the chat has a clock of its own, which "
    "can be moved as well and is forgotten at the end. With --json nothing comes by itself and "
    "the clock cannot be moved."
)
_NUDGES = (
    "List the newest nudges: for whom, when, which kind, and what became of them, without a word "
    "of what they say. Nothing is sent; netlead run and netlead chat send."
)
_DETECT = (
    "Read windows of chat from standard input, one JSON object a line: "
    '{"id": …, "messages": [{"author": "U0ANA", "name": "Ana", "bot": false, "text": "thanks '
    '<@U0BEN>", "ts": "1700000000.000100", "thread": null}]}, and print for each who helped whom. '
    "thread is the ts of the message that opened the thread. Nothing is stored or sent."
)
_UNDERSTAND = (
    "Read sentences from standard input, one a line, and say for each which command line it is "
    "understood as, or what would be asked back. Nothing is carried out and no database is opened. "
    'With --json a line is {"text": "met Ada yesterday", "now": "2026-11-23T09:00+01:00"}.'
)
_MANIFEST = (
    "Print the app manifest: paste it at api.slack.com/apps under “Create New App”, “From a "
    "manifest”. docs/slack.md has the other steps."
)
_PACKAGE = (
    "Write the app package: upload it in Teams, or give it to whoever approves apps. docs/teams.md "
    "has the other steps."
)
_MODEL = (
    "List every workspace, whether the language model is switched on there, and how many tokens "
    "it used on the last day; or switch it. Admins can do the same in Slack with “model on”."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line ``argv`` (default: the process's) and return the exit code.

    0 done, 1 something failed, 2 wrong settings or arguments, 130 after Ctrl-C, 141 when nobody
    reads the output any more. What is wrong is said in lines on standard error, not in tracebacks.
    """
    _soften()
    try:
        code = _dispatch(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except CommandLineError as failure:
        sys.stderr.write(f"{failure}\n")
        return failure.code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python would complain when it flushes at the end; there is nobody to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    return code


def _dispatch(argv: list[str]) -> int:
    if argv[:1] == ["simulate"]:
        # It has options and a help text of its own.
        return int(import_module("bot.simulate").main(argv[1:]))
    parser = _parser()
    try:
        arguments = parser.parse_args(argv)
    except SystemExit as done:
        return int(done.code or 0)
    if arguments.subcommand is None:
        parser.print_help(sys.stderr)
        return 2
    return int(import_module(f"bot.subcommands.{arguments.subcommand}").run(arguments))


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="netlead",
        description="A networking coach for Slack, Teams, the browser and the terminal.",
    )
    rooms = parser.add_subparsers(dest="subcommand", metavar="command", parser_class=_Parser)
    for name, words in (
        ("run", "start NetLead: the web chat, and Slack and Teams where they are set up"),
        ("migrate", "bring the database to this version"),
        ("doctor", "check the settings and the machine, in words"),
        ("version", "say which version this is"),
        ("simulate", "play months of people and nudges in seconds (see netlead simulate --help)"),
    ):
        rooms.add_parser(name, help=words, description=words, allow_abbrev=False)
    _add_chat(rooms)
    _add_nudges(rooms)
    _add_detect(rooms)
    _add_understand(rooms)
    _add_slack(rooms)
    _add_teams(rooms)
    _add_model(rooms)
    return parser


def _add_chat(rooms: argparse._SubParsersAction[_Parser]) -> None:
    words = "talk to the coach in this terminal"
    chat = rooms.add_parser("chat", help=words, description=_CHAT, allow_abbrev=False)
    chat.add_argument(
        "--json", action="store_true", help="read lines, print one JSON object for each of them"
    )
    chat.add_argument("--user", type=person, metavar="NAME", help="who is speaking (default: you)")
    chat.add_argument(
        "--now", type=instant, metavar="ISO", help=f"set this chat's own clock to {_ISO}"
    )


def _add_nudges(rooms: argparse._SubParsersAction[_Parser]) -> None:
    words = "list the newest nudges; with --dry-run, what would be proposed to whom, and why not"
    nudges = rooms.add_parser("nudges", help=words, description=_NUDGES, allow_abbrev=False)
    nudges.add_argument(
        "--dry-run",
        action="store_true",
        help="show what everybody would get now, and why not; nothing is written or sent",
    )
    nudges.add_argument(
        "--at", type=instant, metavar="ISO", help=f"with --dry-run: as if it were {_ISO}"
    )
    nudges.add_argument("--json", action="store_true", help="one JSON object per line")


def _add_detect(rooms: argparse._SubParsersAction[_Parser]) -> None:
    words = "tell who helped whom in windows of chat, read as JSON from standard input"
    detect = rooms.add_parser("detect", help=words, description=_DETECT, allow_abbrev=False)
    detect.add_argument("--json", action="store_true", help="one JSON object for each line")


def _add_understand(rooms: argparse._SubParsersAction[_Parser]) -> None:
    words = "say which command line a plain sentence is understood as"
    room = rooms.add_parser("understand", help=words, description=_UNDERSTAND, allow_abbrev=False)
    room.add_argument(
        "--json", action="store_true", help="read and write one JSON object for each sentence"
    )


def _add_slack(rooms: argparse._SubParsersAction[_Parser]) -> None:
    words = "set up the Slack app: its manifest, ready to paste"
    slack = rooms.add_parser("slack", help=words, description=words, allow_abbrev=False)
    actions = slack.add_subparsers(
        dest="action", metavar="action", parser_class=_Parser, required=True
    )
    words = "print the app manifest, as YAML unless told otherwise"
    manifest = actions.add_parser("manifest", help=words, description=_MANIFEST, allow_abbrev=False)
    transport = manifest.add_mutually_exclusive_group(required=True)
    transport.add_argument(
        "--url", metavar="HTTPS", help="where Slack reaches NetLead: https://netlead.example.com"
    )
    transport.add_argument(
        "--socket", action="store_true", help="Socket Mode: NetLead calls Slack, no address needed"
    )
    manifest.add_argument("--json", action="store_true", help="as JSON")


def _add_teams(rooms: argparse._SubParsersAction[_Parser]) -> None:
    words = "set up the Teams app: its package, ready to upload"
    teams = rooms.add_parser("teams", help=words, description=words, allow_abbrev=False)
    actions = teams.add_subparsers(
        dest="action", metavar="action", parser_class=_Parser, required=True
    )
    words = "write the app package, a zip of the manifest and two icons"
    package = actions.add_parser("package", help=words, description=_PACKAGE, allow_abbrev=False)
    package.add_argument(
        "--app-id", required=True, metavar="GUID", help="the app id of the Azure Bot"
    )
    package.add_argument(
        "--domain", required=True, help="where NetLead is reached: netlead.example.com"
    )
    package.add_argument(
        "--out",
        default="netlead-teams.zip",
        metavar="FILE",
        help="where to write it (default: netlead-teams.zip, here)",
    )


def _add_model(rooms: argparse._SubParsersAction[_Parser]) -> None:
    words = "say in which workspaces the language model is on, and switch it"
    model = rooms.add_parser("model", help=words, description=_MODEL, allow_abbrev=False)
    model.add_argument("switch", nargs="?", choices=("on", "off"), help="what it shall be")
    model.add_argument("workspace", nargs="?", help="where: as in the list, such as slack:T0123")


def _soften() -> None:
    # Whatever a terminal or pipe cannot carry becomes a mark, never an exception.
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
