"""The topics that a ward is asked to tell of in a year, and which items tell of them."""
