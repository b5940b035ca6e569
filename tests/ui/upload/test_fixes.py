"""What a reader can do about a problem, and what the flow keeps of it."""

import pytest
import streamlit as st

from data.spreadsheets.problems import problem
from ui.upload.check_step import (
    BLANK,
    CONFIRM,
    SKIP,
    choices,
    field_of,
    take_choice,
    take_text,
    taken_action,
    typed,
)
from ui.upload.flow import Flow, SentFile, change_flow, discard, next_file, read_flow, take_files


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch):
    """A session that holds its state in a dict."""
    monkeypatch.setattr(st, "session_state", {})


@pytest.mark.parametrize(
    ("found", "offered", "writable"),
    [
        (
            problem("date_impossible", 4, "E", field="established_on", suggestions=("2026-02-28",)),
            ["2026-02-28", BLANK, SKIP],
            True,
        ),
        (
            problem("yes_no_unknown", 6, "F", field="funding", expected=("yes", "no")),
            ["yes", "no", BLANK, SKIP],
            False,
        ),
        (
            problem("stage_unknown", 6, "D", field="stage", expected=("established",)),
            ["established", BLANK, SKIP],
            False,
        ),
        (
            problem("code_and_name_disagree", 7, "A", field="county_code", suggestions=("410225", "410205")),
            ["410225", "410205", SKIP],
            True,
        ),
        (problem("county_unknown", 8, "C", field="county", found="二气区"), [SKIP], True),
        (
            problem("another_province", 8, "C", field="county", found="天心区", expected=("440000",)),
            [SKIP],
            True,
        ),
        (problem("going_backwards", 9, "D", field="stage"), [CONFIRM, SKIP], False),
        (problem("established_without_date", 9, "E", field="established_on"), [SKIP], True),
        (problem("list_item_unknown", 9, "L", field="departments"), [], False),
        (problem("as_of_missing", field="as_of"), [], True),
    ],
    ids=lambda value: getattr(value, "code", None),
)
def test_choices_of_a_problem(found, offered: list[str], writable: bool):
    assert choices(found) == offered
    if found.row is not None:
        assert typed(found) is writable


def test_an_answer_replaces_the_cell_and_can_be_taken_back():
    found = problem("yes_no_unknown", 6, "F", field="funding", found="部分", expected=("yes", "no"))
    take_choice(found, "no")
    assert read_flow().answers == {(6, "funding"): "no"}
    assert read_flow().answered == {(6, "funding"): found}
    take_choice(found, BLANK)
    assert read_flow().answers == {(6, "funding"): ""}
    take_choice(found, SKIP)
    assert read_flow().answers == {(6, "leave_out"): True}
    assert taken_action(found, choices(found)) == SKIP
    take_choice(found, None)
    assert (read_flow().answers, read_flow().answered) == ({}, {})


def test_a_written_county_is_a_code_or_a_name():
    found = problem("county_unknown", 8, "C", field="county", found="二气区")
    assert field_of(found) == "county_code"
    take_text(found, " 410103 ", field_of(found))
    assert read_flow().answers == {(8, "county_code"): "410103"}
    take_text(found, "二七区", field_of(found))
    assert read_flow().answers == {(8, "county"): "二七区"}
    take_text(found, "", field_of(found))
    assert read_flow().answers == {}


def test_files_are_taken_one_after_the_other():
    files = (SentFile("a.xlsx", b"a"), SentFile("b.xlsx", b"b"))
    take_files(files)
    change_flow(step="check", answers={(3, "stage"): "preparing"}, batch_id=7)
    assert not read_flow().last
    next_file()
    assert read_flow() == Flow(files=files, place=1)
    assert read_flow().file == files[1]
    assert read_flow().last
    discard()
    assert read_flow().file is None
