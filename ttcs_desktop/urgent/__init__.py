"""Urgent messages: their words, the fast yes, what they cut and its replay, drills that can never be taken for real."""
