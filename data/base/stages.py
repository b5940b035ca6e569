"""The stages of an alliance, one value each, in their order: words, what offices write for them, colour.

Whatever counts, draws, reads or names stages does so from here; docs/fields-and-stages.md tells how to add one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from data.base.fields import Words
from data.base.language import LANGUAGES_KEPT, Translate


@dataclass(frozen=True)
class WithoutAlliance:
    """The sentences on counties whose stage is one without an alliance: where one stands, how many stand there."""

    headline: Words
    one: Words
    many: Words


@dataclass(frozen=True)
class Stage:
    """One stage of an alliance.

    key: its name in the store, in files for programs and in addresses. words: its name for readers; the English one
    is the template's. cell: its name in the Chinese template. meaning: what the template says of it, if it does.
    written: what offices write for it, cleaned (`data.base.cell_values.clean`), between blanks; answers: what means it
    where the column asks whether there is an alliance; part: of longer texts, as a regular expression.
    colour: by name, which `charts.palette` gives for the light and the dark scheme.
    without: the sentences of a stage that does not count as established; None for one that does.
    """

    key: str
    words: Words
    cell: str
    written: str
    colour: str
    answers: str = ""
    part: str = ""
    meaning: Words | None = None
    without: WithoutAlliance | None = None


STAGES: Final[dict[str, Stage]] = {
    stage.key: stage
    for stage in (
        Stage(
            "not_started",
            lambda _: _("not started"),
            "未启动",
            """
            未启动 尚未启动 没有启动 未开始 未开展 未建 未建立 尚未建立 尚未建 暂未建立 没有建立 未成立 尚未成立
            未组建 未挂牌 未设立 未筹建 无 没有 暂无 尚无 notstarted none
            """,
            "sand",
            answers="否 × ✗ ✘ ☒ ╳ x n no 0 false 未 未完成 待建 未建成",
            without=WithoutAlliance(
                lambda _: _("As of {date}, {county} has not started on an alliance"),
                lambda _: _("1 county has not started"),
                lambda _: _("{n} counties have not started"),
            ),
        ),
        Stage(
            "preparing",
            lambda _: _("preparing"),
            "筹建中",
            """
            筹建 筹建中 正在筹建 筹备 筹备中 正在筹备 在筹 在建 正在建 在建中 建设中 正在建设 推进中 正在推进 推进
            组建中 正在组建 建立中 正在建立 创建中 正在创建 已启动 启动 正在成立 成立中 启动筹建 inpreparation
            preparing
            """,
            "ochre",
            part="筹|在建|建设中|推进|正在|拟|计划|规划|预计|将于|待|酝酿|起草|草拟|征求意见",
            meaning=lambda _: _("the work has begun"),
            without=WithoutAlliance(
                lambda _: _("As of {date}, {county} is preparing its alliance"),
                lambda _: _("1 county is preparing"),
                lambda _: _("{n} counties are preparing"),
            ),
        ),
        Stage(
            "established",
            lambda _: _("established"),
            "已建立",
            """
            已建立 建立 已建 建成 已建成 已经建成 已经建立 已成立 成立 已经成立 已组建 组建 挂牌 已挂牌 已经挂牌
            挂牌成立 已挂牌成立 揭牌 已揭牌 已设立 设立 全面建成 已全面建成 established setup
            """,
            "sky",
            answers="是 有 已有 √ ✓ ✔ ☑ y yes 1 true 已完成 完成 已",
            part="已建|建成|建立|成立|挂牌|揭牌|设立|组建",
            meaning=lambda _: _("the county's education alliance exists"),
        ),
        Stage(
            "operating",
            lambda _: _("operating"),
            "有效运转",
            """
            有效运转 有效运行 有效运作 已有效运转 运转 运行 运转中 运行中 已运转 已运行 正常运转 正常运行 运转良好
            运行良好 良好运行 良好运转 常态化运行 常态化运转 实体化运行 已建立并有效运转 operating inoperation
            working
            """,
            "deep",
            part="运转|运行|运作",
            meaning=lambda _: _("it exists and demonstrably works"),
        ),
    )
}

RANKS: Final = {stage: rank for rank, stage in enumerate(STAGES)}

# Those with an alliance: they count as established.
ESTABLISHED_STAGES: Final = tuple(key for key, stage in STAGES.items() if stage.without is None)

STAGES_WITHOUT: Final = {key: stage.without for key, stage in STAGES.items() if stage.without is not None}

# Those that figures count one by one beside all that are established, the furthest first.
COUNTED_STAGES: Final = tuple(stage for stage in reversed(STAGES) if stage != "established")


def falls(before: str | None, after: str | None) -> bool:
    """Whether a county goes backwards: to a lower stage, or from an alliance to no stage. None: not reported."""
    if before is None:
        return False
    return before in ESTABLISHED_STAGES if after is None else RANKS[after] < RANKS[before]


@lru_cache(maxsize=LANGUAGES_KEPT)
def stage_words(_: Translate) -> Mapping[str, str]:
    """Words of the stages, and of none."""
    return {**{key: stage.words(_) for key, stage in STAGES.items()}, "": _("not reported")}
