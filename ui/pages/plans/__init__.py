"""Nhiệm vụ: the tasks of the plans as their annexes list them, and the annex on its way in."""
