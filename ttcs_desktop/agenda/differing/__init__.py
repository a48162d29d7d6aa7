"""A record that two PCs changed, in the words of the office."""
