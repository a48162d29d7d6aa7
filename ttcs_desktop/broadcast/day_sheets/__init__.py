"""What the station works by and the neighbourhood reads: the run sheet of a day, the poster of a week."""
