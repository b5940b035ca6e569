"""The progress page's parts: small figures, trend and what if, the table."""
