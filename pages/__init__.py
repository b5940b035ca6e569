"""The pages, in the order of the navigation."""

from data.accounts.permissions import can_manage_accounts
from pages import (
    about,
    accounts,
    actions,
    county,
    mechanisms,
    overview,
    present,
    progress,
    records,
    upload,
    views,
    zones,
)
from pages import map as map_page
from ui.page_list import PageEntry


def _(source: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return source


ALL = (
    PageEntry("", _("Overview"), _("Progress"), overview.show),
    PageEntry("map", _("Map"), _("Progress"), map_page.show),
    PageEntry("progress", _("Progress by area"), _("Progress"), progress.show),
    PageEntry("mechanisms", _("Mechanisms"), _("Progress"), mechanisms.show),
    PageEntry("zones", _("Zones"), _("Progress"), zones.show),
    PageEntry("county", _("County profiles"), _("Progress"), county.show),
    PageEntry("actions", _("Action list"), _("Progress"), actions.show),
    PageEntry("present", _("Present"), _("Progress"), present.show),
    PageEntry("upload", _("Upload"), _("Data"), upload.show),
    PageEntry("records", _("Records"), _("Data"), records.show),
    PageEntry("views", _("Saved views"), _("Data"), views.show),
    PageEntry("accounts", _("Accounts"), _("Data"), accounts.show, for_whom=can_manage_accounts),
    PageEntry("about", _("About"), _("Background"), about.show),
)
