"""Published weeks: versions that never change, and what has changed since."""
