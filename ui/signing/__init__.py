"""Who makes a change, and what they are told where it was not made."""
