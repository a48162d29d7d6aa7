"""The log of a stretch of days on paper, each page with its sums and what it carries over."""
