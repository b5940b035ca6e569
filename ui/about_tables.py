"""The tables of the About page, as HTML: sources, milestones, register changes."""

from collections.abc import Sequence
from pathlib import Path

from data.formats import format_target
from data.plan import load_milestones
from data.register import load_changes
from data.sources import read_sources
from data.words import Translate
from ui import queries
from ui.areas import area_name
from ui.markup import plain_table_html

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT / "data" / "files", ROOT / "geo" / "files")


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return f'<div class="plain-table">{plain_table_html(header, rows)}</div>'


def source_table(_: Translate) -> str:
    """Every committed data file: producer, licence, as of when, the start of its checksum."""
    # The map's 70 drawings are the boundary files once more, made ready for the browser: one row would say it all.
    sources = [s for folder in FOLDERS for s in read_sources(folder) if not s.file.startswith("map/")]
    return _table(
        [_("File"), _("Producer"), _("Licence"), _("Date"), "SHA-256"],
        [[s.file, s.producer, s.licence, s.edition or s.date, s.sha256[:12]] for s in sources],
    )


def milestone_table(lang: str, _: Translate) -> str:
    """The Plan's milestones, and below them those that provinces have set for themselves."""
    named = [("", milestone) for milestone in load_milestones()]
    for code, own in queries.province_milestones().items():
        named += [(f"{area_name(code, lang, _)} · ", milestone) for milestone in own]
    return _table(
        [_("Milestone"), _("Day"), _("Share")],
        [
            [where + (m.name if lang == "zh" else m.name_en), m.on.isoformat(), format_target(m.share)]
            for where, m in named
        ],
    )


def change_kinds(_: Translate) -> dict[str, str]:
    """The kinds of register changes in the reader's language."""
    return {
        "renamed": _("renamed"),
        "upgraded": _("upgraded"),
        "recoded": _("recoded"),
        "moved": _("moved"),
        "merged": _("merged"),
        "split": _("split"),
        "created": _("created"),
        "unofficial": _("unofficial code"),
    }


def change_table(_: Translate) -> str:
    """Every change of the register since 2013, the newest first."""
    changes = load_changes().sort_values(["effective_on", "old_code"], ascending=[False, True])
    kinds = change_kinds(_)
    columns = ["effective_on", "old_code", "old_name", "old_prefecture", "new_code", "kind"]
    rows = [
        [*row[:-1], kinds.get(row[-1], row[-1])] for row in changes[columns].astype(str).to_numpy().tolist()
    ]
    header = [_("Since"), _("Old code"), _("Old name"), _("Old prefecture"), _("Code now"), _("Kind")]
    return _table(header, rows)
