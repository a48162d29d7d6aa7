"""Reads every subject and owns no row: what is due, what waits for a word, what today holds."""
