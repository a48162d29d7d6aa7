"""The station: what is planned, what clashes, what was really aired, and the numbers that come out of it."""
