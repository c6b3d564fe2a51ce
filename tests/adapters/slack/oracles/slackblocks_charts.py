"""Charts, which only slackblocks knows: built anew from its classes, they must come out the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from slackblocks import (
    AreaChart,
    AxisConfig,
    BarChart,
    ChartSegment,
    DataPoint,
    DataSeries,
    DataVisualizationBlock,
    LineChart,
    PieChart,
)
from slackblocks.errors import InvalidUsageError

_ON_AXES: dict[str, type[AreaChart | BarChart | LineChart]] = {
    "area": AreaChart,
    "bar": BarChart,
    "line": LineChart,
}


def chart_problem(block: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with ``block`` if it is a chart."""
    if block.get("type") != "data_visualization":
        return
    try:
        chart = _chart(block["chart"])
        built = DataVisualizationBlock(block["title"], chart, block.get("block_id"))
    except (InvalidUsageError, KeyError, TypeError) as error:
        yield f"chart: {error}"
        return
    expected = built._resolve()  # noqa: SLF001 its public way out is a text of it
    if "block_id" not in block:
        expected.pop("block_id", None)
    if expected != block:
        yield f"chart: comes back as {expected}"


def _chart(chart: dict[str, Any]) -> PieChart | AreaChart | BarChart | LineChart:
    if chart["type"] == "pie":
        return PieChart([ChartSegment(**segment) for segment in chart["segments"]])
    series = [
        DataSeries(one["name"], [DataPoint(**point) for point in one["data"]])
        for one in chart["series"]
    ]
    return _ON_AXES[chart["type"]](series, AxisConfig(**chart["axis_config"]))
