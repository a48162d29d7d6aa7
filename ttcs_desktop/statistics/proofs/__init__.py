"""Papers beside the report of a frozen version: its correction, the records behind it."""
