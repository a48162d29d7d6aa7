"""Sound and pictures on the line, up and down: in pieces, resumed, proven by their sha-256, after the numbers."""
