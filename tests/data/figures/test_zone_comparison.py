"""Intervals against published worked examples; what a comparison uses, leaves out and says."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.figures.progress import county_status
from data.figures.zone_figures import (
    ShareDifference,
    among_reported,
    compare_zones,
    left_out,
    mantel_haenszel,
    newcombe,
    wilson,
)
from data.register.register import load_counties
from tests.data.factories import a_report, some_reports, unit_reports

AS_OF = date(2026, 10, 31)
SIDES = ["zone_established", "zone_counties", "other_established", "other_counties"]


def strata(*rows: tuple[int, int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=SIDES)


@pytest.mark.parametrize(
    ("counts", "interval"),
    [
        # Newcombe 1998, table II, method 10.
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
        ((0, 10, 0, 10), (-0.2775, 0.2775)),
        ((10, 10, 0, 20), (0.6791, 1.0)),
        ((10, 10, 0, 10), (0.6075, 1.0)),
    ],
)
def test_newcombe_agrees_with_his_worked_examples(counts, interval):
    found = newcombe(*counts)
    assert (found.low, found.high) == pytest.approx(interval, abs=5e-5)


def test_mantel_haenszel_agrees_with_the_tolbutamide_trial():
    # Rothman, Greenland & Lash, Modern Epidemiology (2008), table 15-1: 0.0349, 90% interval −0.0176 to 0.0874
    # with Sato's variance.
    found = mantel_haenszel(strata((8, 106, 5, 120), (22, 98, 16, 85)), z=1.6448536)
    assert (found.points, found.low, found.high) == pytest.approx((0.0349, -0.0176, 0.0874), abs=5e-5)


def test_one_stratum_gives_the_plain_difference():
    assert mantel_haenszel(strata((3, 4, 5, 10))).points == pytest.approx(3 / 4 - 5 / 10)


def test_strata_with_one_side_only_weigh_nothing():
    used = strata((3, 4, 5, 10), (2, 2, 1, 9))
    more = strata((3, 4, 5, 10), (136, 136, 0, 0), (2, 2, 1, 9), (0, 0, 3, 26))
    assert mantel_haenszel(more) == mantel_haenszel(used)


@pytest.mark.parametrize(
    ("difference", "finding"),
    [
        (ShareDifference(0.2, 0.1, 0.3), "ahead"),
        (ShareDifference(-0.2, -0.3, -0.1), "behind"),
        (ShareDifference(0.2, -0.1, 0.3), "none"),
        (ShareDifference(0.0, 0.0, 0.0), "none"),
        (newcombe(0, 0, 3, 26), "one_sided"),
        (mantel_haenszel(strata((136, 136, 0, 0))), "one_sided"),
    ],
)
def test_a_difference_is_one_only_where_the_interval_leaves_zero_out(difference, finding):
    assert difference.finding == finding


counts = st.tuples(st.integers(1, 200), st.integers(1, 200)).flatmap(
    lambda sizes: st.tuples(
        st.integers(0, sizes[0]), st.just(sizes[0]), st.integers(0, sizes[1]), st.just(sizes[1])
    )
)


@given(counts)
def test_newcombe_holds_the_difference_and_stays_within_bounds(row):
    found = newcombe(*row)
    assert -1 - 1e-9 <= found.low <= found.points + 1e-9
    assert found.points - 1e-9 <= found.high <= 1 + 1e-9


@given(counts)
def test_changing_sides_turns_the_interval_round(row):
    a, m, b, n = row
    there, back = newcombe(a, m, b, n), newcombe(b, n, a, m)
    assert (there.points, there.low, there.high) == pytest.approx((-back.points, -back.high, -back.low))


@given(st.lists(counts, min_size=1, max_size=6))
def test_the_pooled_difference_lies_between_those_of_the_strata(rows):
    single = [a / m - b / n for a, m, b, n in rows]
    found = mantel_haenszel(strata(*rows))
    assert min(single) - 1e-9 <= found.points <= max(single) + 1e-9
    assert found.low - 1e-9 <= found.points <= found.high + 1e-9


@given(st.integers(0, 50), st.integers(1, 50))
def test_wilson_holds_the_share(successes, more):
    total = successes + more
    low, high = wilson(successes, total)
    assert 0 <= low <= successes / total + 1e-12
    assert successes / total - 1e-12 <= high <= 1


def test_provinces_are_compared_over_all_their_counties():
    status = county_status(
        unit_reports(
            some_reports(
                a_report("110105", AS_OF, "operating"),  # 朝阳区, a zone
                a_report("110101", AS_OF, "preparing"),  # 东城区, a zone
                a_report("110102", AS_OF, "established"),
            )
        ),
        as_of=AS_OF,
    )
    rows = compare_zones(status, load_counties()).set_index("province_code")
    beijing = rows.loc["110000"]
    assert beijing[["zone_counties", "zone_established", "zone_not_reported"]].tolist() == [3, 1, 1]
    assert beijing[["other_counties", "other_established", "other_not_reported"]].tolist() == [13, 1, 12]
    assert beijing["difference"] == pytest.approx(1 / 3 - 1 / 13)
    assert len(rows) == 32
    assert rows[["zone_counties", "other_counties"]].sum().tolist() == [336, 2515]


def test_provinces_on_one_side_are_named_and_have_no_difference():
    status = county_status(unit_reports(some_reports()), as_of=AS_OF)
    rows = compare_zones(status, load_counties())
    assert left_out(rows) == {"all_zone": ["370000"], "no_zone": ["460000", "540000"]}
    missing = rows.loc[rows["difference"].isna(), "province_code"].tolist()
    assert missing == ["370000", "460000", "540000"]


def test_among_the_reported_only_those_count():
    status = county_status(
        unit_reports(
            some_reports(
                a_report("110105", AS_OF, "operating"),
                a_report("110102", AS_OF, "established"),
                a_report("110106", AS_OF, "preparing"),
            )
        ),
        as_of=AS_OF,
    )
    rows = among_reported(compare_zones(status, load_counties())).set_index("province_code")
    assert rows.loc["110000", SIDES].tolist() == [1, 1, 1, 2]
    assert rows.loc["110000", "difference"] == pytest.approx(0.5)
    assert pd.isna(rows.loc["120000", "difference"])
