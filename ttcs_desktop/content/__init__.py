"""What is told to people: items with versions, columns, contributions, and their approval."""
