"""What is kept of a file that was read: its cells, or why it cannot be read; never that others were being read."""

import pytest

from data.spreadsheets.problems import problem
from data.spreadsheets.sheets import Sheet, UnreadableFile, Workbook
from ui.upload import examining

WORKBOOK = Workbook("csv", (Sheet("a", visible=True, rows=(("县",),)),))


def read_twice(answers: list[object], monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Look at one file twice, where reading it gives these answers one after the other."""

    def read(*_given: object, **_named: object) -> object:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(examining, "read_spreadsheet", read)
    examining._read.clear()
    seen: list[object] = []
    for _look in range(2):
        try:
            seen.append(examining._read("sum", "a.csv", None, b""))
        except UnreadableFile as error:
            seen.append(error.problem.code)
    examining._read.clear()
    return seen


def test_a_file_that_had_no_turn_is_read_at_the_next_look(monkeypatch: pytest.MonkeyPatch) -> None:
    busy = UnreadableFile(problem("file_busy", limit="20"))
    assert read_twice([busy, WORKBOOK], monkeypatch) == ["file_busy", WORKBOOK]


def test_a_damaged_file_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = UnreadableFile(problem("file_damaged"))
    assert read_twice([damaged, WORKBOOK], monkeypatch) == [damaged, damaged]
