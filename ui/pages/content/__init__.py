"""Nội dung: items from the first word to the approver's yes."""
