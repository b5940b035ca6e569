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

# A county that has not reported for so many days before the as-of date is stale: of monthly reports, three are
# missing. Ours; the Plan sets no rhythm of reporting.
STALE_AFTER_DAYS: Final = 90

# Half the width of the projected range in spreads of the monthly net gains: the 90th percentile of Student's t
# with the five degrees of freedom that six months leave, which is to hold 80%. How many it held: docs/method.md.
PROJECTION_SPREADS: Final = 1.476
PROJECTION_PROMISE: Final = 0.8
# A date beyond this is no forecast any more, eight years past the last milestone; it is left out. Ours.
PROJECTION_HORIZON: Final = date(2035, 12, 31)

# The first month end after the Plan was published (2024-11-01): where the trend begins.
TREND_FROM: Final = date(2024, 11, 30)

# Ages of reports in days as the map and the records tell them apart: within a month, not yet stale, half a year.
FRESHNESS_BANDS_DAYS: Final = (31, STALE_AFTER_DAYS, 184)
