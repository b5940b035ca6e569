"""The county map against an empty page and against Plotly's tutorial, in one run: `make benchmark`.

    python benchmarks/map.py [--rounds N] [--only NAME …]

Prints load time, redraw time, bytes a redraw, and which targets hold (README.md beside this file).
"""

import runpy
import sys
from pathlib import Path

# Run as a script, Python looks for modules beside it only.
sys.path.insert(0, str(Path(__file__).parents[1]))
runpy.run_module("benchmarks.compare", run_name="__main__")
