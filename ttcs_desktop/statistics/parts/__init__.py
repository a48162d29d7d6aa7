"""The values by which figures are broken down."""
