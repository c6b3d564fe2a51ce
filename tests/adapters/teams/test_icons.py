"""The icons of the app: pictures of the size and the colours that Teams wants."""

from __future__ import annotations

import struct
import zlib
from functools import cache

from adapters.teams.package.icons import color_icon, outline_icon

GREEN = (29, 106, 88)


def chunks(picture: bytes) -> dict[bytes, bytes]:
    """Return the parts of a PNG by their kind, having seen that each is whole."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    found, at = {}, 8
    while at < len(picture):
        length, kind = struct.unpack(">I4s", picture[at : at + 8])
        data = picture[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", picture[at + 8 + length : at + 12 + length])
        assert check == zlib.crc32(kind + data)
        found[kind] = data
        at += 12 + length
    return found


def pixels(picture: bytes, size: int, channels: int) -> list[tuple[int, ...]]:
    parts = chunks(picture)
    header = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert header == (size, size, 8, {3: 2, 4: 6}[channels], 0, 0, 0)
    raw = zlib.decompress(parts[b"IDAT"])
    row = size * channels + 1
    assert len(raw) == size * row
    assert {raw[at] for at in range(0, len(raw), row)} == {0}
    flat = b"".join(raw[at + 1 : at + row] for at in range(0, len(raw), row))
    return [tuple(flat[at : at + channels]) for at in range(0, len(flat), channels)]


@cache
def color() -> list[tuple[int, ...]]:
    return pixels(color_icon(), 192, 3)


def test_the_colour_icon_is_192_by_192_and_its_sign_is_well_inside() -> None:
    inside = range(36, 156)
    drawn = {(at % 192, at // 192) for at, pixel in enumerate(color()) if pixel != GREEN}
    assert 3_000 < len(drawn) < 9_000
    assert all(x in inside and y in inside for x, y in drawn)


def test_it_shows_three_people_one_of_them_warm() -> None:
    assert color()[64 * 192 + 96] == (255, 255, 255)
    assert color()[133 * 192 + 60] == (255, 196, 138)
    assert color()[133 * 192 + 132] == (255, 255, 255)
    assert color()[133 * 192 + 96] == (191, 227, 213)


def test_the_outline_is_32_by_32_white_on_transparent() -> None:
    found = pixels(outline_icon(), 32, 4)
    assert {pixel[:3] for pixel in found} == {(255, 255, 255)}
    alphas = [pixel[3] for pixel in found]
    assert alphas[0] == alphas[31] == alphas[-1] == 0
    assert alphas.count(0) > 500
    assert alphas.count(255) > 150
