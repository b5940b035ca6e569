"""Typst, given its values as JSON and its letters from two packages: no text of a report ever becomes markup.

Source: https://github.com/notofonts/noto-cjk, SIL Open Font License 1.1, which allows embedding in documents.
"""

# The wheels with letters have no types:
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final

import noto_cjk_sans_jp_bold
import noto_cjk_sans_otc
from typst import Compiler, Fonts

from charts.marks import mark_svg
from charts.palette import LIGHT, VERDICTS
from charts.words import sentence_case, verdict_word
from data.base.language import Translate

FOLDER: Final = Path(__file__).parent

# Archives take PDF/A-2b; screen readers take PDF/UA-1, which the same file fulfils.
STANDARDS: Final = ("a-2b", "ua-1")


def set_pdf(template: str, values: Mapping[str, Any], day: date) -> bytes:
    """Set a template of this folder as PDF; `day` is the one on which the file says it was made."""
    made = typesetter(template, values).compile(
        format="pdf",
        pdf_standards=list(STANDARDS),
        timestamp=datetime.combine(day, time(), tzinfo=UTC),
    )
    assert isinstance(made, bytes)  # noqa: S101 (one file, however many pages)
    return made


def set_png(template: str, values: Mapping[str, Any], *, ppi: float) -> list[bytes]:
    """Set a template of this folder as PNG, one image a page."""
    made = typesetter(template, values).compile(format="png", ppi=ppi)
    assert made is not None  # noqa: S101 (nothing only where an output file is named)
    return [made] if isinstance(made, bytes) else made


def verdict_values(_: Translate) -> dict[str, Any]:
    """Give each verdict's mark, word and colour, as figures.typ reads them."""
    return {
        verdict: {
            "mark": mark_svg(verdict, LIGHT),
            "word": sentence_case(verdict_word(verdict, _)),
            "colour": LIGHT.verdicts[verdict].text,
        }
        for verdict in VERDICTS
    }


def typesetter(template: str, values: Mapping[str, Any]) -> Compiler:
    """Open a template of this folder with its values, each as JSON under its name."""
    given = {**values, "colours": asdict(LIGHT)}
    inputs = {name: json.dumps(value, ensure_ascii=False) for name, value in given.items()}
    return Compiler(str(FOLDER / template), root=str(FOLDER), font_paths=letters(), sys_inputs=inputs)


@cache
def letters() -> Fonts:
    """Find the regular and the bold face; the system's own fonts and typst's are left out."""
    packages = (noto_cjk_sans_otc, noto_cjk_sans_jp_bold)
    folders = [str(package.FONT_PATH.parent) for package in packages]
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
