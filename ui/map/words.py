"""The words on and around the map, all but those that a page knows best."""

from data.words import Translate


def map_words(
    _: Translate,
    *,
    title: str,
    subtitle: str,
    legend_title: str,
    source: str,
    approval: str,
    as_of: str,
    demo: str = "",
) -> dict[str, str]:
    """Words for `MapView.text`, in the reader's language.

    title, subtitle: for the exported picture (the page shows its own above the map).
    source, approval: the two ends of the line beneath; approval is the whole text with 审图号.
    as_of: the whole text ('Data as of 31 Oct 2026'). demo: the demo mark, or empty.
    """
    return {
        "title": title,
        "subtitle": subtitle,
        "legend": legend_title,
        "source": source,
        "approval": approval,
        "as_of": as_of,
        "demo": demo,
        "not_reported": _("Not reported"),
        "partly": _("More than 20% not reported"),
        "out_of_scope": _("Outside the Plan's scope"),
        "established_on": _("Established in {month}"),
        "established_by": _("Established in {month} or earlier"),
        "inset": _("South China Sea Islands"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "reset": _("Show the whole map"),
        "save_svg": _("Save as SVG"),
        "save_png": _("Save as PNG"),
        "loading": _("The map is loading."),
        "failed": _("The boundaries could not be loaded. If trying again does not help, reload the page."),
        "retry": _("Try again"),
        "keys": _(
            "Arrow keys move between areas, Space selects, Enter opens, Escape goes back, + and − zoom."
        ),
        "selected": _("selected"),
    }
