"""The palette as a presentation names it: theme colours where the theme has them, so that one change recolours all."""

from __future__ import annotations

from typing import Final

from charts.palette import LIGHT

# Slots of the theme in the order in which a theme lists them.
THEME: Final[dict[str, str]] = {
    "dk1": LIGHT.ink,
    "lt1": LIGHT.paper,
    "dk2": LIGHT.muted,
    "lt2": LIGHT.wash,
    "accent1": LIGHT.accent,
    "accent2": LIGHT.verdicts["on_track"].fill,
    "accent3": LIGHT.verdicts["at_risk"].fill,
    "accent4": LIGHT.verdicts["off_track"].fill,
    "accent5": LIGHT.verdicts["reversing"].fill,
    "accent6": LIGHT.verdicts["achieved"].fill,
    "hlink": LIGHT.accent,
    "folHlink": LIGHT.muted,
}
# What a slide calls a theme's slot, by the slot.
_ON_SLIDES: Final = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
# The first slot of a colour counts: a link is drawn in the accent.
_SLOTS: Final = {colour: _ON_SLIDES.get(slot, slot) for slot, colour in reversed(THEME.items())}
# Below this luminance (WCAG, 0..1) white text has more contrast with its ground than ink.
_DARK_GROUND: Final = 0.213


def colour_xml(colour: str, alpha: float = 1) -> str:
    """Give a palette colour as DrawingML; alpha below 1 lets through what lies below."""
    slot = _SLOTS.get(colour)
    kind, value = ("schemeClr", slot) if slot else ("srgbClr", colour[1:].upper())
    through = f'<a:alpha val="{round(alpha * 100000)}"/>' if alpha < 1 else ""
    return f'<a:{kind} val="{value}">{through}</a:{kind}>'


def solid_xml(colour: str | None, alpha: float = 1) -> str:
    """Give a plain fill; None: no fill."""
    return "<a:noFill/>" if colour is None else f"<a:solidFill>{colour_xml(colour, alpha)}</a:solidFill>"


def hatch_xml(line: str, ground: str) -> str:
    """Give the hatch: upward diagonals of one colour on another."""
    return (
        f'<a:pattFill prst="wdUpDiag"><a:fgClr>{colour_xml(line)}</a:fgClr>'
        f"<a:bgClr>{colour_xml(ground)}</a:bgClr></a:pattFill>"
    )


def line_xml(colour: str | None, points: float = 0.75, dash: str | None = None) -> str:
    """Give an outline; None: none. dash: a preset of DrawingML such as `sysDash`."""
    if colour is None:
        return "<a:ln><a:noFill/></a:ln>"
    dashes = f'<a:prstDash val="{dash}"/>' if dash else ""
    return f'<a:ln w="{round(points * 12700)}">{solid_xml(colour)}{dashes}<a:round/></a:ln>'


def text_on(ground: str) -> str:
    """Give the text colour that can be read on a ground: ink or white."""
    channels = (int(ground[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return LIGHT.paper if luminance < _DARK_GROUND else LIGHT.ink
