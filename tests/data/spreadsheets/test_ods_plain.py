"""A cell of an OpenDocument sheet holds its own text alone, whatever program wrote it."""

import pytest

from data.spreadsheets.ods_plain import plain_content
from data.spreadsheets.reading import read_spreadsheet
from tests.data.spreadsheets.packages import ods

NAMES = 'xmlns:draw="d" xmlns:calcext="c" xmlns:dc="e"'


def rows_of(rows: str) -> list[list[object]]:
    (sheet,) = read_spreadsheet(
        ods(f'<table:table table:name="表" {NAMES}>{rows}</table:table>'), "a.ods"
    ).sheets
    return [list(row) for row in sheet.rows]


def cell(inside: str, attributes: str = ' office:value-type="string"') -> str:
    return f"<table:table-cell{attributes}>{inside}</table:table-cell>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<text:p>教育局<text:line-break/>公安局</text:p>", "教育局\n公安局"),
        ("<text:p>教育局<text:tab/>公安局</text:p>", "教育局\t公安局"),
        ("<text:p>教育局</text:p>\n  <text:p>公安局</text:p>", "教育局\n公安局"),
        ("<text:p>教育局\n    公安局</text:p>", "教育局 公安局"),
        ("<text:p><text:span>a</text:span> <text:span>b</text:span></text:p>\n", "a b"),
        (
            "<text:p><text:ruby><text:ruby-base>荔湾区</text:ruby-base><text:ruby-text>liwanqu</text:ruby-text></text:ruby></text:p>",
            "荔湾区",
        ),
        (
            "<draw:frame><draw:text-box><text:p>待核</text:p></draw:text-box></draw:frame><text:p>荔湾区</text:p>",
            "荔湾区",
        ),
        ("<draw:custom-shape><text:p>待核</text:p></draw:custom-shape><text:p>荔湾区</text:p>", "荔湾区"),
        (
            "<office:annotation><dc:date>2025</dc:date><text:p>待核</text:p></office:annotation><text:p>荔湾区</text:p>",
            "荔湾区",
        ),
    ],
)
def test_a_cell_is_its_own_text(inside: str, text: str) -> None:
    assert rows_of(f"<table:table-row>{cell(inside)}</table:table-row>") == [[text]]


def test_white_space_between_elements_means_nothing() -> None:
    row = f"<table:table-row>\n    {cell('<text:p>a</text:p>')}\n    {cell('<text:p>b</text:p>')}\n  </table:table-row>"
    assert rows_of(f"\n  {row}\n  {row}\n") == [["a", "b"]] * 2


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "Err:502", "错误:502"])
@pytest.mark.parametrize(
    "attributes",
    [
        ' table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"',
        ' table:formula="of:=NA()" office:value-type="float" office:value="0"',
        ' table:formula="of:=NA()" calcext:value-type="error"',
    ],
)
def test_a_cell_in_error_holds_its_error(error: str, attributes: str) -> None:
    cells = cell(f"<text:p>{error}</text:p>", attributes) + cell(
        "<text:p>5</text:p>", ' office:value-type="float" office:value="5"'
    )
    assert rows_of(f"<table:table-row>{cells}</table:table-row>") == [[error, 5]]


def test_a_plain_sheet_is_left_as_it_is() -> None:
    content = (
        f"<table:table><table:table-row>{cell('<text:p>a</text:p>')}</table:table-row></table:table>".encode()
    )
    assert plain_content(content) is content
