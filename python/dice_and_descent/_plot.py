"""Charts by matplotlib: each point with its 95% interval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

#: What a run says beside its functions.
Record = Mapping[str, Any]


def plot(record: Record, functions: pandas.DataFrame, axes: Axes | None) -> Axes:
    """Draws the main chart of a run with this record and these functions."""
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise ImportError("charts need matplotlib: pip install 'dice-and-descent[plot]'") from error
    drawn: Axes = pyplot.subplots()[1] if axes is None else axes
    {"compare": _comparison, "landscape": _ranks, "gates": _volumes}[record["experiment"]](record, functions, drawn)
    return drawn


def _whiskers(frame: Any, name: str) -> Any:
    """How far the interval reaches below and above a share."""
    share = frame[name]
    return [(share - frame[f"{name}_low"]).clip(lower=0), (frame[f"{name}_high"] - share).clip(lower=0)]


def _comparison(record: Record, frame: pandas.DataFrame, axes: Axes) -> None:
    first, second = record["contrast"]["methods"]
    # A count of zero has no place on a logarithmic axis.
    both = frame[(frame[f"p_{first}"] > 0) & (frame[f"p_{second}"] > 0)]
    x, y = f"p_{first}", f"p_{second}"
    axes.errorbar(both[x], both[y], xerr=_whiskers(both, x), yerr=_whiskers(both, y), fmt="o", markersize=4, linewidth=0.6)
    ends = [min(both[x].min(), both[y].min()), 1.0] if len(both) else [1e-3, 1.0]
    axes.plot(ends, ends, color="grey", linewidth=0.8, label="equally often")
    axes.set(xscale="log", yscale="log", xlabel=f"share of {first}", ylabel=f"share of {second}")
    left_out = len(frame) - len(both)
    axes.set_title(f"{len(both)} functions found by both; {left_out} by one alone are not shown", fontsize="medium")
    axes.legend()


def _ranks(_: Record, frame: pandas.DataFrame, axes: Axes) -> None:
    axes.errorbar(frame["rank"], frame["p"], yerr=_whiskers(frame, "p"), fmt=".", linewidth=0.6)
    axes.set(xscale="log", yscale="log", xlabel="rank", ylabel="P(f)")


def _volumes(record: Record, frame: pandas.DataFrame, axes: Axes) -> None:
    law = "gaussian" if record["settings"]["prior"] == "gaussian" else "cube"
    volumes = frame[law].dropna().sort_values(ascending=False)
    axes.plot(range(1, len(volumes) + 1), volumes, ".")
    axes.set(yscale="log", xlabel="rank", ylabel="share of parameter space")
