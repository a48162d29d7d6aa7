"""Which class an item is likely to have, by what was said of others."""
