"""Presentation and briefing as values: which slides there are, what each says and shows, before anything draws them."""
