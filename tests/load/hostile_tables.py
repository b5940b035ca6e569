"""Tables of hostile cells under the headers that offices write, in each kind of file."""

# ruff: noqa: E501, SIM905 - vocabularies read best as text

import html
from random import Random
from typing import Final
from xml.sax.saxutils import escape

from data.base.fields import FIELDS
from data.register.register import load_counties
from tests.data.spreadsheets.packages import inline, ods, package, sheet_xml, xlsx_parts

NAMES: Final = load_counties()["name"].tolist()
CODES: Final = load_counties()["county_code"].tolist()
PLACES: Final = (
    "鼓楼区 乌鲁木齐市经开区(头屯河区) 黔东南州岑巩县 伊犁州 第八师石河子市 南京江北新区 曲江新区 高新区 密云县 城区 台北市 东莞市 省直辖 兵团 新疆 广东省 江苏 西藏 重庆市 "
    "天和区 市辖区 莱芜市莱城区 江干区 天河区教育局 ((头屯河区 经开区( )( 区 市 (天河区) 天河区（原东山区） 广州市本级 11 110000 110105000000 "
    "１１０１０５ 1.10105E+11 440100 710101 999999"
).split()
STAGES: Final = (
    "已建立 已建成 筹建中 未启动 有效运转 是 否 √ × 挂牌 尚未成立，正在筹备 拟于2025年建立 正常 集团化 教育共同体 established 1 0 已建 未 待 "
    "operating 无"
).split()
DAYS: Final = (
    "2025年3月12日 2025.3.1 20250312 45717 二〇二五年三月十二日 2025.1 2025.10 ２０２５．３．１ 2025年13月45日 0000-00-00 "
    "99999999 25.3.12 3/4/2025 2025 2025年 3月12日 2025年3月底 12-Mar-25 Feb-30-2025 "
    "2025-03-12T10:00:00+08:00 二〇二五年十月三十 廿卅年十十月 2958466 -1 60 1900-02-29 9999-12-31 10000-01-01 "
    "2025年3月12日至2026年1月1日 ٢٠٢٥-٠٣-١٢ ²⁰²⁵.3.1"
).split()
NUMBERS: Final = (
    "12 12.0 3.5 -3 99999 约30所 1,024 一百二十 十百千 1e400 -0 nan inf 1E+11 ٣٤ ² ½ Ⅷ 零 两百五 +5 80% 1_000 0x10 １２ 1"
    + "9" * 400
).split()
LISTS: Final = (
    "教育局、公安局 17个部门 团县委和妇联 财政局 关工委办公室 体育场馆、研学 、、、 全部 文旅局(文物局)/科技局 和及与"
).split()
# Numbers as workbooks write them, of what a float can hold the largest and the oddest.
WRITTEN: Final = (
    "12 -3 3.5 45728 2025.1 2025.10 20250312 440106 440106000000 99999 1e308 5e-324 1E+11 0.1 2958465 2958466 -1 60 0 1e20 9007199254740993"
).split()
WRONG: Final = (0, -1, "x", 300, "")
SIGNS: Final = (
    "",
    " ",
    "\u3000",
    "-",
    "—",
    "/",
    "#REF!",
    "#N/A",
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "@SUM(1)",
    "{found}",
    "{0}",
    "%s",
    "\\",
    "'",
    '"',
    "<b>",
    "&amp;",
    "]]>",
    "合计",
    "小计",
    "注：",
    "填表人：",
    "说明",
    "截至2026年9月30日",
    "二〇二六年二月",
    "\u202e区河天",
    "区\u0301",
    "\ufeff天河区",
    "天\u200b河区",
    "\U00020bb7",
    "ﷺ",
    "㍻",
    "㋀",
    "㏠",
    "\u2028",
    "\x0b",
    "\x85",
    "㍘",
    "x" * 3_000,
    "鼓楼区" * 900,
    "(" * 200,
    "未" * 500,
    "1" * 20,
    "、" * 300,
    "\ud800",
    "None",
    "True",
    "nan",
    "http://x.y/z",
)
BY_FIELD: Final = {
    "county_code": [*PLACES, *CODES[:40]],
    "province": PLACES,
    "prefecture": PLACES,
    "county": [*PLACES, *NAMES[:60]],
    "stage": STAGES,
    "established_on": DAYS,
    "as_of": DAYS,
    "schools_covered": NUMBERS,
    "schools_total": NUMBERS,
    "departments": LISTS,
    "resources": LISTS,
}
ALL: Final = [*PLACES, *STAGES, *DAYS, *NUMBERS, *LISTS, *SIGNS]


def hostile_cell(rng: Random, field: str | None = None) -> str:
    chance = rng.random()
    if field and chance < 0.7:
        return rng.choice(BY_FIELD.get(field, STAGES))
    if chance < 0.8:
        return rng.choice(NAMES) if chance < 0.75 else rng.choice(CODES)
    return rng.choice(ALL) if chance < 0.97 else rng.choice(ALL) + rng.choice(ALL)


