"""From what offices write to the place it means: cells as clean text, names, codes, the search for counties."""
