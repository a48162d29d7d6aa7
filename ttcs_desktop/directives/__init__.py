"""Directives (văn bản): what came in, whether it is in force, what rests on it, and until when it is to be handled."""
