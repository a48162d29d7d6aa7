"""What the figures of the office count, as questions to the file."""
