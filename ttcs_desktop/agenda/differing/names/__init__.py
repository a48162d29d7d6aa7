"""What the records and columns of the file are called before an officer."""
