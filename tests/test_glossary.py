"""Each term of the glossary has one Chinese and one English word in all that readers see."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.catalogue import read_catalogue

ROOT = Path(__file__).parent.parent
# What pages, slides, papers and workbooks are made from beside the catalogue. What offices write is read elsewhere, in
# data/intake, data/spreadsheets and data/base, and has every word that they use.
ROOMS = ("charts", "reports", "ui", "pages", "data/plan")
WRITTEN_IN = ("*.js", "*.typ")


def table_after(heading: str) -> list[list[str]]:
    """The rows of the first table below a heading of the glossary."""
    section = (
        (ROOT / "docs/glossary.md").read_text(encoding="utf-8").split(f"## {heading}")[1].split("\n## ")[0]
    )
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def words(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(",") if word.strip() not in ("", "–")]


RULES = table_after("One word, and none beside it")
MESSAGES = [message for message in read_catalogue() if message.id]


def texts_in_code() -> Iterator[tuple[str, str]]:
    """Every text that stands in the code of what readers see: where, and the text without docstrings."""
    for room in ROOMS:
        for module in (ROOT / room).rglob("*.py"):
            tree = ast.parse(module.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                    node.value.value = ""
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield str(module.relative_to(ROOT)), node.value
        for pattern in WRITTEN_IN:
            for module in (ROOT / room).rglob(pattern):
                yield str(module.relative_to(ROOT)), module.read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule[0])
def test_a_term_has_no_second_word_in_the_catalogue(rule):
    english, chinese = words(rule[2]), words(rule[3])
    found = [
        str(m.id) for m in MESSAGES for word in english if re.search(rf"\b{word}\b", str(m.id), re.IGNORECASE)
    ]
    found += [str(m.string) for m in MESSAGES for word in chinese if word in str(m.string)]
    assert found == []


def test_a_term_has_no_second_word_in_the_code_of_what_readers_see():
    others = [word for rule in RULES for word in words(rule[3])]
    found = [(where, word) for where, text in texts_in_code() for word in others if word in text]
    assert found == []


def test_a_term_that_stands_alone_is_said_with_the_glossary_s_word():
    named = {rule[0].lower(): rule[1] for rule in RULES}
    wrong = [
        (str(m.id), str(m.string))
        for m in MESSAGES
        if str(m.id).lower() in named and str(m.string) != named[str(m.id).lower()]
    ]
    assert wrong == []


def test_the_glossary_does_not_use_a_word_that_it_rules_out():
    others = {word for rule in RULES for word in words(rule[3])}
    text = (ROOT / "docs/glossary.md").read_text(encoding="utf-8").split("## One word, and none beside it")[0]
    assert [word for word in others if word in text] == []
