"""Files attached to records of any subject: kept by what is in them, found by their words, opened as copies."""
