"""The overview page's own parts."""
