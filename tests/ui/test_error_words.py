"""What a reader is told of an error: of a damaged edition not what is told of the dashboard's own files."""

from data.base.errors import DamagedEdition, WrongChecksum
from data.base.language import translator
from ui.error_words import error_words


def test_a_damaged_edition_is_not_restored_from_the_release():
    told = error_words(
        DamagedEdition("The edition 0001.json is not the one.", "Take it back."), translator("en")
    )
    assert told == ("An edition of the register is damaged", "Tell your administrator what is written here.")
    own = error_words(WrongChecksum("counties.csv is another.", "Restore it."), translator("en"))
    assert own[1] == "The administrator should restore it from the release."
