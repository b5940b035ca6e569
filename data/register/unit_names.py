"""What the name and the code of a county-level unit tell: its kind, its prefecture, its name in Latin letters.

How a name is read is an argument, syllables without tones: the build asks pypinyin (data.register.build.pinyin); what
comes in later asks the names that are known (`known_reading`).
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

from data.register.sources import read_reference

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
VOWELS: Final = "aeo"
WITHOUT_COUNTIES: Final = ("441900", "442000", "460400", "620200")
MUNICIPALITIES: Final = ("11", "12", "31", "50")
RUN_BY_THEIR_PROVINCE: Final = ("4190", "4290", "4690", "6590")
# In this order: a later ending is part of an earlier one.
KINDS_BY_ENDING = (
    ("自治县", "自治县"),
    ("自治旗", "自治旗"),
    ("旗", "旗"),
    ("县", "县"),
    ("市", "县级市"),
    ("区", "市辖区"),
)
KINDS_BY_CODE = {"520203": "特区", "429021": "林区"} | dict.fromkeys(WITHOUT_COUNTIES, "地级市(不设区)")

# An ending that many names share tells nothing of which unit is meant.
ENDINGS: Final = tuple(ending for ending, _ in KINDS_BY_ENDING)


def kind_of(code: str, name: str) -> str:
    """Tell the kind of a county-level unit, from its code where the name does not tell."""
    return KINDS_BY_CODE.get(code) or next(kind for ending, kind in KINDS_BY_ENDING if name.endswith(ending))


def prefecture_code(code: str) -> str:
    """Give the code of the prefecture of a county, by the rules that `data.register.register` tells."""
    if code[:2] in MUNICIPALITIES:
        return f"{code[:2]}0000"
    own = code.startswith(RUN_BY_THEIR_PROVINCE) or code.endswith("00")
    return code if own else f"{code[:4]}00"


def proper_name(syllables: Sequence[str]) -> str:
    """Write syllables as one capitalised word with the apostrophes of the standard: lu an → Lu'an."""
    parts = [part.replace("v", "ü") for part in syllables]
    joined = parts[0] + "".join("'" + part if part[0] in VOWELS else part for part in parts[1:])
    return joined[0].upper() + joined[1:]


def english_name(name: str, kind: str, syllables: Sequence[str]) -> str:
    """Compose the English name of a county-level unit: its own name, its nationalities, its kind."""
    ending, word = KIND_WORDS[kind]
    for other, other_word in DISTRICTS_OF_ANOTHER_NAME.items():
        if kind == "市辖区" and name.endswith(other):
            ending, word = other, other_word
    stem, nationalities = split_nationalities(name.removesuffix(ending))
    own_name = [proper_name(syllables[: len(stem)])] if stem else []
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


@cache
def _readings() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """The syllables of each known name, and the reading that each character has in most of them."""
    table = read_reference("pinyin.csv")
    names = {name: tuple(text.split()) for name, text in zip(table["name"], table["syllables"], strict=True)}
    found: dict[str, Counter[str]] = {}
    for name, syllables in names.items():
        for character, syllable in zip(name, syllables, strict=True):
            found.setdefault(character, Counter())[syllable] += 1
    return names, {character: counted.most_common(1)[0][0] for character, counted in found.items()}


def known_reading(name: str) -> list[str] | None:
    """Read a name as the register's names are read; None where it has a character that none of them has."""
    names, characters = _readings()
    if name in names:
        return list(names[name])
    if any(character not in characters for character in name):
        return None
    return [characters[character] for character in name]
