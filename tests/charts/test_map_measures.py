"""What a map shows of areas: a class only where enough reports came, in words how many there are elsewhere."""

import pandas as pd

from charts.maps.measures import draw_share, draw_verdict, share_labels
from data.figures.coverage import is_covered


def areas(*rows: tuple[str, int, int, int]) -> pd.DataFrame:
    """Give a summary. rows: code, counties, not reported, established."""
    frame = pd.DataFrame(rows, columns=["code", "counties", "not_reported", "established"])
    covered = is_covered(frame["not_reported"], frame["counties"])
    share = frame["established"] / frame["counties"]
    return frame.assign(
        reported=frame["counties"] - frame["not_reported"],
        share=share,
        covered=covered,
        share_told=share.where(covered),
    )


SUMMARY = areas(("a", 10, 2, 8), ("b", 44, 32, 5), ("c", 12, 12, 0), ("d", 10, 0, 0), ("e", 44, 32, 0))


def test_an_area_with_too_few_reports_has_the_hatch_and_no_share():
    drawn = draw_share(SUMMARY, str)
    assert drawn.classes == {"a": 4, "b": None, "c": None, "d": 0, "e": None}
    assert [entry.count for entry in drawn.legend] == [1, 0, 0, 0, 1, 0, 0]
    assert drawn.hatch_words == "Fewer than 80% reported"
    assert drawn.lines == {
        "a": "8 of 10 counties · 80.0%",
        "b": "12 of 44 reported, 5 of them established",
        "c": "Not reported",
        "d": "0 of 10 counties · 0.0%",
        "e": "12 of 44 reported, none of them established",
    }


def test_a_verdict_that_cannot_be_given_is_hatched_and_says_how_many_reported():
    judged = SUMMARY[["code"]].assign(
        verdict=["on_track", *["cannot_assess"] * 2, "off_track", "cannot_assess"]
    )
    drawn = draw_verdict(judged, SUMMARY, str)
    assert [code for code, index in drawn.classes.items() if index is None] == ["b", "c", "e"]
    assert drawn.hatch_words == "Cannot be assessed"
    assert drawn.lines["b"] == "Cannot be assessed · 12 of 44 reported, 5 of them established"


def test_the_lowest_share_is_labelled_first_and_an_area_with_too_few_reports_has_no_figure():
    names = {code: code.upper() for code in SUMMARY["code"]}
    assert share_labels(SUMMARY, names) == [
        ("d", "D", "0.0"),
        ("a", "A", "80.0"),
        ("b", "B", ""),
        ("c", "C", ""),
        ("e", "E", ""),
    ]
