"""Areas are those of the day asked for; a county that is no more is still called what it was."""

from datetime import date

from ui.areas import area_name, find_area, path_to

BEFORE, AFTER = date(2025, 11, 5), date(2025, 11, 6)


def test_a_unit_is_an_area_of_its_own_days_by_its_name_then():
    former = find_area("500112", BEFORE)
    assert former is not None
    assert (former.name, former.level, former.province) == ("渝北区", "county", "500000")
    newest = find_area("500157", AFTER)
    assert newest is not None
    assert newest.name == "两江新区"


def test_a_county_of_another_day_is_still_called_what_it_was():
    former = find_area("500112", AFTER)
    assert former is not None
    assert former.name == "渝北区"
    assert find_area("500112") == former
    assert find_area("999999") is None
    assert find_area("100000") is None


def test_the_path_above_is_that_of_the_day():
    # 莱芜市 was a prefecture until 2018-12-26, with 莱城区.
    assert [area.code for area in path_to("371202", date(2018, 12, 1))] == ["370000", "371200", "371202"]
    assert area_name("371202", "zh", str, date(2018, 12, 1)) == "莱城区"
