"""Reads a request's body up to a limit: nothing of what is too much is kept, or even awaited."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from starlette.requests import Request

from adapters.refusals import RefusalError


def see_length(lengths: Sequence[bytes], most: int) -> None:
    """Refuse a request whose ``Content-Length`` claims more than ``most`` bytes.

    What is claimed is taken for true only where it is too much.
    """
    if any(_exceeds(length, most) for length in lengths):
        raise RefusalError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "size")


async def received(request: Request, most: int) -> bytearray:
    """Return the body; 413 for one that goes on beyond ``most`` bytes, 400 if it breaks off.

    A body whose end is known is left to the server to pass over, so that its sender gets to see
    the answer; one that may go on for ever is cut off.
    """
    body = bytearray()
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise RefusalError(HTTPStatus.BAD_REQUEST, "broken off")
        piece = message.get("body", b"")
        if len(body) + len(piece) > most:
            raise RefusalError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "size", hangs_up=True)
        body += piece
        if not message.get("more_body", False):
            return body


def _exceeds(length: bytes, most: int) -> bool:
    digits = length.lstrip(b"0")
    if not digits.isdigit():
        return False
    return len(digits) > len(str(most)) or int(digits) > most
