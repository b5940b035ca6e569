"""The county page: search, profile, what it reported and when, its neighbours."""
