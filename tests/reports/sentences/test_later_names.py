"""What became of a past day's counties is told beside their names of then."""

from datetime import date

from data.base.language import translator
from data.register.history import register_history
from reports.sentences.later_names import later_names

SEPTEMBER = date(2025, 9, 30)


def test_a_county_that_was_merged_says_into_which_and_since_when() -> None:
    told = later_names(SEPTEMBER, "zh", translator("zh"))
    assert told["500105"].endswith("两江新区")
    assert told["500112"].endswith("两江新区、北碚区")  # towns of it went to another district
    assert "2025" in told["500105"]
    assert "Liangjiang" in later_names(SEPTEMBER, "en", str)["500112"]
    assert "653223" not in told  # 皮山县 goes on under its name


def test_a_renamed_county_says_what_it_is_called_now() -> None:
    # 祁阳县 became 祁阳市 in 2021.
    renamed = register_history().bearer("431121", date(2020, 1, 1))
    assert renamed is not None
    assert later_names(date(2020, 1, 1), "zh", translator("zh"))["431121"].endswith("祁阳市")


def test_of_the_newest_register_nothing_is_another() -> None:
    assert later_names(None, "zh", str) == {}
    assert later_names(date(2026, 11, 30), "zh", str) == {}
