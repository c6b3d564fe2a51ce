"""NetLead's sign, three people and what is between them, drawn at the sizes Teams wants.

Its measures are those of the web chat's favicon, on a square of 32.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from adapters.teams.package.png import png

Colour = tuple[int, int, int]
Outside = Callable[[float, float], float]
"""How far a point is outside of a shape, below zero within it."""

COLOR_SIZE, OUTLINE_SIZE = 192, 32
"""Pixels a side."""

_GREEN, _PALE, _AMBER, _WHITE = (29, 106, 88), (191, 227, 213), (255, 196, 138), (255, 255, 255)
_SIDE = 32
_MIDDLE = 15.35
"""The sign's own middle, from above; from the left it is in the middle of its square."""
_TOP, _LEFT, _RIGHT = (16.0, 10.0), (10.0, 21.5), (22.0, 21.5)
_OUTLINE_SCALE = 1.45
"""How much larger the sign is in the outline, which has no ground around it."""


@dataclass(frozen=True, slots=True)
class _Shape:
    outside: Outside
    colour: Colour


def color_icon() -> bytes:
    """Return the icon in colour: a square that Teams cuts to its own shape, the sign well inside."""
    scale = COLOR_SIZE / _SIDE
    pixels = bytearray()
    for x, y in _middles(COLOR_SIZE):
        colour = _GREEN
        for shape in _SIGN:
            far = shape.outside((x - COLOR_SIZE / 2) / scale + 16, _down(y, COLOR_SIZE, scale))
            colour = _mixed(colour, shape.colour, _cover(far * scale))
        pixels += bytes(colour)
    return png(COLOR_SIZE, bytes(pixels), 3)


def outline_icon() -> bytes:
    """Return the icon as an outline: white, and transparent where there is nothing."""
    pixels = bytearray()
    for x, y in _middles(OUTLINE_SIZE):
        across = (x - OUTLINE_SIZE / 2) / _OUTLINE_SCALE + 16
        down = _down(y, OUTLINE_SIZE, _OUTLINE_SCALE)
        cover = max(_cover(shape.outside(across, down) * _OUTLINE_SCALE) for shape in _SIGN)
        pixels += bytes((*_WHITE, round(255 * cover)))
    return png(OUTLINE_SIZE, bytes(pixels), 4)


def _middles(size: int) -> Iterator[tuple[float, float]]:
    """Yield the middles of all pixels, row by row."""
    return ((x + 0.5, y + 0.5) for y in range(size) for x in range(size))


def _down(y: float, size: int, scale: float) -> float:
    return (y - size / 2) / scale + _MIDDLE


def _cover(outside: float) -> float:
    """Return how much of a pixel a shape covers whose edge is so many pixels away."""
    return min(max(0.5 - outside, 0.0), 1.0)


def _mixed(below: Colour, above: Colour, cover: float) -> Colour:
    red, green, blue = (
        round(low + (high - low) * cover) for low, high in zip(below, above, strict=True)
    )
    return red, green, blue


def _disc(middle: tuple[float, float], radius: float) -> Outside:
    return lambda x, y: math.hypot(x - middle[0], y - middle[1]) - radius


def _stroke(start: tuple[float, float], end: tuple[float, float]) -> Outside:
    """Return a line of width 2 with round ends."""
    (ax, ay), (bx, by) = start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2

    def outside(x: float, y: float) -> float:
        along = min(max(((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length, 0.0), 1.0)
        return math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)) - 1.0

    return outside


_SIGN: Sequence[_Shape] = (
    *(_Shape(_stroke(a, b), _PALE) for a, b in ((_LEFT, _TOP), (_TOP, _RIGHT), (_LEFT, _RIGHT))),
    _Shape(_disc(_TOP, 4.0), _WHITE),
    _Shape(_disc(_LEFT, 3.2), _AMBER),
    _Shape(_disc(_RIGHT, 3.2), _WHITE),
)
