"""Đồng bộ: one sentence on how the record stands with its city, then what needs a person, waits, and has gone."""
