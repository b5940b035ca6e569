from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from charts.palette import VERDICTS
from charts.plots import TALLEST_ROW
from charts.ranking.figure import ROW_HEIGHT, ranking_figure, ranking_height
from charts.ranking.layout import RankingLayout, place_heads, ranking_frame, ranking_layout, verdict_counts
from tests.charts.looks import DARK_EN, LIGHT_EN, LIGHT_ZH, texts, trace
from tests.data.factories import a_milestone

MILESTONES = [a_milestone(date(2025, 12, 31), 0.5, "half"), a_milestone(date(2027, 12, 31), 1.0, "all")]
# code, label, established, counties, not reported, verdict
AREAS = [
    ("110000", "Beijing", 16, 16, 0, "achieved"),
    ("440000", "Guangdong", 103, 124, 3, "on_track"),
    ("540000", "Xizang", 35, 74, 17, "cannot_assess"),
    ("630000", "Qinghai", 23, 44, 1, "off_track"),
    ("460000", "Hainan", 19, 26, 1, "reversing"),
    ("660000", "XPCC", 9, 12, 0, "at_risk"),
]


def a_ranking(areas=AREAS, own=None) -> pd.DataFrame:
    frame = pd.DataFrame(
        areas, columns=["code", "label", "established", "counties", "not_reported", "verdict"]
    )
    frame["share"] = frame["established"] / frame["counties"]
    frame["needed_pace"] = 1.5
    frame["observed_pace"] = 1.2
    frame["projected_on"] = pd.Timestamp("2027-10-15")
    judged = frame[["code", "needed_pace", "observed_pace", "verdict", "projected_on"]]
    return ranking_frame(frame.drop(columns="verdict"), judged, frame[["code", "label"]], own)


def a_layout(frame=None, *, look=LIGHT_EN, path=0.708, as_of=date(2026, 10, 31)) -> RankingLayout:
    frame = a_ranking() if frame is None else frame
    return ranking_layout(frame, milestones=MILESTONES, path_share=path, as_of=as_of, look=look)


def a_figure(frame=None, *, look=LIGHT_EN, **more):
    shown = a_layout(frame, look=look, **more)
    return ranking_figure(shown, look=look, height=ranking_height(len(shown.rows), 644))


def test_areas_are_ranked_by_share_and_equals_by_code():
    frame = a_ranking([*AREAS, ("120000", "Tianjin", 16, 16, 0, "achieved")])
    assert list(frame["label"][:3]) == ["Beijing", "Tianjin", "Guangdong"]
    assert frame["share"].is_monotonic_decreasing


def test_an_area_that_the_figures_lack_shows_as_missing_and_none_is_invented():
    labels = pd.DataFrame({"code": ["110000", "999999"], "label": ["Beijing", "Nowhere"]})
    counted = a_ranking()
    joined = ranking_frame(counted, counted, labels)
    assert list(joined["code"]) == ["110000", "999999"]
    assert joined["share"].isna().tolist() == [False, True]


def test_bar_mark_and_number_say_the_same_share():
    figure = a_figure()
    shares = [16 / 16, 103 / 124, 9 / 12, 19 / 26, 23 / 44, 35 / 74]
    assert list(trace(figure, "bars").x) == shares
    assert list(trace(figure, "marks").x) == shares
    assert list(trace(figure, "shares").text) == ["100.0", "83.1", "75.0", "73.1", "52.3", "47.3"]


@pytest.mark.parametrize("look", [LIGHT_EN, DARK_EN])
def test_marks_are_the_verdicts_shapes_in_the_palettes_colours(look):
    marks = trace(a_figure(look=look), "marks").marker
    verdicts = look.palette.verdicts
    assert list(marks.symbol) == ["diamond", "circle", "triangle-up", "x-thin", "triangle-down", "circle"]
    assert marks.color[0] == verdicts["achieved"].fill
    assert marks.color[4] == verdicts["off_track"].fill
    assert (marks.color[5], marks.line.color[5]) == (look.palette.paper, verdicts["cannot_assess"].outline)


def test_who_is_behind_is_in_bold_and_who_cannot_be_assessed_is_not():
    names = a_figure().layout.yaxis.ticktext
    bold = [name for name in names if name.startswith("<b>")]
    assert bold == ["<b>XPCC</b>", "<b>Hainan</b>", "<b>Qinghai</b>"]


def test_hover_gives_the_exact_numbers():
    hover = trace(a_figure(), "rows").hovertext
    assert "103 of 124 counties: 83.1%" in hover[1]
    assert "1.5 a month needed, 1.2 seen" in hover[1]
    assert "Expected Oct 2027" in hover[1]
    assert "Not reported: 17" in hover[5]
    assert "Expected" not in hover[0]
    assert "124个县中已建立103个，占83.1%" in trace(a_figure(look=LIGHT_ZH), "rows").hovertext[1]


