"""The language and calendar of the office as pure functions."""
