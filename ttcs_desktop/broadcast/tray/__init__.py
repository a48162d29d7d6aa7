"""Items that wait for a place in the timetable."""