def test_milestones_and_the_path_are_lines_with_labels():
    figure = a_figure()
    assert sorted(line.x0 for line in figure.layout.shapes) == [0.5, 0.708, 1.0]
    assert texts(figure) == [
        "50%|||end of 2025 (past)",
        "100%|||end of 2027",
        "70.8%|||path to date",
    ]
    assert texts(a_figure(look=LIGHT_ZH))[0] == "50%|||2025年底（已过）"


@pytest.mark.parametrize("path", [0.02, 0.3, 0.49, 0.52, 0.6, 0.75, 0.9, 0.97])
def test_the_paths_label_never_touches_a_milestones(path):
    figure = a_figure(path=path)
    # px of a share on a panel of usual width, and of a label, as the figure's own estimate has them
    room = figure.layout.margin.l
    scale = (470 - room) / figure.layout.xaxis.range[1]
    spans = []
    for note in figure.layout.annotations:
        lines = note.text.replace("</span>", "").split("<br>")
        width = max(len(line.split(">")[-1]) for line in lines) * 6.5
        start = note.x * scale - {"left": 0, "center": width / 2, "right": width}[note.xanchor]
        spans.append((start, start + width))
    spans.sort()
    assert all(end <= start for (_s, end), (start, _e) in pairwise(spans))


def test_no_path_no_line_and_a_path_that_is_at_a_milestone_is_drawn_once():
    assert len(a_figure(path=None).layout.shapes) == 2
    assert len(a_figure(path=0.5, as_of=date(2025, 12, 31)).layout.shapes) == 2


def test_a_provinces_own_milestone_is_a_tick_in_its_row():
    own = pd.DataFrame({"code": ["440000"], "own_share": [0.9]})
    ticks = trace(a_figure(a_ranking(own=own)), "own milestones")
    assert (list(ticks.x), list(ticks.y)) == ([0.9], [1])
    assert ticks.marker.line.color == LIGHT_EN.palette.accent
    assert "own milestones" not in [one.name for one in a_figure().data]


def test_a_long_name_is_cut_and_whole_on_hover():
    long_name = "Changjiang Li Autonomous County"
    figure = a_figure(a_ranking([("469026", long_name, 1, 1, 0, "achieved")]))
    assert figure.layout.yaxis.ticktext[0].endswith("…")
    assert long_name in trace(figure, "rows").hovertext[0]


def test_verdicts_are_counted_in_their_order_with_zeros():
    counts = verdict_counts(pd.DataFrame({"verdict": ["on_track", "reversing", "on_track"]}))
    assert list(counts) == list(VERDICTS)
    assert counts == dict.fromkeys(VERDICTS, 0) | {"on_track": 2, "reversing": 1}


def test_rows_stretch_to_fill_but_only_so_far():
    assert ranking_height(32, 644) == 644
    assert ranking_height(100, 644) == round(48 + 100 * ROW_HEIGHT)
    assert ranking_height(1, 644) == round(48 + TALLEST_ROW)


def test_nothing_of_the_figure_asks_for_another_host():
    text = a_figure().to_json()
    assert "http" not in text


def test_the_milestone_that_judges_a_province_of_its_own_is_its_tick():
    frame = a_ranking().drop(columns="own_share")
    judged = frame[["code", "needed_pace", "observed_pace", "verdict", "projected_on"]].assign(
        milestone_own=frame["code"] == "440000", milestone_share=0.9
    )
    ranked = ranking_frame(frame, judged, frame[["code", "label"]])
    assert ranked.set_index("code")["own_share"].dropna().to_dict() == {"440000": 0.9}


def placed_at(shown: RankingLayout, **widths: float):
    """Place heads where 100% are 200 px; a label is `words` wide with its words and `number` without."""

    def width(lines) -> float:
        return widths["words" if len(lines) == 2 else "number"]

    return place_heads(shown.heads, at=lambda share: share * 200, width=width, gap=4, room=(-50, 280))


def test_labels_lean_away_from_the_path_and_none_touches_another():
    placed = placed_at(a_layout(path=0.3, as_of=date(2025, 6, 30)), words=70, number=20)
    told = [(one.head.number, one.lean, len(one.lines)) for one in placed]
    assert told == [("50%", "start", 2), ("100%", "start", 2), ("30.0%", "middle", 2)]
    spans = sorted((one.start, one.end) for one in placed)
    assert all(end + 4 <= start for (_start, end), (start, _end) in pairwise(spans))


def test_a_label_without_room_goes_without_its_words_and_at_last_altogether():
    crowded = placed_at(a_layout(path=0.55), words=100, number=15)
    ends = [("50%", "end of 2025 (past)"), ("100%", "end of 2027")]
    assert [one.lines for one in crowded] == [*ends, ("55.0%",)]
    full = placed_at(a_layout(path=0.55), words=300, number=300)
    assert [one.lines for one in full] == [ends[0], (), ()]


def test_rows_are_parted_in_columns_of_one_depth():
    assert [len(column) for column in a_layout().columns(4)] == [2, 2, 2]
    assert [len(column) for column in a_layout().columns(1)] == [6]
    assert a_layout(a_ranking().head(0)).columns(2) == []
