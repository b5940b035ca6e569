"""Sentences, briefings and workbooks, from the same frames as the figures."""
