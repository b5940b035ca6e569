"""What became of the counties of a past day: another name, or another county's ground."""

from collections.abc import Mapping
from datetime import date

from data.base.formats import format_date, join_names
from data.base.language import Translate
from data.names.index import name_on
from data.register.history import register_history, register_of


def later_names(day: date | None, lang: str, _: Translate) -> Mapping[str, str]:
    """Say of each county of a day that is another today what it is called now, or whose ground it became, by code.

    day: None for the newest register, of which nothing is another.
    """
    register, history = register_of(day), register_history()
    if register.until is None:
        return {}
    found: dict[str, str] = {}
    for code, unit in zip(
        register.counties["county_code"].tolist(), register.counties["unit"].tolist(), strict=True
    ):
        last, closing = history.unit_periods(unit)[-1], history.closing(unit)
        if closing is not None and closing.day is not None:
            takers = [history.unit_periods(taker)[-1].code for taker in history.successors(unit)]
            found[code] = _("since {day} in {names}").format(
                day=format_date(closing.day, lang),
                names=join_names([name_on(taker, lang, closing.day) for taker in takers], lang),
            )
        elif name_on(code, lang, day) != name_on(last.code, lang):
            found[code] = _("now {name}").format(name=name_on(last.code, lang))
    return found
