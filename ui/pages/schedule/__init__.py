"""Lịch phát: the week of a station, its airings, what clashes and what became of them."""
