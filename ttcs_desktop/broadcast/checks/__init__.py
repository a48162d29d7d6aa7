"""What the plan of a week is held against beside clashes: spoken lengths, how often, what is missing from it."""
