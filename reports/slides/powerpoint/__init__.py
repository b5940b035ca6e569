"""Slides as a PowerPoint file that can be edited: text, maps, charts and tables are native."""
