import re

import pytest

from charts.palette import DARK, LIGHT, VERDICTS, palette
from charts.theme import font_stack
from data.base.stages import STAGES

SCHEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@SCHEMES
def test_every_text_can_be_read_on_paper(colours):
    inks = {"ink": colours.ink, "muted": colours.muted, "accent": colours.accent}
    inks |= {"error": colours.error_text, "warning": colours.warning_text}
    inks |= {name: verdict.text for name, verdict in colours.verdicts.items()}
    poor = {name: ink for name, ink in inks.items() if contrast(ink, colours.paper) < 4.5}
    assert poor == {}
    assert contrast(colours.on_accent, colours.accent) >= 4.5


@SCHEMES
def test_every_verdict_and_stage_has_a_colour_of_its_own(colours):
    assert tuple(colours.verdicts) == VERDICTS
    assert tuple(colours.stages) == tuple(STAGES)
    assert len({verdict.fill for verdict in colours.verdicts.values()}) == len(VERDICTS)
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours.share)


@SCHEMES
def test_lightness_keeps_the_order_of_shares_and_stages(colours):
    for scale in (colours.share, tuple(colours.stages.values())):
        steps = [luminance(colour) for colour in scale]
        assert steps == sorted(steps, reverse=not colours.dark)


@pytest.mark.parametrize(
    ("share", "step"),
    [(0, 0), (0.4999, 0), (0.5, 1), (0.6, 2), (0.7, 3), (0.8, 4), (0.9, 5), (2847 / 2848, 5), (1.0, 6)],
)
def test_a_hundred_percent_has_a_step_of_its_own(share, step):
    assert LIGHT.share_step(share) == step
    assert DARK.share_step(share) == step


@SCHEMES
def test_a_label_on_a_share_step_can_be_read_at_any_size(colours):
    assert all(contrast(colours.text_on(ground), ground) >= 4.5 for ground in colours.share)


def test_the_scheme_is_asked_for_by_name():
    assert palette(dark=True) is DARK
    assert palette(dark=False).fan == LIGHT.share[1]


def test_latin_faces_come_first_in_english_and_chinese_ones_in_chinese():
    assert font_stack("zh").startswith('"PingFang SC"')
    assert font_stack("en").startswith('"Segoe UI"')
    assert "Noto Sans CJK SC" in font_stack("en")
