"""Intervals against published worked examples; what a comparison uses, leaves out and says."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.figures.progress import county_status
from data.figures.zone_figures import (
    ShareDifference,
    ZoneComparison,
    compare_reported,
    compare_zones,
    compared,
    left_out,
    mantel_haenszel,
    newcombe,
    wilson,
)
from data.figures.zone_intervals import SIDES as ALL_SIDES
from data.figures.zone_intervals import drawn, groups_drawn, pooled
from data.register.register import load_counties
from tests.data.factories import a_report, some_reports, unit_reports

AS_OF = date(2026, 10, 31)
SIDES = [*ALL_SIDES]


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
    rows = compare_zones(status, load_counties()).provinces.set_index("province_code")
    beijing = rows.loc["110000"]
    assert beijing[["zone_counties", "zone_established", "zone_not_reported"]].tolist() == [3, 1, 1]
    assert beijing[["other_counties", "other_established", "other_not_reported"]].tolist() == [13, 1, 12]
    assert beijing["difference"] == pytest.approx(1 / 3 - 1 / 13)
    assert len(rows) == 32
    assert rows[["zone_counties", "other_counties"]].sum().tolist() == [336, 2515]


def test_provinces_on_one_side_are_named_and_have_no_difference():
    status = county_status(unit_reports(some_reports()), as_of=AS_OF)
    rows = compare_zones(status, load_counties()).provinces
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
    rows = compare_reported(status, load_counties()).provinces.set_index("province_code")
    assert rows.loc["110000", SIDES].tolist() == [1, 1, 1, 2]
    assert rows.loc["110000", "difference"] == pytest.approx(0.5)
    assert pd.isna(rows.loc["120000", "difference"])


def test_with_no_report_nothing_is_compared_among_the_reported():
    status = county_status(unit_reports(some_reports()), as_of=AS_OF)
    found = compare_reported(status, load_counties())
    assert found.pooled.finding == "one_sided"
    assert len(found.provinces) == 32
    assert found.provinces["difference"].isna().all()


# Groups of counties that move together: a province each, by number.
group = st.tuples(st.sampled_from(["110000", "320000", "440000"]), counts)


def groups(rows: list[tuple[str, tuple[int, int, int, int]]]) -> pd.DataFrame:
    return pd.DataFrame([(code, *row) for code, row in rows], columns=["province_code", *SIDES])


@given(st.lists(group, min_size=1, max_size=12))
def test_an_interval_holds_its_difference_and_is_never_narrower_than_that_of_independent_counties(rows):
    found = compared(groups(rows))
    assert -1 - 1e-9 <= found.pooled.low <= found.pooled.points <= found.pooled.high <= 1 + 1e-9
    alone = mantel_haenszel(found.provinces)
    assert found.pooled.points == pytest.approx(alone.points)
    assert found.pooled.low <= alone.low
    assert found.pooled.high >= alone.high
    for row in found.provinces.to_dict("records"):
        single = newcombe(*(int(row[name]) for name in SIDES))
        assert row["low"] <= single.low
        assert row["high"] >= single.high


@given(st.lists(group, min_size=1, max_size=12))
def test_the_same_groups_give_the_same_interval(rows):
    assert compared(groups(rows)).pooled == compared(groups(rows)).pooled


@given(st.lists(group, min_size=2, max_size=12))
def test_a_province_s_interval_does_not_depend_on_the_others(rows):
    whole = compared(groups(rows)).provinces.set_index("province_code")
    for code in whole.index:
        alone = compared(groups([row for row in rows if row[0] == code])).provinces
        assert alone[["difference", "low", "high"]].to_numpy()[0] == pytest.approx(
            whole.loc[code, ["difference", "low", "high"]].to_numpy(dtype="float64")
        )


@given(st.integers(2, 8), st.integers(1, 5))
def test_prefectures_that_are_all_alike_add_nothing_to_the_interval(prefectures, size):
    rows = [("320000", (size, 2 * size, size, 4 * size))] * prefectures
    found = compared(groups(rows))
    assert found.pooled.low == pytest.approx(mantel_haenszel(found.provinces).low)


def test_prefectures_that_move_as_one_widen_the_interval():
    # In either half of the prefectures all counties have one or none: ten counties tell no more than one.
    rows = [("320000", (2, 2, 8, 8) if number % 2 else (0, 2, 0, 8)) for number in range(12)]
    found = compared(groups(rows)).provinces.iloc[0]
    # Drawn together both sides move alike: the difference is 0 each time, and the counties' own interval stays.
    assert found["difference"] == 0
    apart = [("320000", (2, 2, 0, 8) if number % 2 else (0, 2, 8, 8)) for number in range(12)]
    wide = compared(groups(apart)).provinces.iloc[0]
    assert wide["high"] - wide["low"] > 1.5 * (found["high"] - found["low"])


def test_the_spread_of_the_draws_is_that_of_a_mean_of_prefectures():
    shares = [0, 2, 5, 9, 10, 10]
    rows = groups([("320000", (share, 10, 0, 10)) for share in shares])
    found = pooled(drawn(rows)["320000"][:, None, :])
    expected = pd.Series(shares).div(10).sem()
    assert found.std() == pytest.approx(expected, rel=0.06)


def test_a_province_of_one_prefecture_is_drawn_by_county():
    counties = load_counties()
    drawn_with = groups_drawn(counties)
    beijing = counties["province_code"] == "110000"
    assert drawn_with[beijing].tolist() == counties.loc[beijing, "county_code"].tolist()
    guangdong = counties["province_code"] == "440000"
    assert drawn_with[guangdong].tolist() == counties.loc[guangdong, "prefecture_code"].tolist()


def test_the_plain_difference_is_that_of_the_two_shares():
    found = compared(groups([("320000", (9, 10, 5, 10)), ("440000", (1, 2, 10, 40))]))
    assert isinstance(found, ZoneComparison)
    assert found.plain == pytest.approx(10 / 12 - 15 / 50)
