"""What a reader can do about a problem: take a suggestion, write a value, confirm, leave the row out."""

from typing import Any

from data.examination import Examination
from data.problems import Problem
from data.report_rows import REPORTED, YES_NO
from data.rules import GOING_BACKWARDS, LEAVE_OUT
from data.schema import STAGES
from ui.areas import find_area
from ui.shell_context import Context
from ui.upload.flow import answer, read_flow
from ui.upload.words import value_words

PLACES = ("county_code", "province", "prefecture", "county")
# Choices that write no value; the name after the sign is the key of the answer.
CONFIRM, SKIP, BLANK = f"={GOING_BACKWARDS}", f"={LEAVE_OUT}", "=blank"
MOST_SUGGESTIONS = 3


def field_of(found: Problem) -> str:
    """The field whose cell an answer to this problem replaces: the code for all that name the county."""
    if found.field in PLACES or found.field is None:
        return "county_code"
    return found.field


def choices(found: Problem) -> list[str]:
    """The values and actions offered; empty for what only the file can mend and for mere warnings."""
    if found.row is None or found.field is None or found.code.startswith("column_"):
        return []
    values = [value for value in (*found.suggestions, *found.expected) if _takes(field_of(found), value)]
    offered = list(dict.fromkeys(values))[: max(MOST_SUGGESTIONS, len(found.suggestions))]
    if found.code == "going_backwards":
        return [CONFIRM, SKIP]
    if found.severity == "guess":
        return offered
    if found.severity == "warning":
        return []
    if field_of(found) in REPORTED and found.code != "established_without_date":
        offered.append(BLANK)
    return [*offered, SKIP]


def _takes(field: str, value: str) -> bool:
    """Whether a machine value can stand in the field's cell: `expected` also says what kind of value is meant."""
    if field == "stage":
        return value in STAGES
    if field in YES_NO:
        return value in ("yes", "no")
    if field == "county_code":
        area = find_area(value)
        return area is not None and area.level == "county"
    return value != ""


def typed(found: Problem) -> bool:
    """Whether a value can be written: not for the few that the choices name in full."""
    named_in_full = found.field == "stage" or found.field in YES_NO or found.code == "going_backwards"
    return found.field is not None and found.severity != "warning" and not named_in_full


def choice_words(ctx: Context, found: Problem) -> dict[str, str]:
    """What each choice is called."""
    _, lang, field = ctx.translate, ctx.selection.lang, field_of(found)
    words = {
        CONFIRM: _("It did go backwards"),
        SKIP: _("Leave this row out"),
        BLANK: _("Blank: not reported"),
    }
    for value in choices(found):
        if value in words:
            continue
        area = find_area(value) if field == "county_code" else None
        words[value] = f"{area.called(lang)} {value}" if area else value_words(field, value, lang, _)
        if field in ("established_on", "as_of"):
            words[value] = value
    return words


def take_choice(found: Problem, choice: str | None) -> None:
    """Answer a problem by one of its choices; None takes the answer back."""
    if choice is None:
        answer(found, field_of(found), value=None)
    elif choice in (CONFIRM, SKIP):
        answer(found, choice[1:], value=True)
    else:
        answer(found, field_of(found), value="" if choice == BLANK else choice)


def taken_action(found: Problem, options: list[str]) -> str | None:
    """Which of the choices without a value was taken: the key of its answer tells."""
    keys = [name for (_row, name), was in read_flow().answered.items() if was == found]
    return next((f"={name}" for name in keys if f"={name}" in options), None)


def take_text(found: Problem, text: str, field: str) -> None:
    """Answer a problem by what was written; a name in the place of a code is looked up as a name."""
    text = text.strip()
    if field == "county_code" and text and not text.isdigit():
        field = "county"
    answer(found, field, value=text or None)


def county_of(found: Problem, examination: Examination, lang: str) -> str:
    """The county that a problem's row names, as the file writes it; else as the register does."""
    if found.row is None or examination.table is None or examination.columns is None:
        return ""
    cells: dict[str, Any] = next(
        (dict(row.cells) for row in examination.table.rows if row.row == found.row), {}
    )
    written = cells.get(examination.columns.fields.get("county", ""))
    code = str(cells.get(examination.columns.fields.get("county_code", ""), ""))
    area = find_area(code)
    if lang == "en" and area is not None:
        return area.name_en
    return str(written or (area.name if area else ""))
