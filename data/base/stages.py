"""The stages of an alliance, in their order, and which of them count as established."""

from collections.abc import Mapping
from functools import lru_cache

from data.base.language import LANGUAGES_KEPT, Translate

STAGES = ("not_started", "preparing", "established", "operating")


ESTABLISHED_STAGES = ("established", "operating")


@lru_cache(maxsize=LANGUAGES_KEPT)
def stage_words(_: Translate) -> Mapping[str, str]:
    """Words of the stages, and of none."""
    return {
        "not_started": _("not started"),
        "preparing": _("preparing"),
        "established": _("established"),
        "operating": _("operating"),
        "": _("not reported"),
    }
