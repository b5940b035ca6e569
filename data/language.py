"""The two languages of the dashboard, and the translator for each.

What lies below the pages takes a translator as an argument; the pages and the command lines, where a language is
chosen, find it here.
"""

import gettext
import io
from functools import cache
from pathlib import Path
from typing import Literal

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from data.words import Translate

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
CHINESE_CATALOGUE = Path(__file__).parent / "locale" / "zh_CN" / "LC_MESSAGES" / "messages.po"


@cache
def translator(language: Language) -> Translate:
    """Return the translator into `language`: English is the source text, Chinese comes from the catalogue.

    The catalogue is compiled in memory, so that what is committed is what is read.
    """
    if language == "en":
        return lambda source: source
    with CHINESE_CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled).gettext


def browser_language(locale: str | None) -> Language:
    """Return the language for a browser's locale such as `zh-CN`; Chinese where the browser does not say."""
    return "zh" if locale is None or locale.lower().startswith("zh") else "en"
