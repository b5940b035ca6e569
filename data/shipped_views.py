"""Views that come with the dashboard; nobody renames or removes them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from data.given_names import name_key
from data.register import FILES, missing_reference


@dataclass(frozen=True)
class ShippedView:
    """A view of data/files/views.toml: its names, what it is for, its page and the choices in its address."""

    key: str
    name: str
    name_en: str
    purpose: str
    purpose_en: str
    page: str
    parameters: Mapping[str, str]

    def called(self, lang: str) -> str:
        """The name in the reader's language."""
        return self.name if lang == "zh" else self.name_en

    def told(self, lang: str) -> str:
        """What it is for, in the reader's language."""
        return self.purpose if lang == "zh" else self.purpose_en


@cache
def load_shipped_views() -> tuple[ShippedView, ...]:
    """Load them in the order in which they are offered; raises MissingFile."""
    path = FILES / "views.toml"
    if not path.exists():
        raise missing_reference(path.name)
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["view"]
    return tuple(
        ShippedView(
            key=entry["key"],
            name=entry["name"],
            name_en=entry["name_en"],
            purpose=entry["purpose"],
            purpose_en=entry["purpose_en"],
            page=entry["page"],
            parameters=dict(entry.get("parameters", {})),
        )
        for entry in entries
    )


@cache
def shipped_name_keys() -> frozenset[str]:
    """Give the names that no saved view may have, in both languages, as data.saved_views.name_key has them."""
    return frozenset(name_key(name) for view in load_shipped_views() for name in (view.name, view.name_en))
