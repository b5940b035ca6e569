"""Who holds each drawn shape on a day: every shape by one unit, every unit somewhere."""

from datetime import date

import pytest

from data.register.history import register_history, register_of
from geo.held_ground import SHAPES_DAY, held_ground

NEWEST = date(2026, 9, 11)
PERIODS = [None, *sorted({period.since for period in register_history().periods if period.since})]


def test_on_the_day_of_the_shapes_each_unit_has_its_own():
    ground = held_ground(SHAPES_DAY)
    assert list(ground.holdings) == register_of(SHAPES_DAY).counties["county_code"].tolist()
    assert all(
        holding.shapes == (code,) and holding.edge == "own" for code, holding in ground.holdings.items()
    )


@pytest.mark.parametrize("since", PERIODS)
def test_no_shape_is_held_twice_and_every_unit_is_somewhere(since: date | None):
    ground = held_ground(since or date(2011, 12, 31))
    assert list(ground.holdings) == ground.register.counties["county_code"].tolist()
    shapes = [shape for holding in ground.holdings.values() for shape in holding.shapes]
    assert len(shapes) == len(set(shapes))
    drawn = set(register_of(SHAPES_DAY).counties["county_code"])
    for holding in ground.holdings.values():
        assert holding.shapes or holding.inside
        assert not (holding.shapes and holding.inside)
        assert {*holding.shapes, *holding.inside} <= drawn


@pytest.mark.parametrize(
    ("day", "code", "edge", "shapes", "inside"),
    [
        (NEWEST, "500157", "union", ("500105", "500112"), ()),  # 两江新区 of 江北区 and 渝北区
        (NEWEST, "500109", "moved", ("500109",), ()),  # 北碚区: towns came and went
        (NEWEST, "653228", "point", (), ("653223",)),  # 和康县 from 皮山县
        (NEWEST, "653229", "point", (), ("653221",)),  # 和安县 from 和田县
        (NEWEST, "653132", "point", (), ("653126",)),  # 岑岭县 from 叶城县
        (NEWEST, "659013", "point", (), ("659003", "653022", "653121", "653122")),  # 草湖市 from four
        (date(2025, 11, 5), "500105", "own", ("500105",), ()),
        (date(2025, 11, 5), "500112", "own", ("500112",), ()),
        (date(2021, 3, 10), "330110", "union", ("330110", "330113"), ()),  # 余杭区 before 临平区 left it
        (date(2021, 3, 10), "330103", "point", (), ("330105",)),  # 下城区, which is 拱墅区's since
        (date(2021, 3, 10), "330104", "point", (), ("330102",)),  # 江干区, most of which is 上城区's
        (date(2015, 10, 12), "110228", "own", ("110118",), ()),  # 密云县, a district since
    ],
)
def test_units_stand_where_their_ground_is(day: date, code: str, edge: str, shapes: tuple, inside: tuple):
    holding = held_ground(day).holdings[code]
    assert (holding.edge, holding.shapes) == (edge, shapes)
    assert holding.inside[: len(inside)] == inside


def test_a_transfer_that_the_shapes_have_is_not_called_old_lines():
    # 叶枝镇 and 巴迪乡 went from 维西 to 德钦 on 2024-09-27, and are drawn there.
    assert held_ground(NEWEST).holdings["533422"].edge == "own"
    assert held_ground(NEWEST).holdings["533423"].edge == "own"
    assert held_ground(NEWEST).holdings["653101"].moved == (date(2024, 7, 24),)
