"""What Teams would deliver: messages in direct chats of about 1.2 kB, all under one token."""

from __future__ import annotations

import json
from itertools import count

from tests.adapters.teams.fake.issued import APP_ID
from tests.adapters.teams.inbound.activities import activity

CHATS, TENANTS = 4_000, 1_000
"""Chats that speak in turn, and the tenants they are in: so many that no answer is held back by the
pace that Teams allows in each."""

_numbers = count(1)


def message(service_url: str, token: str, text: str = "met Bo Li yesterday") -> bytes:
    """Return the HTTP request that tells of a message; each is another one, of the next chat."""
    number = next(_numbers)
    chat, tenant = number % CHATS, f"1111aaaa-22bb-33cc-44dd-{number % TENANTS:012}"
    person = {
        "id": f"29:1bench-{chat}",
        "name": f"Person {chat}",
        "aadObjectId": f"aaaaaaaa-0000-0000-0000-{chat:012}",
    }
    where = {"conversationType": "personal", "tenantId": tenant, "id": f"a:1chat-of-{chat}"}
    body = json.dumps(
        activity(
            **{"from": person},
            id=str(1_700_753_400_000 + number),
            serviceUrl=service_url,
            conversation=where,
            recipient={"id": f"28:{APP_ID}", "name": "NetLead"},
            channelData={"tenant": {"id": tenant}},
            text=text,
        )
    ).encode()
    head = (
        "POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Type: application/json; charset=utf-8\r\n"
        f"Authorization: Bearer {token}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
