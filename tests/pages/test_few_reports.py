"""Every sentence of pages, slides, papers and workbooks with few reports: none claims what the reports do not say.

Stores with 0 to 2,761 reports, of all provinces or of two, on one day or two, in both languages. Each block of text (a
row of a table, a paragraph, a heading) is held against what is known: an area that has not reported is never named with
a share or a verdict, and while too few have reported no number speaks of all counties.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.base.formats import format_count, format_share
from data.base.language import Language, translator
from data.base.months import month_ends
from data.figures.judgement import path_share
from data.plan.milestones import load_milestones
from data.plan.thresholds import TREND_FROM
from data.register.history import register_of
from data.register.register import known_codes
from data.store.store import open_store
from reports.figures.occasion import Occasion
from reports.figures.source import FigureSource
from reports.paper.contents import briefing_of
from reports.slides.deck import read_deck
from reports.workbook.book import figures_workbook
from tests.data.batches import save

pytestmark = pytest.mark.slow

BEFORE, AS_OF = date(2026, 9, 30), date(2026, 10, 31)
STAGES = ("established", "operating", "established", "preparing", "not_started")
PAGES_WITH_FIGURES = (
    *("overview", "map", "progress", "mechanisms", "zones", "county", "actions", "reporting", "records"),
)
PATIENCE_S = 120
ZHEJIANG, XINJIANG = "330000", "650000"
PERCENT = re.compile(r"\d(?:\.\d+)?\s?%")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
# The small figures of the progress page are links, each a block of its own.
BLOCKS = re.compile(
    r'</?(?:tr|li|p|h[1-6]|div|section|table|summary|details|ul|ol|svg|text|dt|dd)\b[^>]*>|<a class="in-app multiple"'
)
VERDICTS = {
    "zh": ("已达成", "接近完成", "进度正常", "有风险", "滞后", "倒退", "最低"),
    "en": ("achieved", "nearly there", "on track", "at risk", "off track", "reversing", "lowest"),
}


@dataclass(frozen=True)
class Case:
    """How many counties report, of which provinces (none: spread over all), and on how many days."""

    counties: int
    provinces: tuple[str, ...] = ()
    days: int = 1

    def __str__(self) -> str:
        return f"{self.counties} of {len(self.provinces) or 'all'} on {self.days}"

    def codes(self) -> list[str]:
        """The counties that report: every so-manieth, so that they lie in all provinces, or the first ones."""
        register = register_of(AS_OF).counties
        if self.provinces:
            codes = register.loc[register["province_code"].isin(self.provinces), "county_code"].tolist()
            return codes[: self.counties]
        codes = register["county_code"].tolist()
        return [codes[place * len(codes) // self.counties] for place in range(self.counties)]


CASES = (
    Case(0),
    Case(1, (ZHEJIANG,)),
    Case(84, (ZHEJIANG,)),
    Case(84, (ZHEJIANG,), days=2),
    Case(180, (ZHEJIANG, XINJIANG), days=2),
    Case(600),
    Case(1500, days=2),
    Case(2761, days=2),
)


@dataclass(frozen=True)
class Known:
    """What the reports say: of the nation, and which provinces say nothing, by both names in each language."""

    url: str
    counties: int
    reported: int
    established: int
    silent: dict[str, frozenset[str]]

    @property
    def covered(self) -> bool:
        return self.reported >= 0.8 * self.counties


def fill(url: str, case: Case) -> Known:
    store, codes = open_store(url, known_codes=known_codes()), case.codes()
    for day in (BEFORE, AS_OF)[2 - case.days :] if codes else ():
        stages = [STAGES[(place + (day == AS_OF and place % 7 == 0)) % 5] for place in range(len(codes))]
        founded = [day - timedelta(days=30) if stage in STAGES[:2] else None for stage in stages]
        save(
            store,
            pd.DataFrame({"county_code": codes, "stage": stages, "established_on": founded}),
            as_of=day,
        )
    figures = FigureSource(store, {})
    nation = figures.summary("nation", AS_OF).iloc[0]
    provinces = figures.summary("province", AS_OF)
    silent = set(provinces.loc[provinces["reported"] == 0, "code"])
    names = register_of(AS_OF).provinces
    quiet = names[names["code"].isin(silent)]
    store.close()
    return Known(
        url,
        int(nation["counties"]),
        int(nation["reported"]),
        int(nation["established"]),
        {"zh": frozenset({*quiet["name"], *quiet["short_name"]}), "en": frozenset(quiet["name_en"])},
    )


@pytest.fixture(scope="module", params=CASES, ids=str)
def known(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    found = fill(f"sqlite:///{tmp_path_factory.mktemp('few') / 'dashboard.db'}", request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "DATABASE_URL", found.url)
        patch.chdir(Path(__file__).parents[2])
        st.cache_resource.clear()
        st.cache_data.clear()
        yield found
    st.cache_resource.clear()
    st.cache_data.clear()


def blocks(html: str) -> list[str]:
    """The texts of a piece of HTML, one for each row, paragraph or heading."""
    parts = BLOCKS.split(re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL))
    return [text for part in parts if (text := " ".join(re.sub(r"<[^>]+>", " ", part).split()))]


def page_blocks(name: str, lang: str, area: str) -> list[str]:
    page = AppTest.from_string(f"import pages\n\npages.SHOW[{name!r}]()", default_timeout=PATIENCE_S)
    page.query_params["lang"], page.query_params["area"] = lang, area
    page.run()
    assert not page.exception, [failed.message for failed in page.exception]
    return [text for element in page.get("html") for text in blocks(element.proto.body)]


def texts_in(value: Any) -> list[str]:
    """Every text of a dataclass, a container or a frame, rows of tables as one."""
    if isinstance(value, str):
        return blocks(value)
    if isinstance(value, pd.DataFrame):
        return []  # what is drawn from it is told beside it
    if is_dataclass(value):
        return [text for field in fields(value) for text in texts_in(getattr(value, field.name))]
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts_in(each)]
    if isinstance(value, (tuple, list)):
        if value and all(isinstance(each, str) for each in value):
            return [" ".join(value)]
        return [text for each in value for text in texts_in(each)]
    return []


def handed_out(known: Known, lang: Language) -> list[str]:
    """The texts of slides and paper, and the rows of the workbook."""
    store, _ = open_store(known.url, known_codes=known_codes()), translator(lang)
    try:
        figures = FigureSource(store, {})
        reported = sorted(set(pd.to_datetime(figures.reports()["as_of"]).dt.date))
        occasion = Occasion(AS_OF, reported[-2] if len(reported) > 1 else None, lang, demo=False)
        deck = read_deck(figures, occasion, _)
        book = openpyxl.load_workbook(BytesIO(figures_workbook(figures, occasion, _)), read_only=True)
        # What path and milestones ask of an area stands beside its name, whether or not it has reported.
        milestones = load_milestones()
        asked = {name for milestone in milestones for name in (milestone.name, milestone.name_en)}
        days = [*month_ends(TREND_FROM, AS_OF), *(milestone.on for milestone in milestones)]
        asked |= {format_share(path_share(milestones, day)) for day in days}
        rows = [
            " ".join(text for cell in row if cell.value is not None and (text := shown(cell)) not in asked)
            for sheet in book
            for row in sheet.iter_rows()
        ]
        return [*texts_in(deck), *texts_in(briefing_of(deck, figures, _)), *rows]
    finally:
        store.close()


def shown(cell: Any) -> str:
    """A cell as it is seen, as far as shares are concerned."""
    is_share = "%" in (cell.number_format or "") and isinstance(cell.value, (int, float))
    return format_share(float(cell.value)) if is_share else str(cell.value)


def false_claims(texts: list[str], known: Known, lang: str) -> list[str]:
    """The texts that say more than the reports: of a silent province, or of all counties."""
    forbidden = set()
    if known.established and not known.covered:
        forbidden = {
            format_share(known.established / known.counties),
            format_count(known.counties - known.established),
        } - {format_count(known.counties - known.reported), format_share(known.established / known.reported)}
    found: list[str] = []
    for text in texts:
        names = [
            name for name in known.silent[lang] if re.search(rf"(?<![\w]){re.escape(name)}(?![\w-])", text)
        ]
        if names and (PERCENT.search(text) or any(word in text.lower() for word in VERDICTS[lang])):
            found.append(f"{names[0]} has not reported: {text[:200]}")
        if forbidden & set(NUMBER.findall(text)):
            found.append(f"too few have reported: {text[:200]}")
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES_WITH_FIGURES)
def test_no_page_says_more_than_the_reports(known: Known, name: str, lang: str) -> None:
    texts = [text for area in ("", ZHEJIANG, "440000", "330102") for text in page_blocks(name, lang, area)]
    assert false_claims(texts, known, lang) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_handed_out_says_more_than_the_reports(known: Known, lang: Language) -> None:
    if known.reported:
        assert false_claims(handed_out(known, lang), known, lang) == []
