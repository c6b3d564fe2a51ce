"""``netlead slack manifest``: what Slack's app page wants to be told, ready to paste."""

from __future__ import annotations

import argparse
import sys

from adapters.slack.manifest import as_json, as_yaml, http_manifest, socket_manifest
from bot.arguments import CommandLineError

_USAGE = 2


def run(arguments: argparse.Namespace) -> int:
    """Print the manifest."""
    try:
        manifest = socket_manifest() if arguments.socket else http_manifest(arguments.url)
    except ValueError as error:
        raise CommandLineError(f"netlead slack manifest: --url: {error}", _USAGE) from None
    sys.stdout.write(as_json(manifest) if arguments.json else as_yaml(manifest))
    return 0
