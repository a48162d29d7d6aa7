"""Văn bản: the papers that came in."""
