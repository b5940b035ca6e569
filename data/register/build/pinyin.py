"""Names of Chinese places in Latin letters, for search and for reading; as a command it builds pinyin.csv.

Run: python -m data.register.build.pinyin, then python -m data.register.build.record. The table holds the names of
counties, prefectures and provinces, in full and short, and the former names of counties and of their prefectures.

Readings are those of place names: the first part of READINGS found in a name decides, so words stand there before the
single characters that they contain. Checked by listing every name of the register with a character of several readings.
"""

from pypinyin import Style, lazy_pinyin

from data.register.build.tables import read_table, write_table
from data.register.sources import FILES

READINGS: dict[str, str] = {
    # words whose reading is an exception
    "长子县": "zhang zi xian",
    "乐亭": "lao ting",
    "乐陵": "lao ling",
    "乐清": "yue qing",
    "六安": "lu an",
    "六合": "lu he",
    "万柏林": "wan bai lin",
    "东阿": "dong e",
    "中牟": "zhong mu",
    "牟平": "mu ping",
    "大埔": "da bu",
    "马尾": "ma wei",
    "召陵": "shao ling",
    "荥经": "ying jing",
    "洪洞": "hong tong",
    "繁峙": "fan shi",
    "泊头": "bo tou",
    "珲春": "hun chun",
    "涡阳": "guo yang",
    "单县": "shan xian",
    "浚县": "xun xian",
    "漯河": "luo he",
    "曾都": "zeng du",
    "龙圩": "long xu",
    "覃塘": "qin tang",
    "筠连": "jun lian",
    "崆峒": "kong tong",
    "称多": "chen duo",
    "伽师": "jia shi",
    "红寺堡": "hong si bu",
    "吴堡": "wu bu",
    "佛冈": "fo gang",
    "佛坪": "fo ping",
    "浪卡子": "lang ka zi",
    "陕西": "shan xi",
    "重庆": "chong qing",
    "西藏": "xi zang",
    "大城县": "dai cheng xian",
    "宕昌": "tan chang",
    "穆棱": "mu ling",
    "蚌": "beng",
    # characters that have one reading in the names of counties
    "长": "chang",
    "乐": "le",
    "都": "du",
    "勒": "le",
    "什": "shi",
    "朝": "chao",
    "沙": "sha",
}

FILE_NAME = "pinyin.csv"
COLUMNS = ("name", "syllables")

# The columns of each table that hold names.
NAMED_IN = {
    "provinces.csv": ("name", "short_name"),
    "unofficial_codes.csv": ("name", "prefecture"),
    "register_units.csv": ("name", "prefecture"),
    "register_prefectures.csv": ("name", "short_name"),
}


def syllables(name: str) -> list[str]:
    """Split a name into toneless syllables (nü is written nv, as people type it), corrected by `READINGS`."""
    for part, reading in READINGS.items():
        if part in name:
            before, after = name.split(part, 1)
            return syllables(before) + reading.split() + syllables(after)
    return [syllable.lower() for syllable in lazy_pinyin(name, style=Style.NORMAL, v_to_u=False)]


def search_pinyin(name: str) -> tuple[str, str]:
    """Give the joined syllables and the first letters: 朝阳区 → chaoyangqu, cyq."""
    parts = syllables(name)
    return "".join(parts), "".join(part[0] for part in parts)


def all_names() -> list[str]:
    """List every name once, in the order of their characters."""
    names = {
        row[column]
        for file_name, columns in NAMED_IN.items()
        for row in read_table(FILES / file_name)
        for column in columns
    }
    return sorted(names - {""})


def main() -> None:
    """Write the table and say how many rows it has."""
    rows = ((name, " ".join(syllables(name))) for name in all_names())
    print(FILE_NAME, write_table(FILES / FILE_NAME, COLUMNS, rows))


if __name__ == "__main__":
    main()
