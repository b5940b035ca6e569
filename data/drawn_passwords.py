"""Passwords that are drawn for somebody: read aloud, typed from paper, changed by them afterwards."""

from secrets import choice
from typing import Final

# Without what looks alike in print: 0 and o, 1, l and i, 2 and z, 5 and s, u and v.
SIGNS: Final = "abcdefghjkmnpqrtwxy346789"
# Five groups of four of 25 signs: 92 bits, beyond any guessing, and read out in one breath a group.
GROUPS: Final = 5
GROUP_SIGNS: Final = 4


def drawn_password() -> str:
    """Draw a password such as `kqtm-x3pt-9wrd-hn4y-c8fb`."""
    return "-".join("".join(choice(SIGNS) for _ in range(GROUP_SIGNS)) for _ in range(GROUPS))
