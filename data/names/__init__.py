"""From what offices write to the place it means: names, codes, the search for counties."""
