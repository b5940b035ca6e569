"""Named views: saving what one looks at, and the list of what was saved."""
