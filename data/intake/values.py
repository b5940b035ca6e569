"""Stages, yes and no, counts, texts and lists as offices write them; nothing here ever raises.

Each function takes a cell and gives a `Reading`: certain words come back without a finding, what is guessed
comes back with one, and what cannot be read comes back as None with one. A blank cell is None without a
finding: it means *not reported*, never "no". Lists are in `data.intake.values`, days in `data.intake.written_dates`.

County offices name their own bureaus (县教体局, 团县委, 市监局); each stands for its department of the Plan. One
bureau may stand for two (文物 in 文化和旅游局 is named by itself only). A bureau that is none of the
17 is told and left out; it does not reject the row.
"""

import math
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from data.base.cell_values import CellValue, Finding, Reading, clean, is_blank, is_error, read_numeral, shown
from data.base.fields import MOST_SCHOOLS, SEPARATOR
from data.base.stages import ESTABLISHED_STAGES, STAGES, STAGES_WITHOUT
from data.plan.duties import load_departments, load_resources


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# The stage of each cleaned word (data.base.cell_values.clean) that is certain.
WORD_STAGES: Final[dict[str, str]] = {
    word: key for key, stage in STAGES.items() for word in (*_words(stage.written), key)
}

# In a column of stages these answer another question (is there one?), so that the stage is guessed.
STAGE_GUESSES: Final[dict[str, str]] = {
    word: key for key, stage in STAGES.items() for word in _words(stage.answers)
}

# Parts of longer texts that point to a stage, those of alliances last, the furthest of them first; negated parts count
# as not started and are cut out before.
NOT_YET: Final = re.compile(
    "(?:尚未|还未|暂未|仍未|未|没有|没)(?:正式|全面|完全)?(?:启动|开展|开始|筹建|筹备|组建|建立|建成|建设|建|成立|挂牌|揭牌|设立)+"
)

NOT_BEGUN: Final = re.compile("启动|开展|开始|筹")

STAGE_PARTS: Final = {
    key: re.compile(part)
    for key in (*STAGES_WITHOUT, *reversed(ESTABLISHED_STAGES))
    if (part := STAGES[key].part)
}

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


# Longer than any document number or link; a cell of Excel holds up to 32,767.
LONGEST_TEXT: Final = 2_000


COUNT_UNITS: Final = re.compile("(?:所学校|所|个|家|校|间|座|schools?)$")

COUNT_ABOUT: Final = re.compile(
    "^(?:约|大约|近|超过|超|共|共计|合计|逾)|(?:余|多|左右|以上)(?=所|个|家|校|间|座|$)|\\+$"
)


# A formula that the program has left as its text: a picture in a cell (=DISPIMG("ID_…",1) of WPS).
FORMULA_AS_TEXT: Final = re.compile(r"=\s*@?[A-Za-z_][\w.]*\(.*", re.DOTALL)

# What programs write into a cell where they have nothing.
PROGRAMS_NOTHING: Final = frozenset(("nan", "nat", "none", "null", "<na>", "undefined"))


def read_stage(cell: CellValue) -> Reading[str]:
    """Read a stage, one of data.base.stages.STAGES. Codes: stage_unknown, stage_guessed, cell_formula_error."""
    text = clean(cell).removesuffix(".0")
    if is_blank(text):
        return Reading()
    if stage := WORD_STAGES.get(text.strip("。.;")):
        return Reading(stage)
    if is_error(text):
        return _nothing("cell_formula_error", cell)
    if stage := STAGE_GUESSES.get(text):
        return Reading(stage, (Finding("stage_guessed", shown(cell), expected=(stage,)),))
    denied = NOT_YET.search(text)
    remaining = NOT_YET.sub("", text)
    pointed = [stage for stage, part in STAGE_PARTS.items() if part.search(remaining)]
    if all(stage in ESTABLISHED_STAGES for stage in pointed):
        pointed = pointed[:1]
    begun = len(pointed) == 1 and pointed[0] in STAGES_WITHOUT
    if denied and (not begun or NOT_BEGUN.search(denied[0])):  # 尚未成立，正在筹备 is in preparation
        pointed.insert(0, "not_started")
    if len(pointed) == 1:
        return Reading(pointed[0], (Finding("stage_guessed", shown(cell), expected=(pointed[0],)),))
    return Reading(None, (Finding("stage_unknown", shown(cell), tuple(STAGES), tuple(pointed)),))


