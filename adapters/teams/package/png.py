"""Pictures as PNG files, written with nothing but zlib."""

from __future__ import annotations

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOUR_TYPES = {3: 2, 4: 6}
"""By bytes a pixel: RGB, or RGB with alpha."""


def png(width: int, pixels: bytes, channels: int) -> bytes:
    """Return a PNG of 8-bit ``pixels``, row by row, each of 3 (RGB) or 4 (RGBA) bytes."""
    row = width * channels
    height = len(pixels) // row
    header = struct.pack(">IIBBBBB", width, height, 8, _COLOUR_TYPES[channels], 0, 0, 0)
    # Each row is preceded by how it is filtered: 0, not at all.
    lines = b"".join(b"\0" + pixels[at : at + row] for at in range(0, len(pixels), row))
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(lines, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
