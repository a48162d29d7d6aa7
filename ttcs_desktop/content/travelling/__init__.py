"""Which files of items travel, and which an item has."""
