"""The type of a translator: English source text in, the reader's text out."""

from collections.abc import Callable
from typing import TypeAlias

Translate: TypeAlias = Callable[[str], str]
