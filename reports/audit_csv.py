"""The audit as a file: what the page lists, in the reader's words, with each kind's code beside it."""

from __future__ import annotations

from datetime import UTC

import pandas as pd

from data.words import Translate
from reports.audit_words import about_told, by_told, detail_told, kind_word
from reports.csv_files import csv_file


def audit_csv(frame: pd.DataFrame, lang: str, _: Translate) -> bytes:
    """Write a frame of data.audit, or a part of one; times are UTC, to the second, as ISO 8601 writes them."""
    header = (
        _("When (UTC)"),
        _("Who"),
        _("From"),
        _("Kind"),
        _("What"),
        _("Done to"),
        _("Particulars"),
    )
    return csv_file(
        header,
        (
            (
                at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                by_told(by, _),
                origin,
                kind,
                kind_word(kind, _),
                about_told(kind, about, _),
                detail_told(kind, detail, lang, _),
            )
            for at, by, origin, kind, about, detail in frame.itertuples(index=False, name=None)
        ),
    )
