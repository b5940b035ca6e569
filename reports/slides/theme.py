"""The presentation's theme: the palette as its colours, one font for Latin letters and one for Chinese ones."""

from __future__ import annotations

from typing import Final

from charts.palette import LIGHT
from reports.slides.colours import THEME, solid_xml

THEME_NAME: Final = "Education Alliance"
EAST_ASIAN: Final = "Microsoft YaHei"
# A file names one font and no stack. Arial is on every Windows and Mac, and WPS on Linux has one of its measure;
# in Chinese the quotation marks have to come from the Chinese font.
LATIN: Final = {"zh": EAST_ASIAN, "en": "Arial"}
_FILL: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE: Final = f'<a:ln w="9525">{_FILL}<a:prstDash val="solid"/></a:ln>'
_EFFECT: Final = "<a:effectStyle><a:effectLst/></a:effectStyle>"


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


_FAMILIES: Final = (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
