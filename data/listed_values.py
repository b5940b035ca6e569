"""Lists in one cell: which of the 17 departments take part, which of the seven fields have resources.

County offices name their own bureaus (县教体局, 团县委, 市监局); each stands for its department of the Plan. One
bureau may stand for two (文物 in 文化和旅游局 is named by itself only). A bureau that is none of the
17 is told and left out; it does not reject the row.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from data.plan import load_departments, load_resources
from data.readings import CellValue, Finding, Reading, clean, is_blank, is_error, shown

LONGEST_LIST: Final = 2_000
SEPARATORS: Final = re.compile(r"[、,，;；。/|+\n\r\t ]+")
CONJUNCTIONS: Final = re.compile("以及|和|及|与|&")
NOTHING: Final = frozenset(("无", "没有", "暂无", "0", "否", "×"))
ALL: Final = re.compile(
    r"(?:全部|全体|所有)(?:\d{1,2}个?)?(?:部门|领域)?|(?:17|7|十七|七)(?:个|家|类)?(?:部门|单位|领域)(?:全部)?"
)

# Names by which a department or a field is certain, by the short name of departments, the name of resources.
DEPARTMENT_WORDS: Final[Mapping[str, str]] = {
    "教育": "教育|教育[局厅部委]|教委|教体[局委]?|教育?和?体育局|教育体育和?.*局|教科.*局|教育和?科[学技].*局|教育工委",
    "宣传": r"(?:中央|[省市县区旗]委)?宣传部?",
    "网信": r"(?:中央|[省市县区旗]委)?网信[办局]?|网络安全和信息化委员会办公室",
    "科技": r"科技[局部厅]?|科学技术[局部厅]?|(?:工信|工业)和?科技局|工信科技局|科工[信]?局|科技和?工业.*局",
    "公安": r"公安[部局厅]?|公安分局|派出所",
    "民政": r"民政[部局厅]?",
    "住建": r"住建[部局厅委]?|住房和?城乡建设[部局厅委]?|住房和?城乡建设.*局",
    "文旅": "文旅[部局厅委]?|文化和?旅游[部局厅]?|文[化体]?广.*局|文旅体?.*局|文体.*局|文化.*旅游.*局",
    "卫健": r"(?:国家)?卫健[委局]?|(?:国家)?卫生健康[委局]?(?:员会)?|卫计[委局]",
    "市场监管": r"市场监管[总]?局?|市场监督管理[总]?局?|市监局?",
    "文物": r"(?:国家)?文物[局]?",
    "消防救援": r"(?:国家)?消防(?:救援)?(?:局|大队|支队|总队|队|站|中队)?",
    "妇儿工委": r"(?:国务院)?妇儿工委办?(?:公室)?|妇女儿童工作委员会(?:办公室)?",
    "共青团": r"共青团(?:中央|委|[省市县区旗]委|委员会)?|团[省市县区旗]?委|共青团.*委员会",
    "妇联": r"(?:全国|[省市县区旗])?妇联|妇女联合会",
    "关工委": r"(?:中国)?关工委|关心下一代工作委员会",
    "科协": r"(?:中国)?科协|科学技术协会",
}
RESOURCE_WORDS: Final[Mapping[str, str]] = {
    "文化学习": "文化|文化学习类?|文化教育|文化资源",
    "体育锻炼": "体育|体育锻炼类?|体育运动|体育健康|体育资源",
    "艺术活动": "艺术|艺术活动类?|美育|艺术教育|艺术资源",
    "劳动教育": "劳动|劳动教育类?|劳动实践|劳动资源",
    "科学教育": "科学|科学教育类?|科技|科普|科技教育|科学资源",
    "社会实践": "实践|社会实践类?|社会实践活动|研学|研学实践|实践资源",
    "课后服务": "课后|课后服务类?|课后托管|课后资源",
}
PLACE: Final = r"(?:.*[省市县区旗州盟]|本级|当地|各)?"


def read_departments(cell: CellValue) -> Reading[str]:
    """Read the participating departments as the Plan's names, in its order, joined by 、."""
    departments = load_departments()
    names = dict(zip(departments["short_name"], departments["name"], strict=True))
    return _read_list(cell, names, DEPARTMENT_WORDS)


def read_resources(cell: CellValue) -> Reading[str]:
    """Read the fields of resources as the Plan's names, in its order, joined by 、."""
    names = {name: name for name in load_resources()["name"]}
    return _read_list(cell, names, RESOURCE_WORDS)


def _read_list(cell: CellValue, names: Mapping[str, str], words: Mapping[str, str]) -> Reading[str]:
    """Codes: list_item_unknown (left out), list_item_guessed, cell_formula_error."""
    text = shown(cell)[:LONGEST_LIST]
    whole = clean(text)
    if is_blank(whole) or whole in NOTHING:
        return Reading()
    if is_error(whole):
        return Reading(None, (Finding("cell_formula_error", shown(cell)),))
    if ALL.fullmatch(whole):
        listed = "、".join(names.values())
        return Reading(listed, (Finding("list_item_guessed", text, (listed,)),))
    matched: set[str] = set()
    findings: list[Finding] = []
    for item in SEPARATORS.split(re.sub(r"[(（].*?[)）]", "", text)):
        plain = re.sub("等$|等(?:部门|单位)$|\\d+个?(?:部门|单位)$", "", clean(item))
        if not is_blank(plain):
            _match_item(plain, item, names, words, matched, findings)
    return Reading(
        "、".join(name for short, name in names.items() if short in matched) or None, tuple(findings)
    )


def _match_item(
    plain: str,
    item: str,
    names: Mapping[str, str],
    words: Mapping[str, str],
    matched: set[str],
    findings: list[Finding],
) -> None:
    """Add what one item names to `matched`, and what is to be said about it to `findings`."""
    parts = [plain]
    if not _certain(plain, names, words):
        parts = [part for part in CONJUNCTIONS.split(plain) if part]
    for part in parts if all(_certain(part, names, words) for part in parts) else [plain]:
        if certain := _certain(part, names, words):
            matched.update(certain)
            continue
        guessed = [short for short in words if short[:2] in part]
        if guessed:
            matched.update(guessed)
            listed = tuple(names[short] for short in guessed)
            findings.append(Finding("list_item_guessed", item.strip(), listed))
        else:
            findings.append(Finding("list_item_unknown", item.strip()[:40], tuple(names.values())))


def _certain(item: str, names: Mapping[str, str], words: Mapping[str, str]) -> list[str]:
    exact = [short for short, name in names.items() if item in (name, short)]
    return exact or [short for short, word in words.items() if _pattern(word).fullmatch(item)]


@cache
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(f"{PLACE}(?:{word})")
