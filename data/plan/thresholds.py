"""Every number that judging rests on, named once, with where it comes from.

Shares are 0..1, paces are counties a month, spans are calendar months.
"""

from datetime import date
from typing import Final

# Bands of R, the observed pace over the required pace. Eurostat's and Open SDG's bands for progress against
# a quantified target (95% and 60% of the pace needed); Germany's DNS status decides that the next target
# year counts.
ON_TRACK_FROM: Final = 0.95
AT_RISK_FROM: Final = 0.60

# More than this share not reported and nothing can be said about an area as a whole: no verdict, no pace, no place in a
# ranking, and its share is one of those that reported (domain.md, "How progress is judged").
MOST_NOT_REPORTED: Final = 0.20
# A pace needs two observations: reports of at least two different as-of dates (domain.md).
FEWEST_REPORT_DAYS: Final = 2

# The window that decides the verdict, and the two shown beside it (domain.md).
PACE_MONTHS: Final = 6
SHORT_PACE_MONTHS: Final = 3
LONG_PACE_MONTHS: Final = 12
# An area of fewer counties is judged over the long window: half a year holds too few counties that follow. Ours, chosen
# by benchmarks/verdicts.py; no province or prefecture lies near it but on the small side.
SMALL_AREA_BELOW: Final = 30
# Nearly there: at most so many counties short of a milestone that lies ahead, and this share of those needed
# established. Ours; how often it was then reached: docs/method.md.
NEARLY_LACKING: Final = 2
NEARLY_DONE: Final = 0.75
# A verdict of pace moves when the pace lies beyond its bound by more than so many counties in the window, or by more
# than this share of the counties needed in it. Ours, chosen by benchmarks/verdicts.py.
HELD_COUNTIES: Final = 1
HELD_SHARE: Final = 0.05

# A county that has not reported for so many days before the as-of date is stale: of monthly reports, three are
# missing. Ours; the Plan sets no rhythm of reporting.
STALE_AFTER_DAYS: Final = 90

# What the range of a projection is to hold, and how few counties in the window carry none. Ours.
PROJECTION_PROMISE: Final = 0.8
FEWEST_FOR_RANGE: Final = 3
# Where large areas begin, whose last counties are the last of many provinces. Ours: the nation alone is one.
LARGE_AREA_FROM: Final = 500
# The range: where the pace says so many months, they are stretched by these factors for its early and its late end. By
# size of the area, and by whether the milestone asks for every county. Ours, chosen by benchmarks/ranges.py; how many
# they held: docs/method.md.
RANGE_MONTHS: Final = (3, 6, 12, 24)
RANGE_FACTORS: Final = {
    ("small", False): ((0.19, 4.26), (0.31, 2.59), (0.31, 1.98), (0.33, 1.38)),
    ("small", True): ((0.27, 8.75), (0.48, 4.38), (0.46, 2.5), (0.39, 1.46)),
    ("middling", False): ((0.55, 2.1), (0.57, 1.68), (0.53, 1.68), (0.27, 1.19)),
    ("middling", True): ((0.61, 5.81), (0.73, 4.56), (0.65, 2.4), (0.35, 1.29)),
    ("large", False): ((0.8, 1.97), (0.71, 2.3), (0.66, 1.47), (0.33, 1.18)),
    ("large", True): ((1.0, 6.82), (1.0, 5.83), (1.0, 3.21), (1.0, 2.12)),
}
# A date beyond this is no forecast any more, eight years past the last milestone; it is left out. Ours.
PROJECTION_HORIZON: Final = date(2035, 12, 31)

# The first month end after the Plan was published (2024-11-01): where the trend begins.
TREND_FROM: Final = date(2024, 11, 30)

# Ages of reports in days as the map and the records tell them apart: within a month, not yet stale, half a year.
FRESHNESS_BANDS_DAYS: Final = (31, STALE_AFTER_DAYS, 184)
