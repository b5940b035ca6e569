"""Which rows and particulars the store takes, and the sentence for those it does not."""

from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest

from data.base.errors import InvalidBatch, UnknownCodes
from data.store.batch import check_particulars, checked_rows
from tests.data.batches import KNOWN_CODES, a_batch, save, some_rows


def checked(rows: pd.DataFrame) -> pd.DataFrame:
    return checked_rows(rows, as_of=date(2025, 12, 31), known_codes=KNOWN_CODES)


def test_unknown_codes_are_named_five_at_most_and_counted(store):
    codes = dict.fromkeys(["110101", *(f"99000{number}" for number in range(1, 8))], "preparing")
    with pytest.raises(UnknownCodes) as raised:
        save(store, some_rows(codes))
    assert raised.value.what == (
        "The register has no county with the code 990001, 990002, 990003, 990004, 990005 and 2 more (7 in all)."
    )
    assert "counties.csv" in raised.value.remedy
    assert store.revision() == 0
    assert store.batches().empty


def test_one_bad_batch_of_several_keeps_all_out(store):
    with pytest.raises(UnknownCodes):
        store.commit_batches([a_batch(), a_batch(some_rows({"990001": None}))], expected_revision=0)
    assert store.batches().empty


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"county_code": []}, "The batch has no rows."),
        ({"county_code": ["110101"]}, "The batch lacks the column stage."),
        ({"stage": ["preparing"]}, "The batch lacks the column county_code."),
        (
            {"county_code": ["110101"], "stage": [None], "saved_at": [1]},
            "The store knows no report column saved_at.",
        ),
        (
            {"county_code": [110101], "stage": [None]},
            "The column county_code must hold text, not integer values.",
        ),
        ({"county_code": ["110101", None], "stage": [None, None]}, "1 of 2 rows have no county code."),
        ({"county_code": ["110101"], "stage": ["已建立"]}, "The store knows no stage 已建立."),
        (
            {"county_code": ["110101", "110101"], "stage": ["preparing", "established"]},
            "The batch has two rows for the same county and date: 110101.",
        ),
    ],
)
def test_rows_that_cannot_be_saved(columns, sentence):
    with pytest.raises(InvalidBatch) as raised:
        checked(pd.DataFrame(columns))
    assert raised.value.what == sentence
    assert raised.value.remedy


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("established_on", "2025-03-12", "must hold dates, not string values."),
        ("established_on", 45717, "must hold dates, not integer values."),
        ("as_of", True, "must hold dates, not boolean values."),
        ("funding", "是", "must hold True or False, not string values."),
        ("venues", 1, "must hold True or False, not integer values."),
        ("schools_total", "12", "must hold whole numbers, not string values."),
        ("schools_total", 12.5, "must hold whole numbers, not fractions."),
        ("schools_covered", -1, "must hold whole numbers, not negative ones."),
        ("schools_covered", True, "must hold whole numbers, not boolean values."),
        ("remark", 12, "must hold text, not integer values."),
        ("remark", "a\x00b", "must hold text, without the character NUL and without broken ones."),
        ("remark", "a\ud800", "must hold text, without the character NUL and without broken ones."),
    ],
)
def test_values_of_the_wrong_kind_are_refused_not_guessed(column, value, sentence):
    with pytest.raises(InvalidBatch) as raised:
        checked(some_rows({"110101": None}, **{column: pd.Series([value], dtype=object)}))
    assert raised.value.what == f"The column {column} {sentence}"


@pytest.mark.parametrize(
    ("column", "values", "expected"),
    [
        ("established_on", pd.to_datetime(["2025-03-12", None]), [pd.Timestamp("2025-03-12"), pd.NaT]),
        ("established_on", [date(2025, 3, 12), None], [pd.Timestamp("2025-03-12"), pd.NaT]),
        (
            "established_on",
            [datetime(2025, 3, 12, 23, tzinfo=UTC), None],
            [pd.Timestamp("2025-03-12"), pd.NaT],
        ),
        ("schools_total", [12.0, np.nan], [12, pd.NA]),
        ("schools_total", np.array([12, 13], dtype="int32"), [12, 13]),
        ("funding", np.array([True, False]), [True, False]),
        ("funding", [np.nan, np.nan], [pd.NA, pd.NA]),
    ],
)
def test_the_ways_in_which_pandas_holds_a_value_are_taken(column, values, expected):
    found = checked(some_rows({"110101": None, "110102": None}, **{column: values}))[column]
    assert found.astype("object").where(found.notna(), None).tolist() == [
        None if pd.isna(value) else value for value in expected
    ]


def test_two_dates_of_one_county_are_two_reports():
    rows = pd.DataFrame(
        {
            "county_code": ["110101"] * 2,
            "stage": ["preparing"] * 2,
            "as_of": [date(2025, 6, 30), date(2025, 7, 31)],
        }
    )
    assert len(checked(rows)) == 2


def test_the_index_of_the_given_rows_does_not_matter():
    rows = some_rows(funding=[True, False])
    rows.index = pd.Index([7, 7])
    assert checked(rows)["funding"].tolist() == [True, False]


@pytest.mark.parametrize(
    ("particulars", "sentence"),
    [
        ({"kind": "import"}, 'The store knows no kind of batch "import".'),
        ({"by": " "}, "Nobody is named as the author."),
        ({"at": datetime(2026, 1, 1)}, "The time 2026-01-01 00:00:00 has no time zone."),  # noqa: DTZ001
        ({"file_sha256": "ABC"}, '"ABC" is not a SHA-256 checksum.'),
        ({"note": "a\x00"}, "The note holds broken characters."),
        ({"file_name": "\ud800.xlsx"}, "The file name holds broken characters."),
    ],
)
def test_particulars_that_cannot_be_saved(particulars, sentence):
    with pytest.raises(InvalidBatch) as raised:
        check_particulars(a_batch(**particulars))
    assert raised.value.what == sentence
    assert raised.value.remedy
