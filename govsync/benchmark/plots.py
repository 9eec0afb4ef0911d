"""Plots as inline SVG. Words are left to the page, which has them in both languages: here are names and numbers only."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import Any, NamedTuple

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

_INK, _MUTED, _LINE, _OURS, _OTHER, _LIMIT = "#1d2733", "#5b6875", "#d5dbe1", "#1a5fb4", "#9aa7b4", "#b3261e"
_WIDTH_INCHES, _ROW_INCHES, _FRAME_INCHES = 8.6, 0.34, 0.62
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",  # texts stay texts: they can be searched, and take the page's font
    "svg.hashsalt": "govsync",
    "font.size": 9.5,
    "text.color": _INK,
    "axes.edgecolor": _LINE,
    "axes.labelcolor": _MUTED,
    "xtick.color": _MUTED,
    "ytick.color": _INK,
}


class Bar(NamedTuple):
    """A row: its median, the range, and whether it is what the plot is about."""

    label: str
    value: float
    low: float
    high: float
    is_ours: bool = True


class Quantiles(NamedTuple):
    """A row: median, 99th percentile, and the largest value."""

    label: str
    p50: float
    p99: float
    largest: float


class Share(NamedTuple):
    """A row: a whole and the part of it that is dark."""

    label: str
    part: float
    whole: float


def bars(name: str, rows: Sequence[Bar], unit: str, limit: float | None = None) -> str:
    """A bar per row with its range as a whisker; `limit` is a line not to be crossed."""
    with _figure(name, len(rows)) as (axes, drawn):
        places = range(len(rows))
        axes.barh(places, [r.value for r in rows], color=[_OURS if r.is_ours else _OTHER for r in rows], height=0.62)
        for place, row in zip(places, rows, strict=True):
            if row.low < row.high:
                axes.plot([row.low, row.high], [place, place], color=_INK, linewidth=1.1, marker="|", markersize=6)
            axes.annotate(
                _number(row.value), (max(row.value, row.high), place), (5, 0), textcoords="offset points", va="center"
            )
        largest = max([*(row.high for row in rows), *(row.value for row in rows), limit or 0])
        axes.set_xlim(0, (largest or 1) * 1.12)
        _finish(axes, [row.label for row in rows], unit, limit)
    return drawn()


def quantiles(name: str, rows: Sequence[Quantiles], unit: str, limit: float | None = None) -> str:
    """Per row a dot for the median, one for the 99th percentile and a tick for the largest, on a logarithmic axis."""
    with _figure(name, len(rows)) as (axes, drawn):
        for place, row in enumerate(rows):
            axes.plot(
                [row.p50, row.largest], [place, place], color=_LINE, linewidth=3, solid_capstyle="round", zorder=1
            )
            axes.plot([row.p50], [place], "o", color=_OURS, markersize=7)
            axes.plot(
                [row.p99], [place], "o", markerfacecolor="white", markeredgecolor=_OURS, markeredgewidth=2, markersize=7
            )
            axes.plot([row.largest], [place], "|", color=_MUTED, markersize=9, markeredgewidth=1.5)
            # Each beside its dot, away from the other: the two never cover each other, however near the dots are.
            for value, side, shift in ((row.p50, "right", -1), (row.p99, "left", 1)):
                axes.annotate(
                    _number(value), (value, place), (shift, 7), textcoords="offset points", ha=side, fontsize=8
                )
        axes.set_xscale("log")
        smallest = min(row.p50 for row in rows)
        axes.set_xlim(smallest / 1.6, max(*(row.largest for row in rows), limit or smallest) * 1.6)
        _finish(axes, [row.label for row in rows], unit, limit)
    return drawn()


def shares(name: str, rows: Sequence[Share], unit: str) -> str:
    """Per row a light bar for the whole, and the dark part of it."""
    with _figure(name, len(rows)) as (axes, drawn):
        places = range(len(rows))
        axes.barh(places, [r.whole for r in rows], color=_LINE, height=0.62)
        axes.barh(places, [r.part for r in rows], color=_OURS, height=0.62)
        for place, row in zip(places, rows, strict=True):
            shown = f"{_number(row.part)} / {_number(row.whole)}"
            axes.annotate(shown, (max(row.whole, row.part), place), (5, 0), textcoords="offset points", va="center")
        axes.set_xlim(0, max(max(row.whole, row.part) for row in rows) * 1.16)
        _finish(axes, [row.label for row in rows], unit, None)
    return drawn()


@contextmanager
def _figure(name: str, rows: int) -> Iterator[tuple[Axes, Callable[[], str]]]:
    """Axes to draw on, and the SVG once they are drawn."""
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(_WIDTH_INCHES, _FRAME_INCHES + _ROW_INCHES * rows))
        axes = figure.add_subplot()
        written = io.StringIO()
        yield axes, lambda: _inline(name, written.getvalue())
        figure.tight_layout(pad=0.4)
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None, "Creator": None})


def _finish(axes: Axes, labels: Sequence[str], unit: str, limit: float | None) -> None:
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.4, -0.7)  # the first row on top
    axes.set_xlabel(unit)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))
    axes.grid(axis="x", color=_LINE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    if limit is not None:
        axes.axvline(limit, color=_LIMIT, linewidth=1.2, linestyle=(0, (4, 3)))


_TENTHS_BELOW, _HUNDREDTHS_BELOW = 100, 10


def _number(value: float) -> str:
    if value >= _TENTHS_BELOW or value == round(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= _HUNDREDTHS_BELOW else f"{value:.2f}"


def _inline(name: str, svg: str) -> str:
    """The drawing alone, with ids of its own, since a page has several."""
    drawing = svg[svg.index("<svg") :]
    for pattern in (r'(\bid=")', r"(url\(#)", r'(href="#)'):
        drawing = re.sub(pattern, rf"\g<1>{name}-", drawing)
    return drawing.replace("<svg", f'<svg role="img" aria-label="{escape(name)}"', 1)
