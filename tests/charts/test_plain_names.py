"""Names from data are text in a figure, whatever they hold."""

from datetime import date

import pytest

from charts.roster import roster_figure
from charts.text_widths import short_name
from charts.theme import plain
from tests.charts.looks import LIGHT_EN, trace
from tests.charts.test_ranking import AREAS, a_figure, a_ranking
from tests.charts.test_roster import a_roster

HOSTILE = '<a href="javascript:alert(1)">A&lt;B</a>'


@pytest.mark.parametrize("name", ["Pu'er", "双江拉祜族佤族布朗族傣族自治县", "“A” · B"])
def test_ordinary_names_stay_as_they_are(name):
    assert plain(name) == name


def test_a_name_that_is_cut_is_cut_between_characters_not_within_an_entity():
    assert short_name("<" * 40).replace("&lt;", "").removesuffix("…") == ""


def test_rankings_and_rosters_show_names_as_text():
    areas = [("110000", HOSTILE, *AREAS[0][2:]), ("120000", "<b>", *AREAS[3][2:])]
    ranking = a_figure(a_ranking(areas))
    frame = a_roster().assign(label=HOSTILE)
    roster = roster_figure(
        frame, start=date(2024, 11, 1), as_of=date(2026, 10, 31), milestones=[], look=LIGHT_EN, height=300
    )
    hovers = [
        *trace(ranking, "rows").hovertext,
        *(text for one in roster.data for text in one.hovertext or ()),
    ]
    names = [*ranking.layout.yaxis.ticktext, *roster.layout.yaxis.ticktext]
    assert len(hovers) > len(areas)
    for text in (*hovers, *names):
        assert "<a" not in text
        assert "<b><b>" not in text
