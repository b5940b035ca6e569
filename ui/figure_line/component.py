"""The line below a figure as one Streamlit component: table, PNG and SVG need no rerun and no server."""

import json
from collections.abc import Mapping

from streamlit.components.v2 import component

from ui.web.modules import bootstrap

# In the page and not in a shadow root of its own: the table looks as every other, and the style sheet is there already.
_mount = component("education_alliance_figure_line", js=bootstrap("figure_line.js"), isolate_styles=False)


def figure_line(
    *,
    key: str,
    lang: str,
    caption: str,
    table: str,
    labels: Mapping[str, str],
    file: str,
    text: Mapping[str, str] | None,
) -> None:
    """Draw the line of the figure whose st.plotly_chart has this `key`.

    caption, table: of the numbers; the table is HTML of ui.markup. file: the pictures' name without its ending.
    labels: what the buttons PNG and SVG do, in full. text: title, subtitle, demo, source, as_of and alt of the
    picture; None where there is none to save.
    """
    told = {
        "key": key,
        "lang": lang,
        "caption": caption,
        "table": table,
        "labels": dict(labels),
        "file": file,
    }
    sent = json.dumps({**told, "text": text and dict(text)}, ensure_ascii=False, separators=(",", ":"))
    _mount(key=f"{key}-line", data=sent.encode())
