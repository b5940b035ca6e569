"""Slides as a PowerPoint file that can be edited: text, maps, charts and tables are native."""

from reports.slides.presentation import pptx_bytes

__all__ = ["pptx_bytes"]
