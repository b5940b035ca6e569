import re
from pathlib import Path
from string import Formatter

import pytest

from data.base.errors import DashboardError
from data.base.fields import FIELDS, field_words
from data.base.stages import STAGES, stage_words
from data.intake.problem_docs import EXAMPLES, PAGE, main, page
from data.intake.problem_texts import change_sentences, problem_text, value_text
from data.register.register import CHANGE_KINDS, LATER_KINDS
from data.spreadsheets.problems import PROBLEM_CODES, Problem, problem, sentences
from data.spreadsheets.sheets import UnreadableFile

TESTS = Path(__file__).parents[1]
HEADER = "Project-Id-Version: catalogue header"


def catalogue(text):
    """Like gettext: the empty text gives the catalogue's header; all else is marked."""
    return f"«{text}»" if text else HEADER


def test_every_code_has_a_text_and_an_example():
    assert set(sentences(str)) == {code for code in PROBLEM_CODES if not code.startswith("file_")}
    assert list(EXAMPLES) == list(PROBLEM_CODES)


@pytest.mark.parametrize("code", PROBLEM_CODES)
def test_every_text_is_a_sentence_with_everything_filled_in(code):
    text = problem_text(EXAMPLES[code], str)
    assert re.fullmatch(r"\S.*[.)]", text), text
    assert not re.search(r"[{}]|None|\(\)|“”|  ", text), text


@pytest.mark.parametrize("code", PROBLEM_CODES)
def test_every_text_is_translated(code):
    text = problem_text(EXAMPLES[code], catalogue)
    assert "«" in text
    assert HEADER not in text


@pytest.mark.parametrize("code", [code for code in PROBLEM_CODES if not code.startswith("file_")])
def test_texts_stand_even_where_details_are_missing(code):
    if code != "county_changed":
        assert problem_text(problem(code), catalogue).endswith("»")


@pytest.mark.parametrize("code", PROBLEM_CODES)
def test_every_code_is_tested_somewhere(code):
    tests = "".join(
        path.read_text(encoding="utf-8") for path in TESTS.rglob("*.py") if path.name != Path(__file__).name
    )
    assert code in tests


def test_placeholders_of_texts_are_known():
    known = {
        "found",
        "field",
        "expected",
        "change",
        "name",
        "province",
        "rows",
        "stage",
        "stored",
        "as_of",
        "total",
        "earliest",
        "example",
    }
    for text in sentences(str).values():
        used = {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}
        assert used <= known | {"old_name", "old_code", "on"}, text


def test_every_kind_of_change_has_a_text():
    assert set(change_sentences(str)) == {*CHANGE_KINDS, *LATER_KINDS} - {"split"}


def test_values_are_worded():
    assert value_text("440106", str) == "广东省广州市天河区 (440106)"
    assert value_text("110105", str) == "北京市朝阳区 (110105)"
    assert value_text("659001", str) == "新疆生产建设兵团石河子市 (659001)"
    assert value_text("320100", str) == "南京市"
    assert value_text("established", str) == "established"
    assert value_text("funding", str) == "Funding"
    assert value_text("2025-01-01", str) == "2025-01-01"
    assert value_text("", catalogue) == ""
    assert set(stage_words(str)) == {*STAGES, ""}
    assert set(field_words(str)) == set(FIELDS)


def test_found_text_may_hold_braces():
    assert "{found}{x}" in problem_text(problem("stage_unknown", 3, "C", found="{found}{x}"), str)


def test_a_file_that_cannot_be_read_says_why_and_what_to_do():
    error = UnreadableFile(problem("file_encrypted"))
    assert isinstance(error, DashboardError)
    assert str(error) == problem_text(error.problem, str)


def test_problems_are_values():
    one, other = problem("stage_unknown", 3, "C", found="x"), problem("stage_unknown", 3, "C", found="x")
    assert one == other
    assert len({one, other}) == 1
    assert one == Problem("stage_unknown", "error", 3, "C", None, "x")
    with pytest.raises(KeyError):
        problem("no_such_code")


def test_the_page_is_current(capsys):
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m data.intake.problem_docs"
    assert main(["--check"]) == 0
    assert capsys.readouterr().out == ""
