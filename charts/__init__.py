"""Pure builders of figures: frame in, figure out."""
