"""Ways out of the clashes of a week."""
