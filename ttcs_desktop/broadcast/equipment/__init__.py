"""What stands behind a station's figures: where clusters are heard, what is broken, boards; loaded when asked for."""
