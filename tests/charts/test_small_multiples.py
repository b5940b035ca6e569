"""The small figure of one area: what it draws, where, and that its words are large enough."""

from datetime import date

import pytest
from defusedxml import ElementTree

from charts.small_figures import COURSE_HEIGHT, COURSE_WIDTH, Axes, Course, course_svg
from charts.theme import FLOOR_SIZE
from tests.charts.looks import LIGHT_EN
from tests.data.factories import a_milestone

SVG = "{http://www.w3.org/2000/svg}"
HALF, ALL = a_milestone(date(2025, 12, 31), 0.5), a_milestone(date(2027, 12, 31), 1.0)
PATH = [(date(2024, 11, 1), 0.0), (HALF.on, 0.5), (ALL.on, 1.0)]
AXES = Axes(PATH, [HALF, ALL], ALL.on)
POINTS = [(date(2024, 11, 30), 0.0), (date(2025, 12, 31), 0.4), (date(2026, 10, 31), 0.7)]


def drawn(course: Course, own=(), axes: Axes = AXES):
    return ElementTree.fromstring(course_svg(course, axes, LIGHT_EN, own))


def lines(root, colour: str) -> list[str]:
    return [path.get("d") for path in root.findall(f"{SVG}path") if path.get("stroke") == colour]


def a_course(projected_on: date | None = date(2027, 9, 30), verdict: str = "on_track") -> Course:
    return Course(POINTS, verdict, 1.0, projected_on)


def test_the_axes_are_the_same_for_every_area():
    assert AXES.x(date(2024, 11, 1)) < AXES.x(HALF.on) < AXES.x(ALL.on) <= COURSE_WIDTH
    assert 0 < AXES.y(1.0) < AXES.y(0.5) < AXES.y(0.0) < COURSE_HEIGHT


def test_milestones_and_years_are_labelled_in_type_that_can_be_read():
    root = drawn(a_course())
    assert [text.text for text in root.findall(f"{SVG}text")] == ["2025", "2026", "2027", "50%", "100%"]
    assert float(root.get("font-size")) >= FLOOR_SIZE
    days = [str(AXES.x(HALF.on)), str(AXES.x(ALL.on))]
    assert [line[1:].split(" ")[0] for line in lines(root, LIGHT_EN.palette.ink)] == days


def test_the_path_is_dashed_through_the_plans_corners():
    (path,) = lines(drawn(a_course()), LIGHT_EN.palette.muted)
    assert path == "M" + "L".join(f"{AXES.x(day)} {AXES.y(share)}" for day, share in PATH)


def test_the_line_ends_in_the_mark_of_the_verdict_and_goes_on_dotted():
    root = drawn(a_course(verdict="at_risk"))
    actual, way_on = lines(root, LIGHT_EN.palette.accent)
    assert actual.endswith(f"{AXES.x(POINTS[-1][0])} {AXES.y(0.7)}")
    assert way_on.endswith(f"{AXES.x(date(2027, 9, 30))} {AXES.y(1.0)}")
    (mark,) = root.findall(f"{SVG}g")
    assert mark.find(f"{SVG}svg/{SVG}path").get("fill") == LIGHT_EN.palette.verdicts["at_risk"].fill


def test_a_way_beyond_the_axes_is_cut_off_on_its_slope():
    _actual, way_on = lines(drawn(a_course(date(2029, 2, 28))), LIGHT_EN.palette.accent)
    at, level = way_on.split("L")[1].split(" ")
    assert float(at) == AXES.x(ALL.on)
    # Half of the 28 months to the milestone: half of the way from 0.7 to 1.
    assert float(level) == pytest.approx(AXES.y(0.85), abs=0.5)


@pytest.mark.parametrize("projected_on", [None, POINTS[-1][0]])
def test_without_a_day_ahead_nothing_goes_on(projected_on: date | None):
    assert len(lines(drawn(a_course(projected_on)), LIGHT_EN.palette.accent)) == 1


def test_after_the_last_milestone_the_line_stays_on_the_axes():
    course = Course([*POINTS, (date(2028, 3, 31), 0.9)], "off_track", 1.0, date(2028, 9, 30))
    (actual,) = lines(drawn(course), LIGHT_EN.palette.accent)
    assert actual.endswith(f"{AXES.x(ALL.on)} {AXES.y(0.9)}")


def test_an_own_milestone_is_a_tick_in_accent():
    own = a_milestone(date(2026, 12, 31), 0.9)
    tick = lines(drawn(a_course(None), [own]), LIGHT_EN.palette.accent)[0]
    assert tick.startswith(f"M{AXES.x(own.on)} ")


def test_an_area_without_points_is_its_axes():
    assert lines(drawn(Course([], "cannot_assess", 1.0, None)), LIGHT_EN.palette.accent) == []
