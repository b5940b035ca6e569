"""A cell of a web page holds what a browser shows in it."""

import pytest

from data.spreadsheets.html_reading import read_tables

LIMITS = {"cells": 1_000}


def row_of(cells: str, head: str = "") -> list[str | None]:
    (table,) = read_tables(f"<html><head>{head}</head><table><tr>{cells}</tr></table></html>", LIMITS)
    (row,) = table["rows"]
    return row


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<p>教育局</p><p>公安局</p>", "教育局\n公安局"),
        ("<p>教育局<p>公安局", "教育局\n公安局"),
        ("教育局<div>公安局</div>", "教育局\n公安局"),
        ("<ul>\n <li>教育局</li>\n <li>公安局</li>\n</ul>", "教育局\n公安局"),
        ("教育局<br/>公安局", "教育局\n公安局"),
        ("<table><tr><td>教育局</td><td>公安局</td></tr></table>", "教育局\n公安局"),
        ("<b>荔</b><i>湾</i>区", "荔湾区"),
        ("<comment>批注：待核</comment>\n荔湾区", "荔湾区"),
        ("<!-- 批注 -->荔湾区", "荔湾区"),
        ("<ruby>荔<rp>(</rp><rt>li</rt><rp>)</rp></ruby>湾区", "荔湾区"),
        ("<ruby>荔<rt>li</ruby>湾区", "荔湾区"),
        ('100<span style="display: none">12</span>', "100"),
        ('100<span style="visibility:hidden">1<span>2</span></span>', "100"),
        ('100<span style="mso-hide:all">12</span>', "100"),
        ("100<div hidden>12</div>", "100"),
        ('100<span class="a gone">12</span>', "100"),
        ("<p hidden>12<td>3", None),
        ("<select><option>未启动</option><option selected>已建立</option></select>", "已建立"),
        ("<select><option value=3>已建立</option><option>未启动</option></select>", "已建立"),
        ("<select>\n<option selected='selected'>已建立<option>筹建中</select>", "已建立"),
        ("<select multiple><option selected>教育<option>公安<option selected>民政</select>", "教育、民政"),
        ('<input type="text" value="100"><input type="hidden" value="7">', "100"),
        ("<noscript>x</noscript><textarea>好</textarea>", "好"),
    ],
)
def test_a_cell_is_what_a_browser_shows(inside: str, text: str | None) -> None:
    assert row_of(f"<td>{inside}</td><td>后", "<style>.gone { color: red; display:none }</style>")[0] == text


def test_hidden_text_that_is_not_closed_ends_with_its_cell() -> None:
    assert row_of("<td>1<span hidden>2<td>3</td>") == ["1", "3"]
    assert row_of("<td><select><option>1<option>2<td>3</td>") == ["1", "3"]
