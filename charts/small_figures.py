"""Small figures as SVG strings: sparklines, and one area's course against the path beside thirty others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from charts.marks import SVG, mark_svg
from charts.palette import Palette
from charts.theme import FLOOR_SIZE, Look
from data.base.formats import format_target
from data.plan.milestones import Milestone

SPARK_WIDTH: Final = 132

SPARK_HEIGHT: Final = 46

_PAD_X: Final = 6.0

_PAD_Y: Final = 5.0

_DOT: Final = 4.0

_GAP_SHARE: Final = 3 / 11  # of a bar's step that stays empty

# Room left of the bars for the needed pace's label.
LABEL_ROOM: Final = 58


# As wide as the narrowest cell of the grid (ui/progress.css): drawn larger at most, so that no type is below the floor.
COURSE_WIDTH: Final = 176

COURSE_HEIGHT: Final = 108

_LEFT: Final = 4.0

_RIGHT: Final = COURSE_WIDTH - 8.0

_TOP: Final = 20.0

_BOTTOM: Final = COURSE_HEIGHT - 18.0

_MARK: Final = 13


def line_points(values: Sequence[float]) -> list[tuple[float, float]]:
    """Place values, oldest first, on the field in px; one that does not change lies in the middle."""
    low, high = min(values), max(values)
    step = (SPARK_WIDTH - 2 * _PAD_X) / max(len(values) - 1, 1)
    reach = SPARK_HEIGHT - 2 * _PAD_Y
    points: list[tuple[float, float]] = []
    for place, value in enumerate(values):
        level = (high - value) / (high - low) if high > low else 0.5
        # A single value has no run-up: it is drawn where the newest value always is.
        x = _PAD_X + step * place if len(values) > 1 else SPARK_WIDTH - _PAD_X
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
    scale = (SPARK_HEIGHT - 2) / (top - bottom)
    zero = 2 + top * scale
    step = SPARK_WIDTH / len(gains)
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
        text_y = min(max(level + 4, 11), SPARK_HEIGHT - 1)
        body += (
            f'<path d="M{LABEL_ROOM - 3} {level:.1f}H{LABEL_ROOM + SPARK_WIDTH}" stroke="{palette.ink}"/>'
            f'<text x="{LABEL_ROOM - 7}" y="{text_y:.1f}" font-size="12" text-anchor="end" '
            f"font-family='{font}' "
            f'fill="{palette.muted}">{escape(needed_label)}</text>'
        )
    return _image(body, width=LABEL_ROOM + SPARK_WIDTH)


def _image(body: str, *, width: int = SPARK_WIDTH) -> str:
    size = f'width="{width}" height="{SPARK_HEIGHT}" viewBox="0 0 {width} {SPARK_HEIGHT}"'
    return f'<svg xmlns="{SVG}" {size}>{body}</svg>'


@dataclass(frozen=True)
class Course:
    """What one small figure draws.

    points: (month end, share established), oldest first; the last is the as-of day. target: the share of the
    milestone that decides, reached on `projected_on` (None where no day can be said).
    """

    points: Sequence[tuple[date, float]]
    verdict: str
    target: float
    projected_on: date | None


@dataclass(frozen=True)
class Axes:
    """What all the figures share: the corners of the path, the milestones, the axis from the first corner to `end`."""

    path: Sequence[tuple[date, float]]
    milestones: Sequence[Milestone]
    end: date

    def x(self, day: date) -> float:
        """Place a day in px."""
        start = self.path[0][0]
        return round(_LEFT + (_RIGHT - _LEFT) * ((day - start) / (self.end - start)), 1)

    @staticmethod
    def y(share: float) -> float:
        """Place a share in px."""
        return round(_BOTTOM - (_BOTTOM - _TOP) * share, 1)


def course_svg(course: Course, axes: Axes, look: Look, own: Sequence[Milestone] = ()) -> str:
    """Draw one area: milestones, dashed path, its line, the dotted way on, the verdict's mark at the newest point.

    own: milestones that the area has set for itself, as ticks in accent.
    """
    colours = look.palette
    body = [_frame(axes, look)]
    body += [_own_tick(milestone, axes, look) for milestone in own]
    if course.points:
        body.append(
            _line(
                course.points, axes, f'stroke="{colours.accent}" stroke-width="2.2" stroke-linejoin="round"'
            )
        )
        body.append(_way_on(course, axes, colours.accent))
        day, share = course.points[-1]
        half = _MARK / 2
        mark = mark_svg(course.verdict, colours, size=_MARK)
        body.append(
            f'<g transform="translate({axes.x(day) - half:.1f} {axes.y(share) - half:.1f})">{mark}</g>'
        )
    return (
        f'<svg xmlns="{SVG}" viewBox="0 0 {COURSE_WIDTH} {COURSE_HEIGHT}" '
        f'width="{COURSE_WIDTH}" height="{COURSE_HEIGHT}" '
        f"font-family='{look.font}' font-size=\"{FLOOR_SIZE}\">{''.join(body)}</svg>"
    )


def _frame(axes: Axes, look: Look) -> str:
    """Draw what is the same in every figure: levels, years, milestones with their labels, the path."""
    colours = look.palette
    levels = (axes.y(share) for share in (0.0, 0.5, 1.0))
    parts = [f'<path d="M{_LEFT} {level}H{_RIGHT}" stroke="{colours.line}"/>' for level in levels]
    for year in range(axes.path[0][0].year + 1, axes.end.year + 1):
        at = (axes.x(date(year, 1, 1)) + axes.x(min(date(year, 12, 31), axes.end))) / 2
        parts.append(
            f'<text x="{at:.1f}" y="{COURSE_HEIGHT - 4}" text-anchor="middle" fill="{colours.muted}">{year}</text>'
        )
    for milestone in axes.milestones:
        x = axes.x(milestone.on)
        label = escape(format_target(milestone.share))
        parts.append(
            f'<path d="M{x} {_TOP - 4}V{_BOTTOM}" stroke="{colours.ink}"/>'
            f'<text x="{x}" y="{_TOP - 8}" text-anchor="{"end" if x > _RIGHT - 20 else "middle"}" '
            f'fill="{colours.ink}">{label}</text>'
        )
    parts.append(
        _line(axes.path, axes, f'stroke="{colours.muted}" stroke-width="1.3" stroke-dasharray="5 4"')
    )
    return "".join(parts)


def _own_tick(milestone: Milestone, axes: Axes, look: Look) -> str:
    x, y = axes.x(min(milestone.on, axes.end)), axes.y(milestone.share)
    return f'<path d="M{x} {y - 8}V{y + 8}" stroke="{look.palette.accent}" stroke-width="2.5"/>'


def _way_on(course: Course, axes: Axes, colour: str) -> str:
    """Draw the straight way to the milestone, cut off at the axis' end."""
    day, share = course.points[-1]
    if course.projected_on is None or course.projected_on <= day or day >= axes.end:
        return ""
    end = min(course.projected_on, axes.end)
    level = share + (course.target - share) * ((end - day) / (course.projected_on - day))
    look = f'stroke="{colour}" stroke-width="1.8" stroke-dasharray="1.5 3.5"'
    return _line([(day, share), (end, level)], axes, look)


def _line(points: Sequence[tuple[date, float]], axes: Axes, look: str) -> str:
    path = "L".join(f"{axes.x(min(day, axes.end))} {axes.y(share)}" for day, share in points)
    return f'<path d="M{path}" fill="none" {look}/>'
