"""The longer texts of the About page."""

from data.thresholds import AT_RISK_FROM, MOST_NOT_REPORTED, ON_TRACK_FROM, PACE_MONTHS, PROJECTION_PROMISE
from data.words import Translate


def _(source: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return source


REGISTER_EDITION = _("as at the end of 2023")


def method(_: Translate) -> list[str]:
    """How progress is judged, paragraph by paragraph, with the thresholds in force."""
    return [
        _(
            "**Needed** is the milestone's share of the counties, rounded up. **Gap** is needed less established; "
            "*operating* counts as established. **Needed pace** is the gap divided by the months left."
        ),
        _(
            "**Seen pace** is the net gain of counties a month over the last {months} months: an alliance counts "
            "from the day it was established, and is taken off on the as-of day of a report that takes it back."
        ).format(months=PACE_MONTHS),
        _(
            "**Verdict**, from R = seen pace ÷ needed pace: *achieved* when there is no gap; *on track* from "
            "{on_track}; *at risk* from {at_risk}; *off track* from 0; *reversing* below 0; *cannot be assessed* "
            "with fewer than two dated reports or more than {share} of counties not reported."
        ).format(on_track=ON_TRACK_FROM, at_risk=AT_RISK_FROM, share=f"{MOST_NOT_REPORTED:.0%}"),
        _(
            "**Expected** is the as-of day plus gap ÷ seen pace; its range is to hold {share} of the cases, from "
            "how much the months differ. A province that has set a milestone of its own is judged by it while it lies "
            "ahead."
        ).format(share=f"{PROJECTION_PROMISE:.0%}"),
        _(
            "The bands 0.95 and 0.60 are those of Eurostat and Open SDG; that the next target year decides is how "
            "Germany's sustainability indicators are judged. The **path** runs straight from 0 on 1 November 2024 "
            "to 50% at the end of 2025 and to 100% at the end of 2027."
        ),
    ]


def glossary(_: Translate) -> list[tuple[str, str]]:
    """The words of the field: term and meaning."""
    return [
        (_("Education alliance"), _("how families, schools and society educate together in one county")),
        (_("County"), _("the unit that is counted: a county, county-level city, district or banner")),
        (_("Experimental zone"), _("one of the 97 places named in the Ministry's notice of early 2024")),
        (
            _("XPCC"),
            _(
                "the Xinjiang Production and Construction Corps: its 12 cities are drawn in Xinjiang, counted apart"
            ),
        ),
        (_("Functional area"), _("a development or new area: may report, is in no denominator")),
        (_("Not reported"), _("no report, or a blank cell; never the same as not started")),
        (_("As of"), _("the day that a report describes")),
    ]
