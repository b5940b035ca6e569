"""Scripts that rebuild geo/files from the boundary layers; the dashboard never imports them."""
