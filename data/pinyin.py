"""How names of places are read: the toneless syllables of counties, prefectures, provinces and former names."""

from functools import cache

from data.register import load_changes, load_counties, load_prefectures, load_provinces, read_reference


@cache
def load_syllables() -> dict[str, tuple[str, ...]]:
    """Load the syllables of every name, one a character, ü written v: 六安 → lu, an; 绿园区 → lv, yuan, qu."""
    table = read_reference("pinyin.csv")
    return {name: tuple(parts.split()) for name, parts in zip(table["name"], table["syllables"], strict=True)}


def unread_names() -> list[str]:
    """List names without syllables, with more or fewer than characters, or read otherwise in the register."""
    known, counties = load_syllables(), load_counties()
    areas = (*load_prefectures()["name"], *load_provinces()["name"], *load_changes()["old_name"])
    missing = {str(name) for name in areas if len(known.get(str(name), ())) != len(str(name))}
    columns: tuple[list[str], ...] = (counties["name"].tolist(), counties["pinyin"].tolist())
    apart = {name for name, joined in zip(*columns, strict=True) if "".join(known.get(name, ())) != joined}
    uneven = {name for name, parts in known.items() if len(name) != len(parts)}
    return sorted(missing | apart | uneven)
