"""Annexes of a report: what is broken down."""
