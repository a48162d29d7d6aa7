"""The plan and the log as files for others: a calendar, a web page, tables."""
