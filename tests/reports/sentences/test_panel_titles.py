import pytest

from reports.sentences.findings import map_title, operating_title, ranking_title, region_of, roster_title
from tests.reports.areas import an_area, chinese, english, units

WEST = [("540000", "Xizang", 35, 74), ("630000", "Qinghai", 23, 44), ("620000", "Gansu", 53, 87)]
EAST = [("330000", "Zhejiang", 90, 90), ("440000", "Guangdong", 103, 124)]
# Enough others for three, or four, to be the lowest quarter.
OTHERS = [(f"{code}0000", f"P{code}", 90, 100) for code in (11, 12, 13, 14, 21, 22, 23, 31, 32, 34, 35)]


def areas(rows):
    frame = units(rows, "code", "label", "established", "counties")
    frame["share"] = frame["established"] / frame["counties"]
    return frame


def title(rows, level="province", _=english, lang="en") -> str:
    return map_title(areas(rows), level, _, lang)


def test_the_lowest_provinces_are_placed_when_one_region_has_them_all():
    assert title(WEST + EAST[:1] + OTHERS) == "The 3 provinces below 65% are all in the west"
    assert title(WEST + EAST[:1] + OTHERS, _=chinese, lang="zh") == "占比低于65%的3个省份都在西部"


def test_otherwise_they_are_named_or_counted():
    mixed = [("540000", "Xizang", 3, 10), ("440000", "Guangdong", 4, 10), *OTHERS]
    assert title(mixed) == "Xizang and Guangdong are below 45%"
    many = [*mixed, ("420000", "Hubei", 4, 10), ("410000", "Henan", 4, 10), *EAST]
    assert title(many) == "4 provinces are below 45%"
    assert title(many, "prefecture") == "4 prefectures are below 45%"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("330000", "Zhejiang", 90, 90), ("310000", "Shanghai", 16, 16)], "All 2 provinces are at 100%"),
        ([("330000", "Zhejiang", 0, 90), ("310000", "Shanghai", 0, 16)], "No county has an alliance yet"),
        (
            [("330000", "Zhejiang", 90, 90), ("310000", "Shanghai", 12, 16)],
            "Shanghai is lowest at 75.0%, the only one below 80%",
        ),
        (
            [(f"44{n:02}00", f"P{n}", 0, 9) for n in range(1, 9)] + EAST,
            "8 prefectures without a single alliance",
        ),
        ([(f"44{n:02}00", f"P{n}", 97, 100) for n in range(1, 9)], "P1 is lowest at 97.0%"),
    ],
)
def test_the_maps_title_fits_the_numbers(rows, sentence):
    level = "prefecture" if "prefecture" in sentence or "P1" in sentence else "province"
    assert title(rows, level) == sentence


def test_a_share_is_held_against_the_threshold_as_it_is_shown():
    # 64.96% is shown as 65.0%: a title that called it "below 65%" would contradict its own label.
    rows = [("540000", "Xizang", 6496, 10000), ("630000", "Qinghai", 40, 100), *EAST, *OTHERS]
    assert "65%" not in title(rows)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            {"achieved": 3, "on_track": 20, "at_risk": 5, "off_track": 2, "reversing": 1, "cannot_assess": 1},
            "8 provinces behind, 1 cannot be assessed",
        ),
        ({"on_track": 31, "reversing": 1}, "1 province behind the pace needed"),
        ({"on_track": 30, "cannot_assess": 2}, "None behind, 2 cannot be assessed"),
        ({"on_track": 30, "achieved": 2}, "All 32 provinces keep the pace needed"),
        ({"achieved": 32}, "All 32 provinces have reached the milestone"),
        ({"cannot_assess": 32}, "None of 32 provinces can be assessed"),
    ],
)
def test_the_rankings_title_counts_who_is_behind(counts, sentence):
    assert ranking_title(counts, "province", english) == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({"operating": 10, "established": 6}, "Every county has an alliance"),
        ({"operating": 10, "preparing": 1}, "1 county without an alliance"),
        ({"operating": 10, "preparing": 1, "not_reported": 2}, "3 counties without an alliance"),
        ({"not_reported": 2}, "No county has reported"),
    ],
)
def test_the_rosters_title_counts_who_lacks_one(counts, sentence):
    assert roster_title(counts, english) == sentence


def test_the_operating_title():
    assert operating_title(an_area(), english) == "1,306 of 2,231 alliances are operating"
    assert operating_title(an_area(operating=2231), english) == "Every alliance is operating"
    assert operating_title(an_area(established=0), english) == "No county has an alliance yet"


def test_every_reporting_province_lies_in_a_region(register_provinces):
    regions = [region_of(code) for code in register_provinces]
    assert {region: regions.count(region) for region in set(regions)} == {
        "east": 10,
        "central": 6,
        "west": 13,
        "northeast": 3,
    }
