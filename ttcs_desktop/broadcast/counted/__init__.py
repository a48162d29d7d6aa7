"""What the station's figures count, as questions to the file."""
