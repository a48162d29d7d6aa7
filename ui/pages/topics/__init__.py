"""Chủ đề của năm: the list a ward is given, and how far it has been told."""
