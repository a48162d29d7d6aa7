"""One folder a screen. Pages do not know each other; what they share is the desk."""
