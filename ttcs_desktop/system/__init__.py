"""What the machine gives: folders, the keyring, the program's own preferences. Knows no record."""
