"""Lines of labels above a table: who filled it in, when, in what unit. They belong to no header.

填报单位（盖章）：浙江省教育厅 | 数据截至：2026年9月30日, in one cell or several, with a colon or without one.
"""

import re
from collections.abc import Sequence
from typing import Final

# What such a line names. As a header the same words stand alone, among headers that no such line has.
LABEL: Final = re.compile(
    r"(?:填[报表写]|制表|编制|报送|上报|申报|报告|报表|统计|数据|主管|牵头|责任|审[核批签]|复核|签[发批字]|批准|经办|"
    r"联系|负责|分管|单位|部门|机构|行业|计量|金额|人数|日期|时间|时点|截[至止]|年[度份]|月份|期[间次别]|有效期|表号|编号|"
    r"文号|批号|备案|密级|页[码次]|第.{1,4}页|共.{1,4}页|地区|区域|省份|地市|市州|电话|手机|传真|邮[箱编]|地址|网址|盖章|"
    r"公章|签章|签名|附件|制定|版本|"
    r"prepared|reviewed|approved|filled|reported|date|period|unit|asof|contact|phone|tel|page|formno)",
    re.IGNORECASE,
)
STAMP: Final = re.compile(r"[(\[【〔](?:单位|部门)?(?:盖章|公章|签章|签字|印章|章)[)\]】〕]")
COLON_VALUE: Final = re.compile(r"(?P<label>[^:：]{1,24})[:：](?P<value>.*)")
# What explains a header after a colon: 经费：是/否, 建立日期：年月日, 学校：所.
EXPLANATION: Final = re.compile(r"[^\d]*(?:[/、]|或|年月日?)[^\d]*|[所个家人处元%]|万元|单选|多选|必填|选填")
DAY: Final = re.compile(
    r"(?:20\d\d|二[〇零○0][一二三四五六七八九〇零○]{2})"
    r"(?:[-./]\d{1,2}(?:[-./]\d{1,2})?|年(?:度|底|末|第?[一二三四1-4]季度|上半年|下半年|"
    r"[\d一二三四五六七八九十]{1,3}月(?:份|底|末|[\d一二三四五六七八九十]{1,3}[日号])?)?)"
    r"(?:00:00:00|T00:00:00)?"
)
DAY_LABEL: Final = re.compile(r".{0,10}(?:截[至止]|日期|时间|时点|于|到|asof|date).{0,4}", re.IGNORECASE)
# An open label, such as 数据截至日期.
LONGEST_OPEN: Final = 6
OFFICE: Final = re.compile(
    r".{2,}(?:教育[厅局委部]|教体局|教科[体]?局|教委|体育局|[厅局委]|委员会|人民政府|办公室|工作专班|教育集团)(?:[(].{1,10}[)])?"
)
TITLE: Final = re.compile(r".{4,}(?:表|台账|清单|名册|汇总|目录)(?:[(].{1,20}[)])?|附件\d{0,2}|表\d{1,2}")
BRACKETS: Final = re.compile(r"[(\[【〔](.*)[)\]】〕]")


def is_label_line(texts: Sequence[str]) -> bool:
    """Whether the texts of a row (`plain_text`, none blank) are labels and what belongs to them, and none a header."""
    kinds = [_kind(text) for text in texts]
    if "label" not in kinds and "day" not in kinds:
        return False
    for place, kind in enumerate(kinds):
        before = kinds[place - 1] if place else "title"
        after = kinds[place + 1] if place + 1 < len(kinds) else "title"
        awaited = before == "open" or (place > 0 and texts[place - 1].endswith(":"))
        # A word that may be a header as well is a label only where a value follows.
        if (kind is None and not awaited) or (kind == "open" and after in {"open", "label", "title"}):
            return False
        if kind == "day" and before == "day":  # headers of months
            return False
    return True


def _kind(text: str) -> str | None:
    """Say what a text is: a label, an open one (its value stands beside it), a day, an office, a title, or None."""
    if inner := BRACKETS.fullmatch(text):
        text = inner[1]
    if pair := COLON_VALUE.fullmatch(text):
        return "label" if _is_label(pair["label"], pair["value"]) else None
    if STAMP.search(text) and LABEL.search(text):
        return "label"
    for kind, pattern in (("day", DAY), ("office", OFFICE), ("title", TITLE)):
        if pattern.fullmatch(text):
            return kind
    day = DAY.search(text)
    if day and day.end() == len(text) and DAY_LABEL.fullmatch(text[: day.start()]):
        return "label"
    return "open" if LABEL.search(text) and len(text) <= LONGEST_OPEN else None


def _is_label(before: str, value: str) -> bool:
    """Whether what stands before a colon, and behind it, is a label with its value (none yet is one too)."""
    named = LABEL.search(before) is not None
    if not value or (EXPLANATION.fullmatch(value) and not before.endswith("单位")):
        return named and not value
    return named or any(pattern.fullmatch(value) for pattern in (DAY, OFFICE))
