"""What counts nowhere is listed with its reason and the name of its own day."""

from datetime import date

from data.base.language import translator
from data.figures.unit_reports import NOT_COUNTED, reports_not_counted
from reports.sentences.not_counted import not_counted_in_words, why_not_counted
from tests.data.factories import a_report, some_reports, unit_reports

DAY = date(2026, 9, 30)


def test_every_reason_has_its_words():
    assert list(why_not_counted(str)) == list(NOT_COUNTED)


def test_the_district_that_was_merged_is_named_as_it_was():
    reports = some_reports(
        a_report("500105", date(2025, 6, 30), "established"),
        a_report("500105", DAY, "operating"),
        a_report("999999", DAY, "preparing"),
        a_report("653228", DAY, "preparing"),
    )
    listed = reports_not_counted(unit_reports(reports), as_of=DAY)
    rows = not_counted_in_words(listed, "en", translator("en"))
    assert rows[["county_code", "reason"]].to_numpy().tolist() == [
        ["999999", "unknown_code"],
        ["500105", "after_end"],
        ["500105", "ended"],
    ]
    assert rows["county"].tolist()[1:] == ["Jiangbei District"] * 2
    assert rows["county"].isna().tolist() == [True, False, False]
    assert rows["why"].tolist()[1] == "The county had ended before the day that the report describes"


def test_nothing_to_list_gives_no_rows():
    listed = reports_not_counted(unit_reports(some_reports(a_report("653228", DAY))), as_of=DAY)
    assert not_counted_in_words(listed, "zh", translator("zh")).empty
