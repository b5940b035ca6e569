"""The words that officials use for stages, yes and no: the certain ones, and those that only suggest."""

import re
from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Cleaned words (data.readings.clean), each certain to mean its stage.
STAGE_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "not_started": _words(
        "未启动 尚未启动 没有启动 未开始 未开展 未建 未建立 尚未建立 尚未建 暂未建立 没有建立 未成立 尚未成立 未组建 "
        "未挂牌 未设立 未筹建 无 没有 暂无 尚无 notstarted none"
    ),
    "preparing": _words(
        "筹建 筹建中 正在筹建 筹备 筹备中 正在筹备 在筹 在建 正在建 在建中 建设中 正在建设 推进中 正在推进 推进 组建中 "
        "正在组建 建立中 正在建立 创建中 正在创建 已启动 启动 正在成立 成立中 启动筹建 inpreparation preparing"
    ),
    "established": _words(
        "已建立 建立 已建 建成 已建成 已经建成 已经建立 已成立 成立 已经成立 已组建 组建 挂牌 已挂牌 已经挂牌 挂牌成立 "
        "已挂牌成立 揭牌 已揭牌 已设立 设立 全面建成 已全面建成 established setup"
    ),
    "operating": _words(
        "有效运转 有效运行 有效运作 已有效运转 运转 运行 运转中 运行中 已运转 已运行 正常运转 正常运行 运转良好 "
        "运行良好 良好运行 良好运转 常态化运行 常态化运转 实体化运行 已建立并有效运转 operating inoperation working"
    ),
}
# In a column of stages these answer another question (is there one?), so that the stage is guessed.
STAGE_GUESSES: Final[dict[str, str]] = {
    **dict.fromkeys(_words("是 有 已有 √ ✓ ✔ ☑ y yes 1 true 已完成 完成 已"), "established"),
    **dict.fromkeys(_words("否 × ✗ ✘ ☒ ╳ x n no 0 false 未 未完成 待建 未建成"), "not_started"),
}
# Parts of longer texts that point to a stage; negated parts count as not started and are cut out first.
NOT_YET: Final = re.compile(
    "(?:尚未|还未|暂未|仍未|未|没有|没)(?:正式|全面|完全)?(?:启动|开展|开始|筹建|筹备|组建|建立|建成|建设|建|成立|挂牌|揭牌|设立)+"
)
NOT_BEGUN: Final = re.compile("启动|开展|开始|筹")
STAGE_PARTS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("preparing", re.compile("筹|在建|建设中|推进|正在|拟|计划|规划|预计|将于|待|酝酿|起草|草拟|征求意见")),
    ("operating", re.compile("运转|运行|运作")),
    ("established", re.compile("已建|建成|建立|成立|挂牌|揭牌|设立|组建")),
)
CLUSTER: Final = re.compile("教育集团|集团化|集团|城乡教联体|教共体|(?<!育人)共同体")

YES: Final = frozenset(
    _words(
        "是 有 √ ✓ ✔ ☑ 对 y yes 1 t true 已 已有 具备 已具备 到位 已到位 已建立 已建 建立 已建成 已成立 成立 已设立 "
        "设立 已落实 落实 有保障 已保障 保障到位 健全 已健全 完善 已完善 已配备 已安排 已挂牌 挂牌 已明确 已组建"
    )
)
NO: Final = frozenset(
    _words(
        "否 无 × ✗ ✘ ☒ ✕ ✖ ╳ x 错 n no 0 f false 未 没有 没 不 暂无 尚无 不具备 未具备 未到位 未建立 未建 未建成 "
        "未成立 未设立 未落实 无保障 未保障 未健全 未完善 未配备 未安排 未挂牌 未明确 未组建 尚未建立 尚未成立 尚未落实"
        " 未启动"
    )
)
# Parts of longer texts that suggest an answer; no goes before yes: 正在建立 is not there yet.
NO_PARTS: Final = re.compile("未|没有|尚无|暂无|不足|不到位|缺|正在|筹|拟|计划|推进中|建设中|^无")
YES_PARTS: Final = re.compile(
    "已|设有|建有|配有|有专|中心|指导站|服务站|机构|学校|办公室|委员会|领导小组|专班|联席会议|纳入|预算|拨款"
)
# An amount of money, of people or of rooms: 50万元, 3人, 约200平方米.
AMOUNT: Final = re.compile(
    r"(?:约|共|每年|年均)?(\d+(?:\.\d+)?)(?:余|多)?(?:万|亿|千)?(?:元|人|名|个|处|间|所|场|平方米|平米|m2|㎡)?"
)
# A tick typed on a keyboard.
TYPED_TICK: Final = frozenset(("v", "ok", "o"))

WORD_STAGES: Final[dict[str, str]] = {
    word: stage for stage, words in STAGE_WORDS.items() for word in (*words, stage)
}
