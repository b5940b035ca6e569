"""One area's established counties over time: what is shown and where, and its writers."""
