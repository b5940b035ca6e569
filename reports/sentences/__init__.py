"""Sentences that say what figures show: headlines, leads, titles; each is true of the values it is given."""
