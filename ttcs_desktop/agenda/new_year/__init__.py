"""Opening a year: what is there already and what is still to be done, over all subjects; it owns no row."""
