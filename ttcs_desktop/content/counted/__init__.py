"""What the figures of content count, as questions to the file."""
