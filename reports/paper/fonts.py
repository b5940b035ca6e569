"""The letters of the briefing: Noto Sans CJK from two packages, so that every machine sets the same pages.

Source: https://github.com/notofonts/noto-cjk, SIL Open Font License 1.1, which allows embedding in documents.
"""

# pyright: reportMissingTypeStubs=false
from __future__ import annotations

from functools import cache

import noto_cjk_sans_jp_bold
import noto_cjk_sans_otc
from typst import Fonts


@cache
def letters() -> Fonts:
    """Find the regular and the bold face; the system's own fonts and typst's are left out."""
    packages = (noto_cjk_sans_otc, noto_cjk_sans_jp_bold)
    folders = [str(package.FONT_PATH.parent) for package in packages]
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
