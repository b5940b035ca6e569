"""The Chinese catalogue against the texts in the code: `python -m ui.catalogue` fails where a text is missing.

With `--update` it adds the missing texts, empty, for a translator to fill, and drops those no longer used.
"""

import ast
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from data.base.language import CHINESE_CATALOGUE
from data.register.sources import FILES as DATA_FILES
from data.register.sources import read_sources
from geo.checked import FILES as GEO_FILES

ROOT = Path(__file__).parent.parent
TRANSLATORS = ("_", "translate")
ROOMS = ("data", "charts", "reports", "ui", "pages")


def texts_in_code() -> set[str]:
    """Every English source text: what the code passes to `_()` or to a `translate`.

    Read from the syntax tree: Babel's own extractor misses calls within f-strings before Python 3.12.
    """
    texts: set[str] = set()
    for room in ROOMS:
        for module in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and _name_called(node) in TRANSLATORS and node.args:
                    text = node.args[0]
                    if isinstance(text, ast.Constant) and isinstance(text.value, str):
                        texts.add(text.value)
    return texts | texts_of_sources()


def texts_of_sources() -> set[str]:
    """What the records of sources say of each origin in words: pages and workbooks show it in the reader's language."""
    recorded = [source for folder in (DATA_FILES, GEO_FILES) for source in read_sources(folder)]
    words = {
        word
        for source in recorded
        for word in (source.producer, source.title, source.licence, source.edition)
    }
    return {word for word in words if any(character.isalpha() for character in word)}


def _name_called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def read_catalogue() -> Catalog:
    """The committed Chinese catalogue."""
    with CHINESE_CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh_CN")


def untranslated(catalogue: Catalog) -> list[str]:
    """Texts of the code without a Chinese text."""
    return sorted(text for text in texts_in_code() if not (text in catalogue and catalogue[text].string))


def unused(catalogue: Catalog) -> list[str]:
    """Texts of the catalogue that the code no longer has."""
    texts = texts_in_code()
    return sorted(str(message.id) for message in catalogue if message.id and message.id not in texts)


def update(catalogue: Catalog) -> None:
    """Write the catalogue with exactly the code's texts, sorted."""
    renewed = Catalog(locale="zh_CN", project="education-alliance-dashboard", fuzzy=False)
    for text in sorted(texts_in_code()):
        known = catalogue.get(text)
        renewed.add(text, string=str(known.string) if known and known.string else "")
    with CHINESE_CATALOGUE.open("wb") as file:
        write_po(file, renewed, width=110, omit_header=False, no_location=True, ignore_obsolete=True)


def main(arguments: list[str]) -> int:
    """Check, or update, the catalogue; returns the exit status."""
    catalogue = read_catalogue()
    if "--update" in arguments:
        update(catalogue)
        catalogue = read_catalogue()
    missing, left_over = untranslated(catalogue), unused(catalogue)
    for text in missing:
        print(f"No Chinese for: {text}")
    for text in left_over:
        print(f"No longer used: {text}")
    return 1 if missing or left_over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