def read_yes_no(cell: CellValue) -> Reading[bool]:
    """Read yes or no. Codes: yes_no_unknown, yes_no_guessed, cell_formula_error."""
    text = clean(cell).removesuffix(".0")
    if is_blank(text):
        return Reading()
    if text in YES:
        return Reading(value=True)
    if text in NO:
        return Reading(value=False)
    if is_error(text):
        return _nothing("cell_formula_error", cell)
    answer: bool | None = None
    if amount := AMOUNT.fullmatch(text):
        answer = float(amount[1]) > 0
    elif NO_PARTS.search(text):
        answer = False
    elif text in TYPED_TICK or YES_PARTS.search(text):
        answer = True
    if answer is None:
        return Reading(None, (Finding("yes_no_unknown", shown(cell), ("yes", "no")),))
    return Reading(answer, (Finding("yes_no_guessed", shown(cell), ("yes" if answer else "no",)),))


def read_count(cell: CellValue, most: int = MOST_SCHOOLS) -> Reading[int]:
    """Read a number of schools or the like, a whole one from 0 to `most`.

    Codes: count_unreadable, count_not_whole, count_negative, count_too_large, count_guessed,
    cell_formula_error.
    """
    text = clean(cell)
    if is_blank(text):
        return Reading()
    if is_error(text):
        return _nothing("cell_formula_error", cell)
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return _nothing("count_unreadable", cell)
    if not isinstance(cell, str):
        return _whole(cell, cell, most)
    plain = COUNT_ABOUT.sub("", text)
    number = _number(COUNT_UNITS.sub("", plain))
    if number is None:
        return _nothing("count_unreadable", cell)
    found = _whole(number, cell, most)
    if found.value is not None and plain != text:
        return Reading(found.value, (Finding("count_guessed", shown(cell), (str(found.value),)),))
    return found


def read_text(cell: CellValue) -> Reading[str]:
    """Read evidence or a remark, without signs that no database holds; overlong text is cut.

    An error or a formula is no text and is left out. Codes: text_shortened, text_left_out.
    """
    text = shown(cell).encode("utf-8", "ignore").decode("utf-8").replace("\x00", "").strip()
    if not text or text.lower() in PROGRAMS_NOTHING:
        return Reading()
    if is_error(clean(cell)) or FORMULA_AS_TEXT.fullmatch(text):
        return Reading(None, (Finding("text_left_out", text[:40]),))
    if len(text) > LONGEST_TEXT:
        return Reading(text[:LONGEST_TEXT], (Finding("text_shortened", text[:40], (str(LONGEST_TEXT),)),))
    return Reading(text)


def is_cluster_wording(cell: CellValue) -> bool:
    """Whether a text speaks of clusters of schools (集团, 共同体, 城乡教联体), which are not alliances."""
    return isinstance(cell, str) and CLUSTER.search(cell) is not None


def _whole(number: float, cell: CellValue, most: int) -> Reading[int]:
    if isinstance(number, float) and not math.isfinite(number):
        return _nothing("count_unreadable", cell)
    if number < 0:
        return _nothing("count_negative", cell)
    if number > most:
        return _nothing("count_too_large", cell, (str(most),))
    if number != int(number):
        return _nothing("count_not_whole", cell)
    return Reading(int(number))


def _number(text: str) -> float | None:
    """Read 1,024, 12.0, -3 and 一百二十; None for anything else."""
    if re.fullmatch(r"[-−]?\d{1,3}(?:,\d{3})+|[-−]?\d{1,12}(?:\.\d{1,9})?", text):
        return float(text.replace(",", "").replace("−", "-"))
    return None if re.search("[0-9]", text) else read_numeral(text, digit_by_digit=False)


def _nothing(code: str, cell: CellValue, expected: tuple[str, ...] = ()) -> Reading[Any]:
    return Reading(None, (Finding(code, shown(cell), expected),))


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
        listed = SEPARATOR.join(names.values())
        return Reading(listed, (Finding("list_item_guessed", text, (listed,)),))
    matched: set[str] = set()
    findings: list[Finding] = []
    for item in SEPARATORS.split(re.sub(r"[(（].*?[)）]", "", text)):
        plain = re.sub("等$|等(?:部门|单位)$|\\d+个?(?:部门|单位)$", "", clean(item))
        if not is_blank(plain):
            _match_item(plain, item, names, words, matched, findings)
    return Reading(
        SEPARATOR.join(name for short, name in names.items() if short in matched) or None, tuple(findings)
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
