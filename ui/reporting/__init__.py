"""The parts of the page on reporting."""