def hostile_table(rng: Random) -> list[list[str]]:
    fields = rng.sample(list(FIELDS), rng.randint(1, len(FIELDS)))
    if rng.random() < 0.8:
        fields = [
            *dict.fromkeys([*rng.sample(["county_code", "county", "stage", "established_on"], 3), *fields])
        ]
    header = [
        rng.choice(FIELDS[name].headers.split()) if rng.random() < 0.9 else hostile_cell(rng)
        for name in fields
    ]
    titles = [[hostile_cell(rng)] for _title in range(rng.choice([0, 0, 1, 1, 2, 5]))]
    rows = [[hostile_cell(rng, name) for name in fields] for _row in range(rng.choice([0, 1, 2, 5, 12, 40]))]
    for row in rows:
        if rng.random() < 0.05:
            del row[rng.randint(0, len(row)) :]
        if rng.random() < 0.05:
            row += [hostile_cell(rng) for _more in range(rng.randint(1, 4))]
    if rows and rng.random() < 0.3:
        rows.append(list(rng.choice(rows)))
    return [*titles, header, *rows]


def write_table(rng: Random, rows: list[list[str]]) -> tuple[str, bytes]:
    """Write a table as one of the kinds, drawn by chance: a file's name and content."""
    writer = rng.choice((as_text, as_text, as_page, as_workbook, as_workbook, as_open_document))
    return writer(rng, rows)


def as_text(rng: Random, rows: list[list[str]]) -> tuple[str, bytes]:
    delimiter = rng.choice(",\t;|、")
    cells = [
        ['"' + cell.replace('"', '""') + '"' if rng.random() < 0.3 else cell for cell in row] for row in rows
    ]
    text = rng.choice(["\n", "\r\n", "\r"]).join(delimiter.join(row) for row in cells)
    encoding = rng.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be", "big5"])
    return rng.choice(["a.csv", "b.txt", "截至2026年9月.csv"]), text.encode(encoding, "replace")


def as_page(rng: Random, rows: list[list[str]]) -> tuple[str, bytes]:
    def cell(text: str) -> str:
        span = f" {rng.choice(['colspan', 'rowspan'])}={rng.choice([0, 1, 2, 3, -1, 'x', 300])}"
        shown = text if rng.random() < 0.1 else html.escape(text)
        return f"<td{span if rng.random() < 0.1 else ''}>{shown}</td>"

    body = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows)
    return "a.xls", f"<html><table>{body}</table></html>".encode(rng.choice(["utf-8", "gb18030"]), "replace")


def xml_text(text: str) -> str:
    return escape(
        "".join(sign for sign in text if sign >= " " and not "\ud800" <= sign <= "\udfff"), {'"': "&quot;"}
    )


def as_workbook(rng: Random, rows: list[list[str]]) -> tuple[str, bytes]:
    def cell(reference: str, text: str) -> str:
        told, value = typed_value(rng, text)
        if told == "inlineStr":
            return inline(reference, xml_text(text))
        formula = rng.choice(["", "", "", "<f>A1</f>"])
        return f'<c r="{reference}" s="{rng.randint(0, 2)}" t="{told}">{formula}<v>{xml_text(value)}</v></c>'

    body = "".join(
        f'<row r="{number}">'
        + "".join(cell(f"{chr(ord('A') + column)}{number}", text) for column, text in enumerate(row[:26]))
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    merged = "".join(f'<mergeCell ref="{merge(rng)}"/>' for _merge in range(rng.choice([0, 0, 1, 3])))
    parts = xlsx_parts(sheet_xml(body, f"<mergeCells>{merged}</mergeCells>" if merged else ""))
    formats = (
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22"/></cellXfs>'
    )
    styles = f'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{formats}</styleSheet>'
    relations = str(parts["xl/_rels/workbook.xml.rels"]).replace("</Relationships>", STYLES)
    return "a.xlsx", package({**parts, "xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": relations})


STYLES: Final = (
    '<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" '
    'Target="styles.xml"/></Relationships>'
)


def merge(rng: Random) -> str:
    row, column = rng.randint(1, 12), rng.randint(0, 8)
    last_row, last_column = row + rng.choice([0, 1, 5]), column + rng.choice([0, 1, 3])
    return f"{chr(65 + column)}{row}:{chr(65 + last_column)}{last_row}"


def typed_value(rng: Random, text: str) -> tuple[str, str]:
    """Draw the type that a cell of a workbook says it has, and a value; one in a thousand does not fit."""
    chance = rng.random()
    if chance < 0.001:
        return rng.choice("bedns"), text
    kinds = [("inlineStr", text)] * 6 + [
        ("str", text),
        ("n", rng.choice(WRITTEN)),
        ("n", str(rng.randint(0, 50_000))),
    ]
    rare = [
        ("b", rng.choice("01")),
        ("e", rng.choice(["#N/A", "#REF!", "#DIV/0!"])),
        ("str", ""),
        ("d", "2025-03-12"),
    ]
    return rng.choice(kinds) if chance < 0.95 else rng.choice(rare)


def as_open_document(rng: Random, rows: list[list[str]]) -> tuple[str, bytes]:
    def cell(text: str) -> str:
        told, value = typed_value(rng, text)
        kinds = {"n": "float", "b": "boolean", "d": "date"}
        kind, name = kinds.get(told, "string"), {"b": "boolean-value", "d": "date-value"}.get(told, "value")
        value = {"b": {"1": "true"}.get(value, "false")}.get(told, value)
        extra = rng.choice(["number-columns-repeated", "number-rows-spanned", "number-columns-spanned"])
        extra = f' table:{extra}="{rng.choice([1, 2, 3, 70, *WRONG])}"' if rng.random() < 0.01 else ""
        valued = f' office:{name}="{xml_text(value)}"' if kind != "string" else ""
        return f'<table:table-cell office:value-type="{kind}"{valued}{extra}><text:p>{xml_text(text)}</text:p></table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    return "a.ods", ods(f'<table:table table:name="表">{body}</table:table>')
