"""Slides for tests: reading what was made, and numbers whose names are somebody's own."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from pptx.oxml.ns import qn


def slide_of(opened, deck, key):
    return opened.slides[[slide.key for slide in deck.slides].index(key)]


def shapes_of(shapes):
    """All shapes, those in groups too."""
    for shape in shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from shapes_of(shape.shapes)


def words_of(slide):
    """Every text of a slide, of its tables too."""
    return [node.text or "" for node in slide.element.iter(qn("a:t"))]


def charts_of(slide):
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def parts(made):
    with ZipFile(BytesIO(made)) as package:
        return {name: package.read(name) for name in package.namelist()}


def named_after(numbers, names):
    """Give the first rows of a table other names, and the table the first of them as its title."""
    frame = numbers.frame.head(len(names)).copy()
    frame["label"] = list(names)[: len(frame)]
    return replace(numbers, title=names[0], frame=frame)
