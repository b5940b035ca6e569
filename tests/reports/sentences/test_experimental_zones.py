"""The zones page's sentences: each true of its values, singular, plural, none and all."""

from datetime import date

import pandas as pd
import pytest

from data.figures.zone_figures import NO_DIFFERENCE, ShareDifference, compared
from reports.sentences.experimental_zones import (
    Partner,
    comparison_title,
    difference_sentence,
    left_out_sentence,
    pairing_title,
    pairs_title,
    reported_sentence,
    weighting_sentence,
    zones_headline,
    zones_lead,
)
from tests.reports.areas import english

AS_OF = date(2026, 10, 31)
AHEAD, BEHIND = ShareDifference(0.145, 0.107, 0.182), ShareDifference(-0.2, -0.31, -0.05)
NONE = ShareDifference(0.03, -0.3, 0.17)


def totals(counties: int, established: int = 0, preparing: int = 0, not_started: int = 0) -> dict:
    rest = counties - established - preparing - not_started
    share = established / counties if counties else float("nan")
    return {
        "counties": counties,
        "established": established,
        "preparing": preparing,
        "not_started": not_started,
        "not_reported": rest,
        "share": share,
    }


@pytest.mark.parametrize(
    ("counts", "zones", "province", "said"),
    [
        (
            totals(336, 309, 10, 3),
            97,
            None,
            "As of 31 Oct 2026, 309 of 336 counties of the 97 experimental zones (92.0%) have an alliance",
        ),
        (
            totals(336, 336),
            97,
            None,
            "As of 31 Oct 2026, all 336 counties of the 97 experimental zones have an alliance",
        ),
        (totals(336), 97, None, "As of 31 Oct 2026, no county of the 97 experimental zones has reported"),
        (
            totals(336, 0, 300),
            97,
            None,
            "As of 31 Oct 2026, 0 of 336 counties of the 97 experimental zones (0.0%) have an alliance",
        ),
        (
            totals(16, 15, 1),
            3,
            "Henan",
            "As of 31 Oct 2026, 15 of 16 counties of the experimental zones of Henan (93.8%) have an alliance",
        ),
        (
            totals(16, 16),
            3,
            "Henan",
            "As of 31 Oct 2026, every county of the experimental zones of Henan has an alliance",
        ),
        (totals(1, 1), 1, "Henan", "As of 31 Oct 2026, the one experimental zone of Henan has an alliance"),
        (
            totals(16),
            3,
            "Henan",
            "As of 31 Oct 2026, no county of the experimental zones of Henan has reported",
        ),
        (totals(0), 0, "Hainan", "Hainan has no experimental zone"),
    ],
)
def test_the_headline_says_how_many_counties_in_zones_have_one(counts, zones, province, said):
    assert zones_headline(counts, zones, province, AS_OF, english, "en") == said


def test_the_lead_names_what_is_missing_and_what_the_zones_are():
    levels = {"county": 80, "prefecture": 14, "province": 1, "functional_area": 2}
    assert zones_lead(totals(336, 309, 10, 3), levels, english, "en") == (
        "Of the counties 10 preparing, 3 not started and 14 not reported. The zones: 80 counties, 14 whole "
        "prefectures, 1 whole province and 2 functional areas, in no count."
    )
    assert zones_lead(totals(1, 1), {"county": 1}, english, "en") == "The zones: 1 county."
    assert zones_lead(totals(9, 8), {"prefecture": 1}, english, "en") == (
        "Of the counties 1 not reported. The zones: 1 whole prefecture."
    )


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (AHEAD, "Within the same province, zones are ahead by 14.5 points (95% interval +10.7 to +18.2)"),
        (BEHIND, "Within the same province, zones are behind by 20.0 points (95% interval −31.0 to −5.0)"),
        (
            NONE,
            "Within the same province, no difference that the data can show (+3.0 points, 95% interval −30.0 to +17.0)",
        ),
    ],
)
def test_a_difference_is_told_only_where_the_interval_leaves_zero_out(difference, said):
    assert difference_sentence(difference, english) == said


@pytest.mark.parametrize(
    ("difference", "province", "kind", "said"),
    [
        (
            NO_DIFFERENCE,
            "Shandong",
            "all_zone",
            "Shandong is a zone as a whole: nothing in it to compare with",
        ),
        (NO_DIFFERENCE, "Hainan", "no_zone", "Hainan has no county in a zone to compare"),
        (NO_DIFFERENCE, None, None, "No province has counties both in zones and elsewhere"),
        (
            AHEAD,
            None,
            None,
            "Within the same province, zones are ahead by 14.5 points (95% interval +10.7 to +18.2)",
        ),
    ],
)
def test_what_cannot_be_compared_says_why(difference, province, kind, said):
    assert comparison_title(difference, province, kind, english) == said


def test_the_reported_are_told_apart_only_where_they_find_otherwise():
    assert reported_sentence(AHEAD, ShareDifference(0.2, 0.1, 0.3), english) == ""
    assert reported_sentence(AHEAD, NO_DIFFERENCE, english) == ""
    assert reported_sentence(NONE, AHEAD, english) == (
        "Among the counties that have reported it is otherwise: "
        "within the same province, zones are ahead by 14.5 points (95% interval +10.7 to +18.2)."
    )


def test_a_pooled_difference_that_is_not_the_plain_one_says_why():
    columns = ["province_code", "zone_established", "zone_counties", "other_established", "other_counties"]
    rows = [("320000", 9, 10, 5, 10), ("440000", 1, 2, 10, 40)]
    found = compared(pd.DataFrame(rows, columns=columns))
    assert weighting_sentence(found, english) == (
        "Each province is compared with itself and weighted by its counties, so +35.9 points; "
        "the shares of all zones and of all other counties differ by +53.3."
    )
    alone = compared(pd.DataFrame(rows[:1], columns=columns))
    assert weighting_sentence(alone, english) == ""


def test_provinces_left_out_are_named_with_the_reason():
    assert left_out_sentence(["Shandong"], ["Hainan", "Tibet"], english, "en") == (
        "Not compared: Shandong (a zone as a whole); Hainan and Tibet (without a zone)."
    )
    assert left_out_sentence([], [], english, "en") == ""


@pytest.mark.parametrize(
    ("lagging", "near", "said"),
    [
        (0, 0, "No county that reported is without an alliance: none needs a partner"),
        (1, 1, "The one county without an alliance has a zone with one within 100 km"),
        (1, 0, "The one county without an alliance has no zone with one within 100 km"),
        (5, 5, "All 5 counties without an alliance have a zone with one within 100 km"),
        (5, 0, "None of the 5 counties without an alliance has a zone with one within 100 km"),
        (1200, 5, "5 of the 1,200 counties without an alliance have a zone with one within 100 km"),
    ],
)
def test_the_pairs_title_counts_who_has_a_zone_within_reach(lagging, near, said):
    assert pairs_title(lagging, near, 100, english) == said


@pytest.mark.parametrize(
    ("has", "established", "said"),
    [
        (False, True, "A has none yet; Z, 8 km away, has"),
        (False, False, "A has none yet, nor has any zone; the nearest is Z, 8 km away"),
        (True, True, "A has an alliance; the zone nearest to it is Z, 8 km away"),
    ],
)
def test_the_pairing_title_says_who_has_an_alliance(has, established, said):
    assert pairing_title("A", has, [Partner("Z", None, 8.2, established)], english) == said


def test_a_county_off_the_map_gets_no_suggestion():
    assert pairing_title("A", False, [], english) == (
        "No zone can be suggested for A: it is not drawn on the map"
    )
