"""Areas ranked by share, each with its verdict: what is shown and where, and its writers."""
