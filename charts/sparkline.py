"""Small figures without axes, as SVG strings: a line for a level, bars with the needed pace for a speed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from charts.marks import SVG
from charts.palette import Palette

WIDTH: Final = 132
HEIGHT: Final = 46
_PAD_X: Final = 6.0
_PAD_Y: Final = 5.0
_DOT: Final = 4.0
_GAP_SHARE: Final = 3 / 11  # of a bar's step that stays empty
# Room left of the bars for the needed pace's label.
LABEL_ROOM: Final = 58


def _image(body: str, *, width: int = WIDTH) -> str:
    return f'<svg xmlns="{SVG}" width="{width}" height="{HEIGHT}" viewBox="0 0 {width} {HEIGHT}">{body}</svg>'


def line_points(values: Sequence[float]) -> list[tuple[float, float]]:
    """Place values, oldest first, on the field in px; one that does not change lies in the middle."""
    low, high = min(values), max(values)
    step = (WIDTH - 2 * _PAD_X) / max(len(values) - 1, 1)
    reach = HEIGHT - 2 * _PAD_Y
    points: list[tuple[float, float]] = []
    for place, value in enumerate(values):
        level = (high - value) / (high - low) if high > low else 0.5
        # A single value has no run-up: it is drawn where the newest value always is.
        x = _PAD_X + step * place if len(values) > 1 else WIDTH - _PAD_X
        points.append((round(x, 1), round(_PAD_Y + reach * level, 1)))
    return points


def line_sparkline(values: Sequence[float], palette: Palette) -> str:
    """Draw values, oldest first, as a line with a dot on the newest; an empty string where there are none."""
    if not values:
        return ""
    points = line_points(values)
    path = "M" + "L".join(f"{x} {y}" for x, y in points)
    x, y = points[-1]
    body = (
        f'<path d="{path}" fill="none" stroke="{palette.accent}" stroke-width="2" stroke-linejoin="round"/>'
        f'<circle cx="{x}" cy="{y}" r="{_DOT}" fill="{palette.accent}"/>'
    )
    return _image(body)


def bar_sparkline(
    gains: Sequence[float],
    palette: Palette,
    *,
    window: int,
    needed: float | None,
    needed_label: str,
    font: str,
) -> str:
    """Draw monthly net gains, oldest first, as bars from 0; losses hang below it.

    window: the newest months that the observed pace is made of, in accent.
    needed: counties a month, drawn as a line with `needed_label` to its left in `font`; None draws none.
    """
    if not gains:
        return ""
    top = max(*gains, needed or 0, 1)
    bottom = min(*gains, 0)
    scale = (HEIGHT - 2) / (top - bottom)
    zero = 2 + top * scale
    step = WIDTH / len(gains)
    bars: list[str] = []
    for place, gain in enumerate(gains):
        colour = palette.accent if place >= len(gains) - window else palette.share[2]
        height = abs(gain) * scale
        y = zero - height if gain > 0 else zero
        bars.append(
            f'<rect x="{LABEL_ROOM + place * step:.1f}" y="{y:.1f}" width="{step * (1 - _GAP_SHARE):.1f}" '
            f'height="{height:.1f}" fill="{colour}"/>'
        )
    body = "".join(bars)
    if needed is not None and needed > 0:
        level = zero - needed * scale
        text_y = min(max(level + 4, 11), HEIGHT - 1)
        body += (
            f'<path d="M{LABEL_ROOM - 3} {level:.1f}H{LABEL_ROOM + WIDTH}" stroke="{palette.ink}"/>'
            f'<text x="{LABEL_ROOM - 7}" y="{text_y:.1f}" font-size="12" text-anchor="end" '
            f"font-family='{font}' "
            f'fill="{palette.muted}">{escape(needed_label)}</text>'
        )
    return _image(body, width=LABEL_ROOM + WIDTH)
