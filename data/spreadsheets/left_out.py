"""Rows beneath a header that are no data: totals, signatures, notes, repeated headers, blank rows."""

from __future__ import annotations

import re
from typing import Final

from data.spreadsheets.values import CellValue, LeftOutReason

# Codes of counties, of 6 or 12 digits, in one of the columns where they stand: totals further right may look the same.
CODE: Final = re.compile(r"[1-8]\d{5}(?:000000)?(?:\.0)?")
FIRST_CODE, LAST_CODE = 110_101, 829_999
CODE_COLUMNS: Final = 6
TOTAL: Final = re.compile(
    r"(?:.{0,12}(?:合计|小计|总计|共计|累计|总数)|全[省市区国县州盟]|本[省市区县州盟](?:合计)?|(?:sub|grand)?total|sum)[:：]?",
    re.IGNORECASE,
)
SIGNATURE: Final = re.compile(
    r"(?:填表|填报|制表|审核|审批|复核|报送|上报|联系|经办|负责|签字|签发|分管)(?:人|单位|部门|日期|时间|领导|电话|方式)|"
    r"(?:单位|部门)?(?:主要)?(?:负责人|领导|盖章|公章)|联系电话|联系手机|(?:办公|手机|固定)?电话|单位\(?(?:盖章|公章)\)?|"
    r"[\(（](?:盖章|公章|签章)|(?:prepared|reviewed|filled|approved)by|(?:contact|signature|phone|tel)\b",
    re.IGNORECASE,
)
NOTE: Final = re.compile(
    r"(?:填表|填报|填写|指标|有关|相关)?(?:说明|备注|附注|须知|要求)[:：\d(（一]|注(?:意)?[\d①]?[:：.、]|数据来源|来源[:：]|"
    r"(?:notes?|remarks?|source)\d?[:：.]|(?:数据)?截[至止]",
    re.IGNORECASE,
)
# Only where nothing stands beside it: a county may be starred, or numbered.
LONE_NOTE: Final = re.compile(
    r"[*※★☆].+|(?:[\(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[\)）.、．,]|[①-⑳]|[-—·•])\D.{3,}"
)
# Names of places are shorter; a lone longer text in a row is a sentence.
LONGEST_NAME: Final = 25
FIRST_CELLS: Final = 3


def holds_code(cells: tuple[CellValue, ...]) -> bool:
    """Whether a row holds a county code as it should be written: it is a county's, unless it begins as a total does."""
    first = next((cell for cell in cells if cell is not None), None)
    if isinstance(first, str) and (TOTAL.fullmatch("".join(first.split())) or SIGNATURE.match(first)):
        return False
    return any(
        FIRST_CODE <= cell <= LAST_CODE
        if type(cell) is int
        else isinstance(cell, str) and len(cell) == 6 and CODE.fullmatch(cell) is not None
        for cell in cells[:CODE_COLUMNS]
    )


def why_left_out(texts: list[tuple[int, str]], header: dict[int, str]) -> LeftOutReason | None:
    """Say why a row is no data, or None if it is data.

    texts: columns and texts (`plain_text`) of its cells that are not blank; header: the same of the header's rows.
    In doubt a row is data: the rules then say what is wrong with it, and nothing right gets lost.
    """
    if not texts:
        return "blank"
    first = texts[0][1]
    if _repeats(texts, header):
        return "repeated_header"
    if SIGNATURE.match(first):
        return "signature"
    if TOTAL.fullmatch(first):
        return "total"
    if any(CODE.fullmatch(text) for _column, text in texts[:CODE_COLUMNS]):
        return None
    if any(TOTAL.fullmatch(text) for _column, text in texts[:FIRST_CELLS]):
        return "total"
    if NOTE.match(first) or first in {"注", "说明", "备注", "填表说明", "填报说明"}:
        return "note"
    if len(texts) == 1 and len(header) > 1 and (LONE_NOTE.fullmatch(first) or len(first) > LONGEST_NAME):
        return "note"
    return None


def _repeats(texts: list[tuple[int, str]], header: dict[int, str]) -> bool:
    """Whether the row says what the header says, or numbers its columns (1, 2, 3 …, after 甲, 乙)."""
    same = sum(text in header.get(column, "").split("/") for column, text in texts)
    if len(texts) > 1 and same * 4 > len(texts) * 3:
        return True
    numbers = [text for _column, text in texts if text not in {"甲", "乙", "丙", "丁", "栏次", "A", "B"}]
    return len(texts) > 2 and len(numbers) > 2 and numbers == [str(n) for n in range(1, len(numbers) + 1)]
