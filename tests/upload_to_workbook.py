"""One county's report through template, upload, store, pages and workbook; run in a copy of the checkout.

    python upload_to_workbook.py DATABASE_URL ANSWERS

ANSWERS: what to write beneath which header of the template, as JSON. Prints what came out, as JSON.
"""

import json
import sys
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
from streamlit.testing.v1 import AppTest

from data.base.language import translator
from data.figures.progress import COUNTS
from data.intake.examination import Particulars, examine, real_reports, save
from data.register.register import known_codes, load_counties
from data.store.store import open_store
from reports.figures.occasion import Occasion
from reports.figures.source import FigureSource
from reports.forms.template import HEADER_ROW, template_workbook
from reports.workbook.book import figures_workbook

COUNTY, AS_OF = "440103", date(2026, 10, 31)
PAGE = f"""
import pages.county
from ui.map.card import unit_card
from ui.shell_context import context

pages.county.show()
unit_card(context(), "{COUNTY}")
"""


def filled(content: bytes, answers: dict[str, object]) -> bytes:
    """Write the answers into the template's first county."""
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    headers = [cell.value for cell in sheet[HEADER_ROW + 1]]
    for header, value in answers.items():
        sheet.cell(HEADER_ROW + 2, headers.index(header) + 1, value)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def table(book: openpyxl.Workbook, tab: str, key: str) -> dict[str, object]:
    """Give the row of a sheet whose first cell is `key`, by header."""
    rows = [list(row) for row in book[tab].iter_rows(values_only=True)]
    place = next(place for place, row in enumerate(rows) if row[0] == key)
    head = next(row for row in reversed(rows[:place]) if row[0] == "Code" or row[0] == "Figure")
    return {str(name): value for name, value in zip(head, rows[place], strict=True) if name is not None}


def main(url: str, answers: dict[str, object]) -> dict[str, object]:
    counties = load_counties()
    store = open_store(url, known_codes=known_codes())
    own = counties[counties["county_code"] == COUNTY]
    blank = template_workbook(own, None, area_name="荔湾区", as_of=AS_OF, lang="zh", _=translator("zh"))
    found = examine(filled(blank, answers), "上报.xlsx", Particulars(real_reports(store), date(2026, 11, 2)))
    save(store, found, by="王芳", at=datetime(2026, 11, 2, 9, tzinfo=UTC), expected_revision=store.revision())
    figures = FigureSource(store, {})
    stored = figures.reports().astype("object").to_dict("records")
    made = figures_workbook(figures, Occasion(AS_OF, None, "en", demo=False), translator("en"))
    book = openpyxl.load_workbook(BytesIO(made))
    nation = figures.summary("nation", AS_OF).to_dict("records")[0]
    store.close()
    page = AppTest.from_string(PAGE, default_timeout=120)
    page.query_params["lang"], page.query_params["area"] = "en", COUNTY
    page.run()
    instructions = openpyxl.load_workbook(BytesIO(blank)).worksheets[1]
    return {
        "problems": [(each.code, each.field) for each in found.problems],
        "differs": found.difference.fields[["field", "after"]].to_dict("records"),
        "stored": {name: str(value) for name, value in stored[0].items()},
        "page": [error.message for error in page.exception] or [each.proto.body for each in page.get("html")],
        "county": table(book, "County list", COUNTY),
        "province": table(book, "Provinces", "440000"),
        "actions": [str(cell.value) for row in book["Action list"] for cell in row],
        "nation": {name: int(nation[name]) for name in COUNTS},
        "instructions": [str(cell.value) for row in instructions for cell in row if cell.value],
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], json.loads(sys.argv[2])), default=str))
