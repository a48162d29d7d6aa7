"""What the figures of incoming papers count, as questions to the file."""
