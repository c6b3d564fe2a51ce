"""``netlead model``: in which workspaces the language model is switched on, and its switch.

For whoever runs NetLead: in Teams nobody else can be told to be an admin. Nobody's words are shown.
"""

from __future__ import annotations

import argparse
import sys

from bot import logs
from bot.arguments import CommandLineError
from bot.prepare import prepared
from bot.subcommands.start import settled
from coaching.clock import SystemClock
from coaching.repository.model_use import WorkspaceSwitch, switch_workspace, switches

_USAGE = 2
_NONE = "No language model is set up (NETLEAD_MODEL_URL), so none is asked wherever it is on."


def run(arguments: argparse.Namespace) -> int:
    """List every workspace, or switch one."""
    logs.configure("warning")
    if (arguments.switch is None) != (arguments.workspace is None):
        raise CommandLineError("netlead model: name a workspace, as in slack:T0123", _USAGE)
    with settled() as settings, prepared(settings) as (database, _):
        now = SystemClock().now()
        with database.transaction() as connection:
            if arguments.switch is not None:
                platform, _, external = arguments.workspace.partition(":")
                since = now if arguments.switch == "on" else None
                if not switch_workspace(connection, platform, external, since):
                    raise CommandLineError(_unknown(switches(connection)))
            found = switches(connection)
        lines = [_line(one) for one in found] or ["Nobody has talked with NetLead yet."]
        if settings.model is None:
            lines.append(_NONE)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _line(one: WorkspaceSwitch) -> str:
    state = f"on since {one.since:%Y-%m-%d}" if one.since else "off"
    used = f", {one.tokens:,} tokens on {one.day:%Y-%m-%d}" if one.day else ""
    return f"{one.platform}:{one.external}  {state}{used}"


def _unknown(found: list[WorkspaceSwitch]) -> str:
    known = ", ".join(f"{one.platform}:{one.external}" for one in found[:10])
    if not known:
        return "Nobody has talked with NetLead yet, so there is no workspace to switch."
    return f"There is no such workspace. There are: {known}"
