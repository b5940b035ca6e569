"""Stages, yes and no, counts and texts as offices write them; nothing here ever raises.

Each function takes a cell and gives a `Reading`: certain words come back without a finding, what is guessed
comes back with one, and what cannot be read comes back as None with one. A blank cell is None without a
finding: it means *not reported*, never "no". Lists are in `data.listed_values`, days in `data.written_dates`.
"""

import math
import re
from typing import Any, Final

from data.readings import CellValue, Finding, Reading, clean, is_blank, is_error, shown
from data.schema import STAGES
from data.value_words import (
    AMOUNT,
    CLUSTER,
    NO,
    NO_PARTS,
    NOT_BEGUN,
    NOT_YET,
    STAGE_GUESSES,
    STAGE_PARTS,
    TYPED_TICK,
    WORD_STAGES,
    YES,
    YES_PARTS,
)

# The county with the most schools has fewer than 3,000, kindergartens included; more is a slip of the keyboard.
MOST_SCHOOLS: Final = 9_999
# Longer than any document number or link; a cell of Excel holds up to 32,767.
LONGEST_TEXT: Final = 2_000

COUNT_UNITS: Final = re.compile("(?:所学校|所|个|家|校|间|座|schools?)$")
COUNT_ABOUT: Final = re.compile(
    "^(?:约|大约|近|超过|超|共|共计|合计|逾)|(?:余|多|左右|以上)(?=所|个|家|校|间|座|$)|\\+$"
)
NUMERALS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS: Final = {"十": 10, "百": 100, "千": 1_000}


def read_stage(cell: CellValue) -> Reading[str]:
    """Read a stage, one of data.schema.STAGES. Codes: stage_unknown, stage_guessed, cell_formula_error."""
    text = clean(cell).removesuffix(".0")
    if is_blank(text):
        return Reading()
    if stage := WORD_STAGES.get(text.strip("。.;")):
        return Reading(stage)
    if is_error(text):
        return _nothing("cell_formula_error", cell)
    if stage := STAGE_GUESSES.get(text):
        return Reading(stage, (Finding("stage_guessed", shown(cell), expected=(stage,)),))
    denied = NOT_YET.search(text)
    remaining = NOT_YET.sub("", text)
    pointed = [stage for stage, part in STAGE_PARTS if part.search(remaining)]
    if pointed == ["operating", "established"]:
        pointed = ["operating"]
    if denied and (
        pointed != ["preparing"] or NOT_BEGUN.search(denied[0])
    ):  # 尚未成立，正在筹备 is in preparation
        pointed.insert(0, "not_started")
    if len(pointed) == 1:
        return Reading(pointed[0], (Finding("stage_guessed", shown(cell), expected=(pointed[0],)),))
    return Reading(None, (Finding("stage_unknown", shown(cell), STAGES, tuple(pointed)),))


def read_yes_no(cell: CellValue) -> Reading[bool]:
    """Read yes or no. Codes: yes_no_unknown, yes_no_guessed, cell_formula_error."""
    text = clean(cell).removesuffix(".0")
    if is_blank(text):
        return Reading()
    if text in YES:
        return Reading(value=True)
    if text in NO:
        return Reading(value=False)
    if is_error(text):
        return _nothing("cell_formula_error", cell)
    answer: bool | None = None
    if amount := AMOUNT.fullmatch(text):
        answer = float(amount[1]) > 0
    elif NO_PARTS.search(text):
        answer = False
    elif text in TYPED_TICK or YES_PARTS.search(text):
        answer = True
    if answer is None:
        return Reading(None, (Finding("yes_no_unknown", shown(cell), ("yes", "no")),))
    return Reading(answer, (Finding("yes_no_guessed", shown(cell), ("yes" if answer else "no",)),))


def read_count(cell: CellValue) -> Reading[int]:
    """Read a number of schools, a whole one from 0 to MOST_SCHOOLS.

    Codes: count_unreadable, count_not_whole, count_negative, count_too_large, count_guessed,
    cell_formula_error.
    """
    text = clean(cell)
    if is_blank(text):
        return Reading()
    if is_error(text):
        return _nothing("cell_formula_error", cell)
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return _nothing("count_unreadable", cell)
    if not isinstance(cell, str):
        return _whole(cell, cell)
    plain = COUNT_ABOUT.sub("", text)
    number = _number(COUNT_UNITS.sub("", plain))
    if number is None:
        return _nothing("count_unreadable", cell)
    found = _whole(number, cell)
    if found.value is not None and plain != text:
        return Reading(found.value, (Finding("count_guessed", shown(cell), (str(found.value),)),))
    return found


def read_text(cell: CellValue) -> Reading[str]:
    """Read evidence or a remark, without signs that no database holds; overlong text is cut. Code: text_shortened."""
    text = shown(cell).encode("utf-8", "ignore").decode("utf-8").replace("\x00", "").strip()
    if not text:
        return Reading()
    if len(text) > LONGEST_TEXT:
        return Reading(text[:LONGEST_TEXT], (Finding("text_shortened", text[:40], (str(LONGEST_TEXT),)),))
    return Reading(text)


def is_cluster_wording(cell: CellValue) -> bool:
    """Whether a text speaks of clusters of schools (集团, 共同体, 城乡教联体), which are not alliances."""
    return isinstance(cell, str) and CLUSTER.search(cell) is not None


def _whole(number: float, cell: CellValue) -> Reading[int]:
    if isinstance(number, float) and not math.isfinite(number):
        return _nothing("count_unreadable", cell)
    if number < 0:
        return _nothing("count_negative", cell)
    if number > MOST_SCHOOLS:
        return _nothing("count_too_large", cell, (str(MOST_SCHOOLS),))
    if number != int(number):
        return _nothing("count_not_whole", cell)
    return Reading(int(number))


def _number(text: str) -> float | None:
    """Read 1,024, 12.0, -3 and 一百二十; None for anything else."""
    if re.fullmatch(r"[-−]?\d{1,3}(?:,\d{3})+|[-−]?\d{1,12}(?:\.\d{1,9})?", text):
        return float(text.replace(",", "").replace("−", "-"))
    return _chinese_number(text)


def _chinese_number(text: str) -> int | None:
    """Read 二十三, 一百零五, 一千二百; None unless every sign is a numeral."""
    if not text or any(sign not in NUMERALS and sign not in TENS for sign in text):
        return None
    total, digit = 0, None
    for sign in text:
        if sign in TENS:
            total += (1 if digit is None else digit or 1) * TENS[sign]
            digit = None
        elif digit:
            return None
        else:
            digit = NUMERALS[sign]
    return total + (digit or 0)


def _nothing(code: str, cell: CellValue, expected: tuple[str, ...] = ()) -> Reading[Any]:
    return Reading(None, (Finding(code, shown(cell), expected),))
