"""An address that Slack cannot call is refused in words, before Slack would refuse it."""

from __future__ import annotations

import pytest

from adapters.slack.public_url import EXAMPLE, public_url


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (EXAMPLE, EXAMPLE),
        (f" {EXAMPLE}/ ", EXAMPLE),
        ("HTTPS://NetLead.Example.COM", EXAMPLE),
        (f"{EXAMPLE}:443", EXAMPLE),
        (f"{EXAMPLE}:8443", f"{EXAMPLE}:8443"),
        (f"{EXAMPLE}.", EXAMPLE),
        ("https://xn--mller-kva.example", "https://xn--mller-kva.example"),
        ("https://9.9.9.9", "https://9.9.9.9"),
        ("https://[2620:fe::fe]", "https://[2620:fe::fe]"),
    ],
)
def test_what_can_be_used(given: str, kept: str) -> None:
    assert public_url(given) == kept


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("", "does not begin with https"),
        ("netlead.example.com", "does not begin with https"),
        ("http://netlead.example.com", "does not begin with https"),
        ("wss://netlead.example.com", "does not begin with https"),
        ("http://127.0.0.1:8080", "cannot be reached by Slack"),
        ("http://localhost", "cannot be reached by Slack"),
        ("https://localhost:8080", "cannot be reached by Slack"),
        ("https://[::1]", "cannot be reached by Slack"),
        ("https://10.1.2.3", "cannot be reached by Slack"),
        ("https://printer.local", "cannot be reached by Slack"),
        ("https://127.1", "no public host name"),
        ("https://netlead", "no public host name"),
        ("https://", "no public host name"),
        ("https://-a.example", "no public host name"),
        (f"{EXAMPLE}/slack", "more than a host name"),
        (f"{EXAMPLE}?a=b", "more than a host name"),
        (f"{EXAMPLE}#a", "more than a host name"),
        ("https://me:pw@netlead.example.com", "more than a host name"),
        ("https://net\nlead.example.com", "no web address has"),
        ("https://müller.example", "no web address has"),
        (f"{EXAMPLE}:99999", "is not an address"),
        ("https://[::1", "is not an address"),
        ("https://" + "a." * 200 + "example", "no public host name"),
    ],
)
def test_what_cannot(given: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as error:
        public_url(given)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 500
