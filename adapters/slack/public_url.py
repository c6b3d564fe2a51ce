"""Which addresses Slack can call: https, a public name, and nothing behind it."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

EXAMPLE = "https://netlead.example.com"

_LONGEST = 255
"""Characters; Slack would take more, but no host name is longer."""
_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
_PRIVATE_ENDINGS = (".localhost", ".local", ".internal")


def public_url(text: str) -> str:
    """Return ``text`` as an address that Slack can call, such as ``https://netlead.example.com``.

    ValueError, in one line for the operator, unless it is https, a host name or public IP address
    with or without a port, and nothing more; a slash at the end is taken away.
    """
    shown = ascii(text if len(text) <= _LONGEST else text[:_LONGEST] + "...")
    address = text.strip()
    if not address.isascii() or any(mark.isspace() for mark in address):
        reason = f"{shown} has letters that no web address has; give it as {EXAMPLE}"
        raise ValueError(reason)
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        reason = f"{shown} is not an address such as {EXAMPLE}"
        raise ValueError(reason) from None
    host = (parts.hostname or "").removesuffix(".")
    reason = _problem(parts, host)
    if reason:
        raise ValueError(f"{shown} {reason}")
    name = f"[{host}]" if ":" in host else host
    return f"https://{name}" if port in (None, 443) else f"https://{name}:{port}"


def _problem(parts: SplitResult, host: str) -> str:
    if _is_private(host):
        return (
            "cannot be reached by Slack, which needs https and a public name; on a machine "
            "of your own use Socket Mode (--socket), or the https address of a tunnel"
        )
    if parts.scheme != "https":
        return f"does not begin with https://, and Slack calls nothing else; give it as {EXAMPLE}"
    if parts.path not in ("", "/") or parts.query or parts.fragment or "@" in parts.netloc:
        return f"has more than a host name; give the bare address, as {EXAMPLE}"
    if len(host) > _LONGEST or not (_NAME.fullmatch(host) or _is_ip(host)):
        return f"has no public host name such as the one of {EXAMPLE}"
    return ""


def _is_private(host: str) -> bool:
    if _is_ip(host):
        return not ip_address(host).is_global
    return host == "localhost" or host.endswith(_PRIVATE_ENDINGS)


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
