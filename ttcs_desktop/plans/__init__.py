"""Directives, plans and tasks: from the annex of a plan to the officer's list."""
