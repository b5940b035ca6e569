"""Boundaries, joins, and the geometry that the map draws."""
