"""What the tests of pictures share: reading a picture again, and hand-made drawings."""

import re
import xml.etree.ElementTree as ET

from charts.maps.measures import Drawing, LegendClass
from charts.palette import DARK, LIGHT

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = """<b>=cmd|'/c calc'!A0</b> & "quoted" \x07 </text><script>"""


def read(svg: str) -> ET.Element:
    """Parse a picture; whatever refers outside it fails."""
    root = ET.fromstring(svg)  # noqa: S314 — our own text
    assert set(re.findall(r"https?://[^\"' )]*", svg)) == {"http://www.w3.org/2000/svg"}
    assert "url(" not in svg
    assert "href" not in svg
    assert "var(" not in svg
    known = {"svg", "g", "path", "rect", "circle", "text", "title"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= known
    return root


def texts(svg: str) -> list[str]:
    """Give the texts of a picture, halos once."""
    found = [element.text or "" for element in read(svg).iter(f"{SVG}text")]
    return [text for place, text in enumerate(found) if place == 0 or text != found[place - 1]]


def paths(svg: str, **attributes: str) -> list[ET.Element]:
    """Give the paths that have these attributes; `stroke_width` stands for stroke-width."""
    wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
    return [
        element
        for element in read(svg).iter(f"{SVG}path")
        if all(element.get(name) == value for name, value in wanted.items())
    ]


def share_drawing(classes: dict[str, int | None], unreported: int | None = None) -> Drawing:
    labels = ["0", "50", "60", "70", "80", "90", "100%"]
    found = list(classes.values())
    legend = tuple(
        LegendClass(label, light, dark, found.count(place))
        for place, (label, light, dark) in enumerate(zip(labels, LIGHT.share, DARK.share, strict=True))
    )
    return Drawing("steps", legend, classes, {}, unreported)
