"""From reports to figures: status, trend, verdicts, what changed, mechanisms, zones."""
