"""The map: a view in Python, its drawing in the browser."""
