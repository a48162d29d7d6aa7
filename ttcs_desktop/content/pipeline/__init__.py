"""The way of an item: steps with who, when and why; standing authorisations; papers to be signed."""
