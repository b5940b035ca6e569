"""A running dashboard takes up the editions of the register that an operator commits or takes back."""

from datetime import UTC, date, datetime

import pytest

from data.base.signatures import Signature
from data.register.editions import EditionFolder, NewNames, Prepared
from data.register.history import register_history, register_of, use_editions
from data.register.replay import Announced
from geo.assets import asset_name, asset_units
from ui import queries

NEW = Announced("2027-01-01", "set_up", {}, {"653133": "新湖县"}, (), "", "公告", "read", "")
SIGNED = Signature("王芳", datetime(2026, 11, 30, tzinfo=UTC), "command line")


@pytest.fixture
def folder(tmp_path):
    yield EditionFolder(tmp_path / "register")
    use_editions([])
    queries._taken_up.stamp = None


def test_an_edition_is_taken_up_and_taken_back_with_the_next_look(folder):
    before = register_history()
    queries.take_up_editions(folder)
    assert register_history() is before
    folder.commit(Prepared((NEW,), NewNames(), "变更.csv", ""), SIGNED, "新一版")
    queries.take_up_editions(folder)
    taken_up = register_history()
    assert "653133" in queries.counties()["county_code"].tolist()
    assert "653133" not in queries.counties(date(2026, 12, 31))["county_code"].tolist()
    queries.take_up_editions(folder)
    assert register_history() is taken_up
    folder.take_back(1, SIGNED, "误")
    queries.take_up_editions(folder)
    assert "653133" not in register_of(None).counties["county_code"].tolist()


def test_the_map_draws_a_new_unit_of_unknown_origin_as_a_point_in_its_prefecture(folder):
    folder.commit(Prepared((NEW,), NewNames(), "变更.csv", ""), SIGNED, "")
    queries.take_up_editions(folder)
    name = asset_name("650000", None)
    assert name == "650000-2027-01-01"
    assert "653133" in asset_units(name)
