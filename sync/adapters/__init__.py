"""Other ways to the city behind the same port."""
