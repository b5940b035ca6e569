"""The words of the page to prepare, of the stage and of the speaker's window, in the reader's language."""

from data.words import Translate


def present_words(_: Translate) -> dict[str, str]:
    """Give the words that the browser fills in."""
    return {
        "slides": _("Slides to show"),
        "start": _("Start presenting"),
        "one": _("1 slide"),
        "count": _("{n} slides"),
        "auto": _("Turn by itself"),
        "off": _("Off"),
        "seconds": _("every {n} s"),
        "add_province": _("Add a province"),
        "speaker": _("Speaker's notes"),
        "open_notes": _("Open in a second window"),
        "print_notes": _("Print"),
        "hand_out": _("Hand out"),
        "hint": _("On the stage ? shows the keys; type a province's name to jump to it, Esc leads back."),
        "show_slide": _("Show: {name}"),
        "up": _("Move up: {name}"),
        "down": _("Move down: {name}"),
        "remove": _("Take out: {name}"),
        "dots": _("Slides to show"),
        "previous": _("Previous slide"),
        "next": _("Next slide"),
        "back": _("Back to: {name}"),
        "jump": _("Jump to a province"),
        "jump_hint": _("Name, pinyin or initials"),
        "jump_none": _("No province is called that."),
        "black": _("Black screen"),
        "screen": _("Full screen"),
        "notes": _("Speaker's notes"),
        "keys": _("Keys"),
        "leave": _("Leave the stage"),
        "no_notes": _("No notes for this slide."),
        "next_slide": _("Next: {title}"),
        "last_slide": _("This is the last slide."),
        "elapsed": _("Elapsed"),
    }


def present_keys(_: Translate) -> list[tuple[list[str], str]]:
    """List what the keys of the stage do: the keys, then what they do."""
    return [
        (["→", _("Space"), "PgDn"], _("Next slide")),
        (["←", "PgUp"], _("Previous slide")),
        (["Home", "End"], _("First and last slide")),
        ([_("Letters"), "/"], _("Jump to a province")),
        (["Esc", "⌫"], _("Back from a province")),
        (["B"], _("Black screen")),
        (["F"], _("Full screen")),
        (["D"], _("Dark or light")),
        (["Tab", "↵"], _("Map and tables by keyboard")),
        (["?", "H"], _("Keys")),
        (["Esc"], _("Leave the stage")),
    ]
