"""The words of the zones page that several of its parts use."""

from data.words import Translate


def level_word(level: str, _: Translate) -> str:
    """Give the word of a zone's level."""
    return {
        "county": _("County-level"),
        "prefecture": _("Whole prefecture"),
        "province": _("Whole province"),
        "functional_area": _("Functional area"),
    }[level]
