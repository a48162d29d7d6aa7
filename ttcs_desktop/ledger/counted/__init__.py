"""What the figures of sending count, as questions to the file."""
