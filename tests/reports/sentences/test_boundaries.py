"""What is said of units whose boundary nobody published."""

from datetime import date

import pytest

from data.base.language import translator
from reports.sentences.boundaries import boundary_note

NEWEST = date(2026, 9, 11)
LIANGJIANG = (
    "界线未公布：以江北区、渝北区的图形合并表示。2025年11月6日与其他单位之间划转的区域未作区分。"
    "因此图上面积大于公布面积：1,677平方千米，公布约1,360平方千米。"
)


@pytest.mark.parametrize(
    ("code", "day", "said"),
    [
        (
            "500157",
            NEWEST,
            LIANGJIANG,
        ),
        ("653228", NEWEST, "界线未公布：以皮山县范围内的一点表示。"),
        ("659013", None, "界线未公布：以图木舒克市、阿克陶县、疏附县、疏勒县范围内的一点表示。"),
        ("500109", NEWEST, "地图上为2025年11月6日区域划转之前的界线：调整后的界线未公布。"),
        ("500105", date(2025, 11, 5), ""),
        ("500105", NEWEST, ""),
        ("110101", NEWEST, ""),
    ],
)
def test_what_is_not_published_is_said(code: str, day: date | None, said: str):
    assert boundary_note(code, day, "zh", translator("zh")) == said


def test_it_is_said_in_english_too():
    assert boundary_note("653228", NEWEST, "en", translator("en")) == (
        "The boundary is not published: a point stands for it, on the ground of Pishan County."
    )
