"""Words of people in the labels of Streamlit's elements, which read Markdown."""

from string import punctuation

_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in punctuation})


def plain_label(text: str) -> str:
    """Give Markdown that shows the text as it is: no link, picture, emphasis, colour or formula in it."""
    return text.translate(_ESCAPED)
