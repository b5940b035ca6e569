"""Numbers in Chinese numerals, as titles, dates and counts have them."""

from typing import Final

DIGITS: Final = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
}
UNITS: Final = {"十": 10, "百": 100, "千": 1_000}


def read_numeral(text: str, *, digit_by_digit: bool) -> int | None:
    """Read 十二, 廿三, 一百零五, 一千二百, with Arabic digits among them or alone; None for what is no number.

    digit_by_digit: 二〇二六 and 三一 are numbers too, as in years and days; as a count 二三 means two or three.
    """
    text = text.replace("廿", "二十").replace("卅", "三十")
    digits = [int(sign) if sign in "0123456789" else DIGITS.get(sign) for sign in text]
    if digit_by_digit and text and None not in digits:
        return int("".join(map(str, digits)))
    total, pending, smallest = 0, None, 10_000
    for sign, digit in zip(text, digits, strict=True):
        unit = UNITS.get(sign)
        if unit is not None and unit < smallest:
            total += (pending or 1) * unit
            pending, smallest = None, unit
        elif digit is not None and not pending:
            pending = digit
        else:
            return None
    return total + (pending or 0) if text else None
