"""The ward itself: its unit as dated fact, its people, its holidays."""
