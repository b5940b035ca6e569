"""The words of the panel "Hand out", and what its files are called."""

from __future__ import annotations

from data.formats import join_names
from data.register import load_provinces
from data.words import Translate
from reports.briefing.model import Occasion
from reports.handouts import HandoutKind

# More names than these make a choice too long to read.
MOST_NAMED = 2


def kind_words(_: Translate) -> dict[HandoutKind, tuple[str, str]]:
    """Name each kind of file, and say what it is good for."""
    return {
        "pptx": (_("Slides"), _("To edit: charts hold their data, the map is made of shapes.")),
        "pdf": (_("Briefing"), _("To print and to keep: looks the same everywhere.")),
        "docx": (_("Briefing to edit"), _("The same text and tables, for a word processor.")),
        "xlsx": (_("Workbook"), _("The figures behind every page, to calculate with.")),
    }


def about_words(kind: HandoutKind, slides: int, provinces: int, sheets: int, _: Translate) -> str:
    """Say how much is in a file."""
    if kind == "pptx":
        return (_("1 slide") if slides == 1 else _("{n} slides")).format(n=slides)
    if kind == "xlsx":
        return _("{n} sheets; always every province").format(n=sheets)
    if provinces == 0:
        return _("The nation, and an annex of all provinces")
    if provinces == 1:
        return _("The nation, 1 province, and an annex of all provinces")
    return _("The nation, {n} provinces, and an annex of all provinces").format(n=provinces)


def provinces_words(chosen: tuple[str, ...], _: Translate, lang: str) -> dict[str, str]:
    """Name the choices of provinces: those of the slides, and all."""
    names = _names(chosen, lang)
    if not names:
        own = _("As on the slides: none")
    elif len(names) <= MOST_NAMED:
        own = _("As on the slides: {names}").format(names=join_names(names, lang))
    else:
        own = _("As on the slides: {n}").format(n=len(names))
    return {"chosen": own, "all": _("All {n}").format(n=len(load_provinces()))}


def file_name(kind: HandoutKind, provinces: tuple[str, ...], occasion: Occasion, _: Translate) -> str:
    """Name a file after what it tells, of whom and as of when; made-up figures are called so."""
    place = _("china")
    if kind != "xlsx" and provinces:
        place = _place(provinces, occasion.lang, _)
    parts = [_("education-alliance"), place, occasion.as_of.isoformat()]
    if occasion.demo:
        parts.append(_("demo-data"))
    return f"{'_'.join(parts)}.{kind}"


def _place(provinces: tuple[str, ...], lang: str, _: Translate) -> str:
    if len(provinces) == 1:
        (name,) = _names(provinces, lang)
        return _("china-and-{province}").format(province=name.lower().replace(" ", "-"))
    if len(provinces) == len(load_provinces()):
        return _("china-and-all-provinces")
    return _("china-and-{n}-provinces").format(n=len(provinces))


def size_words(size: int) -> str:
    """Give a file's size: `640 kB`, `2.1 MB`."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"


def _names(codes: tuple[str, ...], lang: str) -> list[str]:
    names = load_provinces().set_index("code")["short_name" if lang == "zh" else "name_en"]
    return [str(names[code]) for code in codes]
