"""What changed between two as-of dates: counties that gained or went backwards, areas whose verdict turned."""

from datetime import date
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.base.stages import ESTABLISHED_STAGES, RANKS, STAGES
from data.figures.judgement import VERDICTS
from data.figures.progress import stages_in_order

Array: TypeAlias = NDArray[Any]

_BLANK: Final = -1
_LOWEST_ESTABLISHED: Final = min(RANKS[stage] for stage in ESTABLISHED_STAGES)


def changed_counties(
    reports: pd.DataFrame, counties: pd.DataFrame, *, since: date, until: date
) -> pd.DataFrame:
    """Compare what was known of each county on `since` with what was known on `until`.

    Columns, one row per county of the register, sorted by code: county_code; before, after (stage; missing: not
    reported); highest (the highest stage that any report gave from the one standing on `since` on), highest_on
    (datetime64: the last as-of date with it); gained, lost (bool: established on one of the two days alone);
    first_report (bool: a stage now, none before); backwards (bool: a lower stage than `highest`, or none where
    that was established). A county may go backwards without being lost: from operating to established, or by
    gaining and losing between the two days. Raises ValueError unless `since` is before `until`.
    """
    if since >= until:
        raise ValueError(f"{since} is not before {until}")
    ordered = stages_in_order(reports, counties, as_of=until)
    position = ordered["county_position"].to_numpy()
    described = ordered["as_of"].to_numpy()
    # A stage that is missing has no place: _BLANK.
    rank = pd.Index(list(STAGES)).get_indexer(pd.Index(ordered["stage"]))
    early = described <= np.datetime64(since)
    before = _last(position[early], rank[early], len(counties))
    after = _last(position, rank, len(counties))
    highest, highest_on = before.copy(), np.full(len(counties), np.datetime64("NaT"), described.dtype)
    np.maximum.at(highest, position[~early], rank[~early])
    # In order of the as-of dates, so that the last one stays.
    at_height = rank == highest[position]
    highest_on[position[at_height]] = described[at_height]
    highest_on[highest == _BLANK] = np.datetime64("NaT")
    established = after >= _LOWEST_ESTABLISHED
    was_established = before >= _LOWEST_ESTABLISHED
    changed = pd.DataFrame(
        {
            "county_code": counties["county_code"].array,
            "before": _stages(before),
            "after": _stages(after),
            "highest": _stages(highest),
            "highest_on": highest_on,
            "gained": established & ~was_established,
            "lost": was_established & ~established,
            "first_report": (before == _BLANK) & (after != _BLANK),
            "backwards": np.where(after == _BLANK, highest >= _LOWEST_ESTABLISHED, after < highest),
        }
    )
    return changed.sort_values("county_code", ignore_index=True)


def compare_areas(
    before: tuple[pd.DataFrame, pd.DataFrame], now: tuple[pd.DataFrame, pd.DataFrame]
) -> pd.DataFrame:
    """Put two days side by side for the areas of one level, sorted by code.

    before, now: (summary, judged) of data.figures.progress.summarise and data.figures.judgement.judge. Columns:
    code, counties, established_before, established, change (int64), verdict_before, verdict, turned (bool: the
    verdict is another), worse (bool: a worse one; what cannot be assessed is neither better nor worse).
    """
    frame = now[0][["code", "counties"]]
    for (summary, judged), suffix in ((before, "_before"), (now, "")):
        counted = summary[["code", "established"]].rename(columns={"established": f"established{suffix}"})
        verdicts = judged[["code", "verdict"]].rename(columns={"verdict": f"verdict{suffix}"})
        frame = frame.merge(counted, on="code", validate="one_to_one")
        frame = frame.merge(verdicts, on="code", validate="one_to_one")
    order = {verdict: place for place, verdict in enumerate(VERDICTS[:-1])}
    return frame.assign(
        change=frame["established"] - frame["established_before"],
        turned=frame["verdict"] != frame["verdict_before"],
        worse=frame["verdict"].map(order) > frame["verdict_before"].map(order),
    ).sort_values("code", ignore_index=True)


def _last(position: Array, rank: Array, counties: int) -> Array:
    """Give each county's last rank; rows are in order, so the last assignment stands."""
    last = np.full(counties, _BLANK, dtype=np.int64)
    last[position] = rank
    return last


def _stages(rank: Array) -> Any:
    """Write ranks as stages, missing where blank."""
    names = np.array([*STAGES, None], dtype=object)
    return pd.array(names[rank], dtype="string")
