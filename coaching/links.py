"""Links as people type them: found in a line, made comparable, and told what is wrong with them."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit, urlunsplit

from coaching.messages import UsageError
from coaching.names import clip

LONGEST_LINK = 2000
LONGEST_TITLE = 200
_FOUND = re.compile(r"<?\b(?P<link>https?://[^\s<>|]+)(?:\|[^<>]*)?>?", re.IGNORECASE)
_BARE = re.compile(r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}(?=[/?:]))\S+", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_BEHIND = ".,;:!?)]}'\"”’»"
_PORTS = {"http": 80, "https": 443}
# What says where a reader came from and not what she reads.
_TRAILS = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref_src|_hs(?:enc|mi)|mkt_tok",
    re.IGNORECASE,
)


def link_in(text: str) -> tuple[str, str, str]:
    """Return the first link in ``text`` with what stands before and after it; empty if none does.

    What a platform puts around a link ("<https://example.org|example.org>") is no part of it.
    """
    found = _FOUND.search(text)
    if not found:
        return "", text, ""
    whole = found["link"]
    link = _trimmed(whole)
    behind = "" if found[0].startswith("<") else whole[len(link) :]
    return link, text[: found.start()], behind + text[found.end() :]


def first_link(text: str) -> tuple[str, str]:
    """Return the link that ``text`` begins with, and the rest; `UsageError` that says what to type.

    One without ``https://`` before it is taken as it would be in a browser.
    """
    link, before, rest = link_in(text)
    if link and not before.strip(" <"):
        return checked(link), rest
    word, _, rest = text.strip().partition(" ")
    bare = _trimmed(word)
    if _BARE.fullmatch(bare) and not _SCHEME.match(bare.partition("/")[0].partition(".")[0]):
        return checked(f"https://{bare}"), word[len(bare) :] + " " + rest
    if _SCHEME.match(word):
        raise UsageError("Only links that begin with `https://` or `http://` can be read.")
    raise UsageError(
        f"I see no link in “{clip(text)}”. A link begins with `https://`, for example "
        "`https://example.org/article`"
    )


def checked(link: str) -> str:
    """Return a link that stands a chance of being read; `UsageError` otherwise.

    This is to say so at once. What keeps the inside of a network from being read is the one who
    fetches, who also sees where names lead.
    """
    if len(link) > LONGEST_LINK:
        raise UsageError(f"That link is too long: {LONGEST_LINK:,} characters is the most.")
    try:
        parts = urlsplit(link)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise UsageError(f"“{clip(link)}” is no link. Please copy it once more.") from error
    if parts.username is not None or parts.password is not None:
        raise UsageError("Leave the name and password out of the link: I must not keep them.")
    if port not in (None, *_PORTS.values()):
        raise UsageError("Only pages at the usual ports can be read: leave the number out.")
    if _is_inside(host):
        raise UsageError(
            f"“{clip(host)}” is no page on the open Internet, and those are all that I read."
        )
    return link


def link_key(link: str) -> str:
    """Return what is the same for two links to one page, however they were handed round."""
    return hashlib.sha256(canonical(link).encode()).hexdigest()


def canonical(link: str) -> str:
    """Return a link without what does not change the page: http or https, trails, order, fragment."""
    parts = urlsplit(link)
    host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    port = "" if _usual(parts) else f":{parts.port}"
    path = quote(parts.path.rstrip("/"), safe="/%:@!$&'()*+,;=~-._")
    asked = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRAILS.fullmatch(name)
    )
    return urlunsplit(("https", host + port, path, urlencode(asked), ""))


def host_of(link: str) -> str:
    """Return the site a link leads to: "example.org"."""
    return (urlsplit(link).hostname or "").removeprefix("www.")


def is_readable(link: str) -> bool:
    """Tell whether a link that somebody else wrote may be shown and kept."""
    with suppress(UsageError):
        return bool(_FOUND.fullmatch(link)) and link.isprintable() and checked(link) == link
    return False


def _trimmed(link: str) -> str:
    """Return a link without the punctuation of the sentence that it stands in."""
    while link and link[-1] in _BEHIND:
        if link[-1] == ")" and link.count("(") >= link.count(")"):
            break
        link = link[:-1]
    return link


def _usual(parts: SplitResult) -> bool:
    return parts.port in (None, _PORTS.get(parts.scheme.lower()))


def _is_inside(host: str) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".localhost", ".local", ".internal", ".lan"))
    return not address.is_global
