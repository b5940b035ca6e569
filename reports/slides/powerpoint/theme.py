"""The palette as the presentation's theme, and the names by which slides call its colours; one font for each script."""

from __future__ import annotations

from typing import Final

from charts.palette import LIGHT

THEME_NAME: Final = "Education Alliance"
EAST_ASIAN: Final = "Microsoft YaHei"

# A file names one font and no stack. Arial is on every Windows and Mac, and WPS on Linux has one of its measure;
# in Chinese the quotation marks have to come from the Chinese font.
LATIN: Final = {"zh": EAST_ASIAN, "en": "Arial"}
_FILL: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE: Final = f'<a:ln w="9525">{_FILL}<a:prstDash val="solid"/></a:ln>'
_EFFECT: Final = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_FAMILIES: Final = (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
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


def theme_xml(name: str, lang: str) -> str:
    """Write a theme: flat fills, thin lines, no shadow."""
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{colour[1:].upper()}"/></a:{slot}>' for slot, colour in THEME.items()
    )
    font = (
        f'<a:latin typeface="{LATIN[lang]}"/><a:ea typeface="{EAST_ASIAN}"/><a:cs typeface=""/>'
        f'<a:font script="Hans" typeface="{EAST_ASIAN}"/>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{colours}</a:clrScheme><a:fontScheme name="{name}">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst><a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def style_xml(namespaces: str) -> str:
    """Write the master's text styles: title 30 pt bold, text 18 pt, both from the left without bullets."""

    def level(number: int, size: float, fonts: str, before: int, *, bold: bool = False) -> str:
        family = "".join(f'<a:{kind} typeface="+{fonts}-{short}"/>' for kind, short in _FAMILIES)
        weight = ' b="1"' if bold else ""
        return (
            f'<a:lvl{number}pPr marL="{(number - 1) * 228600}" indent="0" algn="l" defTabSz="914400" rtl="0" '
            f'eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
            f'<a:spcBef><a:spcPts val="{before}"/></a:spcBef><a:buNone/><a:defRPr sz="{round(size * 100)}"{weight} '
            f'kern="1200">{solid_xml(LIGHT.ink)}{family}</a:defRPr></a:lvl{number}pPr>'
        )

    body = "".join(
        level(number, size, "mn", 600) for number, size in enumerate((18, 16, 16, 14, 14), start=1)
    )
    other = "".join(level(number, 18, "mn", 0) for number in range(1, 10))
    return (
        f"<p:txStyles {namespaces}><p:titleStyle>{level(1, 30, 'mj', 0, bold=True)}</p:titleStyle>"
        f"<p:bodyStyle>{body}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


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
