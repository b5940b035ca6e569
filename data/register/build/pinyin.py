"""Names of Chinese places in Latin letters, for search and for reading; as a command it builds pinyin.csv.

Run: python -m data.register.build.pinyin, then python -m data.register.build.record. The table holds the names of
counties, prefectures and provinces, in full and short, and the former names of counties and of their prefectures.

Readings are those of place names: the first part of READINGS found in a name decides, so words stand there before the
single characters that they contain. Checked by listing every name of the register with a character of several readings.
"""

from pypinyin import Style, lazy_pinyin

from data.register.build.tables import FILES, read_table, write_table

READINGS: dict[str, str] = {
    # words whose reading is an exception
    "长子县": "zhang zi xian", "乐亭": "lao ting", "乐陵": "lao ling", "乐清": "yue qing",
    "六安": "lu an", "六合": "lu he", "万柏林": "wan bai lin", "东阿": "dong e", "中牟": "zhong mu",
    "牟平": "mu ping",
    "大埔": "da bu", "马尾": "ma wei", "召陵": "shao ling", "荥经": "ying jing", "洪洞": "hong tong",
    "繁峙": "fan shi",
    "泊头": "bo tou", "珲春": "hun chun", "涡阳": "guo yang", "单县": "shan xian", "浚县": "xun xian",
    "漯河": "luo he", "曾都": "zeng du", "龙圩": "long xu", "覃塘": "qin tang", "筠连": "jun lian",
    "崆峒": "kong tong", "称多": "chen duo", "伽师": "jia shi", "红寺堡": "hong si bu", "吴堡": "wu bu",
    "佛冈": "fo gang", "佛坪": "fo ping", "浪卡子": "lang ka zi", "陕西": "shan xi", "重庆": "chong qing",
    "西藏": "xi zang",
    "大城县": "dai cheng xian", "宕昌": "tan chang", "穆棱": "mu ling", "蚌": "beng",
    # characters that have one reading in the names of counties
    "长": "chang", "乐": "le", "都": "du", "勒": "le", "什": "shi", "朝": "chao", "沙": "sha",
}  # fmt: skip

# The nationalities that autonomous counties are named after, as English sources write them.
NATIONALITIES = {
    "各族": "Various Nationalities",
    "土家族": "Tujia", "达斡尔族": "Daur", "布依族": "Buyei", "仡佬族": "Gelao", "仫佬族": "Mulao",
    "毛南族": "Maonan",
    "拉祜族": "Lahu", "哈尼族": "Hani", "布朗族": "Blang", "傈僳族": "Lisu", "普米族": "Pumi",
    "纳西族": "Naxi",
    "独龙族": "Derung", "哈萨克族": "Kazakh", "哈萨克": "Kazakh", "塔吉克": "Tajik", "蒙古族": "Mongol",
    "蒙古": "Mongol",
    "朝鲜族": "Korean", "锡伯": "Xibe", "裕固族": "Yugur", "东乡族": "Dongxiang", "保安族": "Bonan",
    "撒拉族": "Salar",
    "鄂温克族": "Ewenki", "鄂伦春": "Oroqen", "满族": "Manchu", "回族": "Hui", "苗族": "Miao",
    "侗族": "Dong",
    "瑶族": "Yao", "壮族": "Zhuang", "彝族": "Yi", "水族": "Sui", "白族": "Bai", "傣族": "Dai",
    "佤族": "Va",
    "怒族": "Nu", "羌族": "Qiang", "藏族": "Tibetan", "土族": "Tu", "黎族": "Li", "畲族": "She",
}  # fmt: skip

# What the kinds of unit are called, and the ending of the Chinese name that the English word stands for.
KIND_WORDS = {
    "自治县": ("自治县", "Autonomous County"), "自治旗": ("自治旗", "Autonomous Banner"),
    "特区": ("特区", "Special District"),
    "林区": ("林区", "Forestry District"), "市辖区": ("区", "District"), "县": ("县", "County"),
    "旗": ("旗", "Banner"),
    "县级市": ("市", "City"), "地级市(不设区)": ("市", "City"),
}  # fmt: skip
DISTRICTS_OF_ANOTHER_NAME = {"矿区": "Mining District", "新区": "New Area"}
VOWELS = "aeo"
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


def proper_name(name: str, of: str | None = None) -> str:
    """Write a name as one capitalised word with the apostrophes of the standard: 六安 → Lu'an.

    of: the longer name that it is the beginning of and is read as (长子 in 长子县).
    """
    parts = [part.replace("v", "ü") for part in syllables(of or name)[: len(name)]]
    joined = parts[0] + "".join("'" + part if part[0] in VOWELS else part for part in parts[1:])
    return joined[0].upper() + joined[1:]


def english_name(name: str, kind: str) -> str:
    """Compose the English name of a county-level unit: its own name, its nationalities, its kind."""
    ending, word = KIND_WORDS[kind]
    for other, other_word in DISTRICTS_OF_ANOTHER_NAME.items():
        if kind == "市辖区" and name.endswith(other):
            ending, word = other, other_word
    stem, nationalities = split_nationalities(name.removesuffix(ending))
    own_name = [proper_name(stem, name)] if stem else []
    return " ".join([*own_name, *list_in_words(nationalities), word])


def list_in_words(words: list[str]) -> list[str]:
    """Join words as English does: Yi, Hui and Miao."""
    return [", ".join(words[:-1]), "and", words[-1]] if len(words) > 1 else words


def split_nationalities(stem: str) -> tuple[str, list[str]]:
    """Take the nationalities off the end of a name: 酉阳土家族苗族 → 酉阳, [Tujia, Miao]."""
    found: list[str] = []
    while True:
        match = next((word for word in NATIONALITIES if stem.endswith(word)), None)
        if match is None:
            return stem, found
        found.insert(0, NATIONALITIES[match])
        stem = stem.removesuffix(match)


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
