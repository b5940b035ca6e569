"""The provinces that can be jumped to, and by what one finds them."""

from data.county_search_keys import plain
from data.pinyin import load_syllables
from data.register import load_provinces

Place = tuple[str, str, str, list[str]]


def provinces_to_find(lang: str) -> list[Place]:
    """List every reporting province: its code, name, the name in the other language, what it is found by."""
    places: list[Place] = []
    for row in load_provinces().to_dict("records"):
        chinese, english = str(row["short_name"]), str(row["name_en"])
        shown = (chinese, english) if lang == "zh" else (english, chinese)
        places.append((str(row["code"]), *shown, _keys(str(row["name"]), chinese, english)))
    return places


def _keys(name: str, short: str, english: str) -> list[str]:
    """Give names, pinyin and initials: 广东省, 广东, guangdongsheng, guangdong, gds, gd."""
    syllables = load_syllables()[name]
    # A short name is the name's beginning, 兵团 its end.
    own = syllables[: len(short)] if name.startswith(short) else syllables[-len(short) :]
    read = [form for parts in (own, syllables) for form in ("".join(parts), "".join(p[0] for p in parts))]
    return list(dict.fromkeys([plain(name), plain(short), plain(english), *read]))
