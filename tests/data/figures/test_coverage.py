"""What is told of an area from which too few reports came."""

import pandas as pd

from data.figures.coverage import OF_ALL_COUNTIES, covered_first, is_covered, only_told


def test_a_fifth_not_reported_is_covered_and_one_more_is_not():
    assert is_covered(2, 10)
    assert not is_covered(3, 10)
    assert is_covered(pd.Series([2, 3]), pd.Series([10, 10])).tolist() == [True, False]


def test_what_speaks_of_all_counties_is_blank_and_counts_stay():
    frame = pd.DataFrame(
        {"code": ["a", "b"], "covered": [False, True], "established": [5, 6]}
        | dict.fromkeys(OF_ALL_COUNTIES, 1)
    )
    told = only_told(frame)
    assert told.loc[0, list(OF_ALL_COUNTIES)].isna().all()
    assert told.loc[1, list(OF_ALL_COUNTIES)].eq(1).all()
    assert told["established"].tolist() == [5, 6]
    assert frame.loc[0, "share"] == 1


def test_areas_that_are_not_covered_come_last_in_their_order():
    frame = pd.DataFrame({"code": ["a", "b", "c", "d"], "covered": [False, True, False, True]})
    assert "".join(covered_first(frame)["code"]) == "bdac"
