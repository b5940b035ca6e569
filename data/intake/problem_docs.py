"""Write docs/problems.md from the codes: `python -m data.intake.problem_docs [--check]`."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from data.intake.problem_texts import problem_text
from data.spreadsheets.problems import (
    COLUMN_CODES,
    COUNTY_CODES,
    FILE_CODES,
    PROBLEM_CODES,
    ROW_CODES,
    VALUE_CODES,
    Problem,
    Severity,
    problem,
)

PAGE: Final = Path(__file__).resolve().parents[2] / "docs" / "problems.md"
HEAD: Final = """# Problems in spreadsheets

Written by `python -m data.intake.problem_docs` from the codes in `data/spreadsheets/problems.py`; change them there.

Every problem has a code, a severity, the row as the spreadsheet shows it (the first row is 1), the letter of its
column, what was found, what was expected and what may be meant. All problems of a file are told at once.

- An **error** keeps its row from being saved; an error of the whole table keeps all rows from it.
- A **warning** tells something that the row is saved with.
- A **guess** says how a cell or a column was understood where that was not certain.
"""
CHAPTERS: Final[tuple[tuple[str, Mapping[str, Severity]], ...]] = (
    ("The file", FILE_CODES),
    ("Its columns", COLUMN_CODES),
    ("The county of a row", COUNTY_CODES),
    ("Single values", VALUE_CODES),
    ("A row as a whole, and what is stored", ROW_CODES),
)

_MERGED: Final = {"kind": "merged", "old_name": "吉利区", "old_code": "410306", "on": "2021-03-18"}
_MERGED_BESIDE: Final = {"kind": "merged", "old_name": "江北区", "old_code": "500105", "on": "2025-11-06"}
_SPLIT: Final = {"kind": "split", "old_name": "江干区", "old_code": "330104", "on": "2021-03-11"}
# One problem for each code, with all that its sentence names.
EXAMPLES: Final[Mapping[str, Problem]] = {
    example.code: example
    for example in (
        problem("file_missing", found="absent"),
        problem("file_empty"),
        problem("file_too_large", found="80 MB", limit="50 MB"),
        problem("file_far_cell", found="XFD1048576", sheet="Sheet1"),
        problem("file_encrypted"),
        problem("file_wrong_type", found="PDF"),
        problem("file_encoding"),
        problem("file_unsafe", found="ENTITY"),
        problem("file_busy", limit="20"),
        problem("file_timeout", limit="4.5"),
        problem("file_memory"),
        problem("file_damaged"),
        problem("file_no_table"),
        problem("formula_without_value", 5, "D", found="D5"),
        problem("text_without_value", 5, "J", field="evidence"),
        problem("sheet_not_read", found="深圳市"),
        problem(
            "column_guessed", 2, "D", field="established_on", found="挂牌情况", expected=("established_on",)
        ),
        problem("column_missing", 2, field="stage", expected=("stage",)),
        problem("column_twice", 2, "F", field="stage", found="进展", expected=("D",)),
        problem("column_not_used", 2, "G", found="联盟名称"),
        problem("column_contradicts", 2, "D", field="stage", found="建设阶段", example="2025-03-12"),
        problem("county_missing", 5, "B", field="county"),
        problem("county_unknown", 5, "B", field="county", found="天合区", suggestions=("440106",)),
        problem("county_ambiguous", 5, "B", field="county", found="鼓楼区", suggestions=("320106", "350102")),
        replace(
            problem("county_split", 5, "B", field="county", found="江干区", suggestions=("330102", "330114")),
            details=_SPLIT,
        ),
        problem("county_is_area", 5, "B", field="county", found="广州市"),
        problem("county_outside_province", 5, "B", field="county", found="天河区", expected=("350000",)),
        problem(
            "another_province",
            5,
            "B",
            field="county",
            found="天心区",
            expected=("440000",),
            province="430000",
        ),
        problem("county_out_of_scope", 5, "B", field="county", found="台北市"),
        problem("code_malformed", 5, "A", field="county_code", found="11010"),
        problem("code_unknown", 5, "A", field="county_code", found="999999"),
        problem(
            "code_and_name_disagree",
            5,
            "A",
            field="county_code",
            found="440106",
            suggestions=("440106", "440104"),
            name="越秀区",
        ),
        problem("area_disagrees", 5, "B", field="county", found="天河区", suggestions=("440106",)),
        problem("area_unknown", 5, "C", field="prefecture", found="广洲市"),
        replace(
            problem("county_changed", 5, "B", field="county", found="吉利区", expected=("410308",)),
            details=_MERGED,
        ),
        replace(
            problem("merged_kept_apart", 5, "B", field="county", found="江北区", expected=("500157",)),
            details=_MERGED_BESIDE,
        ),
        problem("county_guessed", 5, "B", field="county", found="天河", expected=("440106",)),
        problem("functional_area", 5, "B", field="county", found="南京江北新区", expected=("320100",)),
        problem("functional_area_unplaced", 5, "B", field="county", found="高新区"),
        problem("duplicate_conflict", 5, "B", field="county", found="440106", rows="9"),
        problem("duplicate_identical", 9, "B", field="county", found="440106", rows="5"),
        problem("cell_formula_error", 5, "D", field="stage", found="#N/A"),
        problem("stage_unknown", 5, "D", field="stage", found="正常", expected=("preparing", "established")),
        problem("stage_guessed", 5, "D", field="stage", found="是", expected=("established",)),
        problem("cluster_wording", 5, "H", field="remark", found="第一小学教育集团"),
        problem("yes_no_unknown", 5, "F", field="funding", found="部分"),
        problem("yes_no_guessed", 5, "F", field="funding", found="50万元", expected=("yes",)),
        problem("date_unreadable", 5, "E", field="established_on", found="去年"),
        problem(
            "date_impossible", 5, "E", field="established_on", found="2026.2.30", suggestions=("2026-02-28",)
        ),
        problem("date_incomplete", 5, "E", field="established_on", found="2025年"),
        problem(
            "date_ambiguous",
            5,
            "E",
            field="established_on",
            found="2025.1",
            suggestions=("2025-01-01", "2025-10-01"),
        ),
        problem("date_guessed", 5, "E", field="established_on", found="2025年3月", expected=("2025-03-01",)),
        problem("count_unreadable", 5, "G", field="schools_covered", found="80%"),
        problem("count_not_whole", 5, "G", field="schools_covered", found="3.5"),
        problem("count_negative", 5, "G", field="schools_covered", found="-1"),
        problem("count_too_large", 5, "G", field="schools_covered", found="120000", expected=("9999",)),
        problem("count_guessed", 5, "G", field="schools_covered", found="约30所", expected=("30",)),
        problem("list_item_unknown", 5, "I", field="departments", found="财政局"),
        problem(
            "list_item_guessed", 5, "I", field="departments", found="关工委办公室", expected=("中国关工委",)
        ),
        problem("text_left_out", 5, "J", field="evidence", found="#N/A"),
        problem("text_shortened", 5, "J", field="remark", found="经研究……", expected=("2000",)),
        problem("as_of_missing", field="as_of"),
        problem("as_of_filled_in", expected=("2026-10-08",)),
        problem("established_without_date", 5, "E", field="established_on", stage="established"),
        problem(
            "established_after_as_of", 5, "E", field="established_on", found="2027-01-05", as_of="2026-09-30"
        ),
        problem(
            "established_too_early", 5, "E", field="established_on", found="2005-03-01", earliest="2015-01-01"
        ),
        problem(
            "date_without_establishment",
            5,
            "E",
            field="established_on",
            found="2026-12-01",
            stage="preparing",
        ),
        problem("covered_above_total", 5, "G", field="schools_covered", found="30", total="20"),
        problem(
            "going_backwards",
            5,
            "D",
            field="stage",
            found="preparing",
            stored="established",
            stage="preparing",
        ),
        problem("going_backwards_confirmed", 5, "D", field="stage", stored="established", stage="preparing"),
        problem("stage_blanked", 5, "D", field="stage", stored="preparing", stage=""),
        problem("older_than_stored", 5, "K", field="as_of", found="2026-06-30", stored="2026-09-30"),
    )
}


def page() -> str:
    """Give the text of docs/problems.md."""
    lines = [HEAD]
    for title, codes in CHAPTERS:
        lines += [f"## {title}\n", "| code | severity | for example |", "|---|---|---|"]
        lines += [
            f"| `{code}` | {PROBLEM_CODES[code]} | {problem_text(EXAMPLES[code], str)} |" for code in codes
        ]
        lines.append("")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Write the page, or with `--check` say whether it is current."""
    if arguments == ["--check"]:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page()
        sys.stdout.write(
            "" if current else "docs/problems.md is not current: run python -m data.intake.problem_docs\n"
        )
        return 0 if current else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
