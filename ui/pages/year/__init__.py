"""Mở năm mới: what a year needs before it begins, part by part."""
