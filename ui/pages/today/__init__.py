"""Hôm nay: what has played, what is owed, what waits for one key."""
