"""The two languages of the dashboard: the type of a translator, and the translator for each.

What lies below the pages takes a translator as an argument; the pages and the command lines, where a language is
chosen, find it here.
"""

import gettext
import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypeAlias

Translate: TypeAlias = Callable[[str], str]

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

# Languages whose texts are kept made out.
LANGUAGES_KEPT: Final = 4

CHINESE_CATALOGUE = Path(__file__).parents[1] / "locale" / "zh_CN" / "LC_MESSAGES" / "messages.po"


@cache
def translator(language: Language) -> Translate:
    """Return the translator into `language`: English is the source text, Chinese comes from the catalogue.

    The catalogue is compiled in memory, so that what is committed is what is read.
    """
    if language == "en":
        return lambda source: source
    # 65 ms that commands without a word of Chinese need not pay.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with CHINESE_CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled).gettext


def name_column(lang: str, chinese: str = "name") -> str:
    """Give the column of names in the reader's language: `name_en`, or the Chinese one that is asked for."""
    return chinese if lang == "zh" else "name_en"


def browser_language(locale: str | None) -> Language:
    """Return the language for a browser's locale such as `zh-CN`; Chinese where the browser does not say."""
    return "zh" if locale is None or locale.lower().startswith("zh") else "en"
