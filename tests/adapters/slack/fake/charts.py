"""What Slack says of ``data_visualization`` blocks.

Limits by slackblocks 3's register of them; sources disagree on whether App Home takes charts, so
this fake takes them in messages only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.adapters.slack.fake.texts import count, items, kind_of, known_keys, length

Json = dict[str, Any]

TITLE, LABEL, AXIS_LABEL = 50, 20, 50
SEGMENTS, SERIES, POINTS = 12, 12, 20


def chart_problems(block: Json, where: str) -> Iterator[str]:
    """Yield what is wrong with one chart block."""
    yield from length(block.get("title"), f"{where}/title", TITLE)
    chart, place = block.get("chart"), f"{where}/chart"
    if not isinstance(chart, dict):
        yield f"{place}: must be an object"
    elif kind_of(chart) == "pie":
        yield from known_keys(chart, place, {"type", "segments"})
        yield from _values(chart.get("segments"), f"{place}/segments", SEGMENTS, positive=True)
    elif kind_of(chart) in {"bar", "line", "area"}:
        yield from known_keys(chart, place, {"type", "series", "axis_config"})
        yield from _axis_chart(chart, place)
    else:
        yield f"{place}/type: must be pie, bar, line or area"


def _axis_chart(chart: Json, where: str) -> Iterator[str]:
    axis = chart.get("axis_config")
    if not isinstance(axis, dict):
        yield f"{where}/axis_config: must be an object"
        return
    yield from _axis(axis, f"{where}/axis_config")
    series = items(chart.get("series"))
    yield from count(chart.get("series"), f"{where}/series", SERIES)
    names = [str(one.get("name")) for one in series if isinstance(one, dict)]
    if len(set(names)) < len(names):
        yield f"{where}/series: names must be unique"
    for number, one in enumerate(series):
        yield from _one_series(one, axis.get("categories"), f"{where}/series/{number}")


def _axis(axis: Json, where: str) -> Iterator[str]:
    yield from known_keys(axis, where, {"categories", "x_label", "y_label"})
    for name in ("x_label", "y_label"):
        if name in axis:
            yield from length(axis[name], f"{where}/{name}", AXIS_LABEL)
    categories = items(axis.get("categories"))
    yield from count(axis.get("categories"), f"{where}/categories", POINTS)
    for number, category in enumerate(categories):
        yield from length(category, f"{where}/categories/{number}", LABEL)
    if len(set(map(str, categories))) < len(categories):
        yield f"{where}/categories: must be unique"


def _one_series(series: object, categories: object, where: str) -> Iterator[str]:
    if not isinstance(series, dict):
        yield f"{where}: must be an object"
        return
    yield from known_keys(series, where, {"name", "data"})
    yield from length(series.get("name"), f"{where}/name", LABEL)
    data = series.get("data")
    yield from _values(data, f"{where}/data", POINTS)
    labels = [str(point.get("label")) for point in items(data) if isinstance(point, dict)]
    if sorted(labels) != sorted(map(str, items(categories))):
        yield f"{where}/data: needs exactly one point for every category"


def _values(points: object, where: str, most: int, *, positive: bool = False) -> Iterator[str]:
    yield from count(points, where, most)
    for number, point in enumerate(items(points)):
        place = f"{where}/{number}"
        if not isinstance(point, dict):
            yield f"{place}: must be an object"
            continue
        yield from known_keys(point, place, {"label", "value"})
        yield from length(point.get("label"), f"{place}/label", LABEL)
        value = point.get("value")
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield f"{place}/value: must be a number"
        elif positive and value <= 0:
            yield f"{place}/value: must be greater than 0"
