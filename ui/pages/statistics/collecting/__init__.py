"""Thống kê, where agencies answer to this unit: the list of who owes, reminders, what came in, what it adds up to."""
