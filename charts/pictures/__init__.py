"""Pictures for the stage, slides and paper: the shapes of a map, and self-contained SVG."""
