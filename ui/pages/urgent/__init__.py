"""F12: an urgent message worded, approved and on air in one card; what it cut, what still goes on."""
