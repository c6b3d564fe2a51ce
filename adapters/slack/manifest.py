"""NetLead's app manifest: what Slack is told about the app, for HTTP or for Socket Mode.

``manifest.json`` is the source: the HTTP variant, with the example's address in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from adapters.slack.public_url import EXAMPLE, public_url

Manifest = dict[str, Any]

_PLAIN_KEY = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z_]+")
"""Keys that mean themselves in YAML without quotation marks, in all its versions."""


def http_manifest(url: str) -> Manifest:
    """Return the manifest for a NetLead that Slack reaches at ``url``.

    ValueError, in one line for the operator, if Slack cannot reach it there (see `public_url`).
    """
    read: Manifest = json.loads(_source().replace(EXAMPLE, public_url(url)))
    return read


def socket_manifest() -> Manifest:
    """Return the manifest for Socket Mode: no addresses, one workspace, a token that stays.

    The token is copied by hand, once. So it must not rotate (it would end after 12 hours, and
    rotation cannot be switched off again), and there is nothing to deploy to an organisation.
    """
    manifest: Manifest = json.loads(_source())
    del manifest["oauth_config"]["redirect_urls"]
    for command in manifest["features"]["slash_commands"]:
        del command["url"]
    settings = manifest["settings"]
    del settings["interactivity"]["request_url"]
    events = settings["event_subscriptions"]
    del events["request_url"]
    events["bot_events"] = [
        name for name in events["bot_events"] if not name.startswith("team_access_")
    ]
    settings["socket_mode_enabled"] = True
    settings["org_deploy_enabled"] = False
    settings["token_rotation_enabled"] = False
    return manifest


def _source() -> str:
    return files(__package__).joinpath("manifest.json").read_text("utf-8")


def as_json(manifest: Manifest) -> str:
    """Return the manifest as indented JSON that ends with a line break."""
    return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"


def as_yaml(manifest: Manifest) -> str:
    """Return the manifest as YAML, for printable text: JSON's scalars are YAML's as well."""
    return "".join(f"{line}\n" for line in _lines(manifest))


def _lines(value: Any) -> Iterator[str]:  # noqa: ANN401 any JSON value
    if not value or not isinstance(value, dict | list):
        yield json.dumps(value, ensure_ascii=False)
    elif isinstance(value, dict):
        for key, item in value.items():
            name = key if _PLAIN_KEY.fullmatch(key) else json.dumps(key, ensure_ascii=False)
            yield from _under(f"{name}:", item)
    else:
        for item in value:
            first, *rest = _lines(item)
            yield f"- {first}"
            yield from (f"  {line}" for line in rest)


def _under(name: str, item: Any) -> Iterator[str]:  # noqa: ANN401 any JSON value
    if item and isinstance(item, dict | list):
        yield name
        yield from (f"  {line}" for line in _lines(item))
    else:
        yield f"{name} {json.dumps(item, ensure_ascii=False)}"
