"""The parts of the action list page."""
